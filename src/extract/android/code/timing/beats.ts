import type { FieldRef } from '../../../../decode/dex/index.js';
import { dotted } from '../../names.js';
import { runsInBackground } from '../background.js';
import type { Body, Call } from '../body.js';
import type { Program } from '../program.js';
import { choices } from '../values.js';
import { intervalOf } from './clock.js';
import { isCountdown, raisedBy } from './counting.js';
import { storesIn, targetOf } from './destination.js';
import { isEnd } from './events.js';
import type { Timing, TimingTools } from './index.js';
import { readLoops } from './loops.js';

const MIN_BEAT = 1000;
const MAX_BEAT = 24 * 3600 * 1000;
const SECOND_STEPS = 2;

/** What runs every so often: the call that plans it, the methods it runs, and the interval in milliseconds. */
export interface Beat {
  at: number;
  body: Body;
  interval: number;
  runs: Body[];
}

/** Timers whose task sends or stores, and counters they raise that an end event sends. */
export function readBeats(members: readonly Body[], tools: TimingTools): Timing[] {
  const beats = [...members.flatMap((body) => plannedIn(body, tools)), ...readLoops(members, tools)];
  const found = new Map<string, Timing>();
  for (const beat of beats) {
    const timing = beat.interval >= MIN_BEAT && beat.interval <= MAX_BEAT ? timingOf(beat, members, tools) : undefined;
    // A task is planned where it begins and again where it has run.
    const key = timing && `${timing.shape} ${timing.pair} ${timing.target}`;
    if (key && !found.has(key)) found.set(key, timing);
  }
  return [...found.values()];
}

function timingOf(beat: Beat, members: readonly Body[], tools: TimingTools): Timing | undefined {
  const { at, body, interval, runs } = beat;
  // A code that may be asked for again, a splash that goes by itself.
  if (runs.some((run) => isCountdown(run, tools))) return undefined;
  const pair = `${interval} ms`;
  for (const run of runs) {
    const send = run.calls.find((call) => tools.sends.leadsToSend(call));
    if (!send) continue;
    const shape = readsPlayer(run, tools) ? 'play-position' : 'heartbeat';
    return { at, body, shape, pair, reaches: 'request', target: targetOf(send, tools) };
  }
  const counter = runs.flatMap((run) => raisedBy(run, tools))[0];
  const counted = counter && countedBy(counter, beat, members, tools);
  if (counted) return counted;
  for (const run of runs) {
    const store = run.calls.find((call) => storesIn(call, tools));
    if (store) return { at, body, shape: 'heartbeat', pair, reaches: 'storage', target: targetOf(store, tools) };
  }
  return undefined;
}

/** The method at whose end a counter is sent. */
function countedBy(counter: string, beat: Beat, members: readonly Body[], tools: TimingTools): Timing | undefined {
  for (const end of members) {
    if (beat.runs.includes(end) || !isEnd(end)) continue;
    const read = end.reads.find(({ ref }) => ref.owner + ref.name === counter);
    const later = read && end.calls.filter((call) => call.at > read.at);
    const send = later?.find((call) => tools.sends.leadsToSend(call));
    const goal = send ?? later?.find((call) => storesIn(call, tools));
    if (!read || !goal) continue;
    const pair = `${beat.interval} ms→${end.ref.name}`;
    const reaches = send ? 'request' : 'storage';
    return { at: read.at, body: end, shape: 'interval-count', pair, reaches, target: targetOf(goal, tools) };
  }
  return undefined;
}

/** Whether a task sends where a player has got to: so that one may go on there, which is no time of a person. */
function readsPlayer(run: Body, { program, graph }: TimingTools): boolean {
  return [...graph.reachable([run.key], SECOND_STEPS).keys()].some((key) =>
    program
      .body(key)
      ?.calls.some(
        ({ callee }) =>
          callee.params.length === 0 &&
          /^[IJFD]$/.test(callee.returns) &&
          /^get(Current|Content|Video|Play)(ing)?(Position|PlayPosition|PlayTime|PositionWhenPlaying|PositionInMs)$/.test(
            callee.name,
          ),
      ),
  );
}

function plannedIn(body: Body, tools: TimingTools): Beat[] {
  return body.calls.flatMap((call) => {
    const plan = PLANS[call.callee.name];
    const found = plan?.(call, body, tools);
    return found && found.interval !== undefined && found.runs.length > 0
      ? [{ at: call.at, body, interval: found.interval, runs: found.runs }]
      : [];
  });
}

type Plan = (call: Call, body: Body, tools: TimingTools) => { interval: number | undefined; runs: Body[] } | undefined;

