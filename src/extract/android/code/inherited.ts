import type { MethodRef } from '../../../decode/dex/index.js';
import { dotted } from '../classes.js';
import type { Program } from './program.js';

/**
 * Superclasses of a class of the app that does not define a method itself. Compilers name the class of the receiver: a service's
 * `startForeground(…)` is a call of the service's own class, a DAO's `insert(…)` one of the DAO's.
 */
export function inheritedFrom({ classes, resolve }: Program, callee: MethodRef): readonly string[] {
  const owner = dotted(callee.owner);
  const found = classes.byName.get(owner);
  if (!found || found.owner === 'third-party' || resolve(callee).length > 0) return [];
  return classes.ancestors(owner);
}
