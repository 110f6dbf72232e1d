import type { MarkupNode } from '../../decode/template/markup.js';

/** `_$s("3-" + i, "t0-0", expression)`: what the logic sends for one part of one element. */
const SENDS = /_\$s\(\s*["']?([\d-]+)[^,()]*,\s*["']([\w-]+)["'],/g;
/** `_$g("3-" + i, "t0-0")`: the place in the view where it is shown; its name is no word. */
const SHOWS = /[\w$]*\.?_\$g\(\s*["']?([\d-]+)[^,()]*,\s*["']([\w-]+)["']\)/g;
/** The list of a loop is sent as `{forItems: list, …}`. */
const LIST = /^\{\s*forItems:/;
/** `_s(value)`, as the view would print it. */
const PRINTED = /^[\w$]*\.?_s\(/;
/** Names of styles, the same for all rows. */
const STATIC_CLASS = 'sc';
const MAX_VALUE = 400;

/** Expressions the logic sends to the view, by element and part. Source: @dcloudio/uni-template-compiler, lib/app/service.js */
export type SentValues = ReadonlyMap<string, string>;

/** Every value that the template of the logic sends. */
export function sentValues(nodes: readonly MarkupNode[]): SentValues {
  const sent = new Map<string, string>();
  const read = (text: string): void => {
    for (const match of text.matchAll(SENDS)) {
      const value = valueAt(text, match.index + match[0].length);
      if (value !== undefined && match[2] !== STATIC_CLASS) sent.set(`${match[1]} ${match[2]}`, value);
    }
  };
  const open = [...nodes];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'text') read(node.value);
    else {
      for (const { value } of node.attributes) read(value);
      open.push(...node.children);
    }
  }
  return sent;
}

/** A text of the view with the expressions of the logic where it names them; `value` for one that is not known. */
export function withSentValues(text: string, sent: SentValues): string {
  return text.replace(SHOWS, (_, element: string, part: string) => sent.get(`${element} ${part}`) ?? 'value');
}

/** Whether a loop of the view runs over a list that the logic sends, and under which key. */
export function listShown(text: string): string | undefined {
  const match = new RegExp(SHOWS.source).exec(text);
  return match?.[2] === 'f' ? `${match[1]} f` : undefined;
}

function valueAt(text: string, start: number): string | undefined {
  const whole = argument(text, start)?.trim();
  if (!whole) return undefined;
  const list = LIST.exec(whole);
  if (list) return argument(whole, list[0].length)?.trim();
  const printed = PRINTED.exec(whole);
  return printed ? argument(whole, printed[0].length)?.trim() : whole;
}

/** What stands from `start` to the comma or bracket that ends it; strings are skipped. Undefined where it has no end. */
function argument(text: string, start: number): string | undefined {
  let depth = 0;
  for (let i = start; i < Math.min(text.length, start + MAX_VALUE); i++) {
    const char = text[i]!;
    if (char === '"' || char === "'" || char === '`') {
      for (i++; i < text.length && text[i] !== char; i++) if (text[i] === '\\') i++;
    } else if ('([{'.includes(char)) depth++;
    else if (')]}'.includes(char) && --depth < 0) return text.slice(start, i);
    else if (char === ',' && depth === 0) return text.slice(start, i);
  }
  return undefined;
}
