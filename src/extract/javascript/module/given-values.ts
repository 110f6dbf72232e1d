import type { Node } from '@babel/types';
import { dottedName, keyName } from '../../../decode/javascript/names.js';
import { pushTo } from '../../multimap.js';
import { readExportsObject, setExport, written } from './exports.js';
import { requiredModule, wrappedImport } from './imports.js';
import { isLoweredParameter } from './lowered-parameters.js';
import type { ScriptModule, Unit } from './model.js';
import { refScope } from './refs.js';

/** What a declaration gives its names: a value each, or what they import. */
export function readDeclaration(module: ScriptModule, unit: Unit, target: Node, init: Node): void {
  const specifier = requiredModule(init, unit, module) ?? wrappedImport(init, module);
  if (target.type === 'Identifier') {
    if (isLoweredParameter(unit, target.name, init)) return;
    // Also inside the function a compiler wraps around the module: there it is an import all the same.
    if (specifier) module.imports.set(target.name, { specifier: specifier.specifier, imported: specifier.member ?? '*' });
    else pushTo(unit.locals, target.name, init);
    return;
  }
  if (target.type === 'ArrayPattern')
    target.elements.forEach((part, place) => {
      if (part?.type === 'Identifier') pushTo(unit.locals, part.name, memberAt(init, { type: 'NumericLiteral', value: place }));
    });
  if (target.type !== 'ObjectPattern') return;
  for (const property of target.properties) {
    if (property.type !== 'ObjectProperty') continue;
    const key = keyName(property);
    const local =
      property.value.type === 'Identifier'
        ? property.value.name
        : property.value.type === 'AssignmentPattern' && property.value.left.type === 'Identifier'
          ? property.value.left.name
          : undefined;
    if (!key || !local) continue;
    if (specifier) module.imports.set(local, { specifier: specifier.specifier, imported: key });
    else pushTo(unit.locals, local, memberAt(init, { type: 'Identifier', name: key }));
  }
}

/** `x.key` or `x[0]`, as a pattern takes it from its value. */
function memberAt(
  object: Node,
  property: { type: 'Identifier'; name: string } | { type: 'NumericLiteral'; value: number },
): Node {
  const computed = property.type === 'NumericLiteral';
  return { type: 'MemberExpression', object, property, computed, start: object.start, end: object.end } as Node;
}

/** What an assignment gives a name, a member or the exports. */
export function readAssignment(module: ScriptModule, unit: Unit, left: Node, right: Node): void {
  if (left.type === 'Identifier') {
    if (!isLoweredParameter(unit, left.name, right)) pushTo(unit.locals, left.name, right);
    return;
  }
  if (left.type !== 'MemberExpression') return;
  const target = written(module, dottedName(left) ?? '');
  const key = keyName(left);
  if (!key) return;
  if (left.object.type === 'Identifier') {
    unit.given ??= new Map();
    pushTo(unit.given, left.object.name, { key, value: right });
  }
  const ref = key === 'value' && left.object.type === 'Identifier' ? left.object.name : undefined;
  const scope = ref && refScope(ref, unit);
  // `photos.value = […]` sets what the ref is, not a member called value.
  if (ref && scope) pushTo(scope.locals, ref, right);
  else if (target === 'module.exports') readExportsObject(module, right);
  else if (/^(module\.)?exports\.[^.]+$/.test(target)) setExport(module, key, right);
  else pushTo(module.members, key, right);
  // `ready.value = …` sets what a template calls `ready`, where that is declared farther on.
  if (ref && !scope) pushTo(module.members, ref, right);
  // Where several scripts share a page, this is how one hands something to the others.
  if (target === `window.${key}`) pushTo(module.members, target, right);
}
