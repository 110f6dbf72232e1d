import type { Expression, Node, Statement, SwitchCase, SwitchStatement } from '@babel/types';
import { unwrap } from '../../../decode/javascript/names.js';
import type { Site } from '../module/model.js';
import type { Arm, Control } from './control.js';
import { booleanOf } from './values.js';

/**
 * One case of a `switch` as a decision: `case 0:` of `switch (photos.length)` is `if (photos.length === 0)`, a case of
 * `switch (true)` is its own test. Labels that run on into one another are one decision, read at the last of them.
 * Undefined for `default`, which is the other way of every case, and for a label without statements.
 */
export function caseControl(site: Site<SwitchCase>, holder: SwitchStatement): Control | undefined {
  const { node } = site;
  const labels = labelsOf(holder, node);
  if (node.consequent.length === 0 || labels.length === 0) return undefined;
  const own = [...labels, node];
  const others = holder.cases.filter((item) => !own.includes(item) && item.consequent.length > 0);
  return {
    ...site,
    test: labels.reduce<Node | undefined>((before, label) => either(before, testOf(holder, label)), undefined)!,
    whenTrue: armOf(holder, node),
    ...(others.length > 0 && { whenFalse: otherArm(holder, others) }),
    statement: true,
    chained: false,
  };
}

/** The tested labels that lead to the statements of a case; none where `default` is one of them. */
function labelsOf(holder: SwitchStatement, last: SwitchCase): SwitchCase[] {
  const at = holder.cases.indexOf(last);
  let first = at;
  while (first > 0 && holder.cases[first - 1]!.consequent.length === 0) first--;
  const labels = holder.cases.slice(first, at + 1);
  return labels.every(({ test }) => test) ? labels : [];
}

function testOf({ discriminant }: SwitchStatement, { test, start, end }: SwitchCase): Node {
  const label = unwrap(test!);
  const whole = booleanOf(unwrap(discriminant));
  // `switch (true) { case !photos: … }`, and `switch (!!photos.length) { case false: … }`.
  const wanted = whole ?? booleanOf(label);
  const value = whole === undefined ? discriminant : label;
  if (wanted === true) return value;
  if (wanted === false) return { type: 'UnaryExpression', operator: '!', prefix: true, argument: value, start, end } as Node;
  return { type: 'BinaryExpression', operator: '===', left: discriminant, right: label, start, end } as Node;
}

function either(left: Node | undefined, right: Node): Node {
  if (!left) return right;
  return {
    type: 'LogicalExpression',
    operator: '||',
    left: left as Expression,
    right: right as Expression,
    start: left.start,
    end: right.end,
  } as Node;
}

/** What runs from a case on: its statements, and those of the next ones as long as none ends it. */
function armOf(holder: SwitchStatement, from: SwitchCase): Arm {
  const nodes: Statement[] = [];
  for (const { consequent } of holder.cases.slice(holder.cases.indexOf(from)))
    for (const statement of statementsOf(consequent)) {
      if (statement.type === 'BreakStatement') return { nodes, leaves: false };
      nodes.push(statement);
      if (statement.type === 'ReturnStatement' || statement.type === 'ThrowStatement') return { nodes, leaves: true };
      if (statement.type === 'ContinueStatement') return { nodes, leaves: false };
    }
  return { nodes, leaves: false };
}

/** `case 0: { … break }` too. */
function statementsOf(consequent: Statement[]): Statement[] {
  const [only] = consequent;
  return consequent.length === 1 && only?.type === 'BlockStatement' ? only.body : consequent;
}

/** `default` beside a single case is its `else`; several other cases are decisions of their own, so they stand as cases. */
function otherArm(holder: SwitchStatement, others: SwitchCase[]): Arm {
  const [only] = others;
  return others.length === 1 && !only!.test ? armOf(holder, only!) : { nodes: others, leaves: false };
}
