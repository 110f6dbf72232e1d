import type { HermesFile } from '../../decode/hermes/index.js';
import { mask } from '../../facts/excerpt.js';
import { tokenise } from '../../facts/tokens.js';
import type { At, Fact, IdentifierFact, Owner } from '../../facts/types.js';
import { readGates } from '../bytecode/gates.js';
import { nameOf } from '../bytecode/naming.js';
import { callersOf, type RequestCall, readRequest, type Sends, sendsOf } from '../bytecode/requests.js';
import { readTexts } from '../bytecode/texts.js';
import { functionsOf } from '../bytecode/units.js';
import type { CallSite } from '../bytecode/values.js';
import { nativeApiOf } from '../javascript/native-apis.js';
import { PLATFORM_ELEMENTS } from '../javascript/platform-apis.js';
import { type Element, elementOf, type MadeMarkup, readElements } from './elements.js';
import { type Ownership, readOwnership } from './libraries.js';
import { type Program, readProgram } from './program.js';
import { type Reach, readReach } from './reach.js';
import { isOpenNavigation, readScreens, type Screen } from './screens.js';
import { unloadedTexts } from './unloaded-texts.js';

/** A bundle as read: its program, what of it is the app's own, and what its screens reach. */
export interface Bundle {
  path: string;
  program: Program;
  ownership: Ownership;
  screens: Screen[];
  reach: Reach;
  elements: Map<CallSite, Element>;
  markup: MadeMarkup;
  calls: CallSite[];
}

/** Reads all functions of a bundle and joins what they show with the screens that lead there. */
export function readBundle(file: HermesFile, path: string): Bundle {
  const program = readProgram(file);
  const ownership = readOwnership(program, path);
  const own = [...program.units.values()].filter(({ id }) => ownership.isOwn(id)).sort((a, b) => a.id - b.id);
  const calls = own.flatMap((unit) => unit.calls);
  const elements = new Map<CallSite, Element>();
  for (const site of calls) {
    const element = elementOf(program, site);
    if (element) elements.set(site, element);
  }
  const markup = readElements(program, elements);
  const screens = readScreens(program, elements.values(), calls, ownership.isOwn);
  const reach = readReach(program, ownership.isOwn, screens, elements, markup.handlers);
  return { path, program, ownership, screens, reach, elements, markup, calls };
}

/** `module12.submit[345]`: how evidence names a function, and `cat` finds it again. */
export function unitLabel(program: Program, unit: number): { class: string; method: string } {
  const module = program.moduleOf(unit);
  return { class: module === undefined ? 'bundle' : `module${module}`, method: `${program.nameOf(unit)}[${unit}]` };
}

type Base = { at: At; owner: Owner; screens: string[]; linked?: boolean };

/** All facts of a bundle's own code. */
export function bundleFacts(bundle: Bundle): Fact[] {
  const { program, ownership, reach } = bundle;
  const base = (unit: number, offset: number): Base => ({
    at: { path: bundle.path, offset, ...unitLabel(program, unit) },
    owner: 'own',
    screens: reach.screensOf(unit),
    ...(reach.isHandled(unit) && { linked: true }),
  });
  const ids = new Set(bundle.screens.map(({ id }) => id));
  const sends = sendsOf(program);
  const callers = callersOf(program, bundle.calls);
  const requests = new Map<CallSite, RequestCall>();
  for (const site of bundle.calls) {
    const request = bundle.elements.has(site) ? undefined : readRequest(program, site, sends, ids, callers);
    if (request) requests.set(site, request);
  }
  return [
    ...screenFacts(bundle, base),
    ...markupFacts(bundle, base),
    ...callFacts(bundle, base, requests),
    ...heartbeats(bundle, base, requests, sends),
    ...unitFacts(bundle, base, requests, sends),
    ...unloadedTexts(program).map(
      ({ value, at }): Fact => ({
        kind: 'text',
        value,
        position: 'code',
        at: { path: bundle.path, offset: at },
        owner: 'unknown',
        screens: [],
      }),
    ),
    ...ownership.sdks,
  ];
}

type Place = (unit: number, offset: number) => Base;

function identifier(value: string, role: IdentifierFact['role'], base: Base): Fact {
  return { kind: 'identifier', value, tokens: tokenise(value), role, ...base };
}

function screenFacts({ screens, reach, program, calls }: Bundle, base: Place): Fact[] {
  const open = calls.some((site) => isOpenNavigation(program, site));
  return screens.flatMap((screen): Fact[] => {
    const { id, title, tab } = screen;
    const place = { ...base(screen.unit, screen.at), screens: [id] };
    const reachable = reach.reachable.has(id) ? 'yes' : open ? 'unknown' : 'no';
    const from = [...(reach.from.get(id) ?? [])].sort();
    return [
      { kind: 'screen', id, ...(title && { title }), reachable, from, registered: true, ...place },
      ...(title ? [{ kind: 'text' as const, value: title, position: 'page-title' as const, ...place }] : []),
      ...(tab ? [{ kind: 'text' as const, value: tab, position: 'tab' as const, ...place }] : []),
      identifier(id, 'route', place),
    ];
  });
}

