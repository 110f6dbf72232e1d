import type { MarkupElement, MarkupNode } from './markup.js';

const INDENT = '  ';
const WIDTH = 100;
/** Nesting beyond this is no longer told by indentation, or the blanks would outgrow the markup. */
const MAX_INDENT = 60;

/** Readable, indented markup for people; reading it back gives the same nodes but for blanks around texts. */
export function renderMarkup(nodes: MarkupNode[]): string {
  const lines: string[] = [];
  const open: ({ node: MarkupNode; depth: number } | { closing: string; depth: number })[] = [];
  const push = (list: MarkupNode[], depth: number): void => {
    for (let i = list.length - 1; i >= 0; i--) open.push({ node: list[i]!, depth });
  };
  push(nodes, 0);
  for (let next = open.pop(); next; next = open.pop()) {
    const indent = INDENT.repeat(Math.min(next.depth, MAX_INDENT));
    if ('closing' in next) lines.push(`${indent}${next.closing}`);
    else if (next.node.type === 'text') lines.push(`${indent}${escapeText(oneLine(next.node.value))}`);
    else {
      const { name, children } = next.node;
      const tag = opening(next.node);
      const [only] = children;
      const text = children.length === 1 && only?.type === 'text' ? escapeText(oneLine(only.value)) : undefined;
      if (children.length === 0) lines.push(`${indent}<${tag} />`);
      else if (text !== undefined && tag.length + text.length < WIDTH) lines.push(`${indent}<${tag}>${text}</${name}>`);
      else {
        lines.push(`${indent}<${tag}>`);
        open.push({ closing: `</${name}>`, depth: next.depth });
        push(children, next.depth + 1);
      }
    }
  }
  return lines.length > 0 ? `${lines.join('\n')}\n` : '';
}

function opening(element: MarkupElement): string {
  const attributes = element.attributes.map(({ name, value }) => (value === '' ? name : `${name}="${escapeValue(value)}"`));
  return [element.name, ...attributes].join(' ');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** Expressions keep their signs, as in the sources; only what would be read as a tag or an entity is escaped. */
function escapeText(text: string): string {
  return text.replace(/\{\{[\s\S]*?\}\}|<|&(?=#?\w+;)/g, (part) => (part === '<' ? '&lt;' : part === '&' ? '&amp;' : part));
}

function escapeValue(text: string): string {
  return text
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
}
