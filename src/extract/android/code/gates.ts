import type { GateFact, Subject } from '../../../facts/types.js';
import { subjectOfMessage, subjectOfName } from '../../subjects.js';
import { dotted } from '../classes.js';
import type { Body, Branch, Call } from './body.js';
import type { CallGraph } from './call-graph.js';
import { controlOf } from './control.js';
import type { Flows } from './flows.js';
import type { Program } from './program.js';
import type { Sends } from './sends.js';
import { messageOf } from './shown.js';
import { choices, type Value } from './values.js';

export interface Gate {
  at: number;
  subject: Subject;
  shape: GateFact['shape'];
  message: string;
  guards: string;
}

export interface GateTools {
  program: Program;
  graph: CallGraph;
  flows: Flows;
  sends: Sends;
  /** Methods that call a method. */
  callersOf(key: string): Body[];
}

/** Messages about what the server or network answered are no demand on the user. */
const FAILURE = /失败|错误|异常|超时|重试|网络|不支持|未知|出错|没有更多|成功|暂无|已(经)?是最新|再[按摁点]一次/;

/** Tests in a method whose one side says a message and stops while the other goes on to send. */
export function readGates(body: Body, tools: GateTools): Gate[] {
  const gates: Gate[] = [];
  if (body.branches.length === 0) return gates;
  const calls = saidCalls(body, tools.flows);
  // Most methods say nothing, and without a message there is no gate.
  if (![...calls.values()].some(({ message }) => message)) return gates;
  for (const branch of body.branches) {
    if (gates.length >= 60) break;
    const gate = gateOf(body, branch, calls, tools);
    if (gate) gates.push(gate);
  }
  return gates;
}

/** A call and the message it puts in front of the user. */
interface SaidCall {
  call: Call;
  message: string | undefined;
}

/** Calls of a body by address. */
function saidCalls(body: Body, flows: Flows): Map<number, SaidCall> {
  return new Map(body.calls.map((call) => [call.at, { call, message: messageOf(call, flows) }]));
}

function gateOf(body: Body, branch: Branch, calls: Map<number, SaidCall>, tools: GateTools): Gate | undefined {
  const control = controlOf(body);
  for (const [stopping, going] of [
    [branch.next, branch.target],
    [branch.target, branch.next],
  ] as const) {
    const message = control
      .straight(stopping)
      .map((one) => calls.get(one.at)?.message)
      .find(Boolean);
    if (!message || FAILURE.test(message)) continue;
    const stopped = control.reach(stopping);
    if (sendIn(stopped, calls, tools)) continue;
    const send = sendIn(control.reach(going), calls, tools) ?? guardedByCaller(body, tools);
    if (!send) continue;
    const tested = testOf(branch, stopping === branch.target);
    return { at: branch.at, message, guards: send, shape: tested.shape, subject: subjectOf(message, tested.names) };
  }
  return undefined;
}

function sendIn(addresses: Set<number>, calls: Map<number, SaidCall>, tools: GateTools): string | undefined {
  for (const at of [...addresses].sort((a, b) => a - b)) {
    const said = calls.get(at);
    if (said && !said.message && tools.sends.leadsToSend(said.call)) return nameOf(said.call);
  }
  return undefined;
}

/** A validator answers with a boolean, and its callers send only after asking it. */
function guardedByCaller(body: Body, tools: GateTools): string | undefined {
  if (body.ref.returns !== 'Z') return undefined;
  for (const caller of tools.callersOf(body.key)) {
    const asked = caller.calls.find((call) => tools.program.resolve(call.callee).includes(body.key));
    const later = asked && caller.calls.find((call) => call.at > asked.at && tools.sends.leadsToSend(call));
    if (later) return nameOf(later);
  }
  return undefined;
}

function nameOf({ callee }: Call): string {
  return `${dotted(callee.owner).replace(/^.*\./, '')}.${callee.name}`;
}

interface Tested {
  shape: GateFact['shape'];
  /** Names that tell what is tested, the most telling first. */
  names: string[];
}

/** What a branch asks. `jumps`: the side that stops is the one jumped to. */
function testOf(branch: Branch, jumps: boolean): Tested {
  const left = choices(branch.left)[0]!;
  const right = branch.right && choices(branch.right)[0]!;
  const names = [...namesIn(left), ...(right ? namesIn(right) : [])];
  if (left.kind === 'compare') return { shape: 'range', names: [...namesIn(left.left), ...namesIn(left.right)] };
  const bound = right?.kind === 'number' ? right.number : left.kind === 'number' ? left.number : undefined;
  const counted = isCount(left) || (right !== undefined && isCount(right));
  // if-eqz on a count, or `< 1`, asks for presence; a higher bound for a number of things.
  if (counted) return { shape: bound !== undefined && bound > 1 ? 'min-count' : 'empty', names };
  if (
    !right &&
    left.kind === 'call' &&
    /^(isEmpty|isBlank|isNullOrEmpty|isNotEmpty|equals|isTrimEmpty|isSpace|isNull)$/.test(left.callee.name)
  )
    return { shape: 'empty', names };
  if (!right && (branch.op === 0x38 || branch.op === 0x39)) return { shape: isObject(left) ? 'empty' : 'flag', names };
  if (right && bound === undefined) return { shape: 'range', names };
  return { shape: jumps || bound !== undefined ? 'range' : 'flag', names };
}

function isCount(value: Value): boolean {
  return (
    value.kind === 'length' ||
    (value.kind === 'call' && /^(size|length|getCount|getItemCount|getChildCount)$/.test(value.callee.name))
  );
}

function isObject(value: Value): boolean {
  if (value.kind === 'field') return value.ref.type.startsWith('L') || value.ref.type.startsWith('[');
  if (value.kind === 'parameter') return value.type.startsWith('L') || value.type.startsWith('[');
  return value.kind === 'call' && /^[L[]/.test(value.callee.returns);
}

function namesIn(value: Value, depth = 0): string[] {
  if (depth > 4) return [];
  if (value.kind === 'field') return [value.ref.name];
  if (value.kind === 'length') return namesIn(value.of, depth + 1);
  if (value.kind === 'arithmetic' || value.kind === 'compare')
    return [...namesIn(value.left, depth + 1), ...namesIn(value.right, depth + 1)];
  if (value.kind === 'call') return [...value.args.flatMap((arg) => namesIn(arg, depth + 1)), value.callee.name];
  if (value.kind === 'either') return value.values.flatMap((one) => namesIn(one, depth + 1));
  return [];
}

function subjectOf(message: string, names: string[]): Subject {
  const said = subjectOfMessage(message);
  const named = names.map(subjectOfName).find((subject) => subject !== undefined);
  // A message that only says something is missing leaves the subject to what is tested.
  return said === undefined || said === 'text' ? (named ?? said ?? 'other') : said;
}
