import { choices, type Value } from '../values.js';

const CLOCKS = new Set(['currentTimeMillis', 'elapsedRealtime', 'uptimeMillis', 'nanoTime', 'elapsedRealtimeNanos']);

/** A point in time: a clock, `new Date().getTime()`, or one of these divided. */
export function isTime(value: Value): boolean {
  if (value.kind === 'arithmetic') return (value.op === 'div' || value.op === 'mul') && choices(value.left).some(isTime);
  if (value.kind !== 'call') return false;
  if (CLOCKS.has(value.callee.name)) return true;
  return (
    (/^Ljava\/util\/(Date|Calendar|GregorianCalendar);$/.test(value.callee.owner) &&
      /^(getTime|getTimeInMillis)$/.test(value.callee.name)) ||
    (value.callee.name === 'now' && /^Ljava\/time\//.test(value.callee.owner))
  );
}

const UNITS: Record<string, number> = {
  MILLISECONDS: 1,
  SECONDS: 1000,
  MINUTES: 60_000,
  HOURS: 3_600_000,
  DAYS: 86_400_000,
  ofMillis: 1,
  ofSeconds: 1000,
  ofMinutes: 60_000,
  ofHours: 3_600_000,
};

/** Milliseconds of an interval: a number in the unit named beside it, or a `Duration`. The last number is the period. */
export function intervalOf(args: readonly Value[]): number | undefined {
  let period: number | undefined;
  let unit = 1;
  for (const arg of args) {
    if (arg.kind === 'number') period = arg.number;
    else if (arg.kind === 'field' && arg.ref.owner === 'Ljava/util/concurrent/TimeUnit;') unit = UNITS[arg.ref.name] ?? 1;
    else if (arg.kind === 'call' && /^L(java\/time|kotlin\/time)\/Duration/.test(arg.callee.owner)) {
      const [number] = arg.args;
      if (number?.kind === 'number') period = number.number * (UNITS[arg.callee.name] ?? 1);
    }
  }
  return period === undefined ? undefined : period * unit;
}
