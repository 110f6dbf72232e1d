import { mask } from '../../facts/excerpt.js';
import type { Fact } from '../../facts/types.js';
import type { Base, Place } from './element-facts.js';
import { readGates } from './gates.js';
import type { RequestCall, Sends } from './requests.js';
import { readTexts } from './texts.js';
import type { UnitReading, Units } from './units.js';
import type { CallSite } from './values.js';

/** Texts, gates and addresses of one function; `shown` are the calls whose texts are read as elements. */
export function unitFacts(
  program: Units,
  reading: UnitReading,
  shown: Parameters<typeof readTexts>[2],
  requests: Map<CallSite, RequestCall>,
  sends: Sends,
  base: Place,
): Fact[] {
  return [
    ...readTexts(program, reading, shown).map(({ unit, at, ...text }): Fact => ({ kind: 'text', ...text, ...base(unit, at) })),
    ...readGates(program, reading, requests, sends).map(
      ({ at, ...gate }): Fact => ({ kind: 'gate', ...gate, ...base(reading.id, at) }),
    ),
    ...reading.texts
      .filter(({ text }) => /^https?:\/\/\w/.test(text))
      .map(({ text, at }): Fact => ({ kind: 'url', value: mask(text).slice(0, 200), ...base(reading.id, at) })),
  ];
}

export function requestFact({ method, path, params, via, sends }: RequestCall, place: Base): Fact {
  return { kind: 'request', ...(method && { method }), path: mask(path), params, via, sends, ...place };
}
