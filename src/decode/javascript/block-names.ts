import type { Function as FunctionNode, Node } from '@babel/types';
import { walk } from './walk.js';

/** Stands between a name and the number that tells it from others by that name: letters that no code is written with. */
const MARK = '__b';

/** A piece of code in which names are declared: a function or script, or a block of it. */
interface Scope {
  outer?: Scope;
  /** The function or script a block belongs to; itself for those. */
  within: Scope;
  /** What a name declared here is called from now on. */
  names: Map<string, string>;
  /** Of a function or script: how many of its blocks declare a name. */
  declared: Map<string, number>;
}

/**
 * Gives names of their own to what `let`, `const`, `class` and `catch` declare in a block where the same function declares
 * such a name elsewhere as well. Minifiers call the variables of one block as those of another and as the function's
 * parameters (`function (e) { if (e) { let e = base } }`); all that reads a tree after this can look names up by function.
 */
export function tellNamesApart(root: Node): void {
  const scopes = new Map<Node, Scope>();
  eachInScope(root, scopes, declare);
  let changed = false;
  for (const scope of scopes.values()) if (scope.within !== scope && tellApart(scope)) changed = true;
  if (changed) rename(root, scopes);
}

/** A name as it is written in the code. */
export function writtenName(name: string): string {
  return name.includes(MARK) ? name.replace(/__b\d+\b/g, '') : name;
}

function eachInScope(root: Node, scopes: Map<Node, Scope>, visit: (node: Node, scope: Scope, parent?: Node) => void): void {
  let scope = newScope();
  scopes.set(root, scope);
  const left: Scope[] = [];
  walk(
    root,
    (node, ancestors) => {
      const parent = ancestors.at(-1);
      visit(node, scope, parent);
      if (node === root || !opensScope(node, parent)) return;
      left.push(scope);
      const known = scopes.get(node);
      scope = known ?? newScope(scope, isFunctionNode(node));
      if (known) return;
      scopes.set(node, scope);
      if (isFunctionNode(node)) for (const param of node.params) for (const name of namesIn(param)) count(scope, name);
      if (node.type === 'FunctionExpression' && node.id) count(scope, node.id.name);
      if (node.type === 'CatchClause' && node.param) for (const name of namesIn(node.param)) own(scope, name);
    },
    (node) => {
      if (node !== root && scopes.has(node)) scope = left.pop()!;
    },
  );
}

function newScope(outer?: Scope, ofFunction = true): Scope {
  const scope = { outer, names: new Map<string, string>(), declared: new Map<string, number>() } as Scope;
  scope.within = ofFunction || !outer ? scope : outer.within;
  return scope;
}

const BLOCKS: ReadonlySet<string> = new Set([
  'BlockStatement',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
  'CatchClause',
]);

/** The body of a function is one scope with its parameters, that of a `catch` with its name. */
function opensScope(node: Node, parent: Node | undefined): boolean {
  if (isFunctionNode(node)) return true;
  if (!BLOCKS.has(node.type)) return false;
  return node.type !== 'BlockStatement' || !parent || (!isFunctionNode(parent) && parent.type !== 'CatchClause');
}

function isFunctionNode(node: Node): node is FunctionNode {
  return 'params' in node && 'body' in node && Array.isArray(node.params);
}

function declare(node: Node, scope: Scope): void {
  if (node.type === 'VariableDeclaration') {
    const put = node.kind === 'var' ? count : own;
    for (const { id } of node.declarations) for (const name of namesIn(id)) put(scope, name);
  } else if (node.type === 'ClassDeclaration' && node.id) own(scope, node.id.name);
  else if (node.type === 'FunctionDeclaration' && node.id) count(scope, node.id.name);
}

/** A name of the function or script as a whole. */
function count({ within }: Scope, name: string): void {
  // `var x` twice is one variable.
  if (within.names.has(name)) return;
  within.names.set(name, name);
  within.declared.set(name, (within.declared.get(name) ?? 0) + 1);
}

/** A name of a block. */
function own(scope: Scope, name: string): void {
  if (scope.names.has(name)) return;
  scope.names.set(name, name);
  scope.within.declared.set(name, (scope.within.declared.get(name) ?? 0) + 1);
}

/** Whether names of a block had to be changed. */
function tellApart({ names, within }: Scope): boolean {
  let any = false;
  for (const name of names.keys()) {
    const others = within.declared.get(name)!;
    if (others < 2) continue;
    names.set(name, `${name}${MARK}${others}`);
    within.declared.set(name, others - 1);
    any = true;
  }
  return any;
}

function rename(root: Node, scopes: Map<Node, Scope>): void {
  eachInScope(root, scopes, (node, scope, parent) => {
    if ((node.type !== 'Identifier' && node.type !== 'JSXIdentifier') || (parent && isKey(node, parent))) return;
    for (let at: Scope | undefined = scope; at; at = at.outer) {
      const name = at.names.get(node.name);
      if (name === undefined) continue;
      node.name = name;
      return;
    }
  });
}

/** An identifier that names a member or a label, not a variable. */
function isKey(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return parent.property === node && !parent.computed;
    case 'JSXMemberExpression':
      return parent.property === node;
    case 'JSXAttribute':
      return parent.name === node;
    case 'ObjectProperty':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassProperty':
      return parent.key === node && !parent.computed;
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return true;
    default:
      return false;
  }
}

/** The names that a pattern declares. */
function namesIn(pattern: Node): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'AssignmentPattern':
      return namesIn(pattern.left);
    case 'RestElement':
      return namesIn(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap((part) => (part ? namesIn(part) : []));
    case 'ObjectPattern':
      return pattern.properties.flatMap((part) => namesIn(part.type === 'RestElement' ? part.argument : part.value));
    case 'TSParameterProperty':
      return namesIn(pattern.parameter);
    default:
      return [];
  }
}
