import type { At, Fact } from '../../../facts/types.js';

/** Facts at one place. Most places have one: only where there are more are they written out to be told apart. */
interface Place {
  first: Fact;
  byText?: Map<string, Fact>;
}

/** One template shown by several screens gives one fact with all of them. */
export function mergeByPlace(facts: Fact[]): Fact[] {
  const places = new Map<string, Place>();
  const merged: Fact[] = [];
  for (const fact of facts) {
    const key = placeKey(fact);
    const place = places.get(key);
    const known = place && sameAt(place, fact);
    if (known) {
      known.screens = [...new Set([...known.screens, ...fact.screens])].sort();
      if (fact.linked) known.linked = true;
      // A compiler keeps a text once for all templates that have it.
      if (fact.at.module !== known.at.module) known.at = withoutModule(known.at);
      continue;
    }
    const own = { ...fact };
    if (place) place.byText!.set(textOf(own), own);
    else places.set(key, { first: own });
    merged.push(own);
  }
  return merged;
}

function placeKey(fact: Fact): string {
  return fact.kind === 'screen' ? `screen ${fact.id}` : `${fact.kind} ${fact.at.line}:${fact.at.column} ${fact.at.path}`;
}

function sameAt(place: Place, fact: Fact): Fact | undefined {
  if (fact.kind === 'screen') return place.first;
  place.byText ??= new Map([[textOf(place.first), place.first]]);
  return place.byText.get(textOf(fact));
}

/** A fact without what differs between the screens that show it; whoever writes facts gives their parts in one order. */
function textOf({ screens, linked, at, ...rest }: Fact): string {
  return JSON.stringify({ ...rest, at: withoutModule(at) });
}

function withoutModule({ module, ...at }: At): At {
  return at;
}
