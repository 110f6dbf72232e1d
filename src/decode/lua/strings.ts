/** A string of a Lua source and what stands right in front of it. */
export interface LuaString {
  value: string;
  /** Of the opening quote. */
  offset: number;
  /** `text` in `text = "…"`, as tables of layouts write it. */
  key?: string;
  /** `Toast.makeText` in `Toast.makeText(activity, "…")`; the nearest call that is not closed before the string. */
  call?: string;
}

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\n': '\n' };
const OPEN_LONG = /\[(=*)\[/y;
const KEY = /([A-Za-z_]\w*)\s*=\s*$/;
const CALL = /([A-Za-z_][\w.:]*)\s*$/;
/** Characters looked at in front of a string or bracket for what it belongs to. */
const BEFORE = 80;
const MAX_NESTING = 200;

/** String literals of a Lua source, comments left out. Source: Lua 5.3 reference manual §3.1 */
export function luaStrings(text: string): LuaString[] {
  const found: LuaString[] = [];
  const calls: string[] = [];
  let at = 0;
  const put = (value: string, offset: number): void => {
    const before = text.slice(Math.max(0, offset - BEFORE), offset);
    const key = KEY.exec(before)?.[1];
    // `print "…"` needs no bracket.
    const call = CALL.exec(before)?.[1] ?? calls.at(-1);
    found.push({ value, offset, ...(key && { key }), ...(call && { call }) });
  };
  while (at < text.length) {
    const char = text[at]!;
    const isComment = text.startsWith('--', at);
    OPEN_LONG.lastIndex = isComment ? at + 2 : at;
    const long = isComment || char === '[' ? OPEN_LONG.exec(text) : null;
    if (long) {
      const close = `]${long[1]}]`;
      const end = text.indexOf(close, OPEN_LONG.lastIndex);
      const stop = end === -1 ? text.length : end;
      if (!isComment) put(text.slice(OPEN_LONG.lastIndex, stop), at);
      at = stop + close.length;
    } else if (isComment) {
      const end = text.indexOf('\n', at);
      at = end === -1 ? text.length : end;
    } else if (char === '"' || char === "'") {
      const { value, end } = quoted(text, at);
      put(value, at);
      at = end;
    } else {
      if (char === '(' && calls.length < MAX_NESTING) calls.push(CALL.exec(text.slice(Math.max(0, at - BEFORE), at))?.[1] ?? '');
      else if (char === ')') calls.pop();
      at++;
    }
  }
  return found;
}

function quoted(text: string, start: number): { value: string; end: number } {
  const quote = text[start];
  let value = '';
  let at = start + 1;
  for (; at < text.length && text[at] !== quote && text[at] !== '\n'; at++) {
    if (text[at] !== '\\') {
      value += text[at];
      continue;
    }
    at++;
    const next = text[at] ?? '';
    const unicode = /^u\{([\da-f]{1,6})\}/i.exec(text.slice(at, at + 10));
    if (unicode) {
      const code = Number.parseInt(unicode[1]!, 16);
      value += code <= 0x10ffff ? String.fromCodePoint(code) : '';
      at += unicode[0].length - 1;
    } else value += ESCAPES[next] ?? next;
  }
  return { value, end: at + 1 };
}
