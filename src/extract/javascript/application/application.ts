import type { CallExpression, Node, ObjectExpression } from '@babel/types';
import { isFunction, keyName, unwrap } from '../../../decode/javascript/names.js';
import { pushTo } from '../../multimap.js';
import { definedMember } from '../module/function-names.js';
import type { ScriptModule, Unit } from '../module/model.js';
import { importOf, ownerOf, unitOfFunction } from '../module/units.js';
import { type AppObject, appObjectOf, asksForApp, assignedTo, isPlaceholder } from './app-object.js';
import { madeObjects, selectedKey } from './made-objects.js';

/** All script modules of one app and the way from a name to its definition across them. */
export interface Application {
  modules: Map<string, ScriptModule>;
  /** Module ids by their path without extension and without `/index`. */
  byStem: Map<string, ScriptModule>;
  /** Own units by name, for calls whose receiver cannot be told. */
  unitsByName: Map<string, Unit[]>;
  /** Callees of a unit, memoised. */
  callees: Map<Unit, Set<Unit>>;
  /** Functions that listen to the event a call sets off. */
  heard: Map<Node, Unit[]>;
  /** Functions that answer a component's event, with the ids of the screens that have both: elsewhere the component does not run them. */
  answers: Map<Unit, Set<string>>;
  /** What `getApp()` gives back, where it is known. */
  object?: AppObject;
}

/** A value and the unit its names are to be looked up in. */
export interface Located {
  node: Node;
  unit: Unit;
}

const MAX_DEPTH = 12;
const EXTENSION = /\.(js|ts|uts|tsx|jsx|mjs|cjs|vue|nvue|uvue|ux|wpy|mpx|cml|wxs|sjs|json)$/;

export function createApplication(modules: Iterable<ScriptModule>): Application {
  const app: Application = {
    modules: new Map(),
    byStem: new Map(),
    unitsByName: new Map(),
    callees: new Map(),
    heard: new Map(),
    answers: new Map(),
  };
  for (const module of modules) {
    app.modules.set(module.id, module);
    const stem = stemOf(module.id);
    if (!app.byStem.has(stem)) app.byStem.set(stem, module);
    if (module.owner === 'third-party') continue;
    for (const [name, units] of module.unitsByName) app.unitsByName.set(name, [...(app.unitsByName.get(name) ?? []), ...units]);
  }
  app.object = appObjectOf(app.modules.values());
  return app;
}

export function stemOf(id: string): string {
  return id.replace(EXTENSION, '').replace(/(^|\/)index$/, '');
}

/** Joins a relative path to the folder of `from`; `..` beyond the root stays at the root. */
export function joinPath(from: string, relative: string): string {
  const parts = relative.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

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

/** What a local name stands for: nearest unit first, then the module's imports followed into the other module. */
export function lookup(app: Application, name: string, unit: Unit, depth = 0): Located | undefined {
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) {
    if (scope.params.includes(name)) return undefined;
    const values = scope.locals.get(name);
    if (values && !(scope.module.imports.has(name) && scope === scope.module.top)) return { node: values[0]!, unit: scope };
  }
  const binding = unit.module.imports.get(name);
  if (binding) return imported(app, unit.module, binding.specifier, binding.imported, depth);
  if (unit.module.outer && depth < MAX_DEPTH) return lookup(app, name, unit.module.outer, depth + 1);
  return besideOf(unit.module, name);
}

/** A name that another script of the page declares, or hangs on `window`. */
function besideOf({ beside = [] }: ScriptModule, name: string): Located | undefined {
  for (const { top, members } of beside) {
    const value = top.locals.get(name)?.[0] ?? members.get(`window.${name}`)?.[0];
    if (value) return { node: value, unit: top };
  }
  return undefined;
}

/** The value a module exports under a name; `*` and `default` fall back on each other, as bundlers make them do. */
export function imported(app: Application, from: ScriptModule, specifier: string, name: string, depth = 0): Located | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const module = resolveModule(app, from, specifier);
  return module && exportOf(app, module, name, depth);
}

