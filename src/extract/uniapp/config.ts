import type { Expression } from '@babel/types';
import { asText, decodeLooseJson, isRecord, type Json, literalValue } from '../../decode/javascript/literal.js';
import { parseScript } from '../../decode/javascript/parse.js';
import { walk } from '../../decode/javascript/walk.js';
import type { Entry, Tree } from '../../open/tree.js';
import type { AppConfig, PageConfig } from '../miniprogram/app-config.js';
import { readPageSettings } from '../miniprogram/compiled.js';
import { readCompiledConfig } from '../miniprogram/config.js';
import { textOf } from '../miniprogram/entry-texts.js';

type Fields = { [key: string]: Json };

/**
 * Configuration of a compiled uni-app: `manifest.json` with what the project says of itself, and `app-config-service.js` with
 * its pages. Undefined where the tree holds none.
 */
export function readUniAppBundle(tree: Tree): AppConfig | undefined {
  const entry = tree.find('app-config-service.js');
  if (!entry) return readComponentMode(tree);
  const { __uniConfig: settings = {}, __uniRoutes: routes } = constantsIn(entry);
  const config = fields(settings);
  const pages = (Array.isArray(routes) ? routes : []).flatMap(pageOf);
  const manifest = readManifest(tree);
  return {
    framework: 'uni-app',
    carrier: 'html5',
    entry,
    pages: pages.length > 0 ? pages : listed(config.pages),
    tabs: tabsOf(config.tabBar),
    components: {},
    flags: [],
    plugins: [],
    ...manifest,
    name: manifest.name ?? asText(config.appname),
  };
}

/**
 * The mode of custom components (自定义组件模式, HBuilderX 1.9 until v3 took its place): `app-config.js` gives `__wxConfig`,
 * and scripts and templates are compiled as those of a mini-program: `define(…)` in `app-service.js`, `$gwx` in `app-view.js`.
 * The first compilers of that mode (1.9) wrote no `app-config.js`: the configuration is `__wxAppCode__['app.json']` in
 * `app-service.js`, beside those of the pages.
 * Known from: packages that HBuilderX 1.9 and 2.x wrote
 */
function readComponentMode(tree: Tree): AppConfig | undefined {
  const scripts = tree.find('app-service.js');
  if (!scripts) return undefined;
  const file = tree.find('app-config.js');
  const settings = file ? constantsIn(file).__wxConfig : readPageSettings(tree).get('app');
  if (!isRecord(settings) || !settings.pages) return undefined;
  const manifest = readManifest(tree);
  const name = manifest.name ?? asText(settings.appname);
  return { ...readCompiledConfig(tree, file ?? scripts, settings), carrier: 'html5', host: 'uni-app', ...manifest, name };
}

function readManifest(tree: Tree): Pick<AppConfig, 'id' | 'name' | 'versionName' | 'versionCode' | 'permissions'> {
  const manifest = fields(decodeLooseJson(tree.find('manifest.json') ? textOf(tree.find('manifest.json')!) : ''));
  const version = fields(manifest.version);
  return {
    id: asText(manifest.id),
    name: asText(manifest.name),
    versionName: asText(version.name),
    versionCode: asText(version.code),
    permissions: Object.keys(fields(manifest.permissions)).sort(),
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
    if (!declared || !/^__(uni(Config|Routes)|wxConfig)$/.test(declared.id.name)) return undefined;
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
