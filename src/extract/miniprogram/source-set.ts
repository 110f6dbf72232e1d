import type { Node } from '@babel/types';
import type { MarkupNode } from '../../decode/template/markup.js';
import type { RuntimeNames } from '../../decode/template/vue-runtime.js';
import type { Owner, SdkFact, TextFact } from '../../facts/types.js';
import { type Located, stemOf } from '../javascript/application/application.js';
import { jsxToMarkup } from '../javascript/module/jsx.js';
import type { ScriptModule } from '../javascript/module/model.js';
import type { Dialect } from '../markup/dialects.js';
import { type MarkupReading, readMarkup } from '../markup/reading.js';
import { type Registered, registeredPages } from './registered.js';

/** A template file, the template block of a single-file component, or the JSX of a module. */
export interface Template {
  /** Name without extension, by which a page or component is known. */
  stem: string;
  path: string;
  /** Of one compiled into a bundle what the bundle calls it. */
  name?: string;
  text: string;
  owner: Owner;
  reading: MarkupReading;
  /** What was read, for those who know better what it names. */
  nodes?: MarkupNode[];
  dialect?: Dialect;
  /** The script of its handlers, where that is not the one of the same stem. */
  module?: ScriptModule;
  /** The next one of the same stem says more of the same elements. */
  goesOn?: boolean;
}

/** A component of a bundle, read as a module of its own. */
export interface VueModule {
  module: ScriptModule;
  /** Its options: `components` among them. */
  script: Node;
  /** The module of the bundle it stands in. */
  bundle: ScriptModule;
  /** Components that its compiler found for the tags of its template. */
  tags?: Located;
}

/** Vue's runtime in a script file: its names there, and those it is exported by. */
export interface VueRuntimeFile {
  names: RuntimeNames;
  exported: ReadonlyMap<string, string>;
  /** What it calls the platform's functions, in builds of uni-app for browsers. */
  functions?: ReadonlyMap<string, string>;
  /** What its tab bar says. */
  tabs?: readonly TextFact[];
}

export interface Sources {
  modules: ScriptModule[];
  /** Paths and ids of these. */
  ids: Set<string>;
  templates: Map<string, Template[]>;
  /** Stem of a bundle → the modules in it that no other one of it requires. */
  bundles: Map<string, ScriptModule[]>;
  scripts: { total: number; parsed: number; failed: number; thirdParty: number };
  markup: { total: number; parsed: number; failed: number };
  /** Entries that could not be read or parsed, with the reason in Chinese. */
  failures: { path: string; name: string; reason: 'parse-failed' | 'budget' | 'unreadable'; detail: string; bytes: number }[];
  /** Libraries whose files were told by their content, by name. */
  known: Map<string, SdkFact>;
  /** Bytes of own scripts. */
  scriptBytes: number;
  /** Templates may be objects in bundles, as in quick apps. */
  templateObjects?: boolean;
  /** Components are looked for in each module of a bundle, not only in what lies around it. */
  vueModules?: boolean;
  /** Compiled JSX is read as components too. */
  jsxModules?: boolean;
  /** Script files that hold Vue's runtime under shortened names, by the name of the entry. */
  vueRuntimes?: Map<string, VueRuntimeFile>;
  pages: Registered;
  /** Stem of a single-file component → that of the script file its block names. */
  outside?: Map<string, string>;
  /** Components of Vue bundles, by what their variables were given. */
  components?: Map<Node, VueModule>;
}

/** Sources before anything is read. */
export function emptySources(): Sources {
  return {
    modules: [],
    ids: new Set(),
    templates: new Map(),
    bundles: new Map(),
    scripts: { total: 0, parsed: 0, failed: 0, thirdParty: 0 },
    markup: { total: 0, parsed: 0, failed: 0 },
    failures: [],
    pages: registeredPages([]),
    known: new Map(),
    scriptBytes: 0,
  };
}

export function addTemplate(sources: Sources, template: Template): void {
  const list = sources.templates.get(template.stem);
  if (list) list.push(template);
  else sources.templates.set(template.stem, [template]);
}

/** A module read, whether a file has it or a part of one. */
export function keepModule(sources: Sources, module: ScriptModule): void {
  sources.ids.add(placeOf(module));
  sources.modules.push(module);
}

function placeOf({ id, path }: ScriptModule): string {
  return `${path}\n${id}`;
}

export function register(sources: Sources, module: ScriptModule, name: string): void {
  // A second block of one single-file component (script and script setup) joins under its own id.
  if (sources.ids.has(placeOf(module))) module.id = `${module.id}#${module.root.start ?? 0}`;
  keepModule(sources, module);
  if (module.jsx.length > 0)
    addTemplate(sources, {
      stem: stemOf(name),
      path: module.path,
      text: module.text,
      owner: module.owner,
      reading: readMarkup(jsxToMarkup(module), 'jsx'),
    });
}
