import { decodeMarkup, type MarkupElement, type MarkupNode } from '../template/markup.js';

/** A `<script>` that runs. */
export interface HtmlScript {
  /** Address of an external one, as written. */
  src?: string;
  module: boolean;
  /** Range of the inline code; empty for an external one. */
  start: number;
  end: number;
}

/** An HTML page: what it shows, and what it runs. */
export interface HtmlDocument {
  title?: { value: string; offset: number };
  /** `<base href>`. */
  base?: string;
  /** `<meta http-equiv="refresh" content="0;url=…">`. */
  refresh?: { url: string; offset: number };
  /** What stands in the body, and templates kept in `<template>` or `<script type="text/template">`. */
  nodes: MarkupNode[];
  scripts: HtmlScript[];
}

const SCRIPT_TYPE = /^$|^module$|(java|ecma)script|^text\/(babel|jsx)$/i;
const TEMPLATE_TYPE = /template|html|handlebars|mustache|dot|ejs|vue|ng-/i;
/** Never shown as they stand. */
const UNSEEN = new Set(['style', 'link', 'noscript', 'svg', 'object', 'applet', 'math']);

/** Decodes a whole HTML page as a browser does; never throws. Offsets are UTF-16 positions in `source`. */
export function decodeHtml(source: string): HtmlDocument {
  const document: HtmlDocument = { nodes: [], scripts: [] };
  document.nodes = visible(document, decodeMarkup(source, { html: true }).nodes);
  return document;
}

function visible(document: HtmlDocument, nodes: MarkupNode[]): MarkupNode[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return /^\s*<!doctype/i.test(node.value) ? [] : [node];
    if (UNSEEN.has(node.name)) return [];
    if (node.name === 'script') return readScript(document, node);
    if (node.name === 'title') return readTitle(document, node);
    if (node.name === 'meta' || node.name === 'base') return readHead(document, node);
    node.children = visible(document, node.children);
    // The page itself, its halves and inert templates are no elements a person meets.
    return /^(html|head|body|template)$/.test(node.name) ? [...own(node), ...node.children] : [node];
  });
}

/** `<body onload="start()">` handles what the page's elements do not. */
function own(node: MarkupElement): MarkupNode[] {
  return node.attributes.some(({ name }) => /^(on|@|v-on)/.test(name)) ? [{ ...node, children: [] }] : [];
}

function readTitle(document: HtmlDocument, node: MarkupElement): MarkupNode[] {
  const [text] = node.children;
  const value = text?.type === 'text' ? text.value.replace(/\s+/g, ' ').trim() : '';
  if (value && text) document.title ??= { value, offset: text.offset };
  return [];
}

function readHead(document: HtmlDocument, node: MarkupElement): MarkupNode[] {
  const value = (key: string): string => attribute(node, key)?.value ?? '';
  if (node.name === 'base') document.base ??= value('href') || undefined;
  const url = /^refresh$/i.test(value('http-equiv')) && /url\s*=\s*['"]?([^'"]+)/i.exec(value('content'))?.[1]?.trim();
  if (url) document.refresh ??= { url, offset: node.offset };
  return [];
}

function attribute(node: MarkupElement, key: string): MarkupElement['attributes'][number] | undefined {
  return node.attributes.find(({ name }) => name === key);
}

function readScript(document: HtmlDocument, node: MarkupElement): MarkupNode[] {
  const type = attribute(node, 'type')?.value.trim() ?? '';
  const [text] = node.children;
  const code = text?.type === 'text' ? text : undefined;
  if (!SCRIPT_TYPE.test(type)) {
    if (!code || !TEMPLATE_TYPE.test(type)) return [];
    const nodes = decodeMarkup(code.value, { xml: false }).nodes;
    move(nodes, code.offset);
    return visible(document, nodes);
  }
  const src = attribute(node, 'src')?.value.trim() || attribute(node, 'data-main')?.value.trim();
  const module = /^module$/i.test(type);
  if (src) document.scripts.push({ src, module, start: 0, end: 0 });
  else if (code?.value.trim()) document.scripts.push({ module, start: code.offset, end: code.offset + code.value.length });
  const main = attribute(node, 'src') && attribute(node, 'data-main')?.value.trim();
  // require.js is told there which script of the app comes first.
  if (main) document.scripts.push({ src: /\.js$/.test(main) ? main : `${main}.js`, module, start: 0, end: 0 });
  return [];
}

function move(nodes: MarkupNode[], by: number): void {
  for (const node of nodes) {
    node.offset += by;
    if (node.type === 'text') continue;
    for (const item of node.attributes) item.offset += by;
    move(node.children, by);
  }
}
