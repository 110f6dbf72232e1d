import type { IfStatement, Node, Statement, SwitchCase } from '@babel/types';
import type { ScriptModule, Site } from '../module/model.js';
import { encloses } from '../module/nodes.js';
import { caseControl } from './cases.js';
import { endsMachine, isMachine, machineArms } from './machine.js';
import { isNextRound } from './machine-loops.js';
import { effectPosition } from './position.js';
import { endsHere, following } from './statements.js';
import { valueControl } from './used-values.js';

/** One way on from a test: what runs, in order, and whether the function ends after it. */
export interface Arm {
  nodes: readonly Node[];
  leaves: boolean;
  /** Not written as an arm: what follows an `if` whose branch has left. */
  rest?: boolean;
  /** What the arm, a text, is put in to be told further down. */
  noted?: Node;
}

/** A decision, however it is written: `if`, `a ? b : c`, `a && b`, a case of `switch`, or a jump in a compiled state machine. */
export interface Control extends Site {
  test: Node;
  whenTrue?: Arm;
  whenFalse?: Arm;
  /** A statement, as against an expression; what follows a statement is its own continuation. */
  statement: boolean;
  /** The `else if` of another decision. */
  chained: boolean;
}

const known = new WeakMap<ScriptModule, Control[]>();

/** The decisions of a module, in source order. */
export function controlsOf(module: ScriptModule): Control[] {
  const controls = known.get(module) ?? module.branches.flatMap((site) => controlOf(site) ?? []);
  known.set(module, controls);
  return controls;
}

/** Reads a node with two ways on as one; undefined where a value is chosen, not a way. */
function controlOf(site: Site): Control | undefined {
  const { node } = site;
  if (node.type === 'IfStatement') return isNextRound(node.test) ? undefined : ofIf(site as Site<IfStatement>);
  if (node.type === 'SwitchCase') {
    const holder = site.ancestors.at(-1);
    return holder?.type === 'SwitchStatement' && !isMachine(holder) ? caseControl(site as Site<SwitchCase>, holder) : undefined;
  }
  if (node.type !== 'ConditionalExpression' && node.type !== 'LogicalExpression') return undefined;
  const position = effectPosition(node, site.ancestors);
  if (!position) return valueControl(site);
  const arm = (branch: Node): Arm => ({ nodes: [branch], leaves: position.returns });
  const base = { ...site, statement: false, chained: false };
  if (node.type === 'ConditionalExpression')
    return { ...base, test: node.test, whenTrue: arm(node.consequent), whenFalse: arm(node.alternate) };
  if (node.operator === '&&') return { ...base, test: node.left, whenTrue: arm(node.right) };
  return node.operator === '||' ? { ...base, test: node.left, whenFalse: arm(node.right) } : undefined;
}

function ofIf(site: Site<IfStatement>): Control {
  const { node, ancestors } = site;
  const holder = ancestors.at(-1);
  const base = { ...site, test: node.test, statement: true, chained: holder?.type === 'IfStatement' };
  const machine = ancestors.at(-2);
  if (holder?.type === 'SwitchCase' && machine && isMachine(machine)) {
    const arms = machineArms(machine, holder, node);
    if (arms) return { ...base, whenTrue: machineArm(arms.jumped), whenFalse: machineArm(arms.stayed) };
  }
  const whenTrue: Arm = { nodes: [node.consequent], leaves: endsHere(node.consequent) };
  if (node.alternate) return { ...base, whenTrue, whenFalse: { nodes: [node.alternate], leaves: endsHere(node.alternate) } };
  const rest = whenTrue.leaves && holder ? following(holder, node) : [];
  return { ...base, whenTrue, ...(rest.length > 0 && { whenFalse: { nodes: rest, leaves: true, rest: true } }) };
}

function machineArm(statements: Statement[]): Arm {
  const end = statements.findIndex(endsMachine);
  return end < 0 ? { nodes: statements, leaves: false } : { nodes: statements.slice(0, end + 1), leaves: true };
}

/** Whether a node stands on one side of a decision. */
export function isWithin(arm: Arm | undefined, node: Node): boolean {
  return arm?.nodes.some((part) => encloses(part, node)) === true;
}

/** The offset at which an arm ends. */
export function endOf(arm: Arm): number {
  return arm.nodes.at(-1)?.end ?? 0;
}
