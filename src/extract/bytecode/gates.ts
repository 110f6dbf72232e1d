import type { GateFact, Subject } from '../../facts/types.js';
import { subjectOfMessage, subjectOfName } from '../subjects.js';
import { folded, nameOf } from './naming.js';
import type { RequestCall, Sends } from './requests.js';
import { type Branch, functionsOf, type UnitReading, type Units } from './units.js';
import { type CallSite, optionsOf, type Value } from './values.js';

interface Sender {
  at: number;
  guards: string;
}

export interface Gate {
  subject: Subject;
  shape: GateFact['shape'];
  message: string;
  guards: string;
  at: number;
}

const MESSAGE_CALL =
  /(toast|tip|tips|msg|message|notify|notice|alert|modal|confirm|dialog)\w*$|(^|\.)\w*(Toast|Alert|Message)\w*\.\w+$/i;
const HAN = /[\u3400-\u9fff]/;

/**
 * Tests after which a function says something and does not go on to send: the message lies on one way of a branch and leaves, the
 * sending on the other. What is tested in one function and sent in another is not seen.
 */
export function readGates(program: Units, unit: UnitReading, requests: Map<CallSite, RequestCall>, sends: Sends): Gate[] {
  const senders = unit.calls.flatMap((site): Sender[] => {
    const request = requests.get(site);
    const ids = request ? [] : functionsOf(program, site.callee);
    if (request) return [{ at: site.at, guards: request.path }];
    return ids.some(sends) ? [{ at: site.at, guards: nameOf(program, site.callee) || 'request' }] : [];
  });
  if (senders.length === 0) return [];
  const out: Gate[] = [];
  for (const { at, message } of messagesIn(program, unit)) {
    const gate = guardOf(program, unit, at, senders);
    if (!gate) continue;
    const subject = subjectOfMessage(message) ?? subjectOfTested(program, gate.branch.tested);
    if (subject) out.push({ subject, shape: shapeOf(program, gate.branch), message, guards: gate.guards, at: gate.branch.at });
  }
  return out;
}

const MESSAGE_STATE = /(err|error|msg|message|tip|tips|hint|toast|warn|warning)\w*$/i;

/** What is said to a person: by a call, or by a state of the page that shows it. */
function messagesIn(program: Units, unit: UnitReading): { at: number; message: string }[] {
  const said = unit.calls.flatMap((site) => {
    const message = messageOf(program, site);
    return message === undefined ? [] : [{ at: site.at, message }];
  });
  const kept = unit.stores.flatMap(({ object, key, value, at }) => {
    const message = object.kind === 'self' && MESSAGE_STATE.test(key) ? folded(program, value, true) : undefined;
    return message && HAN.test(message) ? [{ at, message: message.slice(0, 200) }] : [];
  });
  return [...said, ...kept];
}

function messageOf(program: Units, site: CallSite): string | undefined {
  if (!MESSAGE_CALL.test(nameOf(program, site.callee))) return undefined;
  const texts = site.args.flatMap((argument) =>
    optionsOf(argument).flatMap((option) => (option.kind === 'object' ? [...option.members.values()] : [option])),
  );
  const said = texts.map((value) => folded(program, value, true) ?? '').filter((text) => HAN.test(text));
  return said.sort((a, b) => b.length - a.length)[0]?.slice(0, 200);
}

/** Branches looked at before a message; a test further away is not this message's. */
const MAX_BRANCHES = 30;

/** The nearest branch that chooses between the message and a sending. */
function guardOf(
  program: Units,
  unit: UnitReading,
  said: number,
  senders: Sender[],
): { branch: Branch; guards: string } | undefined {
  const end = firstAfter(unit.branches, said);
  for (let i = end - 1; i >= Math.max(0, end - MAX_BRANCHES); i--) {
    const branch = unit.branches[i]!;
    // A jump table of a generator tests numbers nobody named.
    if (!branch.tested.some((value) => isNamed(program, value))) continue;
    if (branch.target > said) {
      // `if (empty) { say; leave } send`
      const after = leavesWithin(unit, said, branch.target) ? senders[firstAfter(senders, branch.target)] : undefined;
      if (after) return { branch, guards: after.guards };
    } else if (branch.target > branch.at) {
      // The same with its ways the other way round: `if (!empty) { send; leave } say`
      const within = senders[firstAfter(senders, branch.at)];
      if (within && within.at < branch.target && !leavesWithin(unit, branch.target, said))
        return { branch, guards: within.guards };
    }
  }
  return undefined;
}

function leavesWithin(unit: UnitReading, from: number, to: number): boolean {
  const exit = unit.exits[firstAfter(unit.exits, from)];
  return exit !== undefined && exit.at < to;
}

/** Index of the first that stands at a place or after it; they are in the order of the code. */
function firstAfter(list: readonly { at: number }[], place: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (list[middle]!.at < place) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isNamed(program: Units, value: Value): boolean {
  return parts([value]).some((part) => nameOf(program, part) !== '');
}

function parts(tested: Value[]): Value[] {
  return tested.flatMap((value) => (value.kind === 'test' ? parts(value.of) : [value]));
}

function subjectOfTested(program: Units, tested: Value[]): Subject | undefined {
  for (const value of parts(tested)) {
    const names = nameOf(program, value)
      .split('.')
      .filter((name) => name !== 'length')
      .reverse();
    const subject = names.map(subjectOfName).find(Boolean);
    if (subject) return subject;
  }
  return undefined;
}

function shapeOf(program: Units, { tested, opcode }: Branch): GateFact['shape'] {
  const operators = [opcode, ...tested.flatMap((value) => (value.kind === 'test' ? [value.operator] : []))];
  if (!operators.some((operator) => /less|greater/i.test(operator))) return 'empty';
  return parts(tested).some((value) => /(^|\.)(length|size)$/.test(nameOf(program, value))) ? 'min-count' : 'range';
}
