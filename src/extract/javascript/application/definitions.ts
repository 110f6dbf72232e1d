import type { Class, Node, ObjectExpression } from '@babel/types';
import { keyName, unwrap } from '../../../decode/javascript/names.js';
import type { ScriptModule, Unit } from '../module/model.js';
import type { Application, Located } from './application.js';
import { callsOf } from './call-graph.js';
import { follow } from './follow.js';

/** Calls that define a page or component, whatever a project's own wrapper around them is called. */
const DEFINES = /(page|component|behaviou?r|extend|mixin|screen)$/i;
/** Members that hold further definitions. */
const MIXED_IN: ReadonlySet<string> = new Set(['mixins', 'behaviors', 'extends', 'mixin']);
/** Members of a definition that hold its functions, and may be put together from several objects. */
const PARTS: ReadonlySet<string> = new Set(['methods', 'computed', 'watch', 'observers', 'lifetimes', 'pageLifetimes']);
const MAX_STEPS = 200;

/**
 * Functions that a page or component takes over from objects of other modules: mixins, behaviours, a base that it
 * extends, objects spread into it, and a definition handed to a wrapper (`export default createPage(definition)`).
 */
export function borrowedUnits(app: Application, module: ScriptModule): Unit[] {
  const found = new Set<Unit>();
  const seen = new Set<Node>();
  const pending = definitionsOf(module);
  for (const at of pending) {
    if (seen.has(at.node) || seen.size > MAX_STEPS) continue;
    seen.add(at.node);
    const value = follow(app, at);
    if (value.node !== at.node) {
      pending.push(value);
      continue;
    }
    const { node, unit } = value;
    if (unit.module !== module && (node.type === 'ObjectExpression' || isClass(node)))
      for (const inner of unitsWithin(unit.module, node)) found.add(inner);
    pending.push(...partsOf(node).map((part) => ({ node: part, unit })));
  }
  return [...found];
}

function definitionsOf(module: ScriptModule): Located[] {
  const exported = module.exports.get('default');
  const called = callsOf(module.top).flatMap(({ callee, node }) =>
    DEFINES.test(callee) ? node.arguments.map((argument) => ({ node: argument as Node, unit: module.top })) : [],
  );
  return exported ? [{ node: exported, unit: module.top }, ...called] : called;
}

/** What a definition is put together from. */
function partsOf(node: Node): Node[] {
  switch (node.type) {
    case 'CallExpression':
    case 'NewExpression':
      return node.arguments as Node[];
    case 'ArrayExpression':
      return node.elements.filter((element): element is NonNullable<typeof element> => element !== null);
    case 'SpreadElement':
      return [unwrap(node.argument)];
    case 'ObjectExpression':
      return partsOfObject(node);
    case 'ClassDeclaration':
    case 'ClassExpression':
      return partsOfClass(node);
    default:
      return [];
  }
}

function partsOfObject(node: ObjectExpression): Node[] {
  return node.properties.flatMap((property) => {
    if (property.type === 'SpreadElement') return [unwrap(property.argument)];
    if (property.type !== 'ObjectProperty') return [];
    const key = keyName(property) ?? '';
    const value = unwrap(property.value as Node);
    if (MIXED_IN.has(key)) return [value];
    return PARTS.has(key) && value.type === 'ObjectExpression' ? partsOfObject(value) : [];
  });
}

function isClass(node: Node): node is Class {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}

/** The class it extends, `extends mixed(Base)` included, and WePY's `mixins = […]`. */
function partsOfClass({ superClass, body }: Class): Node[] {
  const mixed = body.body.flatMap((member) =>
    member.type === 'ClassProperty' && member.value && MIXED_IN.has(keyName(member) ?? '') ? [unwrap(member.value)] : [],
  );
  return superClass ? [unwrap(superClass), ...mixed] : mixed;
}

function unitsWithin(module: ScriptModule, { start, end }: Node): Unit[] {
  return module.owner === 'third-party'
    ? []
    : module.units.filter((unit) => unit.parent && unit.start >= (start ?? 0) && unit.end <= (end ?? 0));
}
