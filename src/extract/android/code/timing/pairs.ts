import type { Body, Call } from '../body.js';
import { choices, type Value } from '../values.js';
import { isTime } from './clock.js';
import { destination } from './destination.js';
import { beginsIn, type Event, endsIn } from './events.js';
import type { Timing, TimingTools } from './index.js';

const STEPS = 3;

/** Time kept at one event and subtracted at another, in the class or in a helper it keeps. */
export function readPairs(members: readonly Body[], tools: TimingTools): Timing[] {
  const begins = beginsIn(members);
  const ends = endsIn(members);
  if (begins.length === 0 || ends.length === 0) return [];
  const kept = keptTimes(begins, members, tools);
  if (kept.size === 0) return [];
  const out: Timing[] = [];
  for (const [body, events] of reachedFrom(ends, members, tools))
    for (const { at, value } of body.arithmetic) {
      const field = elapsedSince(value, kept);
      const event = first(events);
      const begin = field && first(kept.get(field)!);
      if (!begin || !event) continue;
      const pair = `${begin.name}→${event.name}`;
      const shape = begin.lifecycle || event.lifecycle ? 'lifecycle-pair' : 'play-pause';
      const timing = { shape, pair, ...placed(body, at, event.body, members, tools) } as const;
      // How long something of the app's own took is worth a line only where it is kept or sent.
      const idle = shape === 'play-pause' && timing.reaches !== 'request' && timing.reaches !== 'storage';
      if (!idle && !out.some((known) => known.body === timing.body && known.pair === pair)) out.push(timing);
    }
  return out;
}

/** Events at which a field is given the time. */
function keptTimes(begins: readonly Event[], members: readonly Body[], tools: TimingTools): Map<string, Event[]> {
  const kept = new Map<string, Event[]>();
  for (const [body, events] of reachedFrom(begins, members, tools))
    for (const write of body.writes)
      if (choices(write.value).some(isTime)) kept.set(keyOf(write.ref), [...(kept.get(keyOf(write.ref)) ?? []), ...events]);
  return kept;
}

/** The platform's events before the app's own, then by name. */
function first(events: readonly Event[]): Event | undefined {
  const rank = ({ lifecycle, name }: Event): string => `${lifecycle ? 0 : 1}${name}`;
  return [...events].sort((one, other) => (rank(one) < rank(other) ? -1 : 1))[0];
}

/** The methods some lifecycle methods are or lead to in a few steps, in the class or a helper it keeps, with those they come from. */
function reachedFrom(
  events: readonly Event[],
  members: readonly Body[],
  { program, graph }: TimingTools,
): Map<Body, readonly Event[]> {
  const out = new Map<Body, Event[]>();
  for (const event of events)
    for (const key of graph.reachable([event.body.key], STEPS).keys()) {
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
function placed(body: Body, at: number, event: Body, members: readonly Body[], tools: TimingTools): Placed {
  const asked = event === body ? undefined : event.calls.find((call) => leadsTo(call, body, tools));
  const here = destination(body, at, tools);
  const later = asked && here.reaches === 'none' && body.ref.returns !== 'V' ? destination(event, asked.at, tools) : here;
  return asked && !members.includes(body) ? { body: event, at: asked.at, ...later } : { body, at, ...later };
}

function leadsTo(call: Call, body: Body, { program, graph }: TimingTools): boolean {
  const targets = program.resolve(call.callee);
  return targets.length > 0 && graph.reachable(targets, STEPS - 1).has(body.key);
}

/** `now - started`, where `started` is a field that was given the time. */
function elapsedSince(value: Value, kept: ReadonlyMap<string, unknown>): string | undefined {
  if (value.kind !== 'arithmetic' || value.op !== 'sub') return undefined;
  const isNow = choices(value.left).some((one) => isTime(one) || (one.kind === 'field' && kept.has(keyOf(one.ref))));
  const started = choices(value.right).find((one) => one.kind === 'field' && kept.has(keyOf(one.ref)));
  return isNow && started?.kind === 'field' ? keyOf(started.ref) : undefined;
}

function keyOf(ref: { owner: string; name: string }): string {
  return `${ref.owner}${ref.name}`;
}
