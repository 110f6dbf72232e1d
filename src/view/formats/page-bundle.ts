import { evalModule } from '../../decode/javascript/eval-module.js';
import { decodeLooseJson, isRecord, type Json } from '../../decode/javascript/literal.js';
import { parseScript } from '../../decode/javascript/parse.js';
import { walk } from '../../decode/javascript/walk.js';
import { renderMarkup } from '../../decode/template/render.js';
import { decodeRpkTemplates } from '../../decode/template/rpk.js';
import { type Entry, EntryError, type Tree } from '../../open/tree.js';
import type { Format } from './format.js';

/** A page or component of a quick app: its template objects as markup, and the scripts a development build keeps in `eval`. */
export const pageBundle: Format = {
  label: '编译后的页面',
  matches: (entry, tree) => pagesOf(tree).has(entry.name),
  render: (bytes, _tree, { part }) => {
    if (part !== undefined) return undefined;
    const text = bytes.toString('utf8');
    const root = parseScript(text)?.file.program;
    const templates = root ? decodeRpkTemplates(root) : [];
    if (!root || templates.length === 0) return undefined;
    const scripts: string[] = [];
    walk(root, (node) => {
      const module = evalModule(node);
      if (!module || node.type !== 'CallExpression' || node.arguments[0]?.type !== 'StringLiteral') return undefined;
      scripts.push(node.arguments[0].value);
      return false;
    });
    const markup = templates.map(({ nodes }) => `<!-- 模板 -->\n${renderMarkup(nodes)}`).join('\n');
    return `${markup}\n<!-- 脚本 -->\n${scripts.length > 0 ? scripts.join('\n\n') : text}\n`;
  },
};

const known = new WeakMap<Tree, Set<string>>();

/** `pages/sign/index.js` for a page `pages/sign` with component `index`, as the manifest's router names them. */
function pagesOf(tree: Tree): Set<string> {
  const done = known.get(tree);
  if (done) return done;
  const pages = routerPages(tree);
  const names = Object.entries(pages).map(([page, value]) => {
    const component = isRecord(value) && typeof value.component === 'string' ? value.component : 'index';
    return `${page.replace(/^\//, '')}/${component}.js`;
  });
  const set = new Set(names);
  known.set(tree, set);
  return set;
}

function routerPages(tree: Tree): { [key: string]: Json } {
  const manifest = decodeLooseJson(readText(tree.find('manifest.json')));
  const router = isRecord(manifest) && 'package' in manifest ? manifest.router : undefined;
  return isRecord(router) && isRecord(router.pages) ? router.pages : {};
}

function readText(entry: Entry | undefined): string {
  try {
    return entry?.read().toString('utf8') ?? '';
  } catch (error) {
    if (error instanceof EntryError) return '';
    throw error;
  }
}