function exportOf(app: Application, module: ScriptModule, name: string, depth: number): Located | undefined {
  const value = module.exports.get(name === '*' ? 'default' : name);
  if (value) return follow(app, { node: value, unit: unitOfExport(module, value) }, depth + 1);
  const fallback = module.exports.get('default');
  if (fallback && name !== '*' && name !== 'default') {
    const found = memberOf(app, { node: fallback, unit: unitOfExport(module, fallback) }, name, depth + 1);
    if (found) return found;
    // `require.n(x).a` of webpack is the default export.
    if (name === 'a' && module.wrapper) return follow(app, { node: fallback, unit: unitOfExport(module, fallback) }, depth + 1);
  }
  for (const specifier of module.reexports) {
    const found = depth < MAX_DEPTH ? imported(app, module, specifier, name, depth + 1) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Compilers may put a function around a whole module: what it exports is then a name of that function. */
function unitOfExport(module: ScriptModule, value: Node): Unit {
  if (value.type !== 'Identifier' || module.top.locals.has(value.name)) return module.top;
  const start = value.start ?? 0;
  return module.units.find((unit) => unit.locals.has(value.name) && unit.start <= start && start < unit.end) ?? module.top;
}

/** Follows identifiers and member chains to the value they were given first; minifiers put what stood before it into a sequence. */
export function follow(app: Application, at: Located, depth = 0): Located {
  if (depth > MAX_DEPTH) return at;
  const node = unwrap(at.node);
  if (node.type === 'SequenceExpression') return follow(app, { node: node.expressions.at(-1)!, unit: at.unit }, depth + 1);
  if (node.type === 'Identifier') {
    const found = lookup(app, node.name, at.unit, depth + 1);
    return found && found.node !== at.node ? follow(app, found, depth + 1) : { node, unit: at.unit };
  }
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    const key = keyName(node) ?? constantKey(app, node, at.unit, depth + 1);
    const found = key ? memberOf(app, { node: node.object, unit: at.unit }, key, depth + 1) : undefined;
    return found ? follow(app, found, depth + 1) : { node, unit: at.unit };
  }
  const selected = node.type === 'CallExpression' ? selectedKey(node) : undefined;
  const found = selected ? memberMade(app, node as CallExpression, selected, at.unit, depth + 1) : undefined;
  return found ? follow(app, found, depth + 1) : { node, unit: at.unit };
}

/** The key of `TEXTS[code]` and `rows[0]` where that is a literal. */
function constantKey(
  app: Application,
  { computed, property }: Extract<Node, { type: 'MemberExpression' | 'OptionalMemberExpression' }>,
  unit: Unit,
  depth: number,
): string | undefined {
  if (!computed) return undefined;
  const key =
    property.type === 'Identifier' || property.type === 'MemberExpression'
      ? follow(app, { node: property, unit }, depth).node
      : property;
  return key.type === 'StringLiteral' || key.type === 'NumericLiteral' ? String(key.value) : undefined;
}

/** The value of a member: of an object literal, a class, a namespace import, or `this` (any member of that name in the module). */
export function memberOf(app: Application, object: Located, key: string, depth = 0): Located | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const node = withoutGetter(unwrap(object.node), object.unit);
  if (node.type === 'Identifier') {
    const binding = importOf(object.unit, node.name);
    if (binding && (binding.imported === '*' || binding.imported === 'default')) {
      const module = resolveModule(app, binding.from, binding.specifier);
      const found = module && exportOf(app, module, key, depth + 1);
      if (found) return found;
    }
  }
  const base = follow(app, { node, unit: object.unit }, depth + 1);
  if (base.node.type === 'ObjectExpression') {
    const found = objectMember(base.node, key, base.unit) ?? spreadMember(app, base.node, key, base.unit, depth + 1);
    if (found) return found;
  }
  const added = givenMember(app, { node, unit: object.unit }, key, depth + 1);
  if (added) return added;
  if (base.node.type === 'CallExpression')
    return (
      memberMade(app, base.node, key, base.unit, depth + 1) ??
      loweredMember(app, base.node, key, base.unit, depth + 1) ??
      memberPutIn(app, base.node, key, base.unit, depth + 1)
    );
  if (base.node.type === 'ArrayExpression' && /^\d+$/.test(key)) {
    const element = base.node.elements[Number(key)];
    return element && element.type !== 'SpreadElement' ? { node: element, unit: base.unit } : undefined;
  }
  if (base.node.type === 'NewExpression' || base.node.type === 'ClassDeclaration' || base.node.type === 'ClassExpression')
    return classMember(app, base, key, depth + 1);
  return undefined;
}

/** What an object is given after it was made: `(api = {…}, api.request = fn, api)`, `defineProperty(api, 'request', fn)`. */
function givenMember(app: Application, { node, unit }: Located, key: string, depth: number): Located | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const inner = node.type === 'SequenceExpression' ? unwrap(node.expressions.at(-1)!) : node;
  if (inner.type !== 'Identifier') return undefined;
  const owner = ownerOf(inner.name, unit);
  const given = owner?.given?.get(inner.name)?.find((item) => item.key === key);
  if (given) return { node: given.value, unit: owner! };
  const found = lookup(app, inner.name, unit, depth + 1);
  return found && found.node !== inner ? givenMember(app, { ...found, node: unwrap(found.node) }, key, depth + 1) : undefined;
}

