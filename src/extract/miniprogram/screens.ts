import { decodeLooseJson, isRecord } from '../../decode/javascript/literal.js';
import { dottedName } from '../../decode/javascript/names.js';
import { SINGLE_FILE } from '../../decode/template/single-file.js';
import type { At } from '../../facts/types.js';
import type { Tree } from '../../open/tree.js';
import { type Application, joinPath, stemOf } from '../javascript/application/application.js';
import { follow, lookup } from '../javascript/application/follow.js';
import { aliased, resolveModule } from '../javascript/application/resolve-modules.js';
import type { ScreenSpec } from '../javascript/application/screens.js';
import { isShipped } from '../javascript/libraries/libraries.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { lineIndex } from '../lines.js';
import type { AppConfig, PageConfig } from './app-config.js';
import { scriptOf } from './bundles.js';
import { reader } from './config.js';
import { textOf } from './entry-texts.js';
import { proxiedHandlers } from './mpvue-events.js';
import { ownerIn } from './registered.js';
import { singleFileSettings } from './single-file-config.js';
import type { Sources, Template } from './source-set.js';

/** Component paths of a page or component by tag. */
export type ComponentTable = (stem: string) => Record<string, string>;

interface Context {
  app: Application;
  sources: Sources;
  config: AppConfig;
  components: ComponentTable;
}

/** Screens of a mini-program: its registered pages, and pages that stand in the tree without being registered. */
export function readScreens(
  tree: Tree,
  app: Application,
  sources: Sources,
  config: AppConfig,
  compiled: ComponentTable | undefined,
): ScreenSpec[] {
  const components = compiled ?? componentsFromFiles(tree, config);
  const context: Context = { app, sources, config, components };
  const text = textOf(config.entry);
  const lines = lineIndex(text);
  const registered = config.pages.map((page) => {
    const own = page.root ? page.id.slice(page.root.length + 1) : page.id;
    const offset = Math.max(text.indexOf(`"${own}"`), text.indexOf(`'${own}'`), 0);
    const at: At = page.at ?? { path: config.entry.path, ...lines.at(offset) };
    return screenOf(context, page, at, true);
  });
  const known = new Set(config.pages.flatMap((page) => [page.id, stemOf(page.file ?? page.id)]));
  return [...registered, ...leftovers(context, known, registered)];
}

function componentsFromFiles(tree: Tree, config: AppConfig): ComponentTable {
  const read = reader(tree);
  const cache = new Map<string, Record<string, string>>();
  return (stem) => {
    const hit = cache.get(stem);
    if (hit) return hit;
    const entry = tree.find(`${stem}.json`) ?? tree.find(`${stem}/index.json`);
    const value = entry
      ? decodeLooseJson(textOf(entry))
      : (singleFileSettings(read, stem) ?? singleFileSettings(read, `${stem}/index`));
    const table =
      isRecord(value) && isRecord(value.usingComponents)
        ? (Object.fromEntries(Object.entries(value.usingComponents).filter(([, path]) => typeof path === 'string')) as Record<
            string,
            string
          >)
        : {};
    const all = { ...config.components, ...table };
    cache.set(stem, all);
    return all;
  };
}

function screenOf(context: Context, page: Omit<PageConfig, 'root'>, at: At, registered: boolean): ScreenSpec {
  const modules = new Set<ScriptModule>();
  const templates: Templates = new Map();
  collect(context, { stem: stemOf(page.file ?? page.id), own: page.components }, modules, templates, 0);
  for (const stem of page.parts ?? []) collect(context, { stem }, modules, templates, 1);
  const title = page.title ?? titleInTemplates(templates.keys());
  const { barTitle } = context.config;
  return {
    id: page.id,
    title,
    ...(!title && page.bar !== false && barTitle && { barTitle }),
    ...(page.aliases && { aliases: page.aliases }),
    at,
    registered,
    modules: [...modules],
    bound: proxiedHandlers([...modules], [...templates.keys()]),
    templates: [...templates].map(([template, user]) => ({
      reading: template.reading,
      path: template.path,
      text: template.text,
      ...(template.name && { name: template.name }),
      module:
        template.module ??
        context.app.byStem.get(template.stem) ??
        scriptOf(template.reading, context.sources.bundles.get(template.stem) ?? []) ??
        user,
    })),
  };
}

