import type { CallExpression, Node } from '@babel/types';
import { dottedName, isFunction, keyName, unwrap } from '../../../decode/javascript/names.js';
import { pushTo } from '../../multimap.js';
import { PLATFORM_OBJECTS } from '../apis/platform-apis.js';
import type { Call, ScriptModule, Unit } from '../module/model.js';
import { importOf, innerUnits, isSelf, unitAt, unitOfFunction } from '../module/units.js';
import type { Application, Located } from './application.js';
import { follow, memberOf } from './follow.js';
import { namedByCall } from './given-names.js';

/** Letters by which minifiers hand the page or component over. */
const LETTER = /^[etrnsaio]$/;

/** Units a call may run. Receivers that cannot be told are resolved by name where few functions carry it. */
export function calledUnits(app: Application, call: Call): Unit[] {
  const called = unitsCalled(app, call);
  const heard = app.heard.get(call.node);
  const named = namedByCall(app, call, called).flatMap((found) => unitOf(found) ?? []);
  return heard || named.length > 0 ? [...called, ...named, ...(heard ?? [])] : called;
}

function unitsCalled(app: Application, call: Call): Unit[] {
  const name = call.callee.split('.').at(-1)!;
  const [object = '', ...path] = call.callee.split('.');
  if (path.length === 1 && (isSelf(call.unit, object) || LETTER.test(object))) {
    const local = call.unit.module.unitsByName.get(name);
    // Of several by that name, the one of the object that a letter stands for: `rules.find((r) => !r.test())`. A letter that
    // stands for another module is not the page, though the page may have a function by that name.
    if (local && !importOf(call.unit, object)) return (local.length > 1 && followed(app, call)) || local;
  }
  const unit = followed(app, call) ?? installedUnits(app, call.callee);
  if (unit) return unit;
  return call.callee.includes('.') ? unitsOfRareName(app, call.callee) : (call.unit.module.unitsByName.get(name) ?? []);
}

function followed(app: Application, { node, unit }: Call): Unit[] | undefined {
  const value = node.callee.type === 'V8IntrinsicIdentifier' ? undefined : follow(app, { node: node.callee, unit });
  const found = value && unitOf(value);
  return found && [found];
}

/** `$api.order.add` of `this.$api.order.add(…)`. */
const INSTALLED = /(?:^|\.)(\$[A-Za-z_]\w*)((?:\.[\w$]+)+)$/;

/** A function of what an app hangs on all its components: `Vue.prototype.$api = api`, `app.config.globalProperties.$api = api`. */
function installedUnits(app: Application, callee: string): Unit[] | undefined {
  const [, name = '', path = ''] = INSTALLED.exec(callee) ?? [];
  for (const installed of name ? installedAs(app, name) : []) {
    let at: Located | undefined = installed;
    for (const key of path.slice(1).split('.')) at = at && memberOf(app, at, key);
    const unit = at && unitOf(follow(app, at));
    if (unit) return [unit];
  }
  return undefined;
}

const installed = new WeakMap<Application, Map<string, Located[]>>();

function installedAs(app: Application, name: string): Located[] {
  const known = installed.get(app) ?? new Map<string, Located[]>();
  installed.set(app, known);
  const before = known.get(name);
  if (before) return before;
  const own = [...app.modules.values()].filter(({ owner }) => owner !== 'third-party');
  const found = own.flatMap((module) => (module.members.get(name) ?? []).map((node) => ({ node, unit: unitAt(module, node) })));
  known.set(name, found);
  return found;
}

const COMMON_NAMES =
  /^(get|post|put|delete|request|fetch|ajax|http|init|submit|save|add|update|remove|open|close|show|hide|toggle|set|push|then|catch|finally|map|filter|forEach|find|reduce|call|apply|bind|call\w?|success|fail|complete|confirm|cancel|onLoad|onShow|onHide|onReady|onUnload|data|created|mounted|constructor|handle\w{0,4}|change|click|toString|load|start|stop|next|send|emit|on|off|log|test|run)$/;

/** Functions of the language, which call nothing of the app by their names: the helpers of compilers are full of `Object.create`. */
const LANGUAGE =
  /^(Object|Array|Function|String|Number|Boolean|Symbol|BigInt|Math|JSON|Date|RegExp|Promise|Reflect|Proxy|Error|Map|Set|console|Intl)\.(prototype\.)?\w+(\.(call|apply|bind))?$/;

/** Functions known by a name that few carry: `app.checkinToday()` through `getApp()`, `this.$api.savePatrol()`; not `Taro.login()`. */
function unitsOfRareName(app: Application, callee: string): Unit[] {
  const parts = callee.split('.');
  const name = parts.at(-1)!;
  if (name.length < 5 || COMMON_NAMES.test(name) || PLATFORM_OBJECTS.has(parts[0]!) || LANGUAGE.test(callee)) return [];
  const units = app.unitsByName.get(name);
  return units && units.length <= 3 ? units : [];
}

/** Calls around a function that give it back: `asyncToGenerator(regenerator.mark(function …))`. */
const MAX_WRAPPED = 3;

function unitOf(at: Located): Unit | undefined {
  const node = functionIn(unwrap(at.node), MAX_WRAPPED);
  return node && unitOfFunction(at.unit.module, node);
}

/** A function, or the one behind debounce(fn), useCallback(fn) and their like. */
function functionIn(node: Node, depth: number): Node | undefined {
  if (isFunction(node)) return node;
  if (node.type !== 'CallExpression' || depth === 0) return undefined;
  const args = node.arguments as Node[];
  const [first] = args;
  const given = args.find(isFunction) ?? (first?.type === 'CallExpression' ? functionIn(first, depth - 1) : undefined);
  return given ?? functionMade(unwrap(node.callee as Node));
}

