import type { Node } from '@babel/types';
import { keyName, unwrap } from '../../decode/javascript/names.js';
import { walk } from '../../decode/javascript/walk.js';
import type { Opened, Tree } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { type Application, joinPath, stemOf } from '../javascript/application/application.js';
import { follow } from '../javascript/application/follow.js';
import { resolveModule } from '../javascript/application/resolve-modules.js';
import type { ScriptModule, Unit } from '../javascript/module/model.js';
import { lineIndex } from '../lines.js';
import { extractApp } from '../miniprogram/app.js';
import { type AppConfig, emptyConfig, type PageConfig } from '../miniprogram/app-config.js';
import { textOf } from '../miniprogram/entry-texts.js';
import type { Sources } from '../miniprogram/source-set.js';
import { jsxRoutes } from './jsx-routes.js';
import { aliasesOf, type Route, routesOf } from './routes.js';

/** What of a project runs in the browser: its sources, and tables of routes that a framework keeps beside them. */
const RUNS = /^src\/|^(config\/)?(\.?umirc|routes?(\.config)?|router\.config)\.[jt]sx?$|^(app|pages|views|router|components)\//;
const FRAMEWORKS: [RegExp, string][] = [
  [/"(mp-webpack-plugin|miniprogram-render)"\s*:/, 'kbone'],
  [/"rax-app"\s*:/, 'rax'],
  [/"@angular\/core"\s*:/, 'angular'],
  [/"vue"\s*:/, 'vue'],
  [/"react"\s*:/, 'react'],
];
/** Entries of kbone's pages: each mounts what it shows. */
const KBONE_PAGE = /(^|\/)main\.mp\.[jt]sx?$/;
/** Folders whose files are pages where no table of routes says which. */
const PAGE_FOLDER = /(^|\/)(pages|views)\//;

/** Facts of a single-page app from its sources; undefined where a tree holds none. */
export function extractWebSources(opened: Opened): Extraction | undefined {
  const tree = opened.trees[0];
  const entry = opened.format === 'project' ? tree?.find('package.json') : undefined;
  if (!tree || !entry) return undefined;
  const sources = runningPart(tree);
  if (sources.entries.length === 0) return undefined;
  const text = textOf(entry);
  const host = FRAMEWORKS.find(([pattern]) => pattern.test(text))?.[1] ?? 'web';
  const config: AppConfig = {
    ...emptyConfig(tree, entry, 'web'),
    host,
    carrier: host === 'kbone' || host === 'rax' ? 'multi' : 'html5',
    name: titleOf(tree),
  };
  return extractApp(opened, sources, config, addRoutes);
}

function runningPart(tree: Tree): Tree {
  return { ...tree, entries: tree.entries.filter(({ name }) => RUNS.test(name)) };
}

/** The title of the page that the app is mounted in. */
function titleOf(tree: Tree): string | undefined {
  const page = ['index.html', 'public/index.html', 'src/index.html'].flatMap((name) => tree.find(name) ?? [])[0];
  const title = page && /<title>([^<]*)<\/title>/i.exec(textOf(page))?.[1]?.trim();
  // Filled in by the build: `<%= htmlWebpackPlugin.options.title %>`.
  return title && !title.includes('<%') && /[\u3400-\u9fff]/.test(title) ? title : undefined;
}

