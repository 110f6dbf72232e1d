import type { CallExpression, Node } from '@babel/types';
import { evaluateNode, languageScope, NOT_CONSTANT, type Scope } from './evaluate/index.js';
import { walk } from './walk.js';

/** What a name of a function or program is given. */
interface Declared {
  /** Its only value; undefined for parameters and names given several. */
  value?: Node;
}

export interface StaticScope extends Scope {
  declared: Map<string, Declared>;
}

export interface StaticScopes {
  /** By function or program. */
  of: Map<Node, StaticScope>;
  /** Calls of functions where they stand, with the scope around them. */
  immediate: { node: CallExpression; scope: StaticScope }[];
}

export function isScope(node: Node): boolean {
  return (
    node.type === 'Program' ||
    node.type.endsWith('FunctionExpression') ||
    /^(FunctionDeclaration|ObjectMethod|ClassMethod)$/.test(node.type)
  );
}

/** The scopes of a script, in which names that are given one value only can be evaluated. Blocks belong to their function. */
export function staticScopes(root: Node): StaticScopes {
  const scopes: StaticScopes = { of: new Map(), immediate: [] };
  const stack: StaticScope[] = [];
  const assigned: { name: string; scope: StaticScope }[] = [];
  walk(
    root,
    (node) => {
      const around = stack.at(-1);
      if (node.type === 'FunctionDeclaration' && node.id && around) declare(around, node.id.name, node);
      if (isScope(node)) {
        const scope = newScope(around);
        scopes.of.set(node, scope);
        stack.push(scope);
        if ('params' in node)
          for (const param of node.params) if (param.type === 'Identifier') scope.declared.set(param.name, {});
      } else if (!around) return;
      else if (node.type === 'VariableDeclarator' && node.id.type === 'Identifier')
        declare(around, node.id.name, node.init ?? undefined);
      else if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier')
        assigned.push({ name: node.left.name, scope: around });
      else if (node.type === 'CallExpression' && node.callee.type === 'FunctionExpression')
        scopes.immediate.push({ node, scope: around });
    },
    (node) => {
      if (isScope(node)) stack.pop();
    },
  );
  for (const { name, scope } of assigned) {
    const found = declaredIn(scope, name);
    // A decoder replaces itself: that is part of running it.
    if (found?.declared.value && found.declared.value.type !== 'FunctionDeclaration') found.declared.value = undefined;
  }
  return scopes;
}

function newScope(outer: StaticScope | undefined): StaticScope {
  const scope: StaticScope = { names: new Map(), declared: new Map(), ofFunction: true, outer: outer ?? languageScope() };
  scope.resolve = (name, machine) => {
    const declared = scope.declared.get(name);
    if (!declared) return undefined;
    const { value } = declared;
    if (!value) throw NOT_CONSTANT;
    if (value.type === 'FunctionDeclaration') return { value: { kind: 'closure', node: value, scope } };
    return { value: evaluateNode(value, scope, machine) };
  };
  return scope;
}

function declare(scope: StaticScope, name: string, value: Node | undefined): void {
  scope.declared.set(name, scope.declared.has(name) ? {} : { value });
}

/** The declaration a name refers to. */
export function declaredIn(scope: StaticScope, name: string): { declared: Declared; scope: StaticScope } | undefined {
  for (let at: Scope | undefined = scope; at; at = at.outer) {
    const declared = (at as StaticScope).declared?.get(name);
    if (declared) return { declared, scope: at as StaticScope };
  }
  return undefined;
}
