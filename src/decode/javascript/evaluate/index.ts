import type { Function as FunctionNode, Node } from '@babel/types';
import { evaluateNode } from './expressions.js';
import { callNative, globalNamed } from './natives.js';
import { runAll } from './statements.js';
import { type Closure, isCallable, type Machine, NOT_CONSTANT, type Scope, spend, type Value } from './values.js';

export { evaluateNode } from './expressions.js';
export { type Machine, NOT_CONSTANT, type Scope, spend, type Value } from './values.js';

/** Deeper calls than a script that makes a text has. */
const MAX_CALLS = 60;

/**
 * Works out what an expression is before any script runs: what people and obfuscators do to texts (character codes, base64,
 * reversing, tables of strings with a function that decodes them). Nothing of the package is executed: the tree is walked, values
 * are texts, numbers, lists and tables, and only functions of the language that make such values out of others are known. Steps,
 * lengths and depth are counted.
 *
 * @param scope the names the expression may use; those of the language are known where `LANGUAGE` is the outermost
 * @param budget steps it may take; what is left is written back
 * @returns undefined where the value is not constant, or costs more than that
 */
export function evaluate(node: Node, scope: Scope, budget: { steps: number }): { value: Value } | undefined {
  const machine = machineOf(budget.steps);
  try {
    return { value: evaluateNode(node, scope, machine) };
  } catch {
    return undefined; // only known when it runs, too dear, or an error of the script itself
  } finally {
    budget.steps = Math.max(0, machine.steps);
  }
}

/** The outermost scope: it knows the names of the language. */
export function languageScope(): Scope {
  return { names: new Map(), ofFunction: true, resolve: (name) => ({ value: globalNamed(name) }) };
}

function machineOf(steps: number): Machine {
  let depth = 0;
  return {
    steps,
    call(callee, args, machine) {
      spend(machine);
      if (!isCallable(callee) || depth >= MAX_CALLS) throw NOT_CONSTANT;
      depth++;
      try {
        return callee.kind === 'native' ? callNative(callee, args, machine) : callClosure(callee, args, machine);
      } finally {
        depth--;
      }
    },
  };
}

function callClosure({ node, scope }: Closure, args: Value[], machine: Machine): Value {
  if (node.async || node.generator) throw NOT_CONSTANT;
  const inner: Scope = { names: new Map([['arguments', args]]), outer: scope, ofFunction: true };
  bindParams(node, args, inner, machine);
  if (node.body.type !== 'BlockStatement') return evaluateNode(node.body, inner, machine);
  const ending = runAll(node.body.body, inner, machine);
  return typeof ending === 'object' ? ending.value : undefined;
}

function bindParams(node: FunctionNode, args: Value[], inner: Scope, machine: Machine): void {
  node.params.forEach((param, i) => {
    if (param.type === 'Identifier') inner.names.set(param.name, args[i]);
    else if (param.type === 'RestElement' && param.argument.type === 'Identifier')
      inner.names.set(param.argument.name, args.slice(i));
    else if (param.type === 'AssignmentPattern' && param.left.type === 'Identifier')
      inner.names.set(param.left.name, args[i] === undefined ? evaluateNode(param.right, inner, machine) : args[i]);
    else throw NOT_CONSTANT;
  });
}
