import type { At, Fact, SdkFact } from '../../facts/types.js';
import type { Analysis } from './analysis.js';
import { dotted } from './classes.js';
import { isRenamedOwn } from './facts/api-facts.js';
import { sdkOf } from './ownership.js';
import { SDKS, type Sdk } from './sdks.js';
import type { Sources } from './sources.js';

/** SDKs in the package, by class prefix and native library: where each stands, what told it, and whether own code calls it. */
export function sdkFacts(sources: Sources, analysis: Analysis): Fact[] {
  const callers = findCallers(analysis);
  // Where no code of the app can be read nobody can say that it calls nothing.
  const unread = !analysis.bodies.some((body) => body.owner.owner === 'own');
  return [...findSdks(sources, analysis)].map(([sdk, { at, evidence }]): SdkFact => {
    const caller = callers.get(sdk);
    const called = caller?.own ? true : unread || caller ? 'unknown' : false;
    const excerpt = caller?.own ? `${evidence} ← ${caller.by}` : evidence;
    const { name, category } = sdk;
    return { kind: 'sdk', name, category, called, at, owner: 'third-party', screens: [], excerpt: excerpt.slice(0, 80) };
  });
}

interface Found {
  at: At;
  /** The prefix or the native library that told it. */
  evidence: string;
}

function findSdks(sources: Sources, { program }: Analysis): Map<Sdk, Found> {
  const found = new Map<Sdk, Found>();
  for (const item of program.classes.byName.values()) {
    const sdk = item.owner === 'third-party' ? sdkOf(item.name) : undefined;
    if (!sdk || found.has(sdk)) continue;
    const evidence = sdk.prefixes.find((prefix) => item.name.startsWith(`${prefix}.`)) ?? item.name;
    found.set(sdk, { at: { path: item.source.entry.path, class: item.name }, evidence });
  }
  for (const { name, path } of sources.entries) {
    const library = /(?:^|\/)lib\/[^/]+\/([^/]+)$/.exec(name)?.[1];
    const sdk = library === undefined ? undefined : SDKS.find((one) => one.libraries?.some((begin) => library.startsWith(begin)));
    if (sdk && library !== undefined && !found.has(sdk)) found.set(sdk, { at: { path }, evidence: library });
  }
  return found;
}

interface Caller {
  /** Code of the app; otherwise of somebody unknown. */
  own: boolean;
  by: string;
}

function findCallers(analysis: Analysis): Map<Sdk, Caller> {
  const callers = new Map<Sdk, Caller>();
  const add = (name: string, caller: Caller): void => {
    const sdk = sdkOf(name);
    if (sdk && !callers.get(sdk)?.own) callers.set(sdk, caller);
  };
  for (const body of analysis.bodies) {
    const own = body.owner.owner === 'own' || isRenamedOwn(analysis, body);
    const by = `${body.owner.name.replace(/^.*\./, '')}.${body.ref.name}`;
    for (const call of body.calls) add(dotted(call.callee.owner), { own, by });
    for (const { name } of body.named) add(name, { own, by });
  }
  // A view of the SDK in a layout of the app: the platform creates it when the screen is shown.
  for (const screen of analysis.screens)
    for (const layout of screen.layouts) for (const name of layout.classes) add(name, { own: true, by: layout.file.entry.name });
  return callers;
}