const HAN = /[\u3400-\u9fff]/;

/** Texts, handlers, fields and platform elements of everything that is made as an element. */
function markupFacts({ markup, program, screens }: Bundle, base: Place): Fact[] {
  const { reading, unitAt } = markup;
  const at = (offset: number): Base => base(unitAt.get(offset) ?? program.file.globalFunction, offset);
  const titles = new Set(screens.map(({ title }) => title));
  const facts: Fact[] = [];
  for (const { value, position, action, target, offset, element } of reading.texts) {
    // The options of a screen are told as its title.
    if (/^(Screen|Scene)$/.test(element) && (titles.has(value) || !HAN.test(value))) continue;
    const place = at(offset);
    const linked = action === 'handler' || place.linked;
    facts.push({
      kind: 'text',
      value,
      position,
      ...(action && { action }),
      ...(target && { target }),
      ...place,
      ...(linked && { linked }),
    });
  }
  for (const { expression, offset } of reading.handlers) {
    const name = /[A-Za-z_$][\w$]{2,}/.exec(expression)?.[0];
    if (name && !/^on[A-Z]/.test(name)) facts.push(identifier(name, 'handler', at(offset)));
  }
  for (const { name, offset } of reading.platform) {
    const family = PLATFORM_ELEMENTS[name.replace(/[<>]/g, '')];
    if (family) facts.push({ kind: 'api', name, family, ...at(offset) });
  }
  const fields = new Map<string, { value: number; base: Base }>();
  for (const { offset } of reading.inputs) {
    const place = at(offset);
    const key = place.screens.join();
    fields.set(key, { value: (fields.get(key)?.value ?? 0) + 1, base: fields.get(key)?.base ?? place });
  }
  for (const { value, base: place } of fields.values()) facts.push({ kind: 'number', name: 'inputs', value, ...place });
  return facts;
}

function callFacts({ program, calls, elements }: Bundle, base: Place, requests: Map<CallSite, RequestCall>): Fact[] {
  return calls.flatMap((site): Fact[] => {
    if (elements.has(site)) return [];
    const name = nameOf(program, site.callee);
    const family = name ? nativeApiOf(name) : undefined;
    const request = requests.get(site);
    const place = base(site.unit, site.at);
    return [
      ...(family ? [{ kind: 'api' as const, name, family, ...place }] : []),
      ...(request ? [requestFact(request, place)] : []),
    ];
  });
}

function requestFact({ method, path, params, via, sends }: RequestCall, place: Base): Fact {
  return { kind: 'request', ...(method && { method }), path: mask(path), params, via, sends, ...place };
}

/** `setInterval(send, 30000)`. */
function heartbeats({ program, calls }: Bundle, base: Place, requests: Map<CallSite, RequestCall>, sends: Sends): Fact[] {
  return calls.flatMap((site): Fact[] => {
    const [beat, interval] = site.args;
    if (nameOf(program, site.callee) !== 'setInterval' || !beat) return [];
    const ids = functionsOf(program, beat);
    if (interval?.kind !== 'constant' || typeof interval.value !== 'number' || !ids.some(sends)) return [];
    const target = ids
      .flatMap((id) => program.units.get(id)?.calls ?? [])
      .map((call) => requests.get(call)?.path)
      .find(Boolean);
    const place = base(site.unit, site.at);
    return [
      {
        kind: 'timing',
        shape: 'heartbeat',
        pair: `${interval.value} ms`,
        reaches: 'request',
        ...(target && { target }),
        ...place,
      },
    ];
  });
}

function unitFacts(
  { program, ownership, elements }: Bundle,
  base: Place,
  requests: Map<CallSite, RequestCall>,
  sends: Sends,
): Fact[] {
  const facts: Fact[] = [];
  for (const [id, unit] of program.units) {
    if (!ownership.isOwn(id)) continue;
    for (const { unit: owner, at, ...text } of readTexts(program, unit, elements))
      facts.push({ kind: 'text', ...text, ...base(owner, at) });
    for (const { at, ...gate } of readGates(program, unit, requests, sends))
      facts.push({ kind: 'gate', ...gate, ...base(id, at) });
    for (const { text, at } of unit.texts)
      if (/^https?:\/\/\w/.test(text)) facts.push({ kind: 'url', value: mask(text).slice(0, 200), ...base(id, at) });
    const name = program.nameOf(id);
    const start = program.file.function(id)?.start ?? 0;
    if (/^[A-Za-z_$][\w$]{2,}$/.test(name)) facts.push(identifier(name, 'method', base(id, start)));
  }
  return facts;
}
