import type { Node } from '@babel/types';
import { dottedName, keyName, unwrap } from '../../decode/javascript/names.js';
import { walk } from '../../decode/javascript/walk.js';
import { type Application, follow } from './application.js';
import { callsWithin } from './gates/guards.js';
import type { Call, ScriptModule, Site, Unit } from './model.js';
import { destination, END, type Goal, goalOf, type Timing } from './timing-goal.js';

/** The length of a recording belongs to the recording. */
const RECORDER = /(getRecorderManager|startRecord|stopRecord|recorder(Manager)?\.(start|stop|onStop|onStart))$/i;

/** A counter that a timer raises and an end event sends: `setInterval(() => this.seconds++, 1000)`. */
export function readCounters(app: Application, module: ScriptModule): Timing[] {
  const out: Timing[] = [];
  if (module.calls.some((call) => RECORDER.test(call.callee))) return out;
  for (const call of module.calls) {
    if (!/(^|\.)setInterval$/.test(call.callee)) continue;
    const body = timerBody(app, call);
    if (!body) continue;
    const raised = module.arithmetic.find((site) => isIn(site.unit, body) && raisedName(site));
    const name = raised && raisedName(raised);
    if (!raised || !name) continue;
    const sent = sentAtEnd(app, module, name) ?? sentWhenFull(app, body, name);
    if (!sent) continue;
    out.push({ shape: 'interval-count', pair: `setInterval→${sent.name}`, ...sent.goal, node: raised.node, unit: raised.unit });
  }
  return out;
}

/** The end event that sends or stores a counter, and where it goes. */
function sentAtEnd(app: Application, module: ScriptModule, counter: string): { name: string; goal: Goal } | undefined {
  for (const unit of module.units) {
    if (!END.test(unit.name) || !mentions(unit, counter)) continue;
    const goal = destination(app, unit);
    if (goal.reaches === 'request' || goal.reaches === 'storage') return { name: unit.name, goal };
  }
  return undefined;
}

/** A counter sent in portions: `if (this.seconds >= 60) { this.send(); this.seconds = 0 }` within the timer itself. */
function sentWhenFull(app: Application, body: Unit, counter: string): { name: string; goal: Goal } | undefined {
  let found: { name: string; goal: Goal } | undefined;
  walk(body.node, (node) => {
    if (found || node.type !== 'IfStatement') return !found;
    if (!isFull(node.test, counter) || !isEmptied(node.consequent, counter)) return undefined;
    for (const call of callsWithin(body, [node.consequent])) {
      const goal = goalOf(app, call);
      if (goal.reaches === 'request' || goal.reaches === 'storage') found ??= { name: call.callee.split('.').at(-1)!, goal };
    }
    return undefined;
  });
  return found;
}

function isFull(test: Node, counter: string): boolean {
  const inner = unwrap(test);
  return (
    inner.type === 'BinaryExpression' &&
    /^(>=?|===?)$/.test(inner.operator) &&
    dottedName(inner.left as Node)
      ?.split('.')
      .at(-1) === counter
  );
}

function isEmptied(branch: Node, counter: string): boolean {
  let emptied = false;
  walk(branch, (node) => {
    if (node.type === 'AssignmentExpression' && node.right.type === 'NumericLiteral' && node.right.value === 0)
      emptied ||=
        dottedName(node.left as Node)
          ?.split('.')
          .at(-1) === counter;
    return !emptied;
  });
  return emptied;
}

function isIn(unit: Unit, body: Unit): boolean {
  return unit === body || (unit.parent === body && !unit.name);
}

/** What a counter is called: `n++`, `this.n += 1`, `this.n = this.n + 1`, `setData({ n: this.data.n + 1 })`, `setN((n) => n + 1)`. */
function raisedName({ node, ancestors }: Site): string | undefined {
  if (node.type === 'UpdateExpression') return node.operator === '++' ? lastName(node.argument) : undefined;
  if (node.type === 'AssignmentExpression') return node.operator === '+=' ? lastName(node.left) : undefined;
  if (node.type !== 'BinaryExpression' || node.operator !== '+') return undefined;
  const name = lastName(node.left as Node);
  const holder = ancestors.at(-1);
  if (holder?.type === 'AssignmentExpression') return lastName(holder.left) === name ? name : undefined;
  if (holder?.type === 'ObjectProperty') return keyName(holder) === name ? name : undefined;
  const setter = holder?.type === 'ArrowFunctionExpression' ? ancestors.at(-2) : holder;
  const set = setter?.type === 'CallExpression' ? /^set([A-Z])(\w*)$/.exec(dottedName(setter.callee as Node) ?? '') : null;
  return set ? set[1]!.toLowerCase() + set[2]! : undefined;
}

function lastName(node: Node): string | undefined {
  return dottedName(node)?.split('.').at(-1);
}

function mentions(unit: Unit, name: string): boolean {
  return new RegExp(`\\b${name.replace(/[^\w]/g, '')}\\b`).test(unit.module.text.slice(unit.start, unit.end));
}

/** The function a timer runs. */
export function timerBody(app: Application, call: Call): Unit | undefined {
  const handler = call.node.arguments[0] as Node | undefined;
  if (!handler) return undefined;
  const direct = call.unit.module.units.find((unit) => unit.node === handler);
  if (direct) return direct;
  const target = follow(app, { node: handler, unit: call.unit });
  return (
    target.unit.module.units.find((unit) => unit.node === target.node) ??
    call.unit.module.unitsByName.get((dottedName(handler) ?? '').split('.').at(-1)!)?.[0]
  );
}
