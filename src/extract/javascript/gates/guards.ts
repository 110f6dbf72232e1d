import type { IfStatement, Node } from '@babel/types';
import { type Application, calledUnits, resolveModule } from '../application.js';
import type { Call, ScriptModule, Site, Unit } from '../model.js';
import { isSendCall, reachesSend } from '../requests.js';
import type { Stop } from './stops.js';

/** What an `if` keeps from running: the rest of its function, its other arm, or what callers do after a validator. */
export function guardedBy(
  app: Application,
  site: Site<IfStatement>,
  branch: Node,
  stop: Stop,
  memo: Map<Unit, boolean>,
): string | undefined {
  const { node, unit } = site;
  if (node.alternate) {
    const other = guardedIn(app, node.alternate, unit, memo);
    if (other) return other;
  }
  const inChain = site.ancestors.at(-1)?.type === 'IfStatement';
  if (!stop.leaves && !node.alternate && !inChain && !stop.message) return undefined;
  const after = branch.end ?? 0;
  const outer = outermost(unit);
  const later = callsBetween(unit.module, after, outer.end).find((call) => sends(app, call, memo));
  if (later && (stop.leaves || node.alternate || inChain)) return nameOf(later);
  return callersReach(app, outer, memo);
}

export function guardedIn(app: Application, branch: Node, unit: Unit, memo: Map<Unit, boolean>): string | undefined {
  const call = callsBetween(unit.module, branch.start ?? 0, branch.end ?? 0).find((item) => sends(app, item, memo));
  return call && nameOf(call);
}

function nameOf(call: Call): string {
  return call.callee.replaceAll('()', '');
}

function sends(app: Application, call: Call, memo: Map<Unit, boolean>): boolean {
  if (isSendCall(call.callee) || /\.(add|update|set|submit)$/.test(call.callee)) return true;
  if (SUBMIT_NAME.test(call.callee.split('.').at(-1)!)) return true;
  return calledUnits(app, call).some((unit) => reachesSend(app, unit, memo));
}

const SUBMIT_NAME =
  /^(\w*(submit|save|upload|post|publish|insert|create|commit|signin|checkin|punch|report|confirm)\w*|add[A-Z]\w*)$/i;

/** The named function a callback stands in. */
function outermost(unit: Unit): Unit {
  let outer = unit;
  while (outer.parent?.parent && !outer.method && outer.name === '') outer = outer.parent;
  return outer;
}

/** For validators: a caller that goes on to send something after asking them. */
function callersReach(app: Application, validator: Unit, memo: Map<Unit, boolean>): string | undefined {
  if (!validator.name) return undefined;
  const modules = validator.module.unitsByName.has(validator.name) ? [validator.module, ...importers(app, validator.module)] : [];
  for (const module of modules)
    for (const call of module.calls) {
      if (call.callee.split('.').at(-1) !== validator.name) continue;
      const outer = outermost(call.unit);
      if (outer === validator) continue;
      const later = callsBetween(module, call.node.end ?? 0, outer.end).find((item) => sends(app, item, memo));
      if (later) return nameOf(later);
    }
  return undefined;
}

const importersOf = new WeakMap<Application, Map<ScriptModule, ScriptModule[]>>();

function importers(app: Application, module: ScriptModule): ScriptModule[] {
  let index = importersOf.get(app);
  if (!index) {
    index = new Map();
    for (const other of app.modules.values())
      for (const specifier of other.specifiers) {
        const target = resolveModule(app, other, specifier);
        if (target) index.set(target, [...(index.get(target) ?? []), other]);
      }
    importersOf.set(app, index);
  }
  return index.get(module) ?? [];
}

function callsBetween(module: ScriptModule, start: number, end: number): Call[] {
  return module.calls.filter((call) => (call.node.start ?? 0) >= start && (call.node.end ?? 0) <= end);
}

export function callsIn(unit: Unit, node: Node): Call[] {
  return callsBetween(unit.module, node.start ?? 0, node.end ?? 0);
}
