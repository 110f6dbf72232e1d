import type { IfStatement, Node, Statement, SwitchCase, SwitchStatement } from '@babel/types';
import { dottedName, keyName } from '../../../decode/javascript/names.js';

/**
 * Jumps of the state machines compilers write for `async` functions: `switch (e.prev = e.next) { case 0: if (a) { e.next = 4;
 * break } … case 4: … }` (regenerator), `switch (e.n)` with `e.a(2)` (Babel 7.27 on) and `switch (e.label)` with
 * `return [3, 4]` (TypeScript's `__generator`).
 */
export function isMachine(node: Node): node is SwitchStatement {
  if (node.type !== 'SwitchStatement') return false;
  const on = node.discriminant.type === 'AssignmentExpression' ? node.discriminant.right : node.discriminant;
  return on.type === 'MemberExpression' && on.object.type === 'Identifier' && /^(next|n|label)$/.test(keyName(on) ?? '');
}

/** The label a branch jumps to when that is all it does. */
export function jumpOf(branch: Node): number | undefined {
  const statements = branch.type === 'BlockStatement' ? branch.body : [branch];
  const [first, second] = statements;
  if (!first || statements.length > 2) return undefined;
  if (first.type === 'ReturnStatement') return operation(first, 3);
  if (second?.type !== 'BreakStatement' && second?.type !== 'ContinueStatement') return undefined;
  return labelSet(first);
}

function labelSet(node: Node): number | undefined {
  if (node.type !== 'ExpressionStatement' || node.expression.type !== 'AssignmentExpression') return undefined;
  const { left, right } = node.expression;
  return left.type === 'MemberExpression' && /^(next|n)$/.test(keyName(left) ?? '') && right.type === 'NumericLiteral'
    ? right.value
    : undefined;
}

/** `return [code, value]` of `__generator`: the value's number, 0 where there is none. */
function operation(node: Node, code: number): number | undefined {
  if (node.type !== 'ReturnStatement' || node.argument?.type !== 'ArrayExpression') return undefined;
  const [first, second] = node.argument.elements;
  if (first?.type !== 'NumericLiteral' || first.value !== code) return undefined;
  return second?.type === 'NumericLiteral' ? second.value : 0;
}

/** Whether a `return` of a state machine ends the function, as against handing over a promise to wait for. */
export function endsMachine(node: Node): boolean {
  if (node.type !== 'ReturnStatement' || !node.argument) return false;
  if (operation(node, 2) !== undefined) return true;
  const last = node.argument.type === 'SequenceExpression' ? node.argument.expressions.at(-1)! : node.argument;
  if (last.type !== 'CallExpression' || last.callee.type === 'V8IntrinsicIdentifier') return false;
  const [how] = last.arguments;
  if (how?.type === 'StringLiteral') return how.value === 'return' && /\.abrupt$/.test(dottedName(last.callee) ?? '');
  return how?.type === 'NumericLiteral' && how.value === 2 && /\.a$/.test(dottedName(last.callee) ?? '');
}

export interface MachineArms {
  jumped: Statement[];
  stayed: Statement[];
}

/** The two ways on from `if (…) jump` in a case: at the label jumped to, and the statements up to it. */
export function machineArms(machine: SwitchStatement, from: SwitchCase, branch: IfStatement): MachineArms | undefined {
  const label = jumpOf(branch.consequent);
  const start = machine.cases.indexOf(from);
  const target = machine.cases.findIndex((item) => item.test?.type === 'NumericLiteral' && item.test.value === label);
  if (label === undefined || start < 0 || target <= start) return undefined;
  const stayed = [
    ...from.consequent.slice(from.consequent.indexOf(branch) + 1),
    ...machine.cases.slice(start + 1, target).flatMap((item) => item.consequent),
  ];
  // Both ways meet again where the first one jumps over the second.
  const over = stayed.length >= 2 ? jumpOver(stayed) : undefined;
  const end = machine.cases.findIndex((item) => item.test?.type === 'NumericLiteral' && item.test.value === over);
  const jumped = machine.cases.slice(target, end > target ? end : undefined).flatMap((item) => item.consequent);
  return { jumped, stayed };
}

function jumpOver(statements: Statement[]): number | undefined {
  const last = statements.at(-1)!;
  return last.type === 'ReturnStatement' ? operation(last, 3) : labelSet(statements.at(-2)!);
}
