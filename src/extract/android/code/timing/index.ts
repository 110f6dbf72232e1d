import type { TimingFact } from '../../../../facts/types.js';
import type { Body } from '../body.js';
import type { CallGraph } from '../call-graph.js';
import type { Program } from '../program.js';
import type { Sends } from '../sends.js';
import { readBeats } from './beats.js';
import { readChronometers } from './chronometer.js';
import { readPairs } from './pairs.js';

export interface Timing {
  at: number;
  body: Body;
  shape: TimingFact['shape'];
  pair: string;
  reaches: TimingFact['reaches'];
  target?: string;
}

/** What telling where time goes needs of the app. */
export interface TimingTools {
  program: Program;
  graph: CallGraph;
  sends: Sends;
}

/**
 * Time kept at one event and subtracted at another, what a chronometer shows, and what is done again and again: within one
 * class with its superclasses.
 */
export function readTimings(className: string, members: readonly Body[], tools: TimingTools): Timing[] {
  return [...readPairs(members, tools), ...readChronometers(members, tools), ...readBeats(members, tools)].filter((timing) =>
    timing.body.owner.name.startsWith(className),
  );
}