/** A member that a compiler's helper puts into an object: `defineProperty({…}, 'request', fn)`, `spread({}, base, {…})`. */
function memberPutIn(app: Application, call: CallExpression, key: string, unit: Unit, depth: number): Located | undefined {
  const defined = definedMember(call);
  if (defined?.key === key) return { node: defined.value, unit };
  const objects = defined ? [defined.object] : call.arguments.length > 1 ? (call.arguments as Node[]).toReversed() : [];
  for (const object of objects) {
    const node = object.type === 'AssignmentExpression' ? object.right : object;
    const found = memberOf(app, { node, unit }, key, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** `n()` where `n = require.n(x)` of webpack: a function that gives the default export. */
function withoutGetter(node: Node, { module }: Unit): Node {
  if (node.type !== 'CallExpression' || node.arguments.length > 0 || node.callee.type !== 'Identifier') return node;
  for (let at: ScriptModule | undefined = module; at; at = at.outer?.module)
    if (at.wrapper && at.imports.has(node.callee.name)) return node.callee;
  return node;
}

function objectMember(object: ObjectExpression, key: string, unit: Unit): Located | undefined {
  for (const property of object.properties) {
    if (property.type === 'SpreadElement' || keyName(property) !== key) continue;
    return { node: property.type === 'ObjectMethod' ? property : property.value, unit };
  }
  return undefined;
}

/** A member of an object that is spread into another: `{ ...base, extra() {} }`. */
function spreadMember(app: Application, object: ObjectExpression, key: string, unit: Unit, depth: number): Located | undefined {
  for (const property of object.properties.toReversed()) {
    const found = property.type === 'SpreadElement' ? memberOf(app, { node: property.argument, unit }, key, depth) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** A member of what `getApp()` gives back: written where the app is defined, or assigned by its functions. */
function memberOfApp({ object }: Application, key: string): Located | undefined {
  if (!object) return undefined;
  const written = objectMember(object.node, key, object.unit);
  if (written && !isPlaceholder(written.node)) return written;
  const node = assignedTo(object, key);
  return node && { node, unit: object.unit };
}

/** A member of the object that a call gives back. */
function memberMade(app: Application, call: CallExpression, key: string, unit: Unit, depth: number): Located | undefined {
  if (asksForApp(call)) return memberOfApp(app, key);
  const callee = call.callee.type === 'V8IntrinsicIdentifier' ? undefined : follow(app, { node: call.callee, unit }, depth);
  for (const { node, within } of madeObjects(call, callee?.node)) {
    const found = objectMember(node, key, (within && unitOfFunction(callee!.unit.module, within)) ?? callee?.unit ?? unit);
    if (found) return found;
  }
  return undefined;
}

function classMember(app: Application, at: Located, key: string, depth: number): Located | undefined {
  const target = at.node.type === 'NewExpression' ? follow(app, { node: at.node.callee, unit: at.unit }, depth) : at;
  if (target.node.type === 'CallExpression') return loweredMember(app, target.node, key, target.unit, depth);
  if (target.node.type !== 'ClassDeclaration' && target.node.type !== 'ClassExpression') return undefined;
  for (const member of target.node.body.body) {
    if ((member.type === 'ClassMethod' || member.type === 'ClassProperty') && keyName(member) === key) {
      const value = member.type === 'ClassMethod' ? member : member.value;
      return value ? { node: value, unit: target.unit } : undefined;
    }
  }
  const base = target.node.superClass;
  return base ? memberOf(app, { node: base, unit: target.unit }, key, depth + 1) : undefined;
}

/** A method of a class that was lowered to a function that is called where it stands: `function (base) { …; return X }(Base)`. */
function loweredMember(app: Application, call: CallExpression, key: string, unit: Unit, depth: number): Located | undefined {
  const maker = unwrap(call.callee as Node);
  if (!isFunction(maker)) return undefined;
  const { start, end } = maker;
  const method = unit.module.unitsByName.get(key)?.find((one) => one.start > (start ?? 0) && one.end <= (end ?? 0));
  if (method) return { node: method.node as Node, unit };
  const [base] = call.arguments;
  return base ? memberOf(app, { node: base as Node, unit }, key, depth + 1) : undefined;
}