function titleInTemplates(templates: Iterable<Template>): string | undefined {
  for (const template of templates) {
    const text = template.reading.texts.find((item) => item.position === 'page-title' && !item.bound);
    if (text) return text.value;
    if (!template.goesOn) break; // only the page's own template, which comes first
  }
  return undefined;
}

const MAX_COMPONENT_DEPTH = 8;

/** Templates of a screen, each with the script of the page or component that takes it in. */
type Templates = Map<Template, ScriptModule | undefined>;

/** A page, a component or an included template, by its path. */
interface Part {
  stem: string;
  /** Components it names besides those its files do. */
  own?: Record<string, string>;
  /** The script around, whose functions a template without one of its own calls: `<include src="./form.wxml"/>`. */
  user?: ScriptModule;
}

/** A page's or component's own module and template, and those of the components and templates it uses. */
function collect(
  context: Context,
  { stem, own, user }: Part,
  modules: Set<ScriptModule>,
  templates: Templates,
  depth: number,
): void {
  const module = context.app.byStem.get(stem);
  const fresh = (context.sources.templates.get(stem) ?? []).filter((template) => !templates.has(template));
  if (depth > MAX_COMPONENT_DEPTH || (module ? modules.has(module) : fresh.length === 0)) return;
  if (module) modules.add(module);
  for (const part of context.sources.bundles.get(stem) ?? []) modules.add(part);
  for (const template of fresh) templates.set(template, user);
  for (const part of partsOf(context, stem, { ...context.components(stem), ...own }, fresh, module ?? user))
    if (ownerIn(context.sources.pages, `${part.stem}.js`) !== 'third-party')
      collect(context, part, modules, templates, depth + 1);
}

