import { decodeLooseJson, isRecord } from '../../decode/javascript/literal.js';
import { dottedName, keyName } from '../../decode/javascript/names.js';
import type { At } from '../../facts/types.js';
import type { Tree } from '../../open/tree.js';
import { type Application, joinPath, lookup, resolveModule, stemOf } from '../javascript/application.js';
import { isShipped, ownerOf } from '../javascript/libraries.js';
import type { ScriptModule } from '../javascript/model.js';
import type { ScreenSpec } from '../javascript/screens.js';
import { lineIndex } from '../lines.js';
import { scriptOf } from './bundles.js';
import { type AppConfig, type PageConfig, textOf } from './config.js';
import { proxiedHandlers } from './mpvue-events.js';
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
  const components = compiled ?? componentsFromJson(tree, config);
  const context: Context = { app, sources, config, components };
  const text = textOf(config.entry);
  const lines = lineIndex(text);
  const registered = config.pages.map((page) => {
    const own = page.root ? page.id.slice(page.root.length + 1) : page.id;
    const offset = Math.max(text.indexOf(`"${own}"`), text.indexOf(`'${own}'`), 0);
    const at: At = { path: config.entry.path, ...lines.at(offset) };
    return screenOf(context, page, at, true);
  });
  const known = new Set(config.pages.flatMap((page) => [page.id, stemOf(page.file ?? page.id)]));
  return [...registered, ...leftovers(context, known, registered)];
}

