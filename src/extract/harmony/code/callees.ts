import { member, optionsOf, type Value } from '../../bytecode/values.js';
import type { ArkProgram } from './program.js';

/**
 * Puts what a field holds in the place of the field in every callee: `this.client.request` where the client was made by
 * `http.createHttp()` is `http.createHttp().request`, whatever the app calls its fields.
 */
export function normaliseCallees(program: ArkProgram): void {
  for (const unit of program.units.values())
    for (const site of unit.calls) if (site.callee.kind === 'member') site.callee = replaced(program, site.callee, 0);
}

const MAX_DEPTH = 12;

function replaced(program: ArkProgram, value: Value, depth: number): Value {
  if (value.kind !== 'member' || depth > MAX_DEPTH) return value;
  const { object, key } = value;
  if (object.kind === 'member' && object.object.kind === 'self') {
    const found = optionsOf(program.resolve(object)).find((option) => isPlatform(program, option, 0));
    if (found) return member(found, key);
  }
  const inner = replaced(program, object, depth + 1);
  return inner === object ? value : member(inner, key);
}

/** Made by, or imported from, the platform or a package. */
function isPlatform(program: ArkProgram, value: Value, depth: number): boolean {
  if (depth > MAX_DEPTH) return false;
  if (value.kind === 'import') return program.names.find(value.from) === undefined;
  if (value.kind === 'member') return isPlatform(program, value.object, depth + 1);
  return value.kind === 'call' && isPlatform(program, value.site.callee, depth + 1);
}
