import type { Node } from '@babel/types';
import { pushTo } from '../../multimap.js';
import type { Application } from '../application/application.js';
import { callHandedTo } from '../application/call-graph.js';
import { resolveModule } from '../application/resolve-modules.js';
import type { Call, ScriptModule, Unit } from '../module/model.js';
import { type Arm, type Control, endOf } from './control.js';
import { isDecided, laterExit, notedIn } from './notes.js';
import { isSubmitHandler, sends } from './sending.js';
import { endsHere } from './statements.js';
import type { Stop } from './stops.js';

/** What a decision keeps from running: its other arm, the rest of its function, or what callers do after a validator. */
export function guardedBy(
  app: Application,
  control: Control,
  arm: Arm,
  other: Arm | undefined,
  stop: Stop,
  memo: Map<Unit, boolean>,
): string | undefined {
  const { unit } = control;
  const beside = other && !other.rest ? guardedIn(app, other, unit, memo) : undefined;
  if (beside || arm.rest) return other && guardedIn(app, other, unit, memo);
  const outer = outermost(unit);
  const thrown = arm.nodes.length > 0 && isThrown(arm.nodes.at(-1)!);
  if (!control.statement && !isSearch(unit) && !stop.message)
    return stop.leaves ? callersReach(app, outer, memo, thrown) : undefined;
  const joined = (other && !other.rest) || control.chained;
  if (!stop.leaves && !joined && !stop.message) return undefined;
  const caught = thrown ? goesOnAfter(control) : undefined;
  const later = callsBetween(unit.module, endOf(arm), caught ?? outer.end).find((call) => sends(app, call, memo));
  if (later && (stop.leaves || isDecided(later, endOf(arm), joined && !arm.noted ? undefined : notedIn(arm))))
    return nameOf(later);
  if (caught !== undefined) return undefined;
  const exit = stop.message ? laterExit(control, arm, outer) : undefined;
  const after = exit && callsBetween(unit.module, exit.node.end ?? 0, outer.end).find((call) => sends(app, call, memo));
  if (after) return nameOf(after);
  // Without a word, the other arm of a test is as often a value as a way out.
  if (!stop.message && arm === control.whenFalse) return undefined;
  return callersReach(app, outer, memo, thrown) ?? submits(control, arm, stop, outer) ?? validates(stop, outer);
}

function isThrown(last: Node): boolean {
  const statement = last.type === 'BlockStatement' ? last.body.at(-1) : last;
  return statement?.type === 'ThrowStatement';
}

/** Where a function goes on after what is thrown at a place is caught; undefined where that ends it, or nothing catches it. */
function goesOnAfter({ ancestors }: { ancestors: readonly Node[] }): number | undefined {
  const at = ancestors.findLastIndex((node, i) => node.type === 'TryStatement' && ancestors[i + 1] === node.block);
  const around = ancestors[at];
  if (around?.type !== 'TryStatement' || !around.handler || endsHere(around.handler.body)) return undefined;
  return around.end ?? undefined;
}

/** The first call of an arm that sends something. */
export function guardedIn(app: Application, arm: Arm, unit: Unit, memo: Map<Unit, boolean>): string | undefined {
  const call = callsWithin(unit, arm.nodes).find((item) => sends(app, item, memo));
  return call && nameOf(call);
}

/** A handler called by what it submits is guarded itself, wherever the app keeps what it records. */
function submits(control: Control, arm: Arm, stop: Stop, outer: Unit): string | undefined {
  if (!stop.leaves || !stop.message || !isSubmitHandler(outer)) return undefined;
  return callsBetween(control.unit.module, endOf(arm), outer.end).length > 0 ? outer.name : undefined;
}

