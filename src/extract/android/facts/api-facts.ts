import { mask } from '../../../facts/excerpt.js';
import type { ApiFamily, Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import { type Api, apiOf, apiOfConstant, apiOfScreen, apiOfSensor } from '../code/apis.js';
import { foregroundLocation, readsInBackground } from '../code/background.js';
import { type Body, type Call, methodKey } from '../code/body.js';
import { isPictureText } from '../code/picture-text.js';
import { isWatermark } from '../code/watermark.js';
import { dotted } from '../names.js';
import type { PlaceOf } from './places.js';

/**
 * Platform and SDK functions a method calls, each once.
 * @param sends it names an address itself: then it is the app's, whatever its class is called
 */
export function apiFacts(analysis: Analysis, body: Body, placeOf: PlaceOf, sends: boolean): Fact[] {
  const own = mayBeOwn(analysis, body) || sends || callsEndpoint(analysis, body);
  if (!own && !calledByOwn(analysis, body)) return [];
  const found = new Map<string, Fact>();
  const add = (api: Api | undefined, at: number): void => {
    if (api && !found.has(api.name) && (own || TAKEN.has(api.family)))
      found.set(api.name, { kind: 'api', ...api, ...placeOf(body, at) });
  };
  for (const call of body.calls) add(calledApi(call, body, analysis), call.at);
  for (const { at, name } of body.named) add(apiOfScreen(name), at);
  for (const literal of body.literals) add(apiOfConstant(literal.text), literal.at);
  return [...found.values()];
}

function calledApi(call: Call, body: Body, analysis: Analysis): Api | undefined {
  const { program, graph, manifest } = analysis;
  const number = call.args.find((arg) => arg.kind === 'number');
  const special =
    apiOfSensor(call.callee, number?.kind === 'number' ? number.number : undefined) ?? foregroundLocation(call, body, manifest);
  if (special) return special;
  if (isWatermark(call, body, program, graph, analysis.callersOf))
    return { name: `${dotted(call.callee.owner)}.${call.callee.name}`, family: 'watermark' };
  if (isPictureText(call, body, program, graph))
    return { name: `${dotted(call.callee.owner)}.${call.callee.name}`, family: 'upload' };
  const api = apiOf(call.callee, program.ownersOf);
  if (api?.family === 'location' && readsInBackground(body, program, manifest)) return { ...api, family: 'background-location' };
  const [first] = call.args;
  if (api?.family !== 'web-view' || first?.kind !== 'text') return api;
  return { ...api, detail: mask(first.literal.text).slice(0, 80) };
}

/** Minified code is mostly a library's, and every library calls the platform; what knows the app's classes is the app's. */
function mayBeOwn(analysis: Analysis, body: Body): boolean {
  return body.owner.owner === 'own' || !analysis.program.classes.isRenamed(body.owner.name) || namesOwn(analysis, body);
}

/** What a person is asked for: a library does not take pictures of its own accord. */
const TAKEN: ReadonlySet<ApiFamily> = new Set(['camera', 'media-pick', 'scan', 'record-audio']);

/** A helper that lost its name: the app's own code calls it. */
function calledByOwn({ callersOf }: Analysis, body: Body): boolean {
  return callersOf(body.key).some(({ owner }) => owner.owner === 'own');
}

function callsEndpoint({ endpoints }: Analysis, { calls }: Body): boolean {
  return endpoints.size > 0 && calls.some(({ callee }) => endpoints.has(methodKey(callee, dotted(callee.owner))));
}

/** A class that lost its name, of the app all the same: it knows the app's classes. */
export function isRenamedOwn(analysis: Analysis, body: Body): boolean {
  return body.owner.owner === 'unknown' && analysis.program.classes.isRenamed(body.owner.name) && namesOwn(analysis, body);
}

/** Whether a class holds or takes one of the app's own, as lambdas and listeners hold the screen they stand in. */
function namesOwn({ program }: Analysis, { owner }: Body): boolean {
  const isOwn = (type: string): boolean => program.classes.byName.get(dotted(type))?.owner === 'own';
  const { fields, methods } = owner.data();
  return fields.some(({ ref }) => isOwn(ref.type)) || methods.some(({ ref }) => ref.params.some(isOwn));
}
