import type { Given, Unit } from '../module/model.js';
import { innerUnits, ownerOf } from '../module/units.js';

/**
 * What the object a name stands for is given after it was made, wherever its function does that:
 * `const form = {}; form.latitude = place.latitude; send(form)`. Nothing for names that all of the module shares.
 */
export function givenTo(name: string, unit: Unit): Given[] {
  const owner = ownerOf(name, unit);
  if (!owner?.parent) return [];
  return givenWithin(owner, name);
}

function givenWithin(scope: Unit, name: string): Given[] {
  const inner = innerUnits(scope).flatMap((one) =>
    one.locals.has(name) || one.params.includes(name) ? [] : givenWithin(one, name),
  );
  return [...(scope.given?.get(name) ?? []), ...inner];
}
