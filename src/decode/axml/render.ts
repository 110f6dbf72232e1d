import type { XmlAttribute, XmlDocument, XmlElement } from './reading.js';
import { formatValue, type ResourceValue, TYPE } from './value.js';

/** Gives a name or text for a resource id: `@string/app_name`; undefined leaves the number. */
export type ResolveReference = (id: number) => string | undefined;

/** Readable XML of a decoded document, for people; two spaces per level, one attribute a line from the second on. */
export function renderXml(doc: XmlDocument, resolve?: ResolveReference): string {
  if (!doc.root) return '';
  const lines = ['<?xml version="1.0" encoding="utf-8"?>'];
  const prefixes = new Map([...doc.namespaces].map(([prefix, uri]) => [uri, prefix]));
  renderElement(doc.root, 0, { prefixes, namespaces: doc.namespaces, resolve, left: MAX_TEXT }, lines);
  return `${lines.join('\n')}\n`;
}

/** Characters written: many attributes may name one long string. */
const MAX_TEXT = 32 * 1024 * 1024;

interface Rendering {
  prefixes: Map<string, string>;
  namespaces: Map<string, string>;
  resolve?: ResolveReference | undefined;
  left: number;
}

function renderElement(element: XmlElement, depth: number, how: Rendering, lines: string[]): void {
  if (how.left <= 0) return;
  const indent = '  '.repeat(Math.min(depth, 40));
  const attributes: string[] = [];
  for (let i = 0, size = 0; i < element.attributes.length && size < how.left; i++) {
    attributes.push(renderAttribute(element.attributes[i]!, how));
    size += attributes[i]!.length;
  }
  if (depth === 0) for (const [prefix, uri] of how.namespaces) attributes.unshift(`xmlns:${prefix}="${escapeXml(uri)}"`);
  const head = [`${indent}<${element.name}`, ...attributes];
  how.left -= head.reduce((sum, part) => sum + part.length, element.text?.length ?? 0);
  const open = attributes.length > 1 ? head.join(`\n${indent}    `) : head.join(' ');
  if (element.children.length === 0 && !element.text) {
    lines.push(`${open} />`);
    return;
  }
  lines.push(`${open}>`);
  if (element.text) lines.push(`${indent}  ${escapeXml(element.text)}`);
  for (const child of element.children) renderElement(child, depth + 1, how, lines);
  lines.push(`${indent}</${element.name}>`);
}

function renderAttribute({ name, namespace, value }: XmlAttribute, how: Rendering): string {
  const prefix = namespace === undefined ? '' : `${how.prefixes.get(namespace) ?? 'ns'}:`;
  return `${prefix}${name}="${escapeXml(renderValue(value, how.resolve))}"`;
}

function renderValue(value: ResourceValue, resolve: ResolveReference | undefined): string {
  const isReference = value.type === TYPE.reference || value.type === TYPE.dynamic || value.type === TYPE.attribute;
  const known = isReference ? resolve?.(value.data) : undefined;
  if (known === undefined) return formatValue(value);
  return value.type === TYPE.attribute ? `?${known}` : `@${known}`;
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/\n/g, '&#10;');
}
