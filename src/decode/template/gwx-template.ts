import type { Expression, Function as FunctionNode, IfStatement, Node, Statement } from '@babel/types';
import { attach, createVirtual, directive, type Holder } from './gwx-nodes.js';
import {
  addAttribute,
  addBareAttribute,
  attributeOf,
  bindingOf,
  bound,
  elementOf,
  holderOf,
  numberOf,
  offsetOf,
  placeOf,
  print,
  type Scope,
  type TemplateContext,
  withoutConstants,
} from './gwx-scope.js';
import type { MarkupAttribute, MarkupElement, MarkupNode } from './markup.js';

/** Arguments of `_2z` after the list, where a loop names its variables; the usual name is not written. */
const LOOP_NAMES: [string, number, string][] = [
  ['wx:for-item', 6, 'item'],
  ['wx:for-index', 7, 'index'],
  ['wx:key', 8, ''],
];

/**
 * Rebuilds the nodes that a template function would create, by reading its statements in order; nothing is run. Every arm of a
 * condition is kept, a loop body is read once. Virtual nodes are still in the tree: see `settle`.
 *
 * Source: `_n`, `_mz`, `_rz`, `_oz`, `_2z` … as the runtime in every compiled package defines them
 */
export function buildTemplate(body: FunctionNode, context: TemplateContext): MarkupNode[] {
  const root: Holder = { children: [] };
  const scope: Scope = { context, list: context.constants(), root, names: new Map(), attached: new Set() };
  readFunction(scope, body, root);
  return root.children;
}

/** The third parameter is the node that the function fills. */
function readFunction(scope: Scope, body: FunctionNode, father: Holder): void {
  const parameter = body.params[2];
  if (parameter?.type === 'Identifier') scope.names.set(parameter.name, { kind: 'father', node: father });
  if (body.body.type === 'BlockStatement') readStatements(scope, body.body.body);
}

function readStatements(scope: Scope, statements: Statement[]): void {
  for (const statement of statements) {
    if (statement.type === 'VariableDeclaration') {
      for (const { id, init } of statement.declarations) if (id.type === 'Identifier' && init) declare(scope, id.name, init);
    } else if (statement.type === 'ExpressionStatement') readExpression(scope, statement.expression);
    else if (statement.type === 'IfStatement') readCondition(scope, statement);
    else if (statement.type === 'TryStatement') readStatements(scope, statement.block.body);
    else if (statement.type === 'BlockStatement') readStatements(scope, statement.body);
  }
}

/** `_1z(z,7,…) || {}` is the data of a template. */
function declare(scope: Scope, name: string, init: Expression): void {
  const binding = bindingOf(scope, init.type === 'LogicalExpression' ? init.left : init);
  if (binding) scope.names.set(name, binding);
}

function readExpression(scope: Scope, expression: Expression): void {
  if (expression.type === 'AssignmentExpression') readBareAttribute(scope, expression.left);
  if (expression.type !== 'CallExpression' || expression.callee.type !== 'Identifier') return;
  const args = withoutConstants(expression);
  switch (expression.callee.name) {
    case '_':
      append(scope, holderOf(scope, args[0]), args[1]);
      return;
    case '_r':
    case '_rz': {
      const node = elementOf(scope, args[0]);
      const index = numberOf(args[2]);
      if (node && args[1]?.type === 'StringLiteral' && index !== undefined) addAttribute(scope, node, args[1].value, index);
      return;
    }
    case '_2':
    case '_2z':
      readLoop(scope, args);
      return;
    case '_ai':
      addReference(scope, 'import', args[1], scope.root, expression);
      return;
    case '_ic':
      addReference(scope, 'include', args[0], holderOf(scope, args[5]) ?? scope.root, expression);
      return;
    default:
      readTemplateUse(scope, expression.callee, args, expression);
  }
}

/** `node.attr['scrollY']=true` */
function readBareAttribute(scope: Scope, target: Node): void {
  if (target.type !== 'MemberExpression' || target.object.type !== 'MemberExpression') return;
  const { object, property } = target.object;
  const node = elementOf(scope, object);
  if (node && property.type === 'Identifier' && property.name === 'attr' && target.property.type === 'StringLiteral')
    addBareAttribute(scope, node, target.property.value, target.property);
}

function append(scope: Scope, parent: Holder | undefined, child: Node | undefined): void {
  const binding = bound(scope, child);
  if (!parent || !binding) return;
  if (binding.kind === 'constant') {
    const value = print(scope, binding.index);
    if (value.trim()) attach(parent, { type: 'text', value, offset: offsetOf(scope, binding.index) });
  } else if ((binding.kind === 'element' || binding.kind === 'virtual') && !scope.attached.has(binding.node)) {
    scope.attached.add(binding.node);
    attach(parent, binding.node);
  }
}

