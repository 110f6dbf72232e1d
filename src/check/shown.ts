import type { FactStore } from '../facts/store.js';
import type { Fact, ScreenFact, TextFact, TextPosition } from '../facts/types.js';
import type { ShownText } from '../result.js';
import { compare } from './evidence.js';

/** What a sketch of a screen has room for. */
const MOST = 24;
const LONGEST = 40;
const VISIBLE: ReadonlySet<TextPosition> = new Set([
  'tab',
  'menu',
  'button',
  'label',
  'placeholder',
  'list',
  'option',
  'toast',
  'dialog',
]);

/** What a reader knows a screen by: its title, else what its bar shows. */
export function titleOf(screen: ScreenFact | undefined): string | undefined {
  return screen?.title ?? screen?.barTitle;
}

/**
 * Texts of a screen in the order they stand in the package, messages of several screens last, those that are evidence marked; a
 * sample where there are many.
 */
export function shownOn(store: FactStore, screen: string, evidence: ReadonlySet<Fact>): ShownText[] {
  const seen = new Set<string>();
  const texts = store
    .inScreen(screen)
    .of('text')
    .filter((fact) => VISIBLE.has(fact.position) && fact.owner !== 'third-party' && fact.value.trim() !== '')
    .sort(inOrder)
    .filter((fact) => {
      const key = `${fact.position} ${fact.value}`;
      return !seen.has(key) && Boolean(seen.add(key));
    });
  const isKept = new Set([...texts.filter((fact) => evidence.has(fact)), ...texts].slice(0, MOST));
  return texts
    .filter((fact) => isKept.has(fact))
    .map((fact) => ({
      position: fact.position,
      text: fact.value.slice(0, LONGEST),
      ...(evidence.has(fact) && { marked: true }),
    }));
}

/** What several screens may say, such as that a session has ended, says least of this one. */
function isCommonMessage({ position, screens }: TextFact): number {
  return Number((position === 'toast' || position === 'dialog') && screens.length > 1);
}

function inOrder(one: TextFact, other: TextFact): number {
  const [a, b] = [one.at, other.at];
  return (
    isCommonMessage(one) - isCommonMessage(other) ||
    compare(a.path, b.path) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    (a.offset ?? 0) - (b.offset ?? 0) ||
    compare(one.value, other.value) ||
    compare(one.position, other.position)
  );
}
