import { tokenise } from './tokens.js';
import type { Fact, FactKind, FactOf, ScreenFact } from './types.js';

/** Facts of one kind at a time, in the order of the file. */
export interface FactView {
  of<K extends FactKind>(kind: K): readonly FactOf<K>[];
}

/** Facts by kind and by screen, for checking. */
export interface FactStore extends FactView {
  all: readonly Fact[];
  screens: ReadonlyMap<string, ScreenFact>;
  /** Facts that a screen reaches. */
  inScreen(id: string): FactView;
  /** Facts of a screen and of the screens it leads to in one step. */
  inFlow(id: string): FactView;
  /** Facts no screen was seen to reach, but for those of code that nothing uses. */
  loose: FactView;
}

type ByKind = Map<FactKind, Fact[]>;

/** Indexes facts once; every look-up afterwards is a map access. */
export function createStore(facts: readonly Fact[]): FactStore {
  const byKind: ByKind = new Map();
  const byScreen = new Map<string, ByKind>();
  const loose: ByKind = new Map();
  for (const fact of facts) {
    push(byKind, fact);
    if (fact.screens.length === 0 && !fact.unused) push(loose, fact);
    for (const id of fact.screens) {
      const view = byScreen.get(id) ?? new Map();
      byScreen.set(id, view);
      push(view, fact);
    }
  }
  const screens = new Map((byKind.get('screen') ?? []).map((fact) => [(fact as ScreenFact).id, fact as ScreenFact]));
  const next = edges(screens.values());
  const flows = new Map<string, FactView>();
  const views = new Map([...byScreen].map(([id, view]) => [id, viewOf(view)]));
  return {
    ...viewOf(byKind),
    all: facts,
    screens,
    inScreen: (id) => views.get(id) ?? NOTHING,
    inFlow: (id) => {
      // One view for each screen, so that what is known of a view is known of it again.
      const flow = flows.get(id) ?? joined([id, ...(next.get(id) ?? [])].map((screen) => byScreen.get(screen)));
      flows.set(id, flow);
      return flow;
    },
    loose: viewOf(loose),
  };
}

const NONE: readonly never[] = [];
const NOTHING: FactView = { of: () => NONE };

function viewOf(facts: ByKind): FactView {
  return { of: (kind) => (facts.get(kind) as unknown as readonly FactOf<typeof kind>[] | undefined) ?? NONE };
}

function joined(parts: (ByKind | undefined)[]): FactView {
  const memo = new Map<FactKind, readonly Fact[]>();
  return {
    of: <K extends FactKind>(kind: K): readonly FactOf<K>[] => {
      const known = memo.get(kind) ?? [...new Set(parts.flatMap((part) => part?.get(kind) ?? []))];
      memo.set(kind, known);
      return known as unknown as readonly FactOf<K>[];
    },
  };
}

/** Screen → the screens it leads to, sorted. Every screen leads to the login, which is no part of what a person does there. */
function edges(screens: Iterable<ScreenFact>): Map<string, string[]> {
  const next = new Map<string, string[]>();
  for (const { id, from } of screens)
    if (!tokenise(id).includes('login'))
      for (const source of from) if (source !== id) next.set(source, [...(next.get(source) ?? []), id].sort());
  return next;
}

function push(map: ByKind, fact: Fact): void {
  const list = map.get(fact.kind);
  if (list) list.push(fact);
  else map.set(fact.kind, [fact]);
}

/** Total order of facts: kind, path, position, then everything else, so that equal inputs give equal files. */
export function sortFacts(facts: readonly Fact[]): Fact[] {
  const texts = new Map<Fact, string>();
  // Few facts share a place: only those are written out to be told apart.
  const textOf = (fact: Fact): string => {
    const text = texts.get(fact) ?? JSON.stringify(fact);
    texts.set(fact, text);
    return text;
  };
  return [...facts].sort((a, b) => comparePlaces(a, b) || compare(textOf(a), textOf(b)));
}

function comparePlaces(a: Fact, b: Fact): number {
  return (
    compare(a.kind, b.kind) ||
    compare(a.at.path, b.at.path) ||
    (a.at.line ?? 0) - (b.at.line ?? 0) ||
    (a.at.column ?? 0) - (b.at.column ?? 0) ||
    (a.at.offset ?? 0) - (b.at.offset ?? 0)
  );
}

/** By code unit: the same on every machine. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
