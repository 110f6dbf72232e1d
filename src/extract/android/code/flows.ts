import { addTo } from '../../multimap.js';
import type { Sink } from './sinks.js';
import type { Literal } from './values.js';

/** Follows values from node to node until they reach a sink. */
export interface Flows {
  /** Sinks a literal reaches, in the order they were found. */
  of(literal: Literal): ReadonlySet<Sink>;
  /** The same, without what another screen does with what it is handed on being opened. */
  here(literal: Literal): ReadonlySet<Sink>;
  /** Nodes whose values reach a node, itself among them. */
  into(node: string): ReadonlySet<string>;
}

const STEPS = 400;

/** Builds the flow graph of all read methods. Loops and long chains are cut off. */
export function buildFlows(edges: Iterable<readonly [from: string, to: string]>): Flows {
  const next = new Map<string, Set<string>>();
  for (const [from, to] of edges) addTo(next, from, to);
  const of = follow(next, () => true);
  let previous: Map<string, Set<string>> | undefined;
  const into = (node: string): ReadonlySet<string> => {
    if (!previous) {
      previous = new Map();
      for (const [from, list] of next) for (const to of list) addTo(previous, to, from);
    }
    const seen = new Set([node]);
    const queue = [node];
    for (let i = 0; i < queue.length && i < STEPS; i++)
      for (const from of previous.get(queue[i]!) ?? [])
        if (!seen.has(from)) {
          seen.add(from);
          queue.push(from);
        }
    return seen;
  };
  return { of, here: follow(next, (to) => !to.startsWith('b|')), into };
}

/** Sinks of a literal over the nodes that may be passed; remembered for each node and literal. */
function follow(next: ReadonlyMap<string, ReadonlySet<string>>, passes: (to: string) => boolean): Flows['of'] {
  const memo = new Map<string, Set<Sink>>();
  const from = (start: string): Set<Sink> => {
    const known = memo.get(start);
    if (known) return known;
    const sinks = new Set<Sink>();
    const seen = new Set([start]);
    const queue = [start];
    for (let i = 0; i < queue.length && i < STEPS; i++) {
      const at = queue[i]!;
      if (at.startsWith('s|')) {
        sinks.add(at.slice(2) as Sink);
        continue;
      }
      for (const to of next.get(at) ?? [])
        if (!seen.has(to) && passes(to)) {
          seen.add(to);
          queue.push(to);
        }
    }
    memo.set(start, sinks);
    return sinks;
  };
  const ofLiteral = new Map<Literal, Set<Sink>>();
  return (literal) => {
    const known = ofLiteral.get(literal);
    if (known) return known;
    const all = new Set<Sink>();
    for (const target of literal.targets) if (passes(target)) for (const sink of from(target)) all.add(sink);
    ofLiteral.set(literal, all);
    return all;
  };
}
