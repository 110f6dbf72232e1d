import type { Constant } from './gwx-constants.js';

export interface LiteralCursor {
  source: string;
  at: number;
  /** Added to positions to get offsets in the file. */
  base: number;
}

/** Parts of earlier items, by their indexes: `z[9][1]`. */
export type Lookup = (path: number[]) => Constant | undefined;

/** Deeper nesting is no expression a person wrote. */
const MAX_DEPTH = 300;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+/y;
const NAME = /[A-Za-z_$][\w$]*/y;
const BLANK = /\s*/y;
const INDEX = /\s*\[\s*(?:\w+\s*\+\s*)?(\d+)\s*\]/y;
const VALUES = new Map<string, boolean | null | number>([
  ['true', true],
  ['false', false],
  ['null', null],
  // `var a=11` stands at the head of every list: a text with bound parts.
  ['a', 11],
]);

/**
 * Reads one operation array. Lists of constants are the bulk of a compiled template and use a sliver of the language, which
 * this reads several times faster than a full parser. Undefined, with the cursor somewhere inside, for anything else.
 */
export function readLiteral(cursor: LiteralCursor, lookup: Lookup, depth = 0): Constant | undefined {
  skip(cursor, BLANK);
  const { source } = cursor;
  const offset = cursor.base + cursor.at;
  const char = source[cursor.at];
  if (char === '[') return depth > MAX_DEPTH ? undefined : readList(cursor, lookup, depth);
  if (char === "'" || char === '"') {
    const value = readString(cursor);
    return value === undefined ? undefined : { kind: 'text', value, offset: offset + 1 };
  }
  if (char === '-') {
    cursor.at++;
    const number = readLiteral(cursor, lookup, MAX_DEPTH + 1);
    return number?.kind === 'value' ? { kind: 'value', value: -Number(number.value), offset } : undefined;
  }
  const number = skip(cursor, NUMBER);
  if (number) return { kind: 'value', value: Number(number), offset };
  const name = skip(cursor, NAME);
  if (name === 'z') return lookup(readIndexes(cursor)) ?? { kind: 'value', value: undefined, offset };
  return name ? { kind: 'value', value: VALUES.get(name), offset } : undefined;
}

function skip(cursor: LiteralCursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const text = pattern.exec(cursor.source)?.[0] ?? '';
  cursor.at += text.length;
  return text;
}

function readList(cursor: LiteralCursor, lookup: Lookup, depth: number): Constant | undefined {
  const items: Constant[] = [];
  const offset = cursor.base + cursor.at;
  cursor.at++;
  for (;;) {
    skip(cursor, BLANK);
    if (cursor.source[cursor.at] === ']') break;
    const item = readLiteral(cursor, lookup, depth + 1);
    if (!item) return undefined;
    items.push(item);
    skip(cursor, BLANK);
    if (cursor.source[cursor.at] === ',') cursor.at++;
    else if (cursor.source[cursor.at] !== ']') return undefined;
  }
  cursor.at++;
  return { kind: 'list', items, offset };
}

/** `[9][1]`, and `[idx_st_+9]` of the old compiler. */
function readIndexes(cursor: LiteralCursor): number[] {
  const path: number[] = [];
  for (;;) {
    INDEX.lastIndex = cursor.at;
    const match = INDEX.exec(cursor.source);
    if (!match) return path;
    path.push(Number(match[1]));
    cursor.at += match[0].length;
  }
}

function readString(cursor: LiteralCursor): string | undefined {
  const { source } = cursor;
  const start = cursor.at;
  const quote = source.charCodeAt(start);
  for (let i = start + 1; i < source.length; i++) {
    const code = source.charCodeAt(i);
    if (code === BACKSLASH) i++;
    else if (code === quote) {
      cursor.at = i + 1;
      return unescaped(source.slice(start + 1, i));
    } else if (code === LINE_FEED) return undefined;
  }
  return undefined;
}

const BACKSLASH = 0x5c;
const LINE_FEED = 0x0a;
const CONTROL: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '0': '\0', '\n': '' };

function unescaped(text: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(
    /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|u\{([\da-fA-F]{1,6})\}|([\s\S]))/g,
    (_, byte?: string, unit?: string, point?: string, char?: string) => {
      const code = byte ?? unit ?? point;
      if (code === undefined) return CONTROL[char!] ?? char!;
      const value = Number.parseInt(code, 16);
      return value > 0x10ffff ? '\ufffd' : String.fromCodePoint(value);
    },
  );
}
