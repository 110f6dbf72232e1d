import { decodeGwx } from '../../decode/template/gwx.js';
import type { GwxScriptUse } from '../../decode/template/gwx-wxs.js';
import type { MarkupElement, MarkupNode } from '../../decode/template/markup.js';
import type { Entry } from '../../open/tree.js';

/** A template compiled into a script or page frame, with the text its offsets point into. */
export interface CompiledTemplate {
  /** Below the app root, with extension: `pages/index/index.wxml`. */
  name: string;
  nodes: MarkupNode[];
  entry: Entry;
  text: string;
}

/** Compiled templates of a package by path, the fullest copy of each. */
export type CompiledTemplates = Map<string, CompiledTemplate>;

const TABLE_ENTRIES = ['e_[x[', 'e_["./', "e_['./"];

/**
 * Whether a file holds compiled templates: the `$gwx` factory and the table that gives each path its function, as wcc writes
 * both (`e_[x[0]]={f:…`, the first compiler `e_["./pages/a.wxml"]={f:…`). Page shells that only call `$gwx(…)` do not. A byte
 * search, for every script and page of a package is asked.
 */
export function holdsCompiledTemplates(bytes: Buffer): boolean {
  return bytes.includes('$gwx') && TABLE_ENTRIES.some((start) => bytes.includes(start));
}

/** Whether a file with compiled templates holds modules too: the copies in it are for scope data and have no texts. */
export function holdsModules(text: string): boolean {
  return /\bdefine\(\s*["']/.test(text);
}

/** Decodes the templates of one file into `known`; of two with one path the fuller is kept, the earlier where they are even. */
export function addCompiledTemplates(known: CompiledTemplates, entry: Entry, text: string): void {
  for (const { path, nodes } of decodeGwx(text).templates) {
    const name = nameOf(path);
    const before = known.get(name);
    if (!before || size(nodes) > size(before.nodes)) known.set(name, { name, nodes, entry, text });
  }
}

/** Whether a file names a template that no other file gave. */
export function namesOtherTemplates(known: CompiledTemplates, text: string): boolean {
  for (const [, path] of text.matchAll(/["'](\.\/[^"'\n]{1,300}\.wxml)["']/g)) if (!known.has(nameOf(path!))) return true;
  return false;
}

function nameOf(path: string): string {
  return path.replace(/^\.?\//, '');
}

function size(nodes: MarkupNode[]): number {
  let count = 0;
  const open = [...nodes];
  for (let node = open.pop(); node; node = open.pop()) {
    count += node.type === 'element' ? 1 + node.attributes.length : 1;
    if (node.type === 'element') open.push(...node.children);
  }
  return count;
}

/** Gives templates back the `<wxs>` elements by which they name the scripts they call. */
export function nameViewScripts(known: CompiledTemplates, uses: readonly GwxScriptUse[]): void {
  for (const { template, name, script } of uses) {
    const nodes = known.get(template)?.nodes;
    if (nodes && !nodes.some((node) => node.type === 'element' && node.name === 'wxs' && attributeOf(node, 'module') === name))
      nodes.unshift({
        type: 'element',
        name: 'wxs',
        attributes: [
          { name: 'module', value: name, offset: 0 },
          { name: 'src', value: `/${script}`, offset: 0 },
        ],
        children: [],
        offset: 0,
      });
  }
}

function attributeOf({ attributes }: MarkupElement, name: string): string | undefined {
  return attributes.find((attribute) => attribute.name === name)?.value;
}
