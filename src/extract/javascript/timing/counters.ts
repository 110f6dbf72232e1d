import type { Node } from '@babel/types';
import { writtenName } from '../../../decode/javascript/block-names.js';
import { dottedName, keyName, unwrap } from '../../../decode/javascript/names.js';
import { some, walk } from '../../../decode/javascript/walk.js';
import type { Application } from '../application/application.js';
import { callHandedTo } from '../application/call-graph.js';
import { follow } from '../application/follow.js';
import { callsWithin } from '../gates/guards.js';
import type { Call, ScriptModule, Site, Unit } from '../module/model.js';
import { writtenText } from '../module/nodes.js';
import { ownerOf, unitOfFunction } from '../module/units.js';
import { destination, END, type Goal, goalOf, type Timing } from './goal.js';

/** The length of a recording belongs to the recording. */
const RECORDER = /(getRecorderManager|startRecord|stopRecord|recorder(Manager)?\.(start|stop|onStop|onStart))$/i;

/** What a player calls several times a second for as long as it plays. */
export const PLAYING = /time_?update$/i;

/**
 * A counter that a timer, or a player while it plays, raises and an end event sends: `setInterval(() => this.seconds++, 1000)`,
 * `onTimeUpdate() { this.ticks++; if (this.ticks % 12 === 0) send() }`.
 */
export function readCounters(app: Application, module: ScriptModule): Timing[] {
  if (module.calls.some((call) => RECORDER.test(call.callee))) return [];
  return raisersOf(app, module).flatMap(({ body, by }): Timing[] => {
    // A clock raises several: `s += 1; if (s >= 60) { s = 0; m += 1 }`.
    const raised = module.arithmetic.filter((site) => isIn(site.unit, body)).slice(0, MAX_RAISED);
    for (const site of raised) {
      const read = readRaised(app, module, site, { body, by });
      if (read) return [read];
    }
    return [];
  });
}

/** Counters of one timer that are looked at. */
const MAX_RAISED = 6;

function readRaised(
  app: Application,
  module: ScriptModule,
  site: Site,
  { body, by }: { body: Unit; by: string },
): Timing | undefined {
  const name = raisedName(site);
  if (!name) return undefined;
  const { node, unit } = site;
  const raiser = isVariable(site, name) ? unit : undefined;
  if (raiser && beginsAnew(site, name, body)) return undefined;
  const sent = sentAtEnd(app, module, name, raiser) ?? sentWhenFull(app, body, name) ?? sentBySocket(body, name);
  if (sent) return { shape: 'interval-count', pair: `${by}→${sent.name}`, ...sent.goal, node, unit };
  const beat = by === 'setInterval' ? sentEvery(app, body, name) : undefined;
  return beat && { shape: 'heartbeat', pair: `${beat.times} × ${by}`, ...beat.goal, node, unit };
}

/** Functions that run again and again as time goes by. */
export function raisersOf(app: Application, module: ScriptModule): { body: Unit; by: string }[] {
  const timers = module.calls.flatMap((call) => {
    const by = call.callee.split('.').at(-1)!;
    if (by !== 'setInterval' && !PLAYING.test(by)) return [];
    const body = timerBody(app, call);
    return body ? [{ body, by }] : [];
  });
  const known = new Set(timers.map(({ body }) => body));
  const handlers = module.units.filter((unit) => PLAYING.test(unit.name) && !known.has(unit));
  return [...timers, ...handlers.map((body) => ({ body, by: body.name }))];
}

/** The end event that sends or stores a counter, and where it goes; of a variable not those with one of their own by that name. */
export function sentAtEnd(
  app: Application,
  module: ScriptModule,
  counter: string,
  raiser?: Unit,
): { name: string; goal: Goal } | undefined {
  for (const unit of module.units) {
    const name = END.test(unit.name) ? unit.name : hookOf(unit);
    if (!name || !mentions(unit, counter) || (raiser && hasItsOwn(unit, counter, raiser))) continue;
    const goal = destination(app, unit);
    if (goal.reaches === 'request' || goal.reaches === 'storage') return { name, goal };
  }
  return undefined;
}

