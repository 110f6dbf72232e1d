import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeGwx } from '../../../src/decode/template/gwx.js';
import { decodeMarkup, type MarkupElement, type MarkupNode } from '../../../src/decode/template/markup.js';
import { openInput } from '../../../src/open/index.js';

const FIXTURES = new URL('../../../fixtures/', import.meta.url);
const PACKAGES: [string, string, string][] = [
  ['wechat-redline.wxapkg', 'app-wxss.js', 'wechat-redline'],
  ['wechat-redline-sub.wxapkg', 'packageWork/page-frame.js', 'wechat-redline'],
  ['wechat-clean.wxapkg', 'page-frame.html', 'wechat-clean'],
];

describe('compiled WXML of the sample mini-programs', () => {
  it.each(PACKAGES)('%s reads like its sources', (name, entry, sources) => {
    const text = readEntry(name, entry);
    const { templates, problems } = decodeGwx(text);
    const compiled = Object.fromEntries(templates.map(({ path, nodes }) => [path, normalised(nodes)]));
    const written = Object.fromEntries(templates.map(({ path }) => [path, normalised(readSource(sources, path))]));
    expect(problems).toEqual([]);
    expect(Object.keys(compiled).length).toBe(text.match(/e_\[x\[\d+\]\]=\{f/g)?.length);
    expect(compiled).toEqual(written);
  });

  it('texts and attribute values stand at their offsets', () => {
    const text = readEntry('wechat-redline.wxapkg', 'app-wxss.js');
    const { templates } = decodeGwx(text);
    const placed = templates.flatMap(({ nodes }) => literals(nodes));
    expect(placed.length).toBeGreaterThan(60);
    expect(placed.filter(({ value, offset }) => !text.startsWith(value, offset))).toEqual([]);
  });
});

function readEntry(name: string, entry: string): string {
  const opened = openInput(new URL(`packages/${name}`, FIXTURES).pathname);
  return opened.trees[0]?.find(entry)?.read().toString('utf8') ?? '';
}

function readSource(folder: string, path: string): MarkupNode[] {
  return decodeMarkup(readFileSync(new URL(`${folder}/${path.replace('./', '')}`, FIXTURES), 'utf8'), { xml: true }).nodes;
}

/** Literal texts and values; escapes and the path arguments of imports stand elsewhere. */
function literals(nodes: MarkupNode[]): { value: string; offset: number }[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return plain(node.value.trim(), node.offset);
    const values = /^(template|import)$/.test(node.name)
      ? []
      : node.attributes.flatMap(({ value, offset }) => plain(value, offset));
    return [...values, ...literals(node.children)];
  });
}

function plain(value: string, offset: number): { value: string; offset: number }[] {
  return /\{\{|[\n\\=&<>"']/.test(value) || value === '' ? [] : [{ value, offset }];
}

/** What compiling cannot keep is made equal: blanks, quotes, `{a: a}`, attribute order, usual loop names, bare blocks, wxs. */
function normalised(nodes: MarkupNode[]): unknown[] {
  return merged(nodes).map((node) =>
    node.type === 'text'
      ? expression(node.value).trim()
      : [node.name, Object.fromEntries(node.attributes.map(attribute).sort()), ...normalised(node.children)],
  );
}

function attribute({ name, value }: { name: string; value: string }): [string, string] {
  return [name, expression(value)];
}

function expression(text: string): string {
  return text.replace(/\{\{([\s\S]*?)\}\}/g, (_, inner: string) => `{{${compact(inner)}}}`).replace(/\s+/g, ' ');
}

function compact(text: string): string {
  return text
    .replace(/\s+/g, '')
    .replaceAll('"', "'")
    .replace(/\b(\w+):\1\b/g, '$1');
}

const DIRECTIVE = /^wx:(for|if|elif|else)/;

function merged(nodes: MarkupNode[]): MarkupNode[] {
  const named = nodes.filter((node) => isElement(node, 'template') && node.attributes.some(({ name }) => name === 'name'));
  const others = nodes.filter((node) => !named.includes(node) && !isElement(node, 'wxs'));
  return [...named, ...others].flatMap((node) => {
    if (!isElement(node)) return [node];
    const attributes = node.attributes.filter(
      ({ name, value }) => !(name === 'wx:for-item' && value === 'item') && !(name === 'wx:for-index' && value === 'index'),
    );
    if (node.name !== 'block') return [{ ...node, attributes }];
    const children = merged(node.children);
    const [only] = children;
    if (attributes.length === 0) return children;
    return children.length === 1 && only && isElement(only) && !only.attributes.some(({ name }) => DIRECTIVE.test(name))
      ? [{ ...only, attributes: [...attributes, ...only.attributes] }]
      : [{ ...node, attributes }];
  });
}

function isElement(node: MarkupNode, name?: string): node is MarkupElement {
  return node.type === 'element' && (name === undefined || node.name === name);
}
