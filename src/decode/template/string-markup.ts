import type { Node } from '@babel/types';
import { keyName, unwrap } from '../javascript/names.js';
import { decodeMarkup, type MarkupNode } from './markup.js';

/** Stand-ins of the parts that are no literals, in a private-use area, and what fills up the places of the rest. */
const FIRST = 0xf000;
const MAX_PARTS = 0x800;
const MAX_DEPTH = 2000;
const FILL = '\uE0FF';
const TAG = /<[a-zA-Z][\w-]*[\s/>]/;
const ESCAPE = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|u\{[\da-fA-F]{1,6}\}|\r\n|[\s\S])/g;

interface Masked {
  source: string;
  /** What stands in place of the ranges that are read; in source order. */
  pieces: { from: number; to: number; text: string }[];
  parts: string[];
  /** Sums and literals it was made of. */
  nodes: Node[];
}

/**
 * Markup that a script builds as text: `'<li>' + name + '</li>'`, a template literal, `['<ul>', …].join('')`. Parts that are no
 * literals stand as `{{source}}`; offsets lead into the script. `parts` are the literals and sums it was read from. Undefined
 * where the literals hold no element.
 */
export function decodeStringMarkup(node: Node, source: string): { nodes: MarkupNode[]; parts: Node[] } | undefined {
  const masked: Masked = { source, pieces: [], parts: [], nodes: [] };
  mask(masked, node, 0);
  const start = node.start ?? 0;
  const text = assembled(masked, start, node.end ?? start);
  if (!TAG.test(text.replaceAll(FILL, ''))) return undefined;
  return { nodes: restored(decodeMarkup(text, { xml: false }).nodes, masked.parts, start), parts: masked.nodes };
}

/** As long as the source, so that offsets stay. */
function assembled({ pieces }: Masked, start: number, end: number): string {
  let text = '';
  for (const piece of pieces) {
    if (piece.from < start + text.length) continue;
    text += FILL.repeat(piece.from - start - text.length) + piece.text.slice(0, piece.to - piece.from);
    text += FILL.repeat(Math.max(0, piece.to - start - text.length));
  }
  return text + FILL.repeat(Math.max(0, end - start - text.length));
}

function mask(masked: Masked, node: Node, depth: number): void {
  const inner = unwrap(node);
  if (inner.type !== 'CallExpression') masked.nodes.push(inner);
  if (inner.type === 'StringLiteral') addLiteral(masked, (inner.start ?? 0) + 1, (inner.end ?? 0) - 1);
  else if (inner.type === 'TemplateLiteral')
    for (const [i, quasi] of inner.quasis.entries()) {
      addLiteral(masked, quasi.start ?? 0, quasi.end ?? 0);
      if (inner.expressions[i]) addPart(masked, inner.expressions[i] as Node);
    }
  else if (inner.type === 'BinaryExpression' && inner.operator === '+' && depth < MAX_DEPTH) {
    // A chain of sums leans to the left; its right sides are short.
    mask(masked, inner.left as Node, depth + 1);
    mask(masked, inner.right, depth + 1);
  } else if (joined(inner)) for (const item of joined(inner)!) mask(masked, item, depth + 1);
  else addPart(masked, inner);
}

function addPart({ source, pieces, parts }: Masked, node: Node): void {
  const [from, to] = [node.start ?? 0, node.end ?? 0];
  if (parts.length >= MAX_PARTS || to <= from) return;
  pieces.push({ from, to, text: String.fromCharCode(FIRST + parts.length) });
  parts.push(source.slice(from, to));
}

/** Elements of `[…].join('')`. */
function joined(node: Node): Node[] | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression' || keyName(node.callee) !== 'join')
    return undefined;
  const list = unwrap(node.callee.object);
  return list.type === 'ArrayExpression' ? list.elements.filter((item) => item !== null) : undefined;
}

/** A literal's text; escapes are undone in place. */
function addLiteral({ source, pieces }: Masked, from: number, to: number): void {
  const raw = source.slice(from, to);
  const text = raw.includes('\\') ? raw.replace(ESCAPE, (sequence) => unescaped(sequence).padEnd(sequence.length, FILL)) : raw;
  pieces.push({ from, to, text });
}

function unescaped(sequence: string): string {
  const code = /^\\[xu]\{?([\da-fA-F]+)\}?$/.exec(sequence)?.[1];
  if (code) return String.fromCodePoint(Math.min(Number.parseInt(code, 16), 0x10ffff));
  return /^\\[nrtvfb\r\n]/.test(sequence) ? ' ' : sequence.slice(1);
}

function restored(nodes: MarkupNode[], parts: string[], by: number): MarkupNode[] {
  const text = (value: string): string =>
    value.replaceAll(FILL, '').replace(/[\uF000-\uF7FF]/g, (sign) => `{{${parts[sign.charCodeAt(0) - FIRST] ?? ''}}}`);
  return nodes.flatMap((node): MarkupNode[] => {
    if (node.type === 'text') {
      const value = text(node.value);
      const lead = node.value.search(/[^\s\uE0FF]/);
      return value.trim() ? [{ type: 'text', value, offset: node.offset + by + Math.max(0, lead) }] : [];
    }
    const attributes = node.attributes.map((item) => ({
      name: text(item.name),
      value: text(item.value),
      offset: item.offset + by,
    }));
    return [
      { ...node, name: text(node.name), attributes, offset: node.offset + by, children: restored(node.children, parts, by) },
    ];
  });
}
