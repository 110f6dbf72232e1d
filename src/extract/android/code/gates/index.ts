import type { GateFact, Subject } from '../../../../facts/types.js';
import { HEADINGS } from '../../../headings.js';
import { subjectOfMessage, subjectOfName } from '../../../subjects.js';
import { dotted } from '../../names.js';
import type { Body, Branch, Call } from '../body.js';
import type { CallGraph } from '../call-graph.js';
import { type Control, controlOf } from '../control.js';
import type { Flows } from '../flows.js';
import type { Program } from '../program.js';
import { isRecord, type Sends } from '../sends.js';
import { demandOf, messageOf, saidInside } from '../shown.js';
import { type Literal, leaves } from '../values.js';
import { answeredMessage } from './answered.js';
import { chosenMessage, eitherMessage } from './chosen.js';
import { disabledGates } from './disabled.js';
import { labelled } from './labels.js';
import { testOf } from './tested.js';
import { thrownMessage } from './thrown.js';

export interface Gate {
  at: number;
  subject: Subject;
  shape: GateFact['shape'];
  /** Undefined where nothing is said: a button that cannot be tapped. */
  message?: string;
  guards: string;
}

export interface GateTools {
  program: Program;
  graph: CallGraph;
  flows: Flows;
  sends: Sends;
  /** What taps reach. */
  handlers: { linked: ReadonlySet<string> };
  /** Methods that call a method. */
  callersOf(key: string): Body[];
  /** Methods that create an object of a class. */
  makersOf(className: string): readonly Body[];
  /** Texts that flow into one of some nodes, with the methods that hold them. */
  textsInto(nodes: ReadonlySet<string>): { literal: Literal; maker: Body }[];
}

/** Messages about what the server or network answered are no demand on the user. */
const FAILURE = /失败|错误|异常|超时|重试|网络|不支持|未知|出错|没有更多|成功|暂无|已(经)?是最新|再[按摁点]一次/;

/** Tests in a method whose one side says a message and stops while the other goes on to send. */
export function readGates(body: Body, tools: GateTools): Gate[] {
  const gates = disabledGates(body, tools);
  if (body.branches.length === 0) return gates;
  const calls = saidCalls(body, tools);
  // Most methods say nothing, and without a message there is no other gate.
  if (![...calls.values()].some(({ message }) => message) && !mayAnswer(body)) return gates;
  let fields = 0;
  for (const branch of body.branches) {
    const gate = gateOf(body, branch, calls, tools);
    if (!gate || (isField(gate) && ++fields > FIELDS)) continue;
    gates.push(gate);
  }
  return gates;
}

/** Long forms ask for their fields one by one; after so many the next one says nothing new, a photo asked for at the end does. */
const FIELDS = 60;

function isField({ subject }: Gate): boolean {
  return subject === 'text' || subject === 'other';
}

/** A call and the message it puts in front of the user. */
interface SaidCall {
  call: Call;
  message: string | undefined;
}

/** Calls of a body by address. What a tap puts into a text of the page is a message too where it makes a demand: `请先拍照取证` in red. */
function saidCalls(body: Body, { flows, handlers, program }: GateTools): Map<number, SaidCall> {
  const tapped = handlers.linked.has(body.key);
  const said = (call: Call): string | undefined =>
    messageOf(call, flows) ?? saidInside(call, program, flows) ?? (tapped ? demandOf(call, flows) : undefined);
  return new Map(body.calls.map((call) => [call.at, { call, message: said(call) }]));
}

/** A method that may say what is missing by throwing it, or by handing it to who asked. */
function mayAnswer(body: Body): boolean {
  return (
    body.instructions.some((one) => one.kind === 'throw') ||
    body.returns.some((value) => leaves(value).some((leaf) => leaf.kind === 'text' || leaf.kind === 'new'))
  );
}