/** `schedule(task, delay, period)`, `scheduleAtFixedRate(task, delay, period, unit)`. A timer without a period runs once. */
const schedule: Plan = (call, body, tools) => {
  if (call.callee.params.filter((type) => type === 'J').length < 2) return undefined;
  return { interval: intervalOf(call.args), runs: tasksOf(call, body, tools, /^run$/) };
};

/** A handler or view that posts its task again when it runs. */
const postDelayed: Plan = (call, body, tools) => {
  const runs = tasksOf(call, body, tools, /^run$/).filter((run) =>
    run.calls.some((inner) => inner.callee.name === 'postDelayed' || tools.program.resolve(inner.callee).includes(body.key)),
  );
  return { interval: intervalOf(call.args), runs };
};

/** A handler that sends itself the next message when it gets one. */
const sendDelayed: Plan = (call, body) =>
  body.ref.name === 'handleMessage' ? { interval: intervalOf(call.args), runs: [body] } : undefined;

/** `Observable.interval(20, SECONDS)…subscribe(task)`: the callbacks given on to the end of the chain. */
const interval: Plan = (call, body, { program }) => {
  if (!/(^|\/)(Observable|Flowable);$/.test(call.callee.owner)) return undefined;
  const next = body.calls.find(({ at, callee }) => at > call.at && callee.name === 'interval')?.at ?? Number.POSITIVE_INFINITY;
  const runs = body.calls
    .filter(
      ({ at, callee }) => at > call.at && at < next && /^(subscribe|doOnNext|flatMap|map|switchMap|concatMap)$/.test(callee.name),
    )
    .flatMap(({ args }) => args.flatMap((arg) => (arg.kind === 'new' ? program.bodiesOf(arg.name) : [])))
    .filter(({ ref }) => /^(accept|call|onNext|apply|invoke)$/.test(ref.name));
  return { interval: intervalOf(call.args), runs };
};

/** An alarm that repeats, for a service or receiver named where it is planned. */
const setRepeating: Plan = (call, body, tools) => ({ interval: intervalOf(call.args), runs: namedTasks(body, tools) });

/** `new PeriodicWorkRequest.Builder(Work.class, 15, MINUTES)`. */
const construct: Plan = (call, _body, { program }) => {
  if (!/^Landroidx\/work\/PeriodicWorkRequest\$Builder;$/.test(call.callee.owner)) return undefined;
  const runs = call.args.flatMap((arg) => (arg.kind === 'class' ? program.bodiesOf(arg.name) : [])).filter(isBackgroundRun);
  return { interval: intervalOf(call.args), runs };
};

/** `new JobInfo.Builder(id, component).setPeriodic(…)`. */
const setPeriodic: Plan = (call, body, tools) =>
  /JobInfo\$Builder;$/.test(call.callee.owner)
    ? { interval: intervalOf(call.args.slice(0, 1)), runs: namedTasks(body, tools) }
    : undefined;

const PLANS: Record<string, Plan | undefined> = {
  __proto__: null as never,
  schedule,
  scheduleAtFixedRate: schedule,
  scheduleWithFixedDelay: schedule,
  postDelayed,
  sendEmptyMessageDelayed: sendDelayed,
  sendMessageDelayed: sendDelayed,
  interval,
  setRepeating,
  setInexactRepeating: setRepeating,
  '<init>': construct,
  setPeriodic,
};

/** Methods of what is handed over to be run: a new object, the object itself, or one kept in a field. */
function tasksOf(call: Call, body: Body, { program }: TimingTools, name: RegExp): Body[] {
  const given = call.args.flatMap(choices).flatMap((arg) => {
    if (arg.kind === 'new') return [arg.name];
    if (arg.kind === 'field') return heldIn(arg.ref, program);
    return arg.kind === 'this' ? [body.owner.name] : [];
  });
  return given.flatMap((one) => program.bodiesOf(one)).filter(({ ref }) => name.test(ref.name));
}

/** Classes of the objects a field of its own class is given. */
function heldIn(ref: FieldRef, program: Program): string[] {
  return program
    .bodiesOf(dotted(ref.owner))
    .flatMap(({ writes }) => writes.filter((write) => write.ref.name === ref.name && write.ref.owner === ref.owner))
    .flatMap(({ value }) => choices(value).flatMap((one) => (one.kind === 'new' ? [one.name] : [])));
}

const RUNS = /^(onStartCommand|onStart|onHandleIntent|onHandleWork|onReceive|onStartJob|doWork|startWork|createWork)$/;

function isBackgroundRun({ ref }: Body): boolean {
  return RUNS.test(ref.name);
}

function namedTasks(body: Body, { program }: TimingTools): Body[] {
  return body.named
    .filter(({ name }) => runsInBackground(name, program.classes))
    .flatMap(({ name }) => program.bodiesOf(name))
    .filter(isBackgroundRun);
}
