import type { Node } from '@babel/types';
import { dottedName, keyName, unwrap } from '../../../decode/javascript/names.js';
import { pushTo } from '../../multimap.js';
import type { Application } from '../application/application.js';
import { callHandedTo, reach } from '../application/call-graph.js';
import { follow } from '../application/follow.js';
import { fold } from '../constants/fold.js';
import type { Call, ScriptModule, Unit } from '../module/model.js';
import { unitAt } from '../module/units.js';
import { destinationOrGiven } from './callbacks.js';
import { readCounters, sentAtEnd, timerBody } from './counters.js';
import { destination, END, type Goal, onlyAsks, type Timing } from './goal.js';
import { readPlayPositions, readPositions } from './position.js';

const BEGIN =
  /^(onLoad|onShow|onReady|onLaunch|onInit|created|mounted|activated|attached|show|ready|componentDidMount|componentDidShow|useDidShow|useLoad|useEffect|onMounted|onEnter|DOMContentLoaded|load|pageshow|visibilitychange|\w*ready|start\w*|begin\w*|\w*(play|start|begin|enter|resume)\w*)$/i;
const LIFECYCLE =
  /^(onLoad|onShow|onReady|onHide|onUnload|onLaunch|created|mounted|activated|deactivated|destroyed|beforeDestroy|beforeUnmount|unmounted|attached|detached|componentDidMount|componentDidShow|componentWillUnmount|componentDidHide|useDidShow|useDidHide|useUnload|useLoad|useEffect|onDestroy|onInit|DOMContentLoaded|load|onload|pageshow|pagehide|visibilitychange|(on)?(before)?unload|deviceready|plusready|apiready|pause|resume)$/;
/** Names that hold an end by chance. */
const HOLDS_END = /send|append|render|calendar|recommend|friend|attend|extend|depend|pending/i;
/** How long a finger rests or moves on the screen says nothing about how long somebody uses the app. */
const GESTURE = /(touch|drag|swipe|scroll|gesture|mouse|pointer|pinch|slide|longpress|longtap)/i;
const TIME_CALL =
  /(^|\.)(now|getTime|valueOf|performance\.now|unix|moment|dayjs|getTimestamp|timestamp|timeStamp|formatTime|getSeconds)$/;

/**
 * Time measured between lifecycle events or timers, and whether it is sent or stored. Three parts must be there: a time
 * source kept at a beginning, its difference (or a counter's value) at an end, and a send or a store of it.
 */
export function readTiming(app: Application, module: ScriptModule): Timing[] {
  const measured = [
    ...readPairs(app, module),
    ...readCounters(app, module),
    ...readPositions(app, module),
    ...readHeartbeats(app, module),
  ];
  // A module that measures time by other means may read the player's position for that.
  return measured.length > 0 ? measured : readPlayPositions(app, module);
}

/** An expression that takes one time from another: `end` minus `start`. */
interface Difference {
  end: Node;
  start: Node;
  node: Node;
  unit: Unit;
  /** It is only compared with something. */
  compared?: boolean;
}

/** `end - start`, `end.diff(start)`: one side is a time source, the other a value kept elsewhere from a time source. */
function readPairs(app: Application, module: ScriptModule): Timing[] {
  const out: Timing[] = [];
  for (const { end, start, node, unit, compared } of differencesOf(module)) {
    const key = (dottedName(asNumber(start)) ?? '').split('.').at(-1)!;
    if (!key || !isTime(app, end, unit)) continue;
    const kept = keptAt(app, module, key, unit);
    if (!kept) continue;
    const begins = eventsOf(app, kept);
    const ends = eventsOf(app, unit);
    if ([...begins, ...ends].some((event) => GESTURE.test(event))) continue;
    // The age of a token, asked by whatever event needs one: both sides run in all of them.
    if (compared && begins.some((event) => END.test(event)) && ends.some((event) => BEGIN.test(event))) continue;
    const from = begins.find((event) => BEGIN.test(event));
    const to = ends.find((event) => END.test(event) && !HOLDS_END.test(event)) ?? ends.find((event) => END.test(event));
    if (!from || !to || (!LIFECYCLE.test(from) && !LIFECYCLE.test(to) && !/play|pause|start|stop/i.test(from + to))) continue;
    const goal = sumsUp(app, module, node) ?? destinationOrGiven(app, unit);
    out.push({ shape: LIFECYCLE.test(to) ? 'lifecycle-pair' : 'play-pause', pair: `${from}→${to}`, ...goal, node, unit });
  }
  return out;
}

/** `this.from` of `Number(this.from)`, `parseInt(this.from, 10)` and `+this.from`. */
function asNumber(node: Node): Node {
  const inner = unwrap(node);
  if (inner.type === 'UnaryExpression' && inner.operator === '+') return inner.argument;
  const [first] = inner.type === 'CallExpression' ? inner.arguments : [];
  return first && inner.type === 'CallExpression' && /^(Number|parseInt|parseFloat)$/.test(dottedName(inner.callee as Node) ?? '')
    ? (first as Node)
    : inner;
}

