import type { Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import { dotted, outerClass } from '../names.js';
import type { Screen } from '../screens.js';
import type { PlaceOf } from './places.js';

/**
 * What a tap on a screen sends through helpers that put the address together where it cannot be followed (numbers of tasks, a table
 * filled at the start): a request all the same, its path unknown. Said once for a screen of which no other request is known.
 */
export function unreadSends({ screens, handlers, sends }: Analysis, facts: readonly Fact[], placeOf: PlaceOf): Fact[] {
  const asking = new Set(facts.flatMap((fact) => (fact.kind === 'request' ? fact.screens : [])));
  return screens.flatMap((screen) => (asking.has(screen.id) ? [] : (firstSend(screen) ?? [])));

  function firstSend(screen: Screen): Fact | undefined {
    const own = screen.bodies.filter((body) => outerClass(body.owner.name) === screen.id && handlers.linked.has(body.key));
    const sending = own.flatMap((body) => body.calls.filter((call) => sends.leadsToSend(call)).map((call) => ({ body, call })));
    // The call that leaves the screen says more than the screen's own method on the way to it.
    const leaving = sending.find(({ call }) => outerClass(dotted(call.callee.owner)) !== screen.id) ?? sending[0];
    if (!leaving) return undefined;
    const { body, call } = leaving;
    const via = `${dotted(call.callee.owner).replace(/^.*\./, '')}.${call.callee.name}`;
    return { kind: 'request', path: '{}', params: [], via, sends: [], ...placeOf(body, call.at), screens: [screen.id] };
  }
}