/** The validator of a form's rule is asked by the form before it lets go: `validator: (rule, value, callback) => …`. */
function validates(stop: Stop, outer: Unit): string | undefined {
  if (!stop.message) return undefined;
  const isRule = /^(async)?[vV]alidat(or|eFunction)$/.test(outer.name) || /^_?rule$/i.test(outer.params[0] ?? '');
  return isRule ? outer.name || 'validator' : undefined;
}

function nameOf(call: Call): string {
  return call.callee.replaceAll('()', '');
}

/** Whether leaving a function only goes on to the next item: a callback of `forEach`, `map`, `filter` and their like. */
export function isIteration(unit: Unit): boolean {
  return iterationOf(unit) !== undefined;
}

/** Whether what a function answers ends the search it is a callback of. */
function isSearch(unit: Unit): boolean {
  return /\.(some|every|find\w*)$/.test(iterationOf(unit)?.callee ?? '');
}

/** The call that runs a function for each item of a list. */
export function iterationOf(unit: Unit): Call | undefined {
  const call = callHandedTo(unit);
  return call && /\.(forEach|map|filter|some|every|find\w*|reduce|sort)$/.test(call.callee) ? call : undefined;
}

/** The named function a callback stands in. */
export function outermost(unit: Unit): Unit {
  let outer = unit;
  while (outer.parent?.parent && !outer.method && outer.name === '') outer = outer.parent;
  return outer;
}

/** For validators: a caller that goes on to send something after asking them. */
export function callersReach(app: Application, validator: Unit, memo: Map<Unit, boolean>, thrown = false): string | undefined {
  if (!validator.name) return undefined;
  const modules = validator.module.unitsByName.has(validator.name) ? [validator.module, ...importers(app, validator.module)] : [];
  for (const module of modules)
    for (const call of callsNamed(module, validator.name)) {
      const outer = outermost(call.unit);
      if (outer === validator) continue;
      const end = (thrown && goesOnAfter(call)) || outer.end;
      const later = callsBetween(module, call.node.end ?? 0, end).find((item) => sends(app, item, memo));
      if (later) return nameOf(later);
    }
  return undefined;
}

const byName = new WeakMap<ScriptModule, Map<string, Call[]>>();

function callsNamed(module: ScriptModule, name: string): Call[] {
  let index = byName.get(module);
  if (!index) {
    index = new Map();
    for (const call of module.calls) {
      const key = call.callee.split('.').at(-1)!;
      const list = index.get(key);
      if (list) list.push(call);
      else index.set(key, [call]);
    }
    byName.set(module, index);
  }
  return index.get(name) ?? [];
}

const importersOf = new WeakMap<Application, Map<ScriptModule, ScriptModule[]>>();

function importers(app: Application, module: ScriptModule): ScriptModule[] {
  let index = importersOf.get(app);
  if (!index) {
    index = new Map();
    for (const other of app.modules.values())
      for (const specifier of other.specifiers) {
        const target = resolveModule(app, other, specifier);
        if (target) pushTo(index, target, other);
      }
    importersOf.set(app, index);
  }
  return index.get(module) ?? [];
}

const ordered = new WeakMap<ScriptModule, Call[]>();

/** Calls of a module that stand between two offsets, in source order. */
export function callsBetween(module: ScriptModule, start: number, end: number): Call[] {
  let calls = ordered.get(module);
  if (!calls) {
    calls = [...module.calls].sort((a, b) => (a.node.start ?? 0) - (b.node.start ?? 0));
    ordered.set(module, calls);
  }
  let low = 0;
  for (let high = calls.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((calls[middle]!.node.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const out: Call[] = [];
  for (let i = low; i < calls.length && (calls[i]!.node.start ?? 0) <= end; i++)
    if ((calls[i]!.node.end ?? 0) <= end) out.push(calls[i]!);
  return out;
}

/** Calls inside any of the nodes. */
export function callsWithin(unit: Unit, nodes: readonly Node[]): Call[] {
  return nodes.flatMap((node) => callsBetween(unit.module, node.start ?? 0, node.end ?? 0));
}
