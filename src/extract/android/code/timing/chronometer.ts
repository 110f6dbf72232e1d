import type { Body } from '../body.js';
import { choices } from '../values.js';
import { isTime } from './clock.js';
import { destination } from './destination.js';
import type { Timing, TimingTools } from './index.js';

/** `SystemClock.elapsedRealtime() - chronometer.getBase()`: the time a chronometer shows. */
export function readChronometers(members: readonly Body[], tools: TimingTools): Timing[] {
  const out: Timing[] = [];
  for (const body of members)
    for (const { at, value } of body.arithmetic) {
      if (value.kind !== 'arithmetic' || value.op !== 'sub' || !choices(value.left).some(isTime)) continue;
      if (!choices(value.right).some((one) => one.kind === 'call' && one.callee.name === 'getBase')) continue;
      out.push({ at, body, shape: 'interval-count', pair: `Chronometer→${body.ref.name}`, ...destination(body, at, tools) });
    }
  return out;
}
