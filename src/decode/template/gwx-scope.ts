import type { CallExpression, Function as FunctionNode, Node } from '@babel/types';
import { attributeName } from './gwx-attributes.js';
import { type Constant, literalOffset, operationOf } from './gwx-constants.js';
import type { ExpressionPrinter } from './gwx-expression.js';
import { createVirtual, type Holder, type Virtual } from './gwx-nodes.js';
import type { MarkupAttribute, MarkupElement } from './markup.js';

/** The constants a template function reads, and how they print. */
export interface ConstantList {
  items: Constant[];
  printer: ExpressionPrinter;
}

/** What the templates of one file share. */
export interface TemplateContext {
  source: string;
  /** Added to node positions to get offsets in the file. */
  base: number;
  /** `x`: the file names that imports and includes give by index. */
  paths: string[];
  /** By the name of the function that makes the list; without a name the list of the whole package. */
  constants(name?: string): ConstantList;
  /** Counts characters put out; false when there is no room left. */
  spend(length: number): boolean;
}

/** What a variable of a template function stands for. */
export type Binding =
  | { kind: 'element'; node: MarkupElement }
  | { kind: 'virtual'; node: Virtual }
  | { kind: 'father'; node: Holder }
  | { kind: 'constant'; index: number }
  | { kind: 'body'; function: FunctionNode }
  | { kind: 'template'; is: string };

export interface Scope {
  context: TemplateContext;
  list: ConstantList;
  root: Holder;
  names: Map<string, Binding>;
  /** A node has one parent: a package that says otherwise could make a ring. */
  attached: Set<object>;
}

/** Reads what a variable is set to; undefined for what leaves nothing to see. */
export function bindingOf(scope: Scope, value: Node): Binding | undefined {
  if (value.type === 'FunctionExpression') return { kind: 'body', function: value };
  if (value.type !== 'CallExpression' || value.callee.type !== 'Identifier') return undefined;
  const callee = value.callee.name;
  const args = withoutConstants(value);
  switch (callee) {
    case '_v':
      return { kind: 'virtual', node: createVirtual() };
    case '_n':
      return { kind: 'element', node: element(scope, args[0], value) };
    case '_m':
    case '_mz': {
      const node = element(scope, args[0], value);
      readAttributeList(scope, node, args[1], '');
      readAttributeList(scope, node, args[2], 'generic:');
      return { kind: 'element', node };
    }
    case '_o':
    case '_oz':
    case '_1':
    case '_1z':
      return { kind: 'constant', index: numberOf(args[0]) ?? -1 };
    case '_gd': {
      const is = bound(scope, args[1]);
      return { kind: 'template', is: is?.kind === 'constant' ? print(scope, is.index) : '' };
    }
    default:
      if (callee.startsWith('gz$')) scope.list = scope.context.constants(callee);
      return undefined;
  }
}

/** The new compiler hands the list over first: `_oz(z,1,…)` is `_o(1,…)`. */
export function withoutConstants(call: CallExpression): Node[] {
  return call.callee.type === 'Identifier' && /^_[a-z\d]*z$/.test(call.callee.name) ? call.arguments.slice(1) : call.arguments;
}

function element(scope: Scope, tag: Node | undefined, call: Node): MarkupElement {
  const name = tag?.type === 'StringLiteral' ? tag.value : 'view';
  return { type: 'element', name, attributes: [], children: [], offset: placeOf(scope, call) };
}

/** `['class',7,'bindtap',1]`: the first index is absolute, the others are added to it; below zero stands a bare attribute. */
function readAttributeList(scope: Scope, node: MarkupElement, list: Node | undefined, prefix: string): void {
  if (list?.type !== 'ArrayExpression') return;
  let base = 0;
  for (let i = 0; i + 1 < list.elements.length; i += 2) {
    const name = list.elements[i];
    const index = numberOf(list.elements[i + 1] ?? undefined);
    if (name?.type !== 'StringLiteral' || index === undefined) continue;
    if (base + index < 0) addBareAttribute(scope, node, prefix + name.value, name);
    else {
      addAttribute(scope, node, prefix + name.value, base + index);
      if (base === 0) base = index;
    }
  }
}

export function addBareAttribute(scope: Scope, node: MarkupElement, name: string, place: Node): void {
  node.attributes.push({ name: attributeName(node.name, name), value: '', offset: placeOf(scope, place) + 1 });
}

export function addAttribute(scope: Scope, node: MarkupElement, name: string, index: number): void {
  node.attributes.push(attributeOf(scope, attributeName(node.name, name), index));
}

export function attributeOf(scope: Scope, name: string, index: number): MarkupAttribute {
  return { name, value: print(scope, index), offset: offsetOf(scope, index) };
}

/** The constant as it stood in the template; empty where it would outgrow the file. */
export function print(scope: Scope, index: number): string {
  const text = scope.list.printer.print(operationOf(scope.list.items[index]));
  return scope.context.spend(text.length) ? text : '';
}

export function offsetOf(scope: Scope, index: number): number {
  return literalOffset(scope.context.source, operationOf(scope.list.items[index]));
}

export function placeOf(scope: Scope, node: Node): number {
  return scope.context.base + (node.start ?? 0);
}

export function bound(scope: Scope, node: Node | undefined): Binding | undefined {
  return node?.type === 'Identifier' ? scope.names.get(node.name) : undefined;
}

export function holderOf(scope: Scope, node: Node | undefined): Holder | undefined {
  const binding = bound(scope, node);
  return binding && 'node' in binding ? binding.node : undefined;
}

export function elementOf(scope: Scope, node: Node | undefined): MarkupElement | undefined {
  const binding = bound(scope, node);
  return binding?.kind === 'element' ? binding.node : undefined;
}

export function numberOf(node: Node | undefined): number | undefined {
  if (node?.type === 'NumericLiteral') return node.value;
  const negative = node?.type === 'UnaryExpression' && node.operator === '-' && node.argument.type === 'NumericLiteral';
  return negative && node.argument.type === 'NumericLiteral' ? -node.argument.value : undefined;
}
