import type { At, Owner } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import { type Body, signature } from '../code/body.js';
import { outerClass } from '../names.js';

/** Where a fact of a body stands. */
export interface Place {
  at: At;
  owner: Owner;
  screens: string[];
  linked?: boolean;
}

export type PlaceOf = (body: Body, address: number) => Place;

/** Code that more screens than this share is no evidence for any one of them. */
export const SHARED = 8;

/** Places of a body's facts: file, class, method, offset, and the screens that reach it. */
export function places({ screens, handlers, rootOf }: Analysis): PlaceOf {
  const reaching = new Map<string, Set<string>>();
  for (const screen of screens)
    for (const body of screen.bodies) {
      const list = reaching.get(body.key) ?? new Set();
      list.add(screen.id);
      reaching.set(body.key, list);
    }
  const memo = new Map<string, string[]>();
  const screensOf = (body: Body): string[] => {
    const kept = memo.get(body.key);
    if (kept) return kept;
    const all = [...(reaching.get(body.key) ?? [])].sort();
    const own = rootOf.get(outerClass(body.owner.name));
    const list = own ? [...new Set([own, ...(all.length > SHARED ? [] : all)])].sort() : all.length > SHARED ? [] : all;
    memo.set(body.key, list);
    return list;
  };
  return (body, address) => ({
    at: {
      path: body.owner.source.entry.path,
      offset: body.start + address * 2,
      class: body.owner.name,
      method: signature(body.ref),
    },
    owner: body.owner.owner,
    screens: screensOf(body),
    ...(handlers.linked.has(body.key) && { linked: true }),
  });
}
