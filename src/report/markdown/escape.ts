import { inert } from '../inert.js';

/**
 * Words as Markdown that shows just them: no markup, no HTML, no links, no mention. `@` becomes its full-width form, since what
 * looks for mentions and addresses works on the rendered text, where no escape is left.
 */
export function markdownText(text: string): string {
  return inert(text)
    .replaceAll('@', '＠')
    .replace(/[\\`*_{}[\]()#+\-.!|~<>&$:]/g, (character) => (character in ENTITIES ? ENTITIES[character]! : `\\${character}`));
}

/** Words between HTML tags, where Markdown's escapes would be shown. */
export function htmlText(text: string): string {
  return inert(text)
    .replaceAll('@', '＠')
    .replace(/[<>&]/g, (character) => ENTITIES[character]!);
}

const ENTITIES: Record<string, string> = { '<': '&lt;', '>': '&gt;', '&': '&amp;' };

/** Words as code, which nothing in them can end; for names, places and excerpts. */
export function markdownCode(text: string): string {
  const safe = inert(text);
  const runs = [...safe.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(Math.max(0, ...runs) + 1);
  const pad = safe.startsWith('`') || safe.endsWith('`') || safe.trim() === '' ? ' ' : '';
  return `${fence}${pad}${safe}${pad}${fence}`;
}

/** A table's cell: a pipe would end it, even in code. */
export function markdownCell(markdown: string): string {
  return markdown.replace(/(?<!\\)\|/g, '\\|');
}