/** `_2z(z,list,body,e,s,gg,father,'item','index','key')` */
function readLoop(scope: Scope, args: Node[]): void {
  const body = bound(scope, args[1]);
  const father = holderOf(scope, args[5]);
  const index = numberOf(args[0]);
  if (body?.kind !== 'body' || !father || index === undefined) return;
  // A body is read once: one that names itself has no end.
  if (args[1]?.type === 'Identifier') scope.names.delete(args[1].name);
  const inside = createVirtual();
  readFunction(scope, body.function, inside);
  const attributes = [attributeOf(scope, 'wx:for', index)];
  for (const [name, position, usual] of LOOP_NAMES) {
    const value = args[position];
    if (value?.type === 'StringLiteral' && value.value && value.value !== usual)
      attributes.push({ name, value: value.value, offset: placeOf(scope, value) + 1 });
  }
  attach(father, directive(inside, attributes, /^wx:(for|elif|else)/));
}

/** A chain of `if(_oz(z,3,…)){v.wxVkey=1 …} else if … else …`; every arm fills the same virtual node. */
function readCondition(scope: Scope, statement: IfStatement): void {
  if (statement.test.type === 'Identifier') {
    // `if(template){ … template(data,data,parent,gg) } else _w(…)`
    if (bound(scope, statement.test)?.kind === 'template') readStatements(scope, [statement.consequent]);
    return;
  }
  let arm: Statement | null | undefined = statement;
  for (let name = 'wx:if'; arm; name = 'wx:elif') {
    if (arm.type !== 'IfStatement') {
      readArm(scope, arm, { name: 'wx:else', value: '', offset: placeOf(scope, arm) });
      return;
    }
    const index: number | undefined = arm.test.type === 'CallExpression' ? numberOf(withoutConstants(arm.test)[0]) : undefined;
    if (index === undefined) return;
    readArm(scope, arm.consequent, attributeOf(scope, name, index));
    arm = arm.alternate;
  }
}

function readArm(scope: Scope, block: Statement, condition: MarkupAttribute): void {
  const statements = block.type === 'BlockStatement' ? block.body : [block];
  const target = statements.map((statement) => virtualOf(scope, statement)).find(Boolean);
  if (!target) {
    readStatements(scope, statements);
    return;
  }
  const before = target.children;
  const arm = createVirtual();
  target.children = arm.children;
  readStatements(scope, statements);
  target.children = before;
  attach(target, directive(arm, [condition], /^wx:/));
}

/** `v.wxVkey=1` names the node that an arm fills. */
function virtualOf(scope: Scope, statement: Statement): Holder | undefined {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'AssignmentExpression') return undefined;
  const { left } = statement.expression;
  const names = left.type === 'MemberExpression' && left.property.type === 'Identifier' && left.property.name === 'wxVkey';
  return names ? holderOf(scope, left.object) : undefined;
}

function addReference(scope: Scope, name: string, path: Node | undefined, into: Holder, call: Node): void {
  const index = path?.type === 'MemberExpression' ? numberOf(path.property) : undefined;
  const written = path?.type === 'StringLiteral' ? path.value : undefined;
  const src = index === undefined ? written : scope.context.paths[index];
  if (src === undefined || !scope.context.spend(src.length)) return;
  const offset = placeOf(scope, call);
  attach(into, { type: 'element', name, attributes: [{ name: 'src', value: src, offset }], children: [], offset });
}

/** `template(data,data,parent,gg)` */
function readTemplateUse(scope: Scope, callee: Node, args: Node[], call: Node): void {
  const template = bound(scope, callee);
  const parent = holderOf(scope, args[2]);
  if (template?.kind !== 'template' || !parent) return;
  const offset = placeOf(scope, call);
  const attributes: MarkupAttribute[] = [{ name: 'is', value: template.is, offset }];
  const data = bound(scope, args[0]);
  if (data?.kind === 'constant') {
    // The attribute holds an object without its braces.
    const value = print(scope, data.index).replace(/^\{\{ \{([\s\S]*)\} \}\}$/, '{{$1}}');
    if (value) attributes.push({ name: 'data', value, offset: offsetOf(scope, data.index) });
  }
  const node: MarkupElement = { type: 'element', name: 'template', attributes, children: [], offset };
  attach(parent, node);
}