/** The hook a function is written for, where that ends what is counted: `onUnload(() => …)`, `useDidHide(() => …)`. */
function hookOf(unit: Unit): string | undefined {
  const name = callHandedTo(unit)?.callee;
  return name && END.test(name) ? name : undefined;
}

/**
 * A counter sent in portions within the timer itself: `if (this.seconds >= 60) { this.send(); this.seconds = 0 }`,
 * `if (this.seconds % 60 === 0) this.send(this.seconds)`.
 */
function sentWhenFull(app: Application, body: Unit, counter: string): { name: string; goal: Goal } | undefined {
  let found: { name: string; goal: Goal } | undefined;
  walk(body.node, (node) => {
    if (found || node.type !== 'IfStatement') return !found;
    const full = isFull(node.test, counter) && isEmptied(node.consequent, counter);
    if (!full && !(portionOf(node.test, counter) !== undefined && isSpent(node.consequent, counter))) return undefined;
    for (const call of callsWithin(body, [node.consequent])) {
      const goal = goalOf(app, call);
      if (goal.reaches === 'request' || goal.reaches === 'storage') found ??= { name: call.callee.split('.').at(-1)!, goal };
    }
    return undefined;
  });
  return found;
}

/** Something sent every so many counts, the count itself left out: `if (this.seconds % 30 === 0) beat()`. */
function sentEvery(app: Application, body: Unit, counter: string): { times: number; goal: Goal } | undefined {
  let found: { times: number; goal: Goal } | undefined;
  walk(body.node, (node) => {
    if (found || node.type !== 'IfStatement') return !found;
    const times = portionOf(node.test, counter);
    if (!times || times < MIN_TIMES) return undefined;
    const goal = callsWithin(body, [node.consequent])
      .map((call) => goalOf(app, call))
      .find(({ reaches }) => reaches === 'request');
    if (goal) found = { times, goal };
    return undefined;
  });
  return found;
}

/** What is sent more often than every fifth count is asked for, not told. */
const MIN_TIMES = 5;

/** A socket's message that holds the counter: `this.socket.send({ data: JSON.stringify({ sec: this.data.sec }) })`. */
function sentBySocket(body: Unit, counter: string): { name: string; goal: Goal } | undefined {
  const { calls } = body.module;
  if (!calls.some(({ callee }) => /(^|\.)connectSocket$/.test(callee)) && !/\bnew WebSocket\b/.test(writtenText(body.module)))
    return undefined;
  const send = callsWithin(body, [body.node]).find(
    ({ callee, node }) =>
      /(\.send|sendSocketMessage)$/.test(callee) &&
      node.arguments.some((sent) => some(sent as Node, (part) => lastName(part) === counter)),
  );
  return send && { name: 'send', goal: { reaches: 'request', target: send.callee } };
}

function isFull(test: Node, counter: string): boolean {
  const inner = unwrap(test);
  return inner.type === 'BinaryExpression' && /^(>=?|===?)$/.test(inner.operator) && lastName(inner.left as Node) === counter;
}

/** The 60 of `this.seconds % 60 === 0`; `NaN` where it is no number written there. */
function portionOf(test: Node, counter: string): number | undefined {
  const inner = unwrap(test);
  // `s === 0 && m % 5 === 0`
  if (inner.type === 'LogicalExpression' && inner.operator === '&&')
    return portionOf(inner.left, counter) ?? portionOf(inner.right, counter);
  if (inner.type !== 'BinaryExpression' || !/^===?$/.test(inner.operator)) return undefined;
  const rest = unwrap(inner.left as Node);
  if (rest.type !== 'BinaryExpression' || rest.operator !== '%' || lastName(rest.left as Node) !== counter) return undefined;
  return rest.right.type === 'NumericLiteral' ? rest.right.value : Number.NaN;
}

/** Whether what is counted is used, and not only when to send something else. */
function isSpent(branch: Node, counter: string): boolean {
  return some(
    branch,
    (node) =>
      (node.type === 'BinaryExpression' && lastName(node.left as Node) === counter) ||
      (node.type === 'ObjectProperty' && lastName(node.value) === counter),
  );
}

function isEmptied(branch: Node, counter: string): boolean {
  let emptied = false;
  walk(branch, (node) => {
    if (node.type === 'AssignmentExpression' && node.right.type === 'NumericLiteral' && node.right.value === 0)
      emptied ||= lastName(node.left as Node) === counter;
    return !emptied;
  });
  return emptied;
}

