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
  const begins = members.filter((member) => BEGIN.test(member.ref.name));
  const ends = members.filter((member) => END.test(member.ref.name));
  if (begins.length === 0 || ends.length === 0) return [];
  const kept = new Map<string, Set<string>>();
  for (const [body, events] of reachedFrom(begins, members, program, graph))
    for (const write of body.writes)
      if (choices(write.value).some(isTime)) {
        const known = kept.get(keyOf(write.ref)) ?? new Set();
        for (const event of events) known.add(event.ref.name);
        kept.set(keyOf(write.ref), known);
      }
  if (kept.size === 0) return [];
  const out: Timing[] = [];
  for (const [body, events] of reachedFrom(ends, members, program, graph))
    for (const { at, value } of body.arithmetic) {
      const field = elapsedSince(value, kept);
      const event = [...events].sort((one, other) => (one.ref.name < other.ref.name ? -1 : 1))[0];
      const begin = field && [...kept.get(field)!].sort()[0];
      if (!begin || !event) continue;
      const pair = `${begin}→${event.ref.name}`;
      const timing = { shape: 'lifecycle-pair', pair, ...placed(body, at, event, members, program, graph, sends) } as const;
      if (!out.some((known) => known.body === timing.body && known.pair === pair)) out.push(timing);
    }
  return out;
}

/** The methods some lifecycle methods are or lead to in a few steps, in the class or a helper it keeps, with those they come from. */
function reachedFrom(
  events: readonly Body[],
  members: readonly Body[],
  program: Program,
  graph: CallGraph,
): Map<Body, readonly Body[]> {
  const out = new Map<Body, Body[]>();
  for (const event of events)
    for (const key of graph.reachable([event.key], STEPS).keys()) {
      const body = program.body(key);
      if (!body) continue;
      const known = out.get(body);
      if (known) known.push(event);
      else out.set(body, [event]);
    }
  const order = new Map(members.map((member, index) => [member, index]));
  const place = (body: Body): number => order.get(body) ?? members.length;
  return new Map([...out].sort(([one], [other]) => place(one) - place(other)));
}

type Placed = Pick<Timing, 'body' | 'at' | 'reaches' | 'target'>;

/**
 * Where the difference goes. A helper that only answers with it (`watch.seconds()`) leaves that to the lifecycle method; a
 * helper outside the class is told by the call that reaches it.
 */
function placed(
  body: Body,
  at: number,
  event: Body,
  members: readonly Body[],
  program: Program,
  graph: CallGraph,
  sends: Sends,
): Placed {
  const asked = event === body ? undefined : event.calls.find((call) => leadsTo(call, body, program, graph));
  const here = destination(body, at, program, sends);
  const later =
    asked && here.reaches === 'none' && body.ref.returns !== 'V' ? destination(event, asked.at, program, sends) : here;
  return asked && !members.includes(body) ? { body: event, at: asked.at, ...later } : { body, at, ...later };
}

function leadsTo(call: Call, body: Body, program: Program, graph: CallGraph): boolean {
  const targets = program.resolve(call.callee);
  return targets.length > 0 && graph.reachable(targets, STEPS - 1).has(body.key);
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

function destination(body: Body, from: number, program: Program, sends: Sends): Pick<Timing, 'reaches' | 'target'> {
  const later = body.calls.filter((call) => call.at > from);
  const send = later.find((call) => sends.leadsToSend(call));
  if (send) return { reaches: 'request', target: sends.endpointOf(send) ?? pathOf(send) };
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
