import type { HermesFile } from '../../decode/hermes/index.js';
import type { Fact } from '../../facts/types.js';
import { type Base, elementFacts, identifier, type Place } from '../bytecode/element-facts.js';
import { readHeartbeats } from '../bytecode/heartbeats.js';
import { nameOf } from '../bytecode/naming.js';
import type { Reach } from '../bytecode/reach.js';
import { callersOf, type RequestCall, readRequest, sendsOf } from '../bytecode/requests.js';
import { requestFact, unitFacts } from '../bytecode/unit-facts.js';
import type { CallSite } from '../bytecode/values.js';
import { nativeApiOf } from '../javascript/apis/native-apis.js';
import { type Element, elementOf, type MadeMarkup, readElements } from './elements.js';
import { type Ownership, readOwnership } from './libraries.js';
import { type Program, readProgram } from './program.js';
import { readReach } from './reach.js';
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
    ...readHeartbeats(program, bundle.calls, requests, sends).map(
      ({ unit, at, ...timing }): Fact => ({ kind: 'timing', ...timing, ...base(unit, at) }),
    ),
    ...[...program.units].flatMap(([id, unit]) =>
      ownership.isOwn(id)
        ? [...unitFacts(program, unit, bundle.elements, requests, sends, base), ...nameFacts(program, id, base)]
        : [],
    ),
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

/** What is made as elements; the options of a screen are told as its title. */
function markupFacts({ markup, program, screens }: Bundle, base: Place): Fact[] {
  const { reading, unitAt } = markup;
  const titles = new Set(screens.map(({ title }) => title));
  const texts = reading.texts.filter(
    ({ element, value }) => !(/^(Screen|Scene)$/.test(element) && (titles.has(value) || !HAN.test(value))),
  );
  const at = (offset: number): Base => base(unitAt.get(offset) ?? program.file.globalFunction, offset);
  return elementFacts({ ...reading, texts }, at, (expression) => expression);
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

function nameFacts(program: Program, unit: number, base: Place): Fact[] {
  const name = program.nameOf(unit);
  const start = program.file.function(unit)?.start ?? 0;
  return /^[A-Za-z_$][\w$]{2,}$/.test(name) ? [identifier(name, 'method', base(unit, start))] : [];
}