/** What a function that is called where it is written gives back: `(function () { var f = asyncToGenerator(…); return function () { … } })()`. */
function functionMade(callee: Node): Node | undefined {
  if (!isFunction(callee) || callee.body.type !== 'BlockStatement') return undefined;
  const last = callee.body.body.at(-1);
  return last?.type === 'ReturnStatement' && last.argument && isFunction(last.argument) ? last.argument : undefined;
}

/** Units a unit can run: those it calls, those it hands over by name as callbacks, and the functions written inside it. */
export function calleesOf(app: Application, unit: Unit): Set<Unit> {
  const known = app.callees.get(unit);
  if (known) return known;
  const out = new Set<Unit>();
  app.callees.set(unit, out);
  for (const inner of innerUnits(unit)) if (!inner.method) out.add(inner);
  for (const call of callsOf(unit)) {
    for (const target of calledUnits(app, call)) out.add(target);
    for (const arg of call.node.arguments) for (const target of handedOver(app, arg as Node, unit)) out.add(target);
  }
  out.delete(unit);
  return out;
}

/** The functions a value stands for: written there, or by name; `this.x`, `fn.bind(this)`. */
export function functionsOf(app: Application, value: Node, unit: Unit): Unit[] {
  const node = unwrap(value);
  if (isFunction(node)) {
    const written = unitOfFunction(unit.module, node);
    return written ? [written] : [];
  }
  if (node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && keyName(node.callee) === 'bind')
    return functionsOf(app, node.callee.object, unit);
  return node.type === 'ObjectExpression' ? [] : handedOver(app, node, unit);
}

function handedOver(app: Application, arg: Node, unit: Unit): Unit[] {
  const name = arg.type === 'Identifier' || arg.type === 'MemberExpression' ? dottedName(arg) : undefined;
  if (name) {
    const [object, key, ...rest] = name.split('.');
    if (key && rest.length === 0 && isSelf(unit, object!)) return unit.module.unitsByName.get(key) ?? [];
    const target = arg.type === 'Identifier' ? unitOf(follow(app, { node: arg, unit })) : undefined;
    return target ? [target] : [];
  }
  if (arg.type !== 'ObjectExpression') return [];
  return innerUnits(unit).filter((inner) => inner.method && inner.start >= (arg.start ?? 0) && inner.end <= (arg.end ?? 0));
}

const callsByUnit = new WeakMap<ScriptModule, Map<Unit, Call[]>>();

/** Calls written directly in a unit, not in functions inside it. */
export function callsOf(unit: Unit): Call[] {
  let index = callsByUnit.get(unit.module);
  if (!index) {
    index = new Map();
    for (const call of unit.module.calls) pushTo(index, call.unit, call);
    callsByUnit.set(unit.module, index);
  }
  return index.get(unit) ?? [];
}

const written = new WeakMap<ScriptModule, Map<number, Call[]>>();

/** A call as its module has read it, also where that stands in another node at the same place. */
export function callAt(module: ScriptModule, node: CallExpression): Call | undefined {
  let index = written.get(module);
  if (!index) {
    index = new Map();
    for (const call of module.calls) pushTo(index, call.node.start ?? 0, call);
    written.set(module, index);
  }
  const calls = index.get(node.start ?? 0);
  return calls?.find((call) => call.node === node || call.node.end === node.end);
}

const handed = new WeakMap<ScriptModule, Map<Node, Call>>();

/** The call that a function is handed to where it is written: `setInterval(() => …)`, `onUnload(() => …)`, `list.map((row) => …)`. */
export function callHandedTo({ module, node }: Unit): Call | undefined {
  let index = handed.get(module);
  if (!index) {
    index = new Map();
    for (const call of module.calls)
      for (const argument of call.node.arguments) if (!index.has(argument)) index.set(argument, call);
    handed.set(module, index);
  }
  return index.get(node);
}

/**
 * Everything that can run once `roots` run, in two parts: what is reached without passing a function that `isPassage` names
 * (the function itself included), and what only lies behind one.
 *
 * @param screen leaves out what answers the events of components on other screens only
 */
export function reachThrough(
  app: Application,
  roots: Iterable<Unit>,
  isPassage: (unit: Unit) => boolean,
  screen?: string,
): { direct: Set<Unit>; behind: Set<Unit> } {
  const own = new Set<Unit>(roots);
  const direct = new Set<Unit>(own);
  const passages = new Set<Unit>();
  for (const unit of direct) {
    if (!own.has(unit) && isPassage(unit)) passages.add(unit);
    else for (const next of calleesOf(app, unit)) if (runsOn(app, next, screen)) direct.add(next);
  }
  const behind = new Set<Unit>();
  const isBehind = (next: Unit): boolean => !direct.has(next) && runsOn(app, next, screen);
  for (const unit of passages) for (const next of calleesOf(app, unit)) if (isBehind(next)) behind.add(next);
  for (const unit of behind) for (const next of calleesOf(app, unit)) if (isBehind(next)) behind.add(next);
  return { direct, behind };
}

/** Everything that can run once `roots` run; of a screen, without what answers the events of components on others only. */
export function reach(app: Application, roots: Iterable<Unit>, screen?: string): Set<Unit> {
  const seen = new Set<Unit>(roots);
  for (const unit of seen) for (const next of calleesOf(app, unit)) if (runsOn(app, next, screen)) seen.add(next);
  return seen;
}

/** Whether a function can run on a screen: what answers a component's event does where both are. */
function runsOn(app: Application, unit: Unit, screen: string | undefined): boolean {
  return screen === undefined || (app.answers.get(unit)?.has(screen) ?? true);
}
