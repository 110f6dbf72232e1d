/** `feature and (forced or recorded)` over element ids. */
export interface VerdictExpression {
  holds: (element: (id: string) => boolean) => boolean;
  /** Element ids it names. */
  names: string[];
}

type Test = VerdictExpression['holds'];

interface Reader {
  words: string[];
  next: number;
  source: string;
  elements: ReadonlySet<string>;
  names: Set<string>;
}

/** Deepest nesting of parentheses; a rule file is data and must not exhaust the stack. */
const DEEPEST = 32;

/**
 * Compiles a verdict expression: element ids, `and`, `or`, `not`, parentheses; `and` binds tighter than `or`.
 * @throws SyntaxError naming the word that does not fit
 */
export function compileVerdict(source: string, elements: ReadonlySet<string>): VerdictExpression {
  const reader: Reader = { words: source.match(/[()]|[^\s()]+/g) ?? [], next: 0, source, elements, names: new Set() };
  const holds = readChain(reader, 'or', 0);
  if (reader.next < reader.words.length) throw new SyntaxError(`“${source}”在“${reader.words[reader.next]}”处多余`);
  return { holds, names: [...reader.names].sort() };
}

function readChain(reader: Reader, word: 'or' | 'and', depth: number): Test {
  const parts: Test[] = [];
  do parts.push(word === 'or' ? readChain(reader, 'and', depth) : readPrimary(reader, depth));
  while (reader.words[reader.next] === word && reader.next++ >= 0);
  return word === 'or' ? (element) => parts.some((part) => part(element)) : (element) => parts.every((part) => part(element));
}

function readPrimary(reader: Reader, depth: number): Test {
  if (depth > DEEPEST) throw new SyntaxError(`“${reader.source}”括号嵌套过深`);
  const word = reader.words[reader.next++];
  if (word === 'not') {
    const inner = readPrimary(reader, depth + 1);
    return (element) => !inner(element);
  }
  if (word === '(') {
    const inner = readChain(reader, 'or', depth + 1);
    if (reader.words[reader.next++] !== ')') throw new SyntaxError(`“${reader.source}”缺少右括号`);
    return inner;
  }
  if (word === undefined || !reader.elements.has(word))
    throw new SyntaxError(`“${reader.source}”中的“${word ?? '（缺）'}”不是本规则的要件`);
  reader.names.add(word);
  return (element) => element(word);
}