/** Where the sum goes that a time is added to each time it stops: `heard += Date.now() - from`, sent when the page goes. */
function sumsUp(app: Application, module: ScriptModule, { start, end }: Node): Goal | undefined {
  const sum = module.arithmetic.find(
    ({ node }) =>
      node.type === 'AssignmentExpression' &&
      node.operator === '+=' &&
      (node.right.start ?? 0) <= (start ?? 0) &&
      (node.right.end ?? 0) >= (end ?? 0),
  );
  const name =
    sum?.node.type === 'AssignmentExpression'
      ? dottedName(sum.node.left as Node)
          ?.split('.')
          .at(-1)
      : undefined;
  return name ? sentAtEnd(app, module, name)?.goal : undefined;
}

function differencesOf(module: ScriptModule): Difference[] {
  const subtracted = module.arithmetic.flatMap(({ node, unit, ancestors }): Difference[] => {
    if (node.type !== 'BinaryExpression' || node.operator !== '-') return [];
    const above = ancestors.at(-1);
    const compared = above?.type === 'BinaryExpression' && /^[<>]=?$/.test(above.operator);
    return [{ end: lastSummand(node.left as Node), start: node.right, node, unit, compared }];
  });
  const called = module.calls.flatMap(({ node, unit }): Difference[] => {
    const { callee } = node;
    const [start] = node.arguments;
    if (callee.type !== 'MemberExpression' || !start || keyName(callee) !== 'diff') return [];
    return [{ end: callee.object, start: start as Node, node, unit }];
  });
  return [...subtracted, ...called];
}

/** `Date.now()` of `total + Date.now() - this.start`. */
function lastSummand(node: Node): Node {
  const inner = unwrap(node);
  return inner.type === 'BinaryExpression' && inner.operator === '+' ? inner.right : inner;
}

/** The unit, other than the reader's own block, in which a member or name is given a time. */
function keptAt(app: Application, module: ScriptModule, key: string, reader: Unit): Unit | undefined {
  for (const value of [...(module.members.get(key) ?? []), ...localsNamed(reader, key), ...assignedElsewhere(reader, key)]) {
    const at = unitAt(module, value);
    if (at !== reader && isTime(app, value, at)) return at;
  }
  return undefined;
}

/** A variable of an outer function that another function sets: `var started; function onResume() { started = Date.now() }`. */
function assignedElsewhere(reader: Unit, key: string): Node[] {
  // What the reader itself gives it must be nothing: `begin = 0` after the time was taken.
  if (key.length < 3 || !reader.parent || !(reader.locals.get(key) ?? []).every(isNothing)) return [];
  return reader.module.units.flatMap((unit) => (unit !== reader && unit.parent ? (unit.locals.get(key) ?? []) : []));
}

function isNothing(node: Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'NumericLiteral') return inner.value === 0;
  return inner.type === 'NullLiteral' || (inner.type === 'Identifier' && inner.name === 'undefined');
}

function localsNamed(unit: Unit, key: string): Node[] {
  const out: Node[] = [];
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) out.push(...(scope.locals.get(key) ?? []));
  return out;
}

/** Whether an expression is a point in time: `Date.now()`, `new Date().getTime()`, `+new Date()`, or a name given one. */
function isTime(app: Application, node: Node, unit: Unit, depth = 0): boolean {
  const inner = unwrap(node);
  if (depth > 8) return false;
  if (inner.type === 'NewExpression') return dottedName(inner.callee as Node) === 'Date' && inner.arguments.length === 0;
  if (inner.type === 'UnaryExpression') return isTime(app, inner.argument, unit, depth + 1);
  if (inner.type === 'CallExpression') {
    const callee = inner.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(inner.callee) ?? '');
    if (callee === 'Date.now' || callee === 'performance.now' || /^(moment|dayjs)$/.test(callee))
      return inner.arguments.length === 0;
    if (/^(Date\.parse|Math\.(round|floor|ceil)|parseInt|Number)$/.test(callee))
      return inner.arguments.length > 0 && isTime(app, inner.arguments[0] as Node, unit, depth + 1);
    if ((TIME_CALL.test(callee) || keepsFigures(callee, inner.arguments[0] as Node)) && inner.callee.type === 'MemberExpression')
      return isTime(app, inner.callee.object, unit, depth + 1);
    return false;
  }
  if (inner.type === 'BinaryExpression')
    return (inner.operator === '/' || inner.operator === '*') && isTime(app, inner.left as Node, unit, depth + 1);
  if (inner.type === 'Identifier') {
    const target = follow(app, { node: inner, unit });
    return target.node !== inner && isTime(app, target.node, target.unit, depth + 1);
  }
  if (inner.type === 'MemberExpression') {
    const key = (dottedName(inner) ?? '').split('.').at(-1)!;
    return memberIsTime(app, unit, key, depth);
  }
  return inner.type === 'AssignmentExpression' && isTime(app, inner.right, unit, depth + 1);
}

/** `time.toString().substr(0, 10)`: the seconds of a time written in milliseconds. */
function keepsFigures(callee: string, first: Node | undefined): boolean {
  if (/(^|[.)])toString$/.test(callee)) return true;
  return /\.(substr|substring|slice)$/.test(callee) && first?.type === 'NumericLiteral' && first.value === 0;
}

