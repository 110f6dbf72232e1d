/** Answers kept by each `remembered`; beyond this the memo starts anew, so that many packages in one run do not add up. */
const MEMO = 200_000;

/** A pure function of a text that is asked for the same ones again and again: names, whole scripts. */
export function remembered<T>(compute: (name: string) => T): (name: string) => T {
  const memo = new Map<string, T>();
  return (name) => {
    const known = memo.get(name);
    if (known !== undefined || memo.has(name)) return known as T;
    const value = compute(name);
    if (memo.size >= MEMO) memo.clear();
    memo.set(name, value);
    return value;
  };
}
