import type { TimingFact } from '../../../facts/types.js';
import type { Body, Call } from './body.js';
import type { CallGraph } from './call-graph.js';
import type { Program } from './program.js';
import type { Sends } from './sends.js';
import { choices, type Value } from './values.js';

export interface Timing {
  at: number;
  body: Body;
  shape: TimingFact['shape'];
  pair: string;
  reaches: TimingFact['reaches'];
  target?: string;
}

const BEGIN =
  /^(onCreate|onStart|onResume|onViewCreated|onCreateView|onActivityCreated|onAttach|setUserVisibleHint|onHiddenChanged|onActivity(Started|Resumed|Created)|onAttachedToWindow|onSupportVisible|onForeground|onAppForeground)$/;
const END =
  /^(onPause|onStop|onDestroy|onDestroyView|onDetach|setUserVisibleHint|onHiddenChanged|onActivity(Paused|Stopped|Destroyed)|onBackPressed|finish|onDetachedFromWindow|onSupportInvisible|onBackground|onAppBackground|onCleared)$/;
const STEPS = 3;

/** Time kept at one lifecycle event and subtracted at another, and beats that send: within one class with its superclasses. */
export function readTimings(
  className: string,
  members: readonly Body[],
  program: Program,
  graph: CallGraph,
  sends: Sends,
): Timing[] {
  return [...readPairs(members, program, graph, sends), ...readBeats(members, program, sends)].filter((timing) =>
    timing.body.owner.name.startsWith(className),
  );
}

function readPairs(members: readonly Body[], program: Program, graph: CallGraph, sends: Sends): Timing[] {
  const kept = new Map<string, Set<string>>();
  for (const body of members)
    for (const write of body.writes)
      if (choices(write.value).some(isTime)) {
        const events = kept.get(keyOf(write.ref)) ?? new Set();
        for (const event of eventsLeadingTo(body, members, graph, BEGIN)) events.add(event);
        kept.set(keyOf(write.ref), events);
      }
  const out: Timing[] = [];
  for (const body of members)
    for (const { at, value } of body.arithmetic) {
      const field = elapsedSince(value, kept);
      if (!field) continue;
      const begin = [...kept.get(field)!].sort()[0];
      const end = eventsLeadingTo(body, members, graph, END).sort()[0];
      if (!begin || !end || out.some((known) => known.body === body && known.pair === `${begin}→${end}`)) continue;
      out.push({ at, body, shape: 'lifecycle-pair', pair: `${begin}→${end}`, ...destination(body, at, program, sends) });
    }
  return out;
}

/** `now - started`, where `started` is a field that was given the time. */
function elapsedSince(value: Value, kept: Map<string, Set<string>>): string | undefined {
  if (value.kind !== 'arithmetic' || value.op !== 'sub') return undefined;
  const isNow = choices(value.left).some((one) => isTime(one) || (one.kind === 'field' && kept.has(keyOf(one.ref))));
  const started = choices(value.right).find((one) => one.kind === 'field' && kept.has(keyOf(one.ref)));
  return isNow && started?.kind === 'field' ? keyOf(started.ref) : undefined;
}

function keyOf(ref: { owner: string; name: string }): string {
  return `${ref.owner}${ref.name}`;
}

const CLOCKS = new Set(['currentTimeMillis', 'elapsedRealtime', 'uptimeMillis', 'nanoTime', 'elapsedRealtimeNanos']);

/** A point in time: a clock, `new Date().getTime()`, or one of these divided. */
function isTime(value: Value): boolean {
  if (value.kind === 'arithmetic') return (value.op === 'div' || value.op === 'mul') && choices(value.left).some(isTime);
  if (value.kind !== 'call') return false;
  if (CLOCKS.has(value.callee.name)) return true;
  return (
    (/^Ljava\/util\/(Date|Calendar|GregorianCalendar);$/.test(value.callee.owner) &&
      /^(getTime|getTimeInMillis)$/.test(value.callee.name)) ||
    (value.callee.name === 'now' && /^Ljava\/time\//.test(value.callee.owner))
  );
}

/** Lifecycle methods of the class that are this method or lead to it in a few steps. */
function eventsLeadingTo(body: Body, members: readonly Body[], graph: CallGraph, events: RegExp): string[] {
  return members
    .filter((member) => events.test(member.ref.name) && (member === body || graph.reachable([member.key], STEPS).has(body.key)))
    .map((member) => member.ref.name);
}

function destination(body: Body, from: number, program: Program, sends: Sends): Pick<Timing, 'reaches' | 'target'> {
  const later = body.calls.filter((call) => call.at > from);
  const send = later.find((call) => sends.leadsToSend(call));
  if (send) return { reaches: 'request', target: pathOf(send) };
  const store = later.find((call) => sends.isStore(call.callee) || program.resolve(call.callee).some(sends.reachesStore));
  if (store) return { reaches: 'storage', target: pathOf(store) };
  if (later.some((call) => call.callee.name === 'setText')) return { reaches: 'display' };
  return { reaches: 'none' };
}

function pathOf(call: Call): string {
  const text = call.args.flatMap(choices).find((arg) => arg.kind === 'text');
  return text?.kind === 'text' ? text.literal.text : call.callee.name;
}

const REPEATS = /^(schedule|scheduleAtFixedRate|scheduleWithFixedDelay|postDelayed|interval)$/;
const MAX_BEAT = 24 * 3600 * 1000;

/** A timer whose task sends: `Timer.schedule(task, delay, period)`, a handler that posts itself again, a fixed-rate executor. */
function readBeats(members: readonly Body[], program: Program, sends: Sends): Timing[] {
  const out: Timing[] = [];
  for (const body of members)
    for (const call of body.calls) {
      if (!REPEATS.test(call.callee.name)) continue;
      const numbers = call.args.flatMap((arg) => (arg.kind === 'number' ? [arg.number] : []));
      const period = numbers.at(-1);
      if (period === undefined || period < 1000 || period > MAX_BEAT) continue;
      const task = call.args.flatMap((arg) =>
        arg.kind === 'new' ? program.bodiesOf(arg.name) : arg.kind === 'this' ? program.bodiesOf(body.owner.name) : [],
      );
      const run = task.find((one) => one.ref.name === 'run' && sends.reachesSend(one.key));
      const again =
        call.callee.name !== 'postDelayed' || task.some((one) => one.calls.some((inner) => inner.callee.name === 'postDelayed'));
      // A timer without a period runs once.
      if (!run || !again || (call.callee.name === 'schedule' && call.callee.params.filter((type) => type === 'J').length < 2))
        continue;
      const send = run.calls.find((inner) => sends.leadsToSend(inner));
      out.push({
        at: call.at,
        body,
        shape: 'heartbeat',
        pair: `${period} ms`,
        reaches: 'request',
        ...(send && { target: pathOf(send) }),
      });
    }
  return out;
}
