import type { CallExpression, Function as FunctionNode, Node } from '@babel/types';
import { dottedName } from '../../decode/javascript/names.js';
import type { ScriptModule, Unit } from './model.js';

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'ObjectMethod' ||
    node.type === 'ClassMethod' ||
    node.type === 'ClassPrivateMethod'
  );
}

export function calleeOf(node: CallExpression): string {
  return node.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(node.callee) ?? '');
}

export function specifierName(node: Node): string {
  return node.type === 'Identifier' ? node.name : node.type === 'StringLiteral' ? node.value : '';
}

/** The innermost function of a module that a node stands in, or its top level. */
export function unitAt(module: ScriptModule, node: Node): Unit {
  return module.units.filter((unit) => unit.start <= (node.start ?? 0) && unit.end >= (node.end ?? 0)).at(-1) ?? module.top;
}
