import type { CallExpression, Node } from '@babel/types';
import { dottedName, isFunction, keyName } from '../../../decode/javascript/names.js';
import { walk } from '../../../decode/javascript/walk.js';
import { HEADINGS } from '../../headings.js';
import type { Application } from '../application/application.js';
import { calledUnits, callHandedTo, callsOf } from '../application/call-graph.js';
import { fold } from '../constants/fold.js';
import type { Call, Unit } from '../module/model.js';
import { isSendCall } from '../requests/sending.js';
import type { Arm, Control } from './control.js';
import { callsWithin, guardedIn, isIteration } from './guards.js';
import { effectPosition } from './position.js';
import { lastOf } from './statements.js';

const MESSAGE_CALL = /(toast|tip|tips|msg|message|notify|notice|alert|modal|confirm|dialog|warn|error|fail)\w*$/i;
const HAN = /[\u3400-\u9fff]/;

export interface Stop {
  message?: string;
  /** Ends by `return`, `throw`, or only says so. */
  leaves: boolean;
}

/** Whether an arm stops the path: it says something, or leaves, without sending anything itself. */
export function stopOf(
  app: Application,
  control: Control,
  arm: Arm,
  other: Arm | undefined,
  memo: Map<Unit, boolean>,
): Stop | undefined {
  const { unit } = control;
  const message =
    messageIn(app, arm, unit) ??
    (control.statement ? undefined : chosenText(app, arm, other, unit)) ??
    (arm.leaves && !arm.rest ? messageIn(app, arm, unit, true) : undefined);
  const says = message !== undefined || (!control.statement && speaksWithin(arm));
  // An expression that leaves without a word is as often a value as a way out.
  if (!says && (!arm.leaves || arm.rest || !control.statement || isIteration(unit))) return undefined;
  if (callsWithin(unit, arm.nodes).some((call) => isSendCall(call.callee))) return undefined;
  if (arm.rest && (!message || guardedIn(app, arm, unit, memo))) return undefined;
  return { message, leaves: arm.leaves };
}

/** A decision inside an arm has arms of its own; what they say is theirs. */
function isDecision(node: Node, ancestors: readonly Node[]): boolean {
  if (node.type === 'IfStatement' || node.type === 'SwitchStatement') return true;
  return (
    (node.type === 'ConditionalExpression' || node.type === 'LogicalExpression') && effectPosition(node, ancestors) !== undefined
  );
}

/** The message an arm shows, sets or returns; `deep` takes one of those between which the arm only chooses. */
export function messageIn(app: Application, arm: Arm, unit: Unit, deep = false): string | undefined {
  let found: string | undefined;
  for (const root of arm.nodes)
    walk(root, (node, ancestors) => {
      if (found || (!deep && isDecision(node, ancestors))) return false;
      if (node.type === 'CallExpression') found = saidBy(app, node, unit);
      else if ((node.type === 'ReturnStatement' || node.type === 'ThrowStatement') && node.argument)
        found = textReturned(app, node.argument, unit);
      else if (node.type === 'AssignmentExpression' && node.right.type === 'StringLiteral' && HAN.test(node.right.value))
        found = node.right.value;
      return undefined;
    });
  // Shown in a line of the report, whatever line breaks it has on the screen.
  return found?.replace(/\s+/g, ' ').trim();
}

function saidBy(app: Application, node: CallExpression, unit: Unit): string | undefined {
  const call = callsWithin(unit, [node]).find((item) => item.node.start === node.start && item.node.end === node.end);
  const callee = call?.callee ?? (node.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(node.callee) ?? ''));
  if (/^console\./.test(callee)) return undefined;
  const name = callee.split('.').at(-1)!;
  const args = (call?.node ?? node).arguments as Node[];
  if (MESSAGE_CALL.test(name) || /toast/i.test(callee) || /^(reject|callback|cb)$/.test(name) || refuses(callee, unit))
    return longestText(app, args, unit);
  if (name === 'abrupt' && args[1]) return longestText(app, args.slice(1), unit);
  if (/^(setData|setState)$/.test(name)) return longestText(app, toldIn(args[0]), unit);
  // `errors.push('请上传照片')`: noted here, told further down.
  if (/^(push|unshift)$/.test(name)) return longestText(app, args.filter(isWritten), unit);
  const own = longestText(app, args, unit);
  // `n("请上传照片")`: a name that minifying has taken away is known by what its function calls.
  return own !== undefined && call !== undefined && saysSomething(app, call, MAX_WRAPPERS) ? own : undefined;
}

