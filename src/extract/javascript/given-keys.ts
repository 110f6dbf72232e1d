import type { Given, Unit } from './model.js';

/**
 * What the object a name stands for is given after it was made, wherever its function does that:
 * `const form = {}; form.latitude = place.latitude; send(form)`. Nothing for names that all of the module shares.
 */
export function givenTo(name: string, unit: Unit): Given[] {
  const owner = ownerOf(name, unit);
  if (!owner) return [];
  return unit.module.units.flatMap((one) => {
    const given = one.start >= owner.start && one.end <= owner.end ? one.given?.get(name) : undefined;
    return given && ownerOf(name, one) === owner ? given : [];
  });
}

/** The function that declares a name, or takes it as its parameter. */
function ownerOf(name: string, unit: Unit): Unit | undefined {
  for (let scope: Unit | undefined = unit; scope?.parent; scope = scope.parent)
    if (scope.locals.has(name) || scope.params.includes(name)) return scope;
  return undefined;
}