/** The components and templates that a page's or component's templates and script name. */
function partsOf(
  context: Context,
  stem: string,
  table: Record<string, string>,
  fresh: readonly Template[],
  module: ScriptModule | undefined,
): Part[] {
  const next = new Set<string>();
  const included = new Set<string>();
  for (const template of fresh) {
    for (const used of template.reading.components) {
      const path = table[used.name];
      if (path) next.add(resolveStem(context, stem, path));
      const easy = easycom(context, used.name);
      if (easy) next.add(easy);
      const sibling = template.module && siblingComponent(context.app, template.module, used.name);
      if (sibling) next.add(sibling);
      const imported = module && !path && importedComponent(context.app, module, used.name);
      if (imported) next.add(stemOf(imported.id));
    }
    for (const listed of template.module ? componentsIn(context.app, template.module) : []) next.add(listed);
    for (const { src } of template.reading.imports) included.add(resolveStem(context, stem, src.replace(/\.\w+$/, '')));
  }
  // A page that only mounts a component (mpvue's main.js), or a component handed over by a barrel.
  for (const specifier of module?.specifiers ?? []) {
    const target = module && resolveModule(context.app, module, specifier);
    if (target && [target.id.replace(/#.*$/, ''), specifier].some((file) => SINGLE_FILE.test(file))) next.add(stemOf(target.id));
  }
  for (const component of module ? componentsIn(context.app, module) : []) next.add(component);
  return [...[...next].map((one) => ({ stem: one })), ...[...included].map((one) => ({ stem: one, user: module }))];
}

/**
 * Paths are relative to the file's folder, or absolute from the root; compilers know aliases of the root and queries besides
 * (`~@/components/card`, `./list.mpx?async`). A stem does not tell `pages/a.wxml` from `pages/a/index.wxml`.
 */
function resolveStem({ app, sources }: Context, stem: string, written: string): string {
  const path = written.replace(/\?.*$/, '').replace(/^(~@?|@)\//, '/');
  const inside = stemOf(joinPath(`${stem}/index`, path));
  const beside = stemOf(joinPath(stem.includes('/') ? stem : `${stem}/x`, path));
  const exists = (one: string): boolean => app.byStem.has(one) || sources.templates.has(one);
  const fromRoot = [path, `src${path}`].map((one) => stemOf(joinPath('', `/${one}`)));
  if (exists(inside) || exists(beside)) return exists(inside) ? inside : beside;
  const named = aliased(app, written);
  return fromRoot.find(exists) ?? (named ? stemOf(named.id) : beside);
}

/**
 * Components that one lists under names of its own, `components: { card: Card }`, also for `<component :is>`: those of its
 * bundle by their variable, else the modules they come from, whose templates WePY puts into the page's.
 */
function componentsIn(app: Application, module: ScriptModule): string[] {
  const tables = (module.members.get('components') ?? []).flatMap((value) =>
    value.type === 'ObjectExpression' ? value.properties : [],
  );
  return tables.flatMap((part) => {
    if (part.type !== 'ObjectProperty') return [];
    const beside = besideIn(app, module, dottedName(part.value) ?? '');
    const { unit } = follow(app, { node: part.value, unit: module.top });
    return beside ?? (unit.module === module ? [] : stemOf(unit.module.id));
  });
}

/** uni-app finds `components/name/name.vue` by the tag alone, a plugin's too. */
function easycom({ app, sources }: Context, tag: string): string | undefined {
  const own = [`components/${tag}/${tag}`, `components/${tag}`].find((candidate) => app.byStem.has(candidate));
  return own ?? [...sources.pages.features].find((feature) => feature.endsWith(`/components/${tag}/${tag}`));
}

/** A component of the same bundle, used by the variable it is kept in. */
function siblingComponent(app: Application, module: ScriptModule, tag: string): string | undefined {
  return spellings(tag.replace(/\.default$/, '')).flatMap((name) => besideIn(app, module, name) ?? [])[0];
}

/** The component of a module's bundle that is kept in a variable. */
function besideIn(app: Application, module: ScriptModule, variable: string): string | undefined {
  const hash = module.id.indexOf('#');
  const id = `${module.id.slice(0, hash)}#${variable}`;
  return hash !== -1 && app.modules.has(id) ? id : undefined;
}

/** `sign-card` is also called `signCard` and `SignCard`. */
function spellings(name: string): string[] {
  return [...new Set([name, camel(name), camel(name).replace(/^./, (letter) => letter.toUpperCase())])];
}

/** A tag that names an imported component: `<SignCard/>`, `<sign-card/>`. */
function importedComponent(app: Application, module: ScriptModule, tag: string): ScriptModule | undefined {
  const name = tag.split('.')[0]!;
  for (const candidate of spellings(name)) {
    const binding = module.imports.get(candidate);
    if (!binding) continue;
    const direct = resolveModule(app, module, binding.specifier);
    if (!direct) return undefined;
    if (direct.jsx.length > 0 || SINGLE_FILE.test(direct.id.replace(/[#?].*$/, ''))) return direct;
    return lookup(app, candidate, module.top)?.unit.module ?? direct;
  }
  return undefined;
}

function camel(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/** Templates with a script beside them under `pages/` that no configuration names and no page uses. */
function leftovers(context: Context, known: Set<string>, screens: ScreenSpec[]): ScreenSpec[] {
  const used = new Set(screens.flatMap((screen) => screen.modules));
  const out: ScreenSpec[] = [];
  for (const [stem, templates] of context.sources.templates) {
    const module = context.app.byStem.get(stem);
    const template = templates[0]!;
    const id = known.has(stem) || known.has(`${stem}/index`) ? undefined : stem;
    if (!id || !module || used.has(module) || module.owner !== 'own' || !isPage(module) || !isShipped(template.path)) continue;
    // A stem is without `index`, and may end in it all the same: `pages/index/index`.
    const found = screenOf(
      context,
      { id, file: `${stem}/index`, components: {} },
      { path: template.path, line: 1, column: 1 },
      false,
    );
    out.push(found);
  }
  return out;
}

/** `Page({…})`, or a component file that stands where pages stand. */
function isPage(module: ScriptModule): boolean {
  return module.calls.some((call) => call.callee === 'Page') || /(^|\/)pages?\//i.test(module.id);
}