/** What `setData({ error: '请上传照片' })` shows in a line of the page kept for that. */
function toldIn(data: Node | undefined): Node[] {
  if (data?.type !== 'ObjectExpression') return [];
  return data.properties.flatMap((member) =>
    member.type === 'ObjectProperty' && TOLD.test(keyName(member) ?? '') ? [member.value] : [],
  );
}

const TOLD = /(err|error|msg|message|tip|tips|hint|warn|warning|notice|toast)(Msg|Message|Text|Info|Str)?$/i;

function isWritten(node: Node): boolean {
  return node.type === 'StringLiteral' || node.type === 'TemplateLiteral';
}

/** The second parameter of what a promise is made with, whatever it is called. */
function refuses(name: string, unit: Unit): boolean {
  return unit.params[1] === name && callHandedTo(unit)?.callee === 'Promise';
}

/** Wrappers around wrappers of a toast that are followed. */
const MAX_WRAPPERS = 3;

function saysSomething(app: Application, call: Call, depth: number): boolean {
  return calledUnits(app, call).some((target) =>
    callsOf(target).some(
      (inner) => MESSAGE_CALL.test(inner.callee.split('.').at(-1)!) || (depth > 1 && saysSomething(app, inner, depth - 1)),
    ),
  );
}

function textReturned(app: Application, argument: Node, unit: Unit): string | undefined {
  const value = lastOf(argument);
  return isDecision(value, []) || value.type.startsWith('JSX') || isFunction(value) ? undefined : longestText(app, [value], unit);
}

/** `return photos.length ? "" : "请上传照片"`: a text beside nothing, or beside the next test, is a complaint. */
function chosenText(app: Application, arm: Arm, other: Arm | undefined, unit: Unit): string | undefined {
  const beside = other?.nodes[0] && lastOf(other.nodes[0]);
  if (!(arm.leaves || arm.noted) || !beside || !(isNothing(beside) || isDecision(beside, []))) return undefined;
  const value = lastOf(arm.nodes[0]!);
  return value.type === 'StringLiteral' || value.type === 'TemplateLiteral' ? longestText(app, [value], unit) : undefined;
}

function isNothing(node: Node): boolean {
  return (
    node.type === 'NullLiteral' ||
    node.type === 'BooleanLiteral' ||
    (node.type === 'StringLiteral' && node.value === '') ||
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'UnaryExpression' &&
      (node.operator === 'void' || node.operator === '!') &&
      node.argument.type === 'NumericLiteral')
  );
}

/** An arm that only chooses between messages. */
function speaksWithin(arm: Arm): boolean {
  let speaks = false;
  for (const root of arm.nodes)
    walk(root, (node) => {
      if (node.type === 'CallExpression' && node.callee.type !== 'V8IntrinsicIdentifier')
        speaks ||= /toast|modal|alert/i.test((dottedName(node.callee) ?? '').split('.').at(-1)!);
      return !speaks;
    });
  return speaks;
}

const TEXTS: ReadonlySet<string> = new Set(['StringLiteral', 'TemplateLiteral', 'BinaryExpression', 'CallExpression']);

/** What a person is told: the body of a dialog before its title, and no mere heading. */
function longestText(app: Application, args: Node[], unit: Unit): string | undefined {
  const texts: string[] = [];
  const bodies: string[] = [];
  for (const arg of args)
    walk(arg, (node, ancestors) => {
      if (isFunction(node)) return false;
      const isName = node.type === 'Identifier' || node.type === 'MemberExpression';
      const isWhole = node === arg || ancestors.at(-1)?.type === 'ObjectProperty';
      if (!TEXTS.has(node.type) && !(isName && isWhole && texts.length === 0)) return isName ? false : undefined;
      const text = fold(app, node, unit);
      if (!text || !HAN.test(text)) return isName ? false : undefined;
      (isBody(ancestors.at(-1)) ? bodies : texts).push(text);
      return false;
    });
  const [first] = [...bodies, ...texts].filter((text) => !HEADINGS.test(text));
  return first ?? texts[0];
}

function isBody(holder: Node | undefined): boolean {
  return holder?.type === 'ObjectProperty' && /^(content|message|msg|body)$/.test(keyName(holder) ?? '');
}