function gateOf(body: Body, branch: Branch, calls: Map<number, SaidCall>, tools: GateTools): Gate | undefined {
  const control = controlOf(body);
  for (const [stopping, going] of [
    [branch.next, branch.target],
    [branch.target, branch.next],
  ] as const) {
    const said = control.straight(stopping).flatMap((one) => calls.get(one.at)?.message ?? []);
    const answered = answeredMessage(body, stopping, control, tools.flows) ?? thrownMessage(body, stopping, control);
    const chosen = said.length > 0 || answered ? undefined : chosenMessage(body, stopping, control);
    const either = said.length > 0 || answered || chosen ? undefined : eitherMessage(body, stopping, control, tools.flows);
    const message = said.find((text) => !HEADINGS.test(text)) ?? said[0] ?? answered ?? chosen?.message ?? either;
    if (!message || FAILURE.test(message)) continue;
    const ways = chosen ? waysOf(chosen.test, calls, control) : { stopping, going };
    if (!ways || sendIn(control.reach(ways.stopping), calls, body, tools)) continue;
    const tested = testOf(body, branch, stopping === branch.target);
    const plain = subjectOf(message, tested.names);
    const field = plain === 'text' || plain === 'other' ? labelled(body, message, tools) : undefined;
    const subject = field?.subject ?? plain;
    const after = control.reach(ways.going);
    const guards =
      sendIn(after, calls, body, tools) ??
      guardedByCaller(body, message === answered, tools) ??
      (EVIDENCE.has(subject) ? keptIn(after, calls, tools) : undefined);
    if (guards) return { at: branch.at, message: field?.message ?? message, guards, shape: tested.shape, subject };
  }
  return undefined;
}

/** The side of a test of a chosen message that says it, and the other. */
function waysOf(
  { next, target }: Branch,
  calls: Map<number, SaidCall>,
  control: Control,
): { stopping: number; going: number } | undefined {
  const says = (from: number): boolean => control.straight(from).some(({ at }) => calls.get(at)?.message !== undefined);
  if (says(next)) return { stopping: next, going: target };
  return says(target) ? { stopping: target, going: next } : undefined;
}

function sendIn(addresses: Set<number>, calls: Map<number, SaidCall>, body: Body, tools: GateTools): string | undefined {
  for (const at of [...addresses].sort((a, b) => a - b)) {
    const said = calls.get(at);
    if (said && !said.message && tools.sends.leavesFrom(said.call, body)) return nameOf(said.call);
  }
  return undefined;
}

/** What is collected away from the network is kept on the phone with the record, and sent with it later. */
const EVIDENCE: ReadonlySet<Subject> = new Set(['photo', 'video', 'location', 'track']);

function keptIn(addresses: Set<number>, calls: Map<number, SaidCall>, { program, sends }: GateTools): string | undefined {
  for (const at of [...addresses].sort((a, b) => a - b)) {
    const said = calls.get(at);
    if (!said || said.message) continue;
    const { callee } = said.call;
    if (isRecord(callee) || program.resolve(callee).some((key) => sends.reachesRecord(key))) return nameOf(said.call);
  }
  return undefined;
}

const BOOLEANS: ReadonlySet<string> = new Set(['Z', 'Ljava/lang/Boolean;']);

/** A validator answers with a boolean, or answers or throws what is missing, and its callers send only after asking it. */
function guardedByCaller(body: Body, answers: boolean, tools: GateTools): string | undefined {
  if (!answers && !BOOLEANS.has(body.ref.returns)) return undefined;
  for (const caller of tools.callersOf(body.key)) {
    const asked = caller.calls.find((call) => tools.program.resolve(call.callee).includes(body.key));
    const later = asked && caller.calls.find((call) => call.at > asked.at && tools.sends.leavesFrom(call, caller));
    if (later) return nameOf(later);
  }
  return undefined;
}

function nameOf({ callee }: Call): string {
  return `${dotted(callee.owner).replace(/^.*\./, '')}.${callee.name}`;
}

function subjectOf(message: string, names: string[]): Subject {
  const said = subjectOfMessage(message);
  const named = names.map(subjectOfName).find((subject) => subject !== undefined);
  // A message that only says something is missing leaves the subject to what is tested.
  return said === undefined || said === 'text' ? (named ?? said ?? 'other') : said;
}
