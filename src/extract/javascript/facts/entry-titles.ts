import type { Fact, TextFact } from '../../../facts/types.js';
import { pushTo } from '../../multimap.js';
import { type ScreenSpec, screenOfPath } from '../application/screens.js';

/** Longest words that name a page; more is a sentence. */
const MAX_NAME = 8;
/** Words of an entry as they stand: no bound part, no mark, no figure. */
const NAME = /^[\u3400-\u9fff]+$/;

/**
 * Titles of pages that have none of their own: the words of the entry that opens them, `<navigator url="/pages/face/face">人脸
 * 核验</navigator>`. Entries of different words name nothing.
 */
export function entryTitles(facts: readonly Fact[], screens: readonly ScreenSpec[]): TextFact[] {
  const titled = new Set(facts.flatMap((fact) => (fact.kind === 'text' && fact.position === 'page-title' ? fact.screens : [])));
  const untitled = new Map<string, string>();
  for (const { id, aliases = [] } of screens) if (!titled.has(id)) for (const path of [id, ...aliases]) untitled.set(path, id);
  if (untitled.size === 0) return [];
  const paths = new Set(untitled.keys());
  const entries = new Map<string, TextFact[]>();
  for (const fact of facts) {
    if (fact.kind !== 'text' || fact.action !== 'navigate' || !fact.target || !isName(fact)) continue;
    const opened = fact.screens.map((current) => screenOfPath(fact.target!, current, paths)).find((path) => path);
    if (opened) pushTo(entries, untitled.get(opened)!, fact);
  }
  return [...entries].flatMap(([id, [entry, ...others]]) =>
    entry && others.every(({ value }) => value === entry.value) ? [titleOf(entry, id)] : [],
  );
}

function isName({ value, position }: TextFact): boolean {
  return (position === 'menu' || position === 'button') && value.length <= MAX_NAME && NAME.test(value);
}

function titleOf({ value, at, excerpt, owner }: TextFact, id: string): TextFact {
  return { kind: 'text', value, position: 'page-title', at, ...(excerpt && { excerpt }), owner, screens: [id] };
}