const timeMembers = new WeakMap<ScriptModule, Map<string, boolean>>();

/** Whether a member of that name is given a time anywhere in the module; asked many times over, so that it is remembered. */
function memberIsTime(app: Application, unit: Unit, key: string, depth: number): boolean {
  const known = timeMembers.get(unit.module) ?? new Map<string, boolean>();
  timeMembers.set(unit.module, known);
  const before = known.get(key);
  if (before !== undefined) return before;
  known.set(key, false);
  const found = (unit.module.members.get(key) ?? []).some((value) => isTime(app, value, unitAt(unit.module, value), depth + 1));
  known.set(key, found);
  return found;
}

/** Names of the lifecycle events or handlers a unit runs in: its own, its enclosing functions', and its callers'. */
function eventsOf(app: Application, unit: Unit): string[] {
  const names = new Set<string>();
  for (let scope: Unit | undefined = unit; scope?.parent; scope = scope.parent) {
    if (scope.name) names.add(scope.name);
    const call = callHandedTo(scope);
    if (call) names.add(listenedEvent(call) ?? call.callee.split('.').at(-1)!);
    if (isCleanUp(scope)) names.add('componentWillUnmount');
  }
  for (const event of listenedBy(unit)) names.add(event);
  for (const hook of hooksOf(app, unit.module).get(unit) ?? []) names.add(hook);
  return [...names];
}

const hooks = new WeakMap<ScriptModule, Map<Unit, string[]>>();

/** For each unit of a module the lifecycle events of the same module that lead to it. */
function hooksOf(app: Application, module: ScriptModule): Map<Unit, string[]> {
  const known = hooks.get(module);
  if (known) return known;
  const found = new Map<Unit, string[]>();
  hooks.set(module, found);
  for (const hook of module.units) {
    if (!hook.name || !LIFECYCLE.test(hook.name)) continue;
    for (const unit of reach(app, [hook])) if (unit.module === module) pushTo(found, unit, hook.name);
  }
  return found;
}

/** The function that an effect answers with, which React runs when the page goes: `useEffect(() => { …; return () => … }, [])`. */
function isCleanUp({ node, parent }: Unit): boolean {
  const effect = parent?.node;
  if (effect?.type !== 'ArrowFunctionExpression' || effect.body.type !== 'BlockStatement') return false;
  const call = callHandedTo(parent!);
  if (!call || !EFFECT.test(call.callee) || call.node.arguments[0] !== effect) return false;
  return effect.body.body.some((statement) => statement.type === 'ReturnStatement' && statement.argument === node);
}

const EFFECT = /(^|\.)use(Layout)?Effect$/;

/** `document.addEventListener('pause', …)`, `$(window).on('beforeunload', …)`: the event is what is written first. */
function listenedEvent({ callee, node }: Call): string | undefined {
  const [first] = node.arguments;
  if (callee === '$' || callee === 'jQuery') return 'ready';
  if (!/(^|\.)(addEventListener|on|bind|one)$/.test(callee) || first?.type !== 'StringLiteral') return undefined;
  return first.value.replace(/^on(?=pause|resume)/, '');
}

const listened = new WeakMap<ScriptModule, Map<string, string[]>>();

/** Events whose listener is handed over by name: `document.addEventListener('pause', onPause)`. */
function listenedBy(unit: Unit): string[] {
  const known = listened.get(unit.module) ?? listenersOf(unit.module);
  listened.set(unit.module, known);
  const out: string[] = [];
  for (let scope: Unit | undefined = unit; scope?.parent; scope = scope.parent) out.push(...(known.get(scope.name) ?? []));
  return out;
}

function listenersOf({ calls }: ScriptModule): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const call of calls) {
    const handler = call.node.arguments[1];
    const event = handler?.type === 'Identifier' ? listenedEvent(call) : undefined;
    if (event && handler?.type === 'Identifier') pushTo(found, handler.name, event);
  }
  return found;
}

/** A timer that sends something every few seconds or minutes; polling a list is told apart by rules from what is sent. */
function readHeartbeats(app: Application, module: ScriptModule): Timing[] {
  const out: Timing[] = [];
  for (const call of module.calls) {
    if (!/(^|\.)setInterval$/.test(call.callee) || !call.node.arguments[1]) continue;
    const body = timerBody(app, call);
    const interval = Number(fold(app, call.node.arguments[1] as Node, call.unit) ?? productOf(call.node.arguments[1] as Node));
    if (!body || !(interval >= 5000)) continue;
    const goal = destination(app, body);
    if (goal.reaches === 'request')
      out.push({
        shape: 'heartbeat',
        pair: `${interval} ms`,
        ...goal,
        ...(onlyAsks(app, body) ? { reaches: 'display' as const } : {}),
        node: call.node,
        unit: call.unit,
      });
  }
  return out;
}

function productOf(node: Node): number {
  if (node.type === 'NumericLiteral') return node.value;
  return node.type === 'BinaryExpression' && node.operator === '*'
    ? productOf(node.left as Node) * productOf(node.right)
    : Number.NaN;
}
