import { mask } from '../../../facts/excerpt.js';
import type { Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import { dotted, outerClass } from '../classes.js';
import { apiOf, apiOfConstant } from '../code/apis.js';
import { type Body, methodKey } from '../code/body.js';
import { readCloudObjects } from '../code/cloud-objects.js';
import { readGates } from '../code/gates.js';
import { endpointAt, type Request, readRequests } from '../code/requests.js';
import { readTimings } from '../code/timing.js';
import { isMinified } from '../libraries.js';
import { plain } from '../markup/layouts.js';
import type { Place, PlaceOf } from './places.js';

/** Requests, addresses, platform calls and gates of one method. */
export function methodFacts(analysis: Analysis, body: Body, placeOf: PlaceOf): Fact[] {
  return [
    ...requestFacts(analysis, body, placeOf),
    // Minified code is mostly a library's, and every library calls the platform; what knows the app's classes is the app's.
    ...(body.owner.owner === 'own' || !isMinified(body.owner.name) || namesOwn(analysis, body)
      ? apiFacts(body, analysis, placeOf)
      : []),
    ...readGates(body, analysis).map(
      ({ subject, shape, message, guards, at }): Fact => ({
        kind: 'gate',
        subject,
        shape,
        message: plain(message),
        guards,
        ...placeOf(body, at),
        excerpt: mask(message).slice(0, 80),
      }),
    ),
  ];
}

/** Whether a class holds or takes one of the app's own, as lambdas and listeners hold the screen they stand in. */
function namesOwn({ program }: Analysis, { owner }: Body): boolean {
  const isOwn = (type: string): boolean => program.classes.byName.get(dotted(type))?.owner === 'own';
  const { fields, methods } = owner.data();
  return fields.some(({ ref }) => isOwn(ref.type)) || methods.some(({ ref }) => ref.params.some(isOwn));
}

function requestFacts(analysis: Analysis, body: Body, placeOf: PlaceOf): Fact[] {
  const facts: Fact[] = [];
  const requests = [...readRequests(body, analysis), ...readCloudObjects(body, analysis.program)];
  const paths = new Set(requests.map((request) => request.path));
  for (const request of requests) {
    const place = placeOf(body, request.at ?? 0);
    if (isBase(request.path)) facts.push({ kind: 'url', value: mask(request.path), ...place });
    else facts.push(requestFact(request, place));
  }
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

const URL_LENGTH = 500;

/** A helper's base address with everything else left to its callers. */
function isBase(path: string): boolean {
  return /^(https?:\/\/[^=]*|\{\})\{\}$/.test(path) || /^https?:\/\/[^?]*\/$/.test(path) || /^https?:\/\/[^/]+$/.test(path);
}

function requestFact(request: Request, place: Place): Fact {
  const { method, path, params, via, sends } = request;
  return { kind: 'request', ...(method && { method }), path: mask(path), params, via, sends, ...place };
}

function apiFacts(body: Body, { program }: Analysis, placeOf: PlaceOf): Fact[] {
  const found = new Map<string, Fact>();
  for (const call of body.calls) {
    const number = call.args.find((arg) => arg.kind === 'number');
    const api = apiOf(call.callee, number?.kind === 'number' ? number.number : undefined, program.ownersOf);
    if (!api || found.has(api.name)) continue;
    const first = call.args[0];
    const detail = api.family === 'web-view' && first?.kind === 'text' ? mask(first.literal.text).slice(0, 80) : undefined;
    found.set(api.name, { kind: 'api', ...api, ...(detail && { detail }), ...placeOf(body, call.at) });
  }
  for (const literal of body.literals) {
    const api = apiOfConstant(literal.text);
    if (api && !found.has(api.name)) found.set(api.name, { kind: 'api', ...api, ...placeOf(body, literal.at) });
  }
  return [...found.values()];
}

/** Time measured over the life of own classes. */
export function timingFacts(analysis: Analysis, placeOf: PlaceOf): Fact[] {
  const { program, graph, sends } = analysis;
  const outers = new Set(program.classes.own.map((item) => outerClass(item.name)));
  return [...outers].sort().flatMap((outer) => {
    const lineage = [
      outer,
      ...program.classes.ancestors(outer).filter((name) => program.classes.byName.get(name)?.owner === 'own'),
    ];
    const members = lineage.flatMap((name) => program.family(name)).flatMap((name) => program.bodiesOf(name));
    return readTimings(outer, members, program, graph, sends).map(
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
export function endpointFacts({ endpoints, bodies, flows }: Analysis, placeOf: PlaceOf): Fact[] {
  const facts: Fact[] = [];
  if (endpoints.size === 0) return facts;
  for (const body of bodies) {
    let before = 0;
    for (const call of body.calls) {
      const endpoint = endpoints.get(methodKey(call.callee, dotted(call.callee.owner)));
      if (!endpoint) continue;
      facts.push(requestFact(endpointAt(endpoint, body, before, call.at, flows), placeOf(body, call.at)));
      before = call.at;
    }
  }
  return facts;
}