function componentsFromJson(tree: Tree, config: AppConfig): ComponentTable {
  const cache = new Map<string, Record<string, string>>();
  return (stem) => {
    const hit = cache.get(stem);
    if (hit) return hit;
    const entry = tree.find(`${stem}.json`) ?? tree.find(`${stem}/index.json`);
    const value = entry ? decodeLooseJson(textOf(entry)) : undefined;
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
  const templates = new Set<Template>();
  collect(context, stemOf(page.file ?? page.id), page.components, modules, templates, 0);
  return {
    id: page.id,
    title: page.title ?? titleInTemplates(templates),
    at,
    registered,
    modules: [...modules],
    bound: proxiedHandlers([...modules], [...templates]),
    templates: [...templates].map((template) => ({
      reading: template.reading,
      path: template.path,
      text: template.text,
      module:
        template.module ??
        context.app.byStem.get(template.stem) ??
        scriptOf(template.reading, context.sources.bundles.get(template.stem) ?? []),
    })),
  };
}

function titleInTemplates(templates: Set<Template>): string | undefined {
  for (const template of templates) {
    const text = template.reading.texts.find((item) => item.position === 'page-title' && !item.bound);
    if (text) return text.value;
    break; // only the page's own template, which comes first
  }
  return undefined;
}

const MAX_COMPONENT_DEPTH = 8;

/** A page's or component's own module and template, and those of the components and templates it uses. */
function collect(
  context: Context,
  stem: string,
  own: Record<string, string>,
  modules: Set<ScriptModule>,
  templates: Set<Template>,
  depth: number,
): void {
  const module = context.app.byStem.get(stem);
  const fresh = (context.sources.templates.get(stem) ?? []).filter((template) => !templates.has(template));
  if (depth > MAX_COMPONENT_DEPTH || (module ? modules.has(module) : fresh.length === 0)) return;
  if (module) modules.add(module);
  for (const part of context.sources.bundles.get(stem) ?? []) modules.add(part);
  for (const template of fresh) templates.add(template);
  const next = new Set<string>();
  const table = { ...context.components(stem), ...own };
  for (const template of fresh) {
    for (const used of template.reading.components) {
      const path = table[used.name];
      if (path) next.add(resolveStem(context, stem, path));
      const easy = easycom(context, used.name);
      if (easy) next.add(easy);
      const sibling = template.module && siblingComponent(context.app, template.module, used.name);
      if (sibling) next.add(sibling);
      const imported = module && importedComponent(context.app, module, used.name);
      if (imported) next.add(stemOf(imported.id));
    }
    for (const listed of template.module ? listedComponents(context.app, template.module) : []) next.add(listed);
    for (const { src } of template.reading.imports) next.add(resolveStem(context, stem, src.replace(/\.\w+$/, '')));
  }
  // A page that only mounts a component (mpvue's main.js), or a component handed over by a barrel.
  for (const specifier of module?.specifiers ?? []) {
    const target = module && resolveModule(context.app, module, specifier);
    if (target && /\.(vue|nvue|ux|mpx|wpy)(#|$)/.test(target.id)) next.add(stemOf(target.id));
  }
  for (const target of module ? inlinedComponents(context.app, module, fresh) : []) next.add(stemOf(target.id));
  for (const component of next)
    if (ownerOf(`${component}.js`) !== 'third-party') collect(context, component, {}, modules, templates, depth + 1);
}

/**
 * Components whose markup WePY writes into the page's, with their name before all that they bind: `bindtap="$list$open"`, where the
 * script says `this.components = {list: List}`.
 * Source: wepy-cli 1.7, compile-template.js
 */
function inlinedComponents(app: Application, module: ScriptModule, templates: readonly Template[]): ScriptModule[] {
  const tables = (module.members.get('components') ?? []).filter((value) => value.type === 'ObjectExpression');
  return tables
    .flatMap(({ properties }) => properties)
    .flatMap((property) => {
      const key = keyName(property);
      if (property.type !== 'ObjectProperty' || !key || !templates.some(({ text }) => text.includes(`$${key}$`))) return [];
      const binding = module.imports.get((dottedName(property.value) ?? '').split('.')[0]!);
      return (binding && resolveModule(app, module, binding.specifier)) ?? [];
    });
}

/** Paths are relative to the file's folder, or absolute from the root. A stem does not tell `pages/a.wxml` from `pages/a/index.wxml`. */
function resolveStem({ app, sources }: Context, stem: string, path: string): string {
  const inside = stemOf(joinPath(`${stem}/index`, path));
  const beside = stemOf(joinPath(stem.includes('/') ? stem : `${stem}/x`, path));
  return app.byStem.has(inside) || sources.templates.has(inside) ? inside : beside;
}

/** uni-app finds `components/name/name.vue` by the tag alone. */
function easycom(context: Context, tag: string): string | undefined {
  for (const candidate of [`components/${tag}/${tag}`, `components/${tag}`])
    if (context.app.byStem.has(candidate)) return candidate;
  return undefined;
}

/** A component of the same bundle, used by the variable it is kept in. */
function siblingComponent(app: Application, module: ScriptModule, tag: string): string | undefined {
  return spellings(tag.replace(/\.default$/, '')).flatMap((name) => besideIn(app, module, name) ?? [])[0];
}

/** Components that one of a bundle lists under names of its own, `components: { card: x }`; also for `<component :is>`. */
function listedComponents(app: Application, module: ScriptModule): string[] {
  const tables = (module.members.get('components') ?? []).flatMap((value) =>
    value.type === 'ObjectExpression' ? value.properties : [],
  );
  return tables.flatMap((part) => {
    const name = part.type === 'ObjectProperty' ? dottedName(part.value) : undefined;
    return (name && besideIn(app, module, name)) ?? [];
  });
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
    if (direct.jsx.length > 0 || /\.(vue|nvue|ux|mpx)/.test(direct.id)) return direct;
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
    const found = screenOf(context, { id, components: {} }, { path: template.path, line: 1, column: 1 }, false);
    out.push(found);
  }
  return out;
}

/** `Page({…})`, or a component file that stands where pages stand. */
function isPage(module: ScriptModule): boolean {
  return module.calls.some((call) => call.callee === 'Page') || /(^|\/)pages?\//i.test(module.id);
}
