import { pushTo } from '../../multimap.js';
import type { ScriptModule } from '../module/model.js';
import { type Application, joinPath, stemOf } from './application.js';

const resolved = new WeakMap<Application, Map<string, ScriptModule | undefined>>();

/** The module a specifier names, asked for over and over: each answer is kept. */
export function resolveModule(app: Application, from: ScriptModule, specifier: string): ScriptModule | undefined {
  const answers = resolved.get(app) ?? new Map<string, ScriptModule | undefined>();
  resolved.set(app, answers);
  const question = `${from.id}\n${specifier}`;
  if (!answers.has(question)) answers.set(question, findModule(app, from, specifier));
  return answers.get(question);
}

/** The module a specifier names: relative, root-absolute, by the usual aliases (`@/`, `~/`, `src/`), or a bundle's module id. */
function findModule(app: Application, from: ScriptModule, specifier: string): ScriptModule | undefined {
  // Ids of a table that is only handed around in its own file.
  const hash = from.id.indexOf('#');
  const sibling = hash === -1 ? undefined : app.modules.get(`${from.id.slice(0, hash)}#${specifier}`);
  if (sibling) return sibling;
  const exact = app.modules.get(specifier);
  if (exact && exact !== from) return exact;
  const shared = from.wrapper && sharedModule(app, from, specifier);
  if (shared) return shared;
  const alias = /^(?:@|~|~@)\/(.*)$/.exec(specifier);
  const candidates = alias
    ? [alias[1]!, `src/${alias[1]!}`]
    : specifier.startsWith('.')
      ? [joinPath(from.id, specifier)]
      : [joinPath('', `/${specifier}`), joinPath(from.id, specifier), `src/${specifier}`];
  for (const candidate of candidates) {
    const found = app.modules.get(candidate) ?? app.byStem.get(stemOf(candidate));
    if (found) return found;
  }
  return aliased(app, specifier);
}

/** A module of the table in the file an app begins with; of several such files the one nearest to the chunk. */
function sharedModule(app: Application, from: ScriptModule, id: string): ScriptModule | undefined {
  const tables = sharedTables.get(app) ?? indexShared(app);
  const depth = ({ path }: ScriptModule): number => sharedLength(path, from.path);
  return tables.get(id)?.reduce((best, one) => (depth(one) > depth(best) ? one : best));
}

const sharedTables = new WeakMap<Application, Map<string, ScriptModule[]>>();

function indexShared(app: Application): Map<string, ScriptModule[]> {
  const tables = new Map<string, ScriptModule[]>();
  for (const module of app.modules.values())
    if (module.wrapper?.shared) pushTo(tables, module.id.slice(module.id.indexOf('#') + 1), module);
  sharedTables.set(app, tables);
  return tables;
}

/** How many letters two paths begin alike with. */
function sharedLength(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/**
 * `@components/card`, `~Base/card`, `~services`: a build's own name for a folder, told by the one module that stands under
 * that name, or by the one of them that stands at the root. No package is called by a scope alone.
 */
export function aliased(app: Application, specifier: string): ScriptModule | undefined {
  const [, path] = /^[@~#]([\w-]+(?:\/[\w./-]+)?)$/.exec(specifier) ?? [];
  if (!path) return undefined;
  const known = aliases.get(app) ?? new Map<string, ScriptModule | undefined>();
  aliases.set(app, known);
  if (!known.has(path)) known.set(path, onlyOneAt(app, path));
  return known.get(path);
}

/** Every module asks for the same few libraries by such names. */
const aliases = new WeakMap<Application, Map<string, ScriptModule | undefined>>();

function onlyOneAt(app: Application, path: string): ScriptModule | undefined {
  const end = stemOf(path).toLowerCase();
  const found = [...app.byStem].filter(([stem]) => {
    const lower = stem.toLowerCase();
    return lower === end || lower.endsWith(`/${end}`);
  });
  const atRoot = found.length > 1 ? found.filter(([stem]) => stem.replace(/^src\//, '').length === end.length) : found;
  return atRoot.length === 1 ? atRoot[0]![1] : undefined;
}