/** Gives the app the pages that its routers name. */
function addRoutes(app: Application, sources: Sources, config: AppConfig): undefined {
  const routes = [...routesOf(app), ...jsxRoutes(app)];
  const pages = routes.flatMap((route) => pageOf(app, sources, route));
  const known = new Map<string, PageConfig>();
  for (const page of pages) if (!known.has(page.id)) known.set(page.id, page);
  const found = known.size > 0 ? [...known.values()] : unrouted(sources, app);
  // The screens an app opens with come first.
  const opening = new Set([
    '/',
    ...routes.flatMap(({ path, redirect }) => (redirect && /^[/*]|\*/.test(path) ? [redirect] : [])),
  ]);
  config.pages.push(...found);
  config.tabs.push(...found.filter(({ id }) => opening.has(id)).map(({ id }) => ({ page: id })));
  return undefined;
}

function pageOf(app: Application, sources: Sources, route: Route): PageConfig[] {
  const file = route.component && fileShown(app, sources, route.component, route.unit);
  if (file === undefined) return [];
  const { path, title, node, unit } = route;
  const at = { path: unit.module.path, ...lineIndex(unit.module.text).at(node.start ?? 0) };
  // A stem is without `index`, and stands for the file all the same.
  return [{ id: path, file: `${file}/index`, ...(title && { title }), at, aliases: aliasesOf(route), components: {}, root: '' }];
}

/** The stem of the file a route shows: imported, loaded when it is needed, or named by its path. */
function fileShown(app: Application, sources: Sources, component: Node, unit: Unit): string | undefined {
  let missing: string | undefined;
  for (const { specifier, from } of specifiersIn(app, component, unit, 0)) {
    const module = resolveModule(app, from, specifier);
    if (module && module.owner !== 'third-party') return stemOf(module.id);
    // A component without a script is no module.
    const path = specifier.replace(/^[@~]\//, '/');
    const stems = [joinPath(from.id, path), joinPath('', `/${path}`), joinPath('', `/src/${path}`)].map(stemOf);
    const stem = stems.find((one) => sources.templates.has(one));
    if (stem !== undefined) return stem;
    // A file of the app's own that is not among what was handed in.
    if (/^(\.{1,2}\/|[@~]\/)/.test(specifier)) missing ??= stems[0];
  }
  return missing;
}

interface Named {
  specifier: string;
  from: ScriptModule;
}

const MAX_DEPTH = 8;

function specifiersIn(app: Application, node: Node, unit: Unit, depth: number): Named[] {
  if (depth > MAX_DEPTH) return [];
  const inner = unwrap(node);
  if (inner.type === 'StringLiteral') return pathsOf(inner.value).map((specifier) => ({ specifier, from: unit.module }));
  const found: Named[] = [];
  const names = new Set<string>();
  walk(inner, (part) => {
    if (part.type === 'ImportExpression' && part.source.type === 'StringLiteral')
      found.push({ specifier: part.source.value, from: unit.module });
    if (part.type === 'CallExpression' && /^(Import|Identifier)$/.test(part.callee.type)) {
      const [first] = part.arguments;
      const isLoad =
        part.callee.type === 'Import' ||
        (part.callee.type === 'Identifier' && /^(require|_?import\w*|load\w*|lazy\w*)$/i.test(part.callee.name));
      if (isLoad && first?.type === 'StringLiteral')
        found.push(...pathsOf(first.value).map((specifier) => ({ specifier, from: unit.module })));
    }
    if (part.type === 'ArrayExpression')
      for (const item of part.elements)
        if (item?.type === 'StringLiteral') found.push({ specifier: item.value, from: unit.module });
    if (part.type === 'Identifier') names.add(part.name);
    if (part.type === 'JSXIdentifier' && /^[A-Z]/.test(part.name)) names.add(part.name);
    return keyName(part) !== 'meta';
  });
  // What is shown stands innermost: `<Layout><Sign/></Layout>`, `withLogin(Sign)`.
  for (const name of [...names].reverse()) {
    const binding = unit.module.imports.get(name);
    if (binding) found.push({ specifier: binding.specifier, from: unit.module });
    const local = follow(app, { node: { type: 'Identifier', name } as Node, unit });
    if (!binding && local.node.type !== 'Identifier') found.push(...specifiersIn(app, local.node, local.unit, depth + 1));
  }
  return found;
}

/** Umi names files below `src/pages` by their path there. */
function pathsOf(written: string): string[] {
  return [written, `src/pages/${written.replace(/^\.?\//, '')}`, `src/views/${written.replace(/^\.?\//, '')}`];
}

/** Pages of an app without a table: entries of kbone, else every file among the pages. */
function unrouted(sources: Sources, app: Application): PageConfig[] {
  const page = (id: string, stem: string): PageConfig => ({ id, file: `${stem}/index`, components: {}, root: '' });
  const mounted = [...app.modules.values()].filter(({ id }) => KBONE_PAGE.test(id));
  if (mounted.length > 0)
    return mounted.map(({ id }) => page(id.replace(/(^|\/)main\.mp\.\w+$/, '').replace(/^src\//, '') || '/', stemOf(id)));
  const stems = [...sources.templates.keys()].filter((stem) => PAGE_FOLDER.test(stem) && !/(^|\/)components?\//i.test(stem));
  return stems.map((stem) => page(stem.replace(/^src\//, ''), stem));
}
