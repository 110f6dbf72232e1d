import { type LiteralCursor, readLiteral } from './gwx-literal.js';

/** A value in a list of constants, with the place of its literal in the file. */
export type Constant =
  | { kind: 'list'; items: Constant[]; offset: number }
  | { kind: 'text'; value: string; offset: number }
  | { kind: 'value'; value: number | boolean | null | undefined; offset: number };

/** Debug builds push `['11182016', item, place]` in place of the item. */
const DEBUG_MARK = '11182016';
const NOTHING: Constant = { kind: 'value', value: undefined, offset: 0 };

/**
 * Reads `Z([3,'text'])`, `Z(z[0])` … between two offsets into constants. `z[9][1]` gives the very constant of item 9: lists
 * share their parts. An item that cannot be read keeps its place, so that the others keep their indexes.
 */
export function readConstants(source: string, start: number, end: number): { items: Constant[]; unread: number[] } {
  const items: Constant[] = [];
  const unread: number[] = [];
  const cursor: LiteralCursor = { source: source.slice(start, end), at: 0, base: start };
  const lookup = (path: number[]): Constant | undefined => partOf(items, path);
  const call = /(function\s+)?\bZ\(/g;
  let debug = false;
  for (let match = call.exec(cursor.source); match; match = call.exec(cursor.source)) {
    cursor.at = call.lastIndex;
    if (match[1]) {
      // `function Z(ops){z.push(ops)}`, in debug builds `function Z(ops,debugLine){z.push(['11182016',ops,debugLine])}`
      debug = cursor.source.slice(cursor.at, cursor.at + 80).includes(DEBUG_MARK);
      continue;
    }
    const item = readLiteral(cursor, lookup);
    if (!item) unread.push(start + match.index);
    items.push(item && debug ? debugItem(item) : (item ?? NOTHING));
    call.lastIndex = cursor.at;
  }
  return { items, unread };
}

function debugItem(item: Constant): Constant {
  const { offset } = item;
  return { kind: 'list', items: [{ kind: 'text', value: DEBUG_MARK, offset }, item], offset };
}

function partOf(items: Constant[], path: number[]): Constant | undefined {
  let list = items;
  let found: Constant | undefined;
  for (const index of path) {
    found = list[index];
    if (!found) return undefined;
    list = found.kind === 'list' ? found.items : [];
  }
  // A whole item is wrapped anew by the caller.
  return path.length === 1 ? operationOf(found) : found;
}

/** The operation of an item, out of its debug wrapping. */
export function operationOf(item: Constant | undefined): Constant {
  if (item?.kind !== 'list') return item ?? NOTHING;
  const [mark, operation] = item.items;
  return mark?.kind === 'text' && mark.value === DEBUG_MARK && operation ? operation : item;
}

const BLANK = /(?:\\[ntr]|\s)*/y;

/** Where a reviewer finds an item: its first literal that shows, else where the item starts. */
export function literalOffset(source: string, item: Constant): number {
  if (item.kind !== 'list') return item.offset;
  const [code, first] = item.items;
  const isCode = (node: Constant | undefined, value: number): boolean => node?.kind === 'value' && node.value === value;
  if (isCode(code, 3) && first?.kind === 'text') return afterBlank(source, first.offset);
  if (!isCode(code, 11)) return item.offset;
  for (const part of item.items) {
    if (part.kind !== 'list' || !isCode(part.items[0], 3)) continue;
    const text = part.items[1];
    if (text?.kind === 'text' && text.value.trim()) return afterBlank(source, text.offset);
  }
  return first?.offset ?? item.offset;
}

function afterBlank(source: string, offset: number): number {
  BLANK.lastIndex = offset;
  return offset + (BLANK.exec(source)?.[0].length ?? 0);
}
