import { reachableScreens } from '../javascript/application/screens.js';

/** What screens lead to. */
export interface Reach {
  /** Ids of the screens that reach a function, sorted. */
  screensOf(unit: number): string[];
  /** The function runs when somebody touches something. */
  isHandled(unit: number): boolean;
  /** Screen id → screens (or `app`) that lead to it. */
  from: Map<string, Set<string>>;
  reachable: Set<string>;
}

/** Screens that reach a function, by its number. */
export type ByUnit = Map<number, Set<string>>;

/** How one kind of program leads from place to place. */
export interface Ways {
  /** Functions that a function makes, calls or hands over. */
  references(unit: number): number[];
  /** Adds code that no function leads to and some screens own all the same, such as tables of texts. */
  complete(byUnit: ByUnit): void;
  /** Screen id → screens (or `app`) that lead to it. */
  edges(byUnit: ByUnit): Map<string, Set<string>>;
}

/** Follows a program from the functions that make its screens, and from those `handlers` that run when somebody touches something. */
export function followScreens(
  screens: readonly { id: string; roots: readonly number[] }[],
  handlers: readonly number[],
  { references, complete, edges }: Ways,
): Reach {
  const known = new Map<number, number[]>();
  const next = (unit: number): number[] => {
    const found = known.get(unit) ?? references(unit);
    known.set(unit, found);
    return found;
  };
  const byUnit: ByUnit = new Map();
  for (const screen of screens) for (const unit of closed(screen.roots, next)) added(byUnit, unit, screen.id);
  complete(byUnit);
  const handled = closed(handlers, next);
  const from = edges(byUnit);
  return {
    screensOf: (unit) => [...(byUnit.get(unit) ?? [])].sort(),
    isHandled: (unit) => handled.has(unit),
    from,
    reachable: reachableScreens(from),
  };
}

/** Code that more screens share than these belongs to none of them. */
export const FEW = 3;

export function added<K>(map: Map<K, Set<string>>, key: K, value: string): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}

function closed(roots: readonly number[], next: (unit: number) => number[]): Set<number> {
  const seen = new Set<number>();
  const waiting = [...roots];
  for (let unit = waiting.pop(); unit !== undefined; unit = waiting.pop()) {
    if (seen.has(unit)) continue;
    seen.add(unit);
    waiting.push(...next(unit));
  }
  return seen;
}
