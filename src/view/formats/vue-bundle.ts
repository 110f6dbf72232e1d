import type { Node } from '@babel/types';
import { parseScript } from '../../decode/javascript/parse.js';
import { renderMarkup } from '../../decode/template/render.js';
import { findVueComponents, type VueComponent } from '../../decode/template/vue-components.js';
import { decodeVueRender } from '../../decode/template/vue-render.js';
import type { Format } from './format.js';

/** The components of a compiled uni-app, their templates as markup again. */
export const vueBundle: Format = {
  label: '编译后的页面',
  matches: (entry, tree) =>
    /(^|\/)app-service\.js$/.test(entry.name) &&
    tree.entries.some(({ name }) => name === entry.name.replace(/app-service\.js$/, 'app-config-service.js')),
  parts: (bytes) => componentsOf(bytes.toString('utf8')).map((component) => ({ name: component.file ?? component.name })),
  render: (bytes, _tree, { part }) => {
    const text = bytes.toString('utf8');
    const components = componentsOf(text).filter(({ name, file }) => part === undefined || part === name || part === file);
    if (components.length === 0) return undefined;
    return components.map((component) => markupOf(component, text)).join('\n');
  },
};

function componentsOf(text: string): VueComponent[] {
  const program = parseScript(text)?.file.program;
  return program ? findVueComponents(program) : [];
}

function markupOf({ name, file, script, render }: VueComponent, text: string): string {
  const nodes = decodeVueRender(render, { text, resolve: () => undefined }) ?? [];
  const source = (node: Node): string => text.slice(node.start ?? 0, node.end ?? 0);
  return `<!-- ${file ?? name} -->\n${renderMarkup(nodes)}\n<!-- 脚本 -->\n${source(script)}\n`;
}