/** Whether a variable begins anew each time a function runs: the index of a loop, and what it declares for itself as a number. */
function beginsAnew({ node, unit, ancestors }: Site, name: string, body: Unit): boolean {
  const above = ancestors.at(-1);
  if (above?.type === 'ForStatement' && above.update === node) return true;
  const owner = ownerOf(name, unit);
  if (!owner || !isWithin(owner, body) || !(owner.locals.get(name) ?? []).every(isNumber)) return false;
  // Where the variable is another function's, this one only sets it.
  return !body.parent || ownerOf(name, body.parent) === undefined;
}

/** Whether a function has a variable of its own by that name: a minifier gives the same letter to many. Setting it to a number does not make one. */
function hasItsOwn(unit: Unit, name: string, raiser: Unit): boolean {
  for (let scope: Unit | undefined = unit; scope && !isWithin(raiser, scope); scope = scope.parent)
    if (scope.params.includes(name) || !(scope.locals.get(name) ?? []).every(isNumber)) return true;
  return false;
}

function isText({ type }: Node): boolean {
  return type === 'StringLiteral' || type === 'TemplateLiteral';
}

function isNumber(node: Node): boolean {
  return unwrap(node).type === 'NumericLiteral';
}

function isWithin(unit: Unit, outer: Unit): boolean {
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) if (scope === outer) return true;
  return false;
}

/** Whether what is raised is a variable, not a member of a page: `n++`, `seconds.value++`. */
function isVariable({ node }: Site, name: string): boolean {
  const raised = node.type === 'UpdateExpression' ? node.argument : node.type === 'AssignmentExpression' ? node.left : undefined;
  return raised !== undefined && dottedName(raised)?.replace(/\.(value|current)$/, '') === name;
}

function isIn(unit: Unit, body: Unit): boolean {
  return unit === body || (unit.parent === body && !unit.name);
}

/** What a counter is called: `n++`, `this.n += 1`, `this.n = this.n + 1`, `setData({ n: this.data.n + 1 })`, `setN((n) => n + 1)`. */
function raisedName({ node, ancestors }: Site): string | undefined {
  if (node.type === 'UpdateExpression') return node.operator === '++' ? lastName(node.argument) : undefined;
  // What text is added to is no count: `codes += ',' + code`.
  if (node.type === 'AssignmentExpression')
    return node.operator === '+=' && !some(node.right, isText) ? lastName(node.left) : undefined;
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return undefined;
  const name = lastName(node.left as Node);
  const holder = ancestors.at(-1);
  if (holder?.type === 'AssignmentExpression') return lastName(holder.left) === name ? name : undefined;
  if (holder?.type === 'ObjectProperty') return keyName(holder) === name ? name : undefined;
  const setter = holder?.type === 'ArrowFunctionExpression' ? ancestors.at(-2) : holder;
  const set = setter?.type === 'CallExpression' ? /^set([A-Z])(\w*)$/.exec(dottedName(setter.callee as Node) ?? '') : null;
  return set ? set[1]!.toLowerCase() + set[2]! : undefined;
}

/** The name at the end; of a ref of Vue or React, `seconds.value` and `seconds.current`, that of the ref. */
function lastName(node: Node): string | undefined {
  return dottedName(node)
    ?.replace(/\.(value|current)$/, '')
    .split('.')
    .at(-1);
}

function mentions(unit: Unit, name: string): boolean {
  return new RegExp(`\\b${writtenName(name).replace(/[^\w]/g, '')}\\b`).test(unit.module.text.slice(unit.start, unit.end));
}

/** The function a timer runs. */
export function timerBody(app: Application, call: Call): Unit | undefined {
  const handler = call.node.arguments[0] as Node | undefined;
  if (!handler) return undefined;
  const direct = unitOfFunction(call.unit.module, handler);
  if (direct) return direct;
  const target = follow(app, { node: handler, unit: call.unit });
  return (
    unitOfFunction(target.unit.module, target.node) ??
    call.unit.module.unitsByName.get((dottedName(handler) ?? '').split('.').at(-1)!)?.[0]
  );
}
