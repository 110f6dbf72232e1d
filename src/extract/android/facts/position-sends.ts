import type { Fact, RequestFact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import { type Body, type Call, methodKey } from '../code/body.js';
import { leaves, type Value } from '../code/values.js';
import { hasField, wholeRecords } from '../code/whole-records.js';
import { dotted } from '../names.js';
import type { PlaceOf } from './places.js';

/** Where a body is written or put together, which leaves with the request of the same method. */
const WRITES =
  /(OutputStream|Writer|PrintStream|RequestBody(\$Companion)?|FormBody\$Builder|MultipartBody\$Builder|StringEntity|RequestParams|JsonObjectRequest)$/;
/** What the platform and the map SDKs call with each position. Source: LocationListener, BDAbstractLocationListener, LocationCallback */
const EACH = /^on(LocationChanged|LocationResult|ReceiveLocation|Location|MyLocationChange)$/;
/** Channels on which nothing is asked for: what is sent is for those who watch. */
const CHANNELS =
  /^(okhttp3|okhttp3\.internal\.ws|com\.squareup\.okhttp|org\.java_websocket\.client)\.\w*WebSocket\w*$|^java\.net\.(Socket|DatagramSocket)$|^org\.eclipse\.paho\./;
const SENDS = /^(send|publish|getOutputStream)$/;
const STEPS = 3;

/**
 * A position handed to what sends it, where no parameter says so: over a socket that was opened before, in a text or the bytes of a
 * record, through a method that makes a text of it (`socket.send(Message.position(at.getLatitude(), at.getLongitude()))`), in a
 * record that is written whole. A request of the same method carries it; otherwise it is one of its own.
 *
 * @param facts of the method
 * @returns the same, with what is sent
 */
export function withPositions(facts: Fact[], body: Body, analysis: Analysis, placeOf: PlaceOf): Fact[] {
  const requests = facts.filter((fact): fact is RequestFact => fact.kind === 'request');
  if (requests.some(({ sends }) => sends.includes('location'))) return facts;
  const sending = sendingCall(body, analysis);
  if (!sending) return facts;
  const sends: RequestFact['sends'] = isTrack(body, analysis) ? ['location', 'track'] : ['location'];
  const [only] = requests;
  if (!only || requests.length > 1) return [...facts, requestOf(sending, sends, body, placeOf)];
  return facts.map((fact) => (fact === only ? { ...only, sends: [...new Set([...only.sends, ...sends])].sort() } : fact));
}

function sendingCall(body: Body, { sends, endpoints, positions, program }: Analysis): Call | undefined {
  const isSending = body.calls.some(sends.isSend);
  return body.calls.find((call) => {
    // A declared endpoint is a request of its own.
    if (endpoints.has(methodKey(call.callee, dotted(call.callee.owner)))) return false;
    const isLeaving = sends.leadsToSend(call) || (isSending && WRITES.test(dotted(call.callee.owner)));
    // What the app's own method does with a record that it is handed is seen there, and so are named parameters.
    const isOwn = program.resolve(call.callee).length > 0;
    const given = [...call.args, ...(call.receiver && !isOwn ? [call.receiver] : [])];
    if (!isLeaving) return false;
    return (
      given.some((value) => positions.in(value, body) && !(isOwn && isRecord(value))) ||
      wholeRecords(call, program).some((record) => hasField(record, positions.fields(), program.classes))
    );
  });
}

const ROWS = /(Array|List|Queue|Deque|Buffer)$/;

function isRecord(value: Value): boolean {
  return leaves(value).some((leaf) => leaf.kind === 'new' && !ROWS.test(leaf.name));
}

/** Many positions at once, or each as it comes to those who watch. */
function isTrack(body: Body, { positions, graph, program }: Analysis): boolean {
  if (positions.goesThrough(body)) return true;
  if (!EACH.test(body.ref.name)) return false;
  return [...graph.reachable([body.key], STEPS).keys()].some((key) =>
    program.body(key)?.calls.some(({ callee }) => SENDS.test(callee.name) && CHANNELS.test(dotted(callee.owner))),
  );
}

function requestOf({ at, callee }: Call, sends: RequestFact['sends'], body: Body, placeOf: PlaceOf): Fact {
  const via = `${dotted(callee.owner).replace(/^.*\./, '')}.${callee.name}`;
  return { kind: 'request', path: '{}', params: [], via, sends, ...placeOf(body, at) };
}
