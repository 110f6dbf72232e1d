import type { Given, Unit } from './model.js';
import { ownerOf } from './units.js';

/**
 * What the object a name stands for is given after it was made, wherever its function does that:
 * `const form = {}; form.latitude = place.latitude; send(form)`. Nothing for names that all of the module shares.
 */
export function givenTo(name: string, unit: Unit): Given[] {
  const owner = ownerOf(name, unit);
  if (!owner?.parent) return [];
  return unit.module.units.flatMap((one) => {
    const given = one.start >= owner.start && one.end <= owner.end ? one.given?.get(name) : undefined;
    return given && ownerOf(name, one) === owner ? given : [];
  });
}
