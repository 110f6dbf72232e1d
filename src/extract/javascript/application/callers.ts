import type { Node } from '@babel/types';
import { pushTo } from '../../multimap.js';
import type { Call, Unit } from '../module/model.js';
import type { Application } from './application.js';
import { calledUnits } from './call-graph.js';

/** Callers of one function that are looked at. */
const MOST_CALLERS = 20;

/** Calls of a function, by its own name or one that its module exports it under. */
export function callersOf(app: Application, called: Unit): Call[] {
  const calls = callsByName(app);
  const named = [...namesOf(called)].flatMap((name) => calls.get(name) ?? []);
  return named.slice(0, MOST_CALLERS).filter((call) => calledUnits(app, call).includes(called));
}

function namesOf({ name, node, module }: Unit): Set<string> {
  const names = new Set(name ? [name] : []);
  for (const [exported, value] of module.exports) if (value === node || isNamed(value, name)) names.add(exported);
  return names;
}

function isNamed(value: Node, name: string): boolean {
  return value.type === 'Identifier' && name !== '' && value.name === name;
}

const indexes = new WeakMap<Application, Map<string, Call[]>>();

/** Calls of the app's own code by the last part of what they call. */
function callsByName(app: Application): Map<string, Call[]> {
  const known = indexes.get(app);
  if (known) return known;
  const index = new Map<string, Call[]>();
  for (const { owner, calls } of app.modules.values())
    if (owner !== 'third-party') for (const call of calls) pushTo(index, call.callee.split('.').at(-1)!, call);
  indexes.set(app, index);
  return index;
}
