import type { Node } from '@babel/types';
import type { Application } from '../application/application.js';
import { callsOf, functionsOf } from '../application/call-graph.js';
import { callersOf } from '../application/callers.js';
import type { Unit } from '../module/model.js';
import { destination, type Goal } from './goal.js';

/**
 * Where a unit's value can go; where that is a function handed to the one around it, as a hook is given what to do with the
 * time it took (`useStay((ms) => save(ms))`), where the callers' functions send it.
 */
export function destinationOrGiven(app: Application, unit: Unit): Goal {
  const goal = destination(app, unit);
  if (goal.reaches === 'request' || goal.reaches === 'storage') return goal;
  for (const given of functionsGiven(app, unit)) {
    const further = destination(app, given);
    if (further.reaches === 'request' || further.reaches === 'storage') return further;
  }
  return goal;
}

/** The functions that stand for the parameters a unit calls, in the calls of the function they are parameters of. */
function functionsGiven(app: Application, unit: Unit): Unit[] {
  return callsOf(unit).flatMap(({ callee }) => {
    for (let scope: Unit | undefined = unit; scope?.parent; scope = scope.parent) {
      const at = scope.params.indexOf(callee);
      if (at >= 0) return argumentsAt(app, scope, at);
    }
    return [];
  });
}

function argumentsAt(app: Application, called: Unit, at: number): Unit[] {
  return callersOf(app, called).flatMap(({ node, unit }) => {
    const given = node.arguments[at] as Node | undefined;
    return given ? functionsOf(app, given, unit) : [];
  });
}
