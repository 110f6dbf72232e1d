/** Names kept by each `remembered`; beyond this the memo starts anew, so that many packages in one run do not add up. */
const MEMO = 200_000;

/** A pure function of a name that is asked for the same names again and again. */
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

/** `Lcom/example/A;` → `com.example.A`. */
export const dotted = remembered((descriptor) =>
  descriptor.startsWith('L') ? descriptor.slice(1, -1).replaceAll('/', '.') : descriptor,
);

/**
 * The class a person would name for a generated one: inner classes, lambdas, view bindings and Kotlin companions belong to
 * their outer class.
 */
export const outerClass = remembered((name) => {
  const plain = name.replace(/(^|\.)-\$\$Lambda\$(\w+?)\$[\w-]+$/, '$1$2').replace(/_ViewBinding(\$.*)?$/, '');
  const dollar = plain.indexOf('$', plain.lastIndexOf('.') + 2);
  return dollar === -1 ? plain : plain.slice(0, dollar);
});

/** `com.example.Main$1` → `com.example`; empty for a class in none. */
export function packageName(className: string): string {
  return className.slice(0, Math.max(0, className.lastIndexOf('.')));
}
