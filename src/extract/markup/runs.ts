import type { MarkupElement, MarkupNode } from '../../decode/template/markup.js';

/** Elements whose text is read as part of the element around them. */
const INLINE = new Set(['text', 'span', 'b', 'i', 'em', 'strong', 'font', 'Text', 'u', 'small']);

export type Run = { kind: 'text'; value: string; offset: number } | { kind: 'element'; element: MarkupElement };

/** Text and inline elements that stand side by side read as one line: `获赞 <text>{{n}}</text>`. */
export function runsOf(nodes: MarkupNode[]): Run[] {
  const runs: Run[] = [];
  for (const node of nodes) {
    const text = node.type === 'text' ? node.value : isPlainInline(node) ? plainText(node) : undefined;
    if (text === undefined) {
      if (node.type === 'element') runs.push({ kind: 'element', element: node });
      continue;
    }
    const last = runs.at(-1);
    const value = text.replace(/\s+/g, ' ').trim();
    if (!value) continue;
    if (last?.kind === 'text') last.value += value;
    else runs.push({ kind: 'text', value, offset: firstTextOffset(node) });
  }
  return runs;
}

/** Offset of the first visible text in a node. */
function firstTextOffset(node: MarkupNode): number {
  if (node.type === 'text') return node.offset;
  for (const child of node.children) if (child.type === 'text' || child.children.length > 0) return firstTextOffset(child);
  return node.offset;
}

function isPlainInline(element: MarkupElement): boolean {
  return (
    INLINE.has(element.name) &&
    !element.attributes.some((attribute) =>
      /^(@|bind|catch|mut-bind|capture-|on[A-Za-z:]|v-on|v-for|for$|[a-z]+:for|s-for|v-text|open-type)/.test(attribute.name),
    ) &&
    element.children.every((child) => child.type === 'text' || isPlainInline(child))
  );
}

export function plainText(element: MarkupElement): string {
  return element.children
    .map((child) => (child.type === 'text' ? child.value : INLINE.has(child.name) ? plainText(child) : ''))
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
}
