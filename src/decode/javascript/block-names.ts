import type { Node } from '@babel/types';
import { isFunction } from './names.js';
import { holdsOffset, offsetsOf } from './offsets.js';
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
export function tellNamesApart(root: Node, source: string): void {
  const declared = offsetsOf(source, DECLARES);
  if (declared.length === 0) return;
  const scopes = new Map<Node, Scope>();
  // What a function without such words declares is its own affair, and other expressions without them declare nothing.
  const isIdle = (node: Node): boolean => (isFunction(node) || !STATEMENT.test(node.type)) && !holdsOffset(node, declared);
  eachInScope(root, newScope(), scopes, declare, isIdle);
  const changed: Node[] = [];
  for (const [node, scope] of scopes) {
    if (scope.within === scope || !tellApart(scope)) continue;
    // Outer blocks come first: what stands in one of them is renamed with it.
    const last = changed.at(-1);
    if (!last || (node.start ?? 0) >= (last.end ?? 0)) changed.push(node);
  }
  for (const block of changed) {
    // Functions passed over above have variables of their own, too.
    eachInScope(block, scopes.get(block)!, scopes, declare);
    eachInScope(block, scopes.get(block)!, scopes, rename);
  }
}

/** Nodes below which `var` may stand. */
const STATEMENT = /Statement$|Declaration$|^SwitchCase$|^CatchClause$/;

/** Words that declare in a block, as far as a text can tell: no `.catch(…)`, no `"class"`. */
const DECLARES = /(?<![.\w$"'-])(?:let[\s[{]|const[\s[{]|class[\s{]|catch\s*\()/g;

/** A name as it is written in the code. */
export function writtenName(name: string): string {
  return name.includes(MARK) ? name.replace(/__b\d+\b/g, '') : name;
}

type Visit = (node: Node, scope: Scope, parent: Node | undefined) => void;

/** Visits every node below `root` with the scope it stands in; scopes met for the first time are added. */
function eachInScope(
  root: Node,
  first: Scope,
  scopes: Map<Node, Scope>,
  visit: Visit,
  isLeftOut: (node: Node) => boolean = () => false,
): void {
  let scope = first;
  if (!scopes.has(root)) scopes.set(root, scope);
  const left: Scope[] = [];
  const opened = new Set<Node>();
  walk(
    root,
    (node, ancestors) => {
      if (node === root) return true;
      const parent = ancestors.at(-1);
      visit(node, scope, parent);
      if (isLeftOut(node)) return false;
      if (!opensScope(node, parent)) return true;
      left.push(scope);
      opened.add(node);
      scope = scopes.get(node) ?? opening(node, scope);
      scopes.set(node, scope);
      return true;
    },
    (node) => {
      if (opened.delete(node)) scope = left.pop()!;
    },
  );
}

/** The scope a node opens, with what its head declares. */
function opening(node: Node, outer: Scope): Scope {
  const scope = newScope(outer, isFunction(node));
  if (isFunction(node)) for (const param of node.params) for (const name of namesIn(param)) count(scope, name);
  if (node.type === 'FunctionExpression' && node.id) count(scope, node.id.name);
  if (node.type === 'CatchClause' && node.param) for (const name of namesIn(node.param)) own(scope, name);
  return scope;
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
  if (isFunction(node)) return true;
  if (!BLOCKS.has(node.type)) return false;
  return node.type !== 'BlockStatement' || !parent || (!isFunction(parent) && parent.type !== 'CatchClause');
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

function rename(node: Node, scope: Scope, parent: Node | undefined): void {
  if ((node.type !== 'Identifier' && node.type !== 'JSXIdentifier') || (parent && isKey(node, parent))) return;
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const name = at.names.get(node.name);
    if (name === undefined) continue;
    node.name = name;
    return;
  }
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
