import { mask } from '../../../facts/excerpt.js';
import type { Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import { type Api, apiOf, apiOfConstant, apiOfScreen, apiOfSensor } from '../code/apis.js';
import { foregroundLocation, readsInBackground } from '../code/background.js';
import type { Body, Call } from '../code/body.js';
import { isPictureText } from '../code/picture-text.js';
import { isWatermark } from '../code/watermark.js';
import { dotted } from '../names.js';
import type { PlaceOf } from './places.js';

/** Platform and SDK functions a method calls, each once. */
export function apiFacts(analysis: Analysis, body: Body, placeOf: PlaceOf): Fact[] {
  if (!mayBeOwn(analysis, body)) return [];
  const found = new Map<string, Fact>();
  const add = (api: Api | undefined, at: number): void => {
    if (api && !found.has(api.name)) found.set(api.name, { kind: 'api', ...api, ...placeOf(body, at) });
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
