import type { Expression } from '@babel/types';
import { asText, decodeLooseJson, isRecord, type Json, literalValue } from '../../decode/javascript/literal.js';
import { parseScript } from '../../decode/javascript/parse.js';
import { walk } from '../../decode/javascript/walk.js';
import type { Entry, Tree } from '../../open/tree.js';
import { type AppConfig, type PageConfig, textOf } from '../miniprogram/config.js';

type Fields = { [key: string]: Json };

/**
 * Configuration of a compiled uni-app: `manifest.json` with what the project says of itself, and `app-config-service.js` with
 * its pages. Undefined where the tree holds none.
 */
export function readUniAppBundle(tree: Tree): AppConfig | undefined {
  const entry = tree.find('app-config-service.js');
  if (!entry) return undefined;
  const { __uniConfig: settings = {}, __uniRoutes: routes } = constantsIn(entry);
  const manifest = fields(decodeLooseJson(tree.find('manifest.json') ? textOf(tree.find('manifest.json')!) : ''));
  const config = fields(settings);
  const version = fields(manifest.version);
  const pages = (Array.isArray(routes) ? routes : []).flatMap(pageOf);
  return {
    framework: 'uni-app',
    carrier: 'html5',
    entry,
    pages: pages.length > 0 ? pages : listed(config.pages),
    tabs: tabsOf(config.tabBar),
    components: {},
    id: asText(manifest.id),
    name: asText(manifest.name) ?? asText(config.appname),
    versionName: asText(version.name),
    versionCode: asText(version.code),
    flags: [],
    permissions: Object.keys(fields(manifest.permissions)).sort(),
    plugins: [],
  };
}

function fields(value: Json | undefined): Fields {
  return isRecord(value) ? value : {};
}

/** Values of the names the file declares; it is data in the form of a script. */
function constantsIn(entry: Entry): Fields {
  const file = parseScript(textOf(entry))?.file;
  const out: Fields = {};
  if (!file) return out;
  walk(file.program, (node) => {
    const assigned =
      node.type === 'AssignmentExpression' && node.left.type === 'Identifier' ? { id: node.left, init: node.right } : undefined;
    const declared =
      node.type === 'VariableDeclarator' && node.id.type === 'Identifier' && node.init
        ? { id: node.id, init: node.init }
        : assigned;
    if (!declared || !/^__uni(Config|Routes)$/.test(declared.id.name)) return undefined;
    const value = literalValue(listOf(declared.init));
    if (value !== undefined) out[declared.id.name] = value;
    return false;
  });
  return out;
}

/** The list itself where the file goes on with it: `[…].map((route) => …)`. */
function listOf(node: Expression): Expression {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return node;
  return node.callee.object.type === 'Super' ? node : listOf(node.callee.object);
}

/** Vue 3 keeps a page's bar in `meta.navigationBar`, Vue 2 in `window`. */
function pageOf(route: Json): PageConfig[] {
  const page = fields(route);
  const id = asText(page.path)?.replace(/^\/+/, '');
  if (!id) return [];
  const bar = fields(fields(page.meta).navigationBar);
  const title = asText(bar.titleText) || asText(fields(page.window).navigationBarTitleText);
  return [{ id, ...(title && { title }), components: {}, root: '' }];
}

function listed(pages: Json | undefined): PageConfig[] {
  return (Array.isArray(pages) ? pages : []).flatMap((page) =>
    typeof page === 'string' ? [{ id: page.replace(/^\/+/, ''), components: {}, root: '' }] : [],
  );
}

function tabsOf(bar: Json | undefined): AppConfig['tabs'] {
  const list = fields(bar).list;
  return (Array.isArray(list) ? list : []).flatMap((item) => {
    const page = asText(fields(item).pagePath)?.replace(/^\/+/, '');
    return page ? [{ page, text: asText(fields(item).text) }] : [];
  });
}
