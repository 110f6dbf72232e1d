import { mask } from '../../../facts/excerpt.js';
import type { Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import { type Body, methodKey } from '../code/body.js';
import { readCloudObjects } from '../code/cloud-objects.js';
import { readGates } from '../code/gates/index.js';
import { endpointAt, type Request, readRequests, withParts } from '../code/requests.js';
import { readTimings } from '../code/timing/index.js';
import { lineageOf } from '../lineage.js';
import { plain } from '../markup/layouts.js';
import { dotted, outerClass } from '../names.js';
import { apiFacts } from './api-facts.js';
import type { Place, PlaceOf } from './places.js';

/** Requests, addresses, platform calls and gates of one method. */
export function methodFacts(analysis: Analysis, body: Body, placeOf: PlaceOf): Fact[] {
  const requests = requestFacts(analysis, body, placeOf);
  return [
    ...requests,
    ...apiFacts(
      analysis,
      body,
      placeOf,
      requests.some(({ kind }) => kind === 'request'),
    ),
    ...readGates(body, analysis).map(
      ({ subject, shape, message, guards, at }): Fact => ({
        kind: 'gate',
        subject,
        shape,
        ...(message !== undefined && { message: plain(message) }),
        guards,
        ...placeOf(body, at),
        ...(message !== undefined && { excerpt: mask(message).slice(0, 80) }),
      }),
    ),
  ];
}

function requestFacts(analysis: Analysis, body: Body, placeOf: PlaceOf): Fact[] {
  const facts: Fact[] = [];
  const requests = [...readRequests(body, analysis), ...readCloudObjects(body, analysis.program)];
  const paths = new Set(requests.map((request) => request.path));
  for (const request of requests) {
    const place = placeOf(body, request.at ?? 0);
    if (isBase(request)) facts.push({ kind: 'url', value: mask(request.path), ...place });
    else facts.push(requestFact(request, place));
  }
  const [only] = requests;
  if (only && requests.length === 1 && !isBase(only)) facts.push(...handedFacts(only, body, analysis, placeOf));
  for (const literal of body.literals)
    if (
      /^https?:\/\/[^/\s]/.test(literal.text) &&
      !literal.folded &&
      !paths.has(literal.text) &&
      literal.text.length < URL_LENGTH
    )
      facts.push({ kind: 'url', value: mask(literal.text), ...placeOf(body, literal.at) });
  return facts;
}

/** A method that is given the parameters names the address; each of its callers sends something else to it. */
function handedFacts(request: Request, body: Body, { parts }: Analysis, placeOf: PlaceOf): Fact[] {
  return parts
    .handings(body)
    .filter((handing) => handing.parts.length > 0)
    .map((handing) => requestFact(withParts(request, handing.parts), placeOf(handing.caller, handing.call.at)));
}

const URL_LENGTH = 500;

/** A helper's base address with everything else left to its callers; behind more than a folder or two it is the number of a thing. */
function isBase({ path, ofOne }: Request): boolean {
  if (ofOne && /[^/]\/[\w.-]+\/\{\}$/.test(path)) return false;
  if (/^https?:\/\/[^/]+(\/[\w.-]+){3,}\/\{\}$/.test(path)) return false;
  return /^(https?:\/\/[^=]*|\{\})\{\}$/.test(path) || /^https?:\/\/[^?]*\/$/.test(path) || /^https?:\/\/[^/]+$/.test(path);
}

function requestFact(request: Request, place: Place): Fact {
  const { method, path, params, via, sends } = request;
  return { kind: 'request', ...(method && { method }), path: mask(path), params, via, sends, ...place };
}

/** Time measured over the life of own classes. */
export function timingFacts(analysis: Analysis, placeOf: PlaceOf): Fact[] {
  const { program } = analysis;
  const outers = new Set(program.classes.own.map((item) => outerClass(item.name)));
  return [...outers].sort().flatMap((outer) => {
    const members = [outer, ...lineageOf(outer, program.classes)]
      .flatMap((name) => program.family(name))
      .flatMap((name) => program.bodiesOf(name));
    return readTimings(outer, members, analysis).map(
      ({ at, body, shape, pair, reaches, target }): Fact => ({
        kind: 'timing',
        shape,
        pair,
        reaches,
        ...(target && { target }),
        ...placeOf(body, at),
      }),
    );
  });
}

/** A declared endpoint stands in the interface; the screens that call it have it. */
export function endpointFacts(analysis: Analysis, placeOf: PlaceOf): Fact[] {
  const { endpoints, bodies } = analysis;
  const facts: Fact[] = [];
  if (endpoints.size === 0) return facts;
  for (const body of bodies) {
    let before = 0;
    for (const call of body.calls) {
      const endpoint = endpoints.get(methodKey(call.callee, dotted(call.callee.owner)));
      if (!endpoint) continue;
      const request = endpointAt(endpoint, body, before, call.at, analysis);
      const isPlaced = call.args.some((arg) => analysis.positions.in(arg, body)) && !request.sends.includes('location');
      if (isPlaced) request.sends = [...request.sends, 'location' as const].sort();
      facts.push(requestFact(request, placeOf(body, call.at)));
      facts.push(...handedFacts(endpoint, body, analysis, placeOf));
      before = call.at;
    }
  }
  return facts;
}
