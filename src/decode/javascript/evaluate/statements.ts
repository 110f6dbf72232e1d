import type { Node, Statement } from '@babel/types';
import { evaluateNode } from './expressions.js';
import { declare, isTable, type Machine, NOT_CONSTANT, type Scope, spend, type Value } from './values.js';

/** How a statement ended: by itself (undefined), or by one of the ways out. */
export type Ending = undefined | 'break' | 'continue' | { value: Value };

/** Runs statements on values alone. @throws NOT_CONSTANT at what needs more */
export function runAll(statements: readonly Statement[], scope: Scope, machine: Machine): Ending {
  for (const node of statements)
    if (node.type === 'FunctionDeclaration' && node.id) scope.names.set(node.id.name, { kind: 'closure', node, scope });
  for (const node of statements) {
    const ending = run(node, scope, machine);
    if (ending) return ending;
  }
  return undefined;
}

function run(node: Statement, scope: Scope, machine: Machine): Ending {
  spend(machine);
  switch (node.type) {
    case 'ExpressionStatement':
      evaluateNode(node.expression, scope, machine);
      return undefined;
    case 'VariableDeclaration':
      for (const item of node.declarations) {
        if (item.id.type !== 'Identifier') throw NOT_CONSTANT;
        if (item.init || !scope.names.has(item.id.name))
          declare(scope, item.id.name, item.init ? evaluateNode(item.init, scope, machine) : undefined, node.kind);
      }
      return undefined;
    case 'ReturnStatement':
      return { value: node.argument ? evaluateNode(node.argument, scope, machine) : undefined };
    case 'BlockStatement':
      return runAll(node.body, inner(scope), machine);
    case 'IfStatement': {
      const branch = evaluateNode(node.test, scope, machine) ? node.consequent : node.alternate;
      return branch ? run(branch, scope, machine) : undefined;
    }
    case 'ForStatement':
      return runFor(node, inner(scope), machine);
    case 'ForOfStatement':
    case 'ForInStatement':
      return runEach(node, scope, machine);
    case 'WhileStatement':
      return loop(
        () => Boolean(evaluateNode(node.test, scope, machine)),
        node.body,
        () => undefined,
        scope,
        machine,
      );
    case 'SwitchStatement':
      return runSwitch(node, inner(scope), machine);
    case 'TryStatement':
      return runTry(node, scope, machine);
    case 'BreakStatement':
    case 'ContinueStatement':
      if (node.label) throw NOT_CONSTANT;
      return node.type === 'BreakStatement' ? 'break' : 'continue';
    case 'FunctionDeclaration':
    case 'EmptyStatement':
      return undefined;
    default:
      throw NOT_CONSTANT;
  }
}

function inner(scope: Scope): Scope {
  return { names: new Map(), outer: scope };
}

function loop(goesOn: () => boolean, body: Statement, after: () => void, scope: Scope, machine: Machine): Ending {
  while (goesOn()) {
    const ending = run(body, scope, machine);
    if (ending === 'break') return undefined;
    if (typeof ending === 'object') return ending;
    after();
  }
  return undefined;
}

function runFor(node: Extract<Node, { type: 'ForStatement' }>, scope: Scope, machine: Machine): Ending {
  if (node.init?.type === 'VariableDeclaration') run(node.init, scope, machine);
  else if (node.init) evaluateNode(node.init, scope, machine);
  const goesOn = (): boolean => !node.test || Boolean(evaluateNode(node.test, scope, machine));
  return loop(goesOn, node.body, () => node.update && evaluateNode(node.update, scope, machine), scope, machine);
}

function runEach(node: Extract<Node, { type: 'ForOfStatement' | 'ForInStatement' }>, scope: Scope, machine: Machine): Ending {
  const list = evaluateNode(node.right, scope, machine);
  const name = node.left.type === 'VariableDeclaration' ? node.left.declarations[0]?.id : node.left;
  if (name?.type !== 'Identifier' || typeof list !== 'object' || list === null) throw NOT_CONSTANT;
  if (!Array.isArray(list) && !isTable(list)) throw NOT_CONSTANT;
  const keys = Array.isArray(list) ? [...list.keys()].map(String) : [...list.members.keys()];
  const items: Value[] = node.type === 'ForInStatement' ? keys : Array.isArray(list) ? [...list] : [];
  for (const item of items) {
    const round = inner(scope);
    round.names.set(name.name, item);
    const ending = run(node.body, round, machine);
    if (ending === 'break') return undefined;
    if (typeof ending === 'object') return ending;
  }
  return undefined;
}

function runSwitch(node: Extract<Node, { type: 'SwitchStatement' }>, scope: Scope, machine: Machine): Ending {
  const value = evaluateNode(node.discriminant, scope, machine);
  let at = node.cases.findIndex(({ test }) => test && evaluateNode(test, scope, machine) === value);
  if (at === -1) at = node.cases.findIndex(({ test }) => !test);
  for (const { consequent } of at === -1 ? [] : node.cases.slice(at)) {
    const ending = runAll(consequent, scope, machine);
    if (ending) return ending === 'break' ? undefined : ending;
  }
  return undefined;
}

/** An error of the values themselves is caught; one that says the evaluator is at its end is not. */
function runTry(node: Extract<Node, { type: 'TryStatement' }>, scope: Scope, machine: Machine): Ending {
  if (node.finalizer) throw NOT_CONSTANT;
  try {
    return run(node.block, scope, machine);
  } catch (error) {
    if (error === NOT_CONSTANT || !node.handler) throw error;
    return run(node.handler.body, inner(scope), machine);
  }
}
