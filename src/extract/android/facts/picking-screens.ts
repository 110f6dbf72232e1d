import type { ApiFamily, Fact } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import { outerClass } from '../names.js';

/** What a screen does for the one that asked it: the result is what it took, chose or read. */
const GIVEN: ReadonlySet<ApiFamily> = new Set(['camera', 'media-pick', 'scan', 'choose-location', 'record-audio']);

/**
 * A screen of the app's own that takes or chooses pictures for others, which start it and wait for its result: what it calls, they do
 * too. A library's screen needs this not, it is told by its name.
 */
export function withAskers(analysis: Analysis, facts: readonly Fact[]): Fact[] {
  const askers = askersOf(analysis);
  if (askers.size === 0) return [...facts];
  return facts.map((fact) => {
    if (fact.kind !== 'api' || !GIVEN.has(fact.family)) return fact;
    const asking = fact.screens.flatMap((screen) => [...(askers.get(screen) ?? [])]);
    return asking.length > 0 ? { ...fact, screens: [...new Set([...fact.screens, ...asking])].sort() } : fact;
  });
}

/** Screen → the screens that start it for its result. */
function askersOf({ bodies, rootOf }: Analysis): Map<string, Set<string>> {
  const gives = new Set(
    bodies.flatMap(({ calls, owner }) =>
      calls.some(({ callee }) => callee.name === 'setResult') ? [outerClass(owner.name)] : [],
    ),
  );
  const askers = new Map<string, Set<string>>();
  for (const { calls, named, owner } of bodies) {
    const asking = rootOf.get(outerClass(owner.name));
    if (!asking || named.length === 0 || !calls.some(({ callee }) => asks(callee))) continue;
    for (const { name } of named) {
      const asked = rootOf.get(name);
      if (asked && asked !== asking && gives.has(name)) askers.set(asked, (askers.get(asked) ?? new Set()).add(asking));
    }
  }
  return askers;
}

function asks({ name, owner }: { name: string; owner: string }): boolean {
  return (
    name === 'startActivityForResult' || (name === 'launch' && owner === 'Landroidx/activity/result/ActivityResultLauncher;')
  );
}
