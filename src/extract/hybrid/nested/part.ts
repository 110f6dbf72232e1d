import type { Fact, LimitFact } from '../../../facts/types.js';
import type { Extraction } from '../../extraction.js';
import { weighted } from '../../shares.js';

/** A package inside the app: what was read of it, and how much it is. */
export interface NestedPart {
  /** As evidence names it: `app.apk!assets/x.amr`. */
  path: string;
  /** Of all the files it consists of. */
  paths: string[];
  /** Below the app: `assets/x.amr`, `assets/a.zip!b.wgt`. */
  name: string;
  /** Of its scripts, pages and configuration; of the file where they cannot be told. */
  bytes: number;
  /** Empty where it is no app, or nothing of it could be read. */
  found: Extraction[];
  /** Found in vain: what it is, and why it was not read. */
  limits: LimitFact[];
}

/** Facts of a package inside an app, as the app's: ids of screens begin with its name, limits hide only its share of the whole. */
export function factsAsPart({ name, found, limits }: NestedPart, weight: number): Fact[] {
  const facts = [...found.flatMap((one) => one.facts), ...limits];
  const own = facts.filter((fact) => fact.kind === 'limit');
  const shares = weighted(own, weight);
  const rename = (id: string): string => (id === 'app' ? id : `${name}!${id}`);
  return facts.map((fact): Fact => {
    const screens = fact.screens.map(rename);
    if (fact.kind === 'screen') return { ...fact, screens, id: rename(fact.id), from: fact.from.map(rename) };
    if (fact.kind === 'limit') return { ...fact, screens, share: shares.get(fact)! };
    return { ...fact, screens };
  });
}
