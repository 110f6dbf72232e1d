import type { At, Fact, SdkFact } from '../../facts/types.js';
import type { Analysis } from './analysis.js';
import { isRenamedOwn } from './facts/api-facts.js';
import { type Library, libraryOf } from './libraries/index.js';
import { libraryOfFile } from './libraries/traces.js';
import { dotted } from './names.js';
import { sdkOf } from './ownership.js';
import { SDKS, type Sdk } from './sdks.js';
import type { Sources } from './sources.js';

/**
 * SDKs and libraries in the package, by class prefix, native library or a file they leave: where each stands, what told it, and
 * whether own code calls it.
 */
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

/** What an inventory calls an SDK or a library. */
type Kept = Pick<Sdk, 'name' | 'category'>;

interface Found {
  at: At;
  /** The prefix, native library or file that told it. */
  evidence: string;
}

function findSdks(sources: Sources, { program }: Analysis): Map<Kept, Found> {
  const found = new Map<Kept, Found>();
  const add = (kept: Kept | undefined, at: At, evidence: string): void => {
    if (kept && !found.has(kept)) found.set(kept, { at, evidence });
  };
  for (const item of program.classes.byName.values()) {
    const known = item.owner === 'third-party' ? knownOf(item.name) : undefined;
    if (known) add(known.kept, { path: item.source.entry.path, class: item.name }, known.prefix);
  }
  for (const { name, path } of sources.entries) {
    const library = /(?:^|\/)lib\/[^/]+\/([^/]+)$/.exec(name)?.[1];
    if (library !== undefined)
      add(
        SDKS.find((one) => one.libraries?.some((begin) => library.startsWith(begin))),
        { path },
        library,
      );
    const left = libraryOfFile(name);
    if (left) add(keptOf(left), { path }, name);
  }
  return found;
}

/** The SDK or library of a class. Platform and language are in every app and are not listed. */
function knownOf(name: string): { kept: Kept; prefix: string } | undefined {
  const sdk = sdkOf(name);
  if (sdk) return { kept: sdk, prefix: sdk.prefixes.find((prefix) => name.startsWith(`${prefix}.`)) ?? name };
  const known = libraryOf(name);
  return known && known.library.kind !== 'platform' ? { kept: keptOf(known.library), prefix: known.prefix } : undefined;
}

const kept = new Map<string, Kept>();

/** One object for a name, whatever told it. */
function keptOf({ name, kind }: Library): Kept {
  const known = kept.get(name) ?? { name, category: kind };
  kept.set(name, known);
  return known;
}

interface Caller {
  /** Code of the app; otherwise of somebody unknown. */
  own: boolean;
  by: string;
}

function findCallers(analysis: Analysis): Map<Kept, Caller> {
  const callers = new Map<Kept, Caller>();
  const add = (name: string, caller: Caller): void => {
    const sdk = knownOf(name)?.kept;
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
