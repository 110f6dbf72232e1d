import type { Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import { type Body, type Call, methodKey } from '../code/body.js';
import { isPosition } from '../code/parts.js';
import { leaves, type Value } from '../code/values.js';
import { dotted } from '../names.js';
import type { PlaceOf } from './places.js';

const DEPTH = 3;
/** Written into a text that is sent: `{"lat":%f}`. */
const NAMED = /"(lat|lng|lon|latitude|longitude)"\s*:/;

/**
 * A position handed to what sends it, where the address is written elsewhere: over a socket that was opened before, through a method
 * that makes a text of it: `socket.send(Message.position(at.getLatitude(), at.getLongitude()))`.
 */
export function positionSends(body: Body, { sends, endpoints }: Analysis, placeOf: PlaceOf, facts: readonly Fact[]): Fact[] {
  if (facts.some((fact) => fact.kind === 'request' && fact.sends.includes('location'))) return [];
  const sending = body.calls.find((call) => {
    // A declared endpoint is a request of its own.
    if (endpoints.has(methodKey(call.callee, dotted(call.callee.owner)))) return false;
    return call.args.some((arg) => holdsPosition(arg)) && sends.leadsToSend(call);
  });
  return sending ? [fact(sending, body, placeOf)] : [];
}

function fact({ at, callee }: Call, body: Body, placeOf: PlaceOf): Fact {
  const via = `${dotted(callee.owner).replace(/^.*\./, '')}.${callee.name}`;
  return { kind: 'request', path: '{}', params: [], via, sends: ['location'], ...placeOf(body, at) };
}

function holdsPosition(value: Value, depth = 0): boolean {
  if (isPosition(value) || leaves(value).some((leaf) => leaf.kind === 'text' && NAMED.test(leaf.literal.text))) return true;
  if (depth >= DEPTH) return false;
  return leaves(value).some((leaf) => leaf.kind === 'call' && leaf.args.some((arg) => holdsPosition(arg, depth + 1)));
}
