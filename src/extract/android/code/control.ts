import type { Instruction } from '../../../decode/dex/index.js';
import type { Body } from './body.js';

/** The instructions of a method as a graph of addresses. */
export interface Control {
  /** Instructions from an address on, up to the first branch, return or throw; gotos are followed. */
  straight(from: number): Instruction[];
  /** Addresses of everything reachable from an address; back edges to `stop` and before are not taken. */
  reach(from: number): Set<number>;
}

const STRAIGHT = 120;
const known = new WeakMap<Body, Control>();

export function controlOf(body: Body): Control {
  const kept = known.get(body);
  if (kept) return kept;
  const byAddress = new Map(body.instructions.map((one) => [one.at, one]));
  const after = (one: Instruction): number[] => {
    if (one.kind === 'return' || one.kind === 'throw') return [];
    return one.kind === 'goto' ? one.targets : [...one.targets, one.next];
  };
  const control: Control = {
    straight: (from) => {
      const out: Instruction[] = [];
      for (let at: number | undefined = from; at !== undefined && out.length < STRAIGHT; ) {
        const one = byAddress.get(at);
        if (!one || one.kind === 'if' || one.kind === 'switch' || out.includes(one)) break;
        out.push(one);
        at = one.kind === 'return' || one.kind === 'throw' ? undefined : one.kind === 'goto' ? one.targets[0] : one.next;
      }
      return out;
    },
    reach: (from) => {
      const seen = new Set<number>();
      const queue = [from];
      while (queue.length > 0) {
        const at = queue.pop()!;
        const one = byAddress.get(at);
        if (!one || seen.has(at)) continue;
        seen.add(at);
        queue.push(...after(one));
      }
      return seen;
    },
  };
  known.set(body, control);
  return control;
}
