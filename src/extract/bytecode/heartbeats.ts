import type { TimingFact } from '../../facts/types.js';
import { nameOf } from './naming.js';
import type { RequestCall, Sends } from './requests.js';
import { functionsOf, type Units } from './units.js';
import type { CallSite } from './values.js';

/** A timing and where it stands. */
export type Timing = Pick<TimingFact, 'shape' | 'pair' | 'reaches' | 'target'> & { unit: number; at: number };

/** `setInterval(send, 30000)`. */
export function readHeartbeats(
  program: Units,
  calls: readonly CallSite[],
  requests: Map<CallSite, RequestCall>,
  sends: Sends,
): Timing[] {
  return calls.flatMap((site): Timing[] => {
    const [beat, interval] = site.args;
    if (nameOf(program, site.callee) !== 'setInterval' || !beat) return [];
    const ids = functionsOf(program, beat);
    if (interval?.kind !== 'constant' || typeof interval.value !== 'number' || !ids.some(sends)) return [];
    const target = ids
      .flatMap((id) => program.units.get(id)?.calls ?? [])
      .map((call) => requests.get(call)?.path)
      .find(Boolean);
    const found: Timing = { shape: 'heartbeat', pair: `${interval.value} ms`, reaches: 'request', unit: site.unit, at: site.at };
    return [target ? { ...found, target } : found];
  });
}
