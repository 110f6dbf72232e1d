import type { Node } from '@babel/types';
import { isFunction } from '../../../decode/javascript/names.js';
import { addTo } from '../../multimap.js';
import type { ScriptModule, Unit } from '../module/model.js';
import { writtenText } from '../module/nodes.js';
import type { Application } from './application.js';
import { calledUnits, callsOf, reach } from './call-graph.js';
import { resolveModule } from './resolve-modules.js';
import type { LinkedScreens, ScreenSpec } from './screens.js';

const NAME = /[A-Za-z_$][\w$]*/g;
/** Modules asked for by a pattern or a computed name, or by `require` under another name: what runs is not told by the imports. */
const COMPUTED =
  /\brequire\.context\b|\bimport\.meta\.glob|\b(?:require(?:\.async)?|import)\s*\(\s*(?!(['"])[^'"]*\1\s*[,)]|`[^`$]*`\s*[,)])|\brequire\b(?!\s*[(.:]|['"])/;
/** What the platform shows though no page names it. */
const SHOWN_BY_PLATFORM = /^(?:src\/)?(?:custom-tab-bar|customize-tab-bar|app-bar)\//;

/**
 * Tells the functions of a source project that nothing runs: those of modules that neither a page nor the start of the app
 * imports, and those of a helper module that no page reaches and whose name stands in no other file. Utilities copied from a
 * template are such: a payment helper that no page calls. Not for bundles, in which modules and names are not told apart.
 *
 * @param appModules the modules that run when the app starts
 * @param markup texts of the templates: names in them are uses too
 * @param apart whether each module is a file of its own though all stand in one: `define("pages/a.js", …)` of WeChat's tools
 */
export function unusedUnits(
  app: Application,
  { screens, byUnit }: LinkedScreens,
  appModules: readonly ScriptModule[],
  markup: Iterable<string>,
  apart = false,
): (unit: Unit) => boolean {
  const modules = [...app.modules.values()];
  const own = modules.filter(({ owner }) => owner !== 'third-party');
  const roots = [...modulesOf(screens), ...appModules, ...own.filter(({ id }) => SHOWN_BY_PLATFORM.test(id))];
  const whole = takenWhole(app, own);
  const fileOf = apart ? definedFile : ({ text, path }: ScriptModule): SourceFile => ({ text, path });
  const files = filesOf(own.map(fileOf));
  const named = namesElsewhere([...files, ...[...new Set(markup)].map((text) => ({ text, path: '' }))]);
  // Bundlers can import what is called by its name alone (unplugin-auto-import): a name that stands elsewhere is an import.
  const byName = own.filter((module) =>
    [...module.exports.keys()].some((name) => name !== 'default' && named(name, fileOf(module).path)),
  );
  const imported = files.some(({ text }) => COMPUTED.test(text)) ? new Set(modules) : importedFrom(app, [...roots, ...byName]);
  const known = own
    .filter((module) => imported.has(module))
    .flatMap((module) => {
      if (whole.has(module)) return module.units;
      const aliases = aliasesOf(module);
      const { path } = fileOf(module);
      const isKnown = (unit: Unit): boolean => [unit.name, ...aliases(unit)].some((name) => name === '' || named(name, path));
      return [
        ...callsOf(module.top).flatMap((call) => calledUnits(app, call)),
        ...module.units.filter((unit) => unit.parent === module.top && isKnown(unit)),
      ];
    });
  // The top of a module is what runs when it is imported: not the functions that stand in it.
  const reached = [...byUnit.keys(), ...appModules.flatMap(({ units }) => units)].filter(({ parent }) => parent);
  const used = reach(app, [...reached, ...known]);
  return (unit) => {
    if (!imported.has(unit.module)) return true;
    for (let scope: Unit | undefined = unit; scope?.parent; scope = scope.parent) if (used.has(scope)) return false;
    return unit.parent !== undefined;
  };
}

interface SourceFile {
  text: string;
  path: string;
}

/** What stands between the braces of a module: its parameters are the packer's. */
function definedFile({ id, path, text, root }: ScriptModule): SourceFile {
  const body = isFunction(root) ? root.body : root;
  return { text: text.slice(body.start ?? 0, body.end ?? 0), path: `${path}#${id}` };
}

/** Each file once: the modules of a bundle, hundreds of them, all have the text of theirs. */
function filesOf(files: readonly SourceFile[]): SourceFile[] {
  const seen = new Map<string, Set<string>>();
  return files.filter(({ text, path }) => {
    const isNew = !seen.get(path)?.has(text);
    addTo(seen, path, text);
    return isNew;
  });
}

function modulesOf(screens: readonly ScreenSpec[]): ScriptModule[] {
  return screens.flatMap(({ modules, templates }) => [...modules, ...templates.flatMap(({ module }) => module ?? [])]);
}

/** The modules that some modules import, and those that these import. */
function importedFrom(app: Application, roots: readonly ScriptModule[]): Set<ScriptModule> {
  const found = new Set(roots);
  for (const module of found) {
    if (module.outer) found.add(module.outer.module);
    for (const specifier of module.specifiers) {
      const target = resolveModule(app, module, specifier);
      if (target) found.add(target);
    }
  }
  return found;
}

/**
 * Modules that another hands on or looks into by a computed key (`util[name]()`, `{ ...util }`, `Vue.prototype.$util = util`),
 * or exports again: any of their functions may run.
 */
function takenWhole(app: Application, own: readonly ScriptModule[]): Set<ScriptModule> {
  const found = new Set<ScriptModule>();
  for (const module of own) {
    const taken = [...module.imports].filter(
      ([local, { imported }]) => /^(\*|default)$/.test(imported) && isHandedOn(module, local),
    );
    for (const specifier of [...module.reexports, ...taken.map(([, { specifier }]) => specifier)]) {
      const target = resolveModule(app, module, specifier);
      if (target) found.add(target);
    }
  }
  return found;
}

/** Whether a name is used but for a member of it by name, beside the import itself. */
function isHandedOn(module: ScriptModule, local: string): boolean {
  const name = local.replace(/[$]/g, '\\$&');
  const uses =
    writtenText(module).match(new RegExp(`(?<![\\w$.])${name}(?![\\w$])(?!\\s*\\??\\.\\s*[A-Za-z_$])`, 'g'))?.length ?? 0;
  return uses > 1;
}

/** What the functions of a module are known by outside it, beside their own names; `''` where that cannot be told. */
function aliasesOf({ exports, members }: ScriptModule): (unit: Unit) => string[] {
  const byName = new Map<string, string[]>();
  const byNode = new Map<Node, string[]>();
  const add = (key: string, value: Node): void => {
    const known = value.type === 'Identifier' ? byName.get(value.name) : byNode.get(value);
    if (known) known.push(key);
    else if (value.type === 'Identifier') byName.set(value.name, [key]);
    else byNode.set(value, [key]);
  };
  for (const [key, value] of exports) add(key === 'default' ? '' : key, value);
  for (const [key, values] of members) for (const value of values) add(key, value);
  return ({ name, node }) => [...(byName.get(name) ?? []), ...(byNode.get(node) ?? [])];
}

/** Whether a name stands in a file other than the one at `path`. */
function namesElsewhere(files: readonly { text: string; path: string }[]): (name: string, path: string) => boolean {
  // Every word of every source: the first file that has it, and one more if there is any, are all that is asked for.
  const first = new Map<string, string>();
  const shared = new Set<string>();
  for (const { text, path } of files)
    for (const name of text.match(NAME) ?? []) {
      const known = first.get(name);
      if (known === undefined) first.set(name, path);
      else if (known !== path) shared.add(name);
    }
  return (name, path) => shared.has(name) || (first.get(name) ?? path) !== path;
}
