import type { LaidPage, Mark, OutlineEntry, Place } from './page.js';
import type { Strip } from './strip.js';

export interface Paginated {
  pages: LaidPage[];
  outline: OutlineEntry[];
  places: Map<string, Place>;
  /** Rows of the contents that wait for a page number. */
  pending: { id: string; page: number; y: number }[];
}

/**
 * Piles strips on pages. A strip that keeps the next one goes to the next page with it; where what is kept together is
 * taller than a page, only the first two stay together.
 */
export function paginate(
  strips: readonly Strip[],
  area: { left: number; top: number; height: number },
  firstPage: number,
): Paginated {
  const out: Paginated = { pages: [], outline: [], places: new Map(), pending: [] };
  let used = Number.POSITIVE_INFINITY;
  let table: Strip | undefined;
  const turn = (): void => {
    out.pages.push({ marks: [] });
    used = 0;
    table = undefined;
  };
  const put = (strip: Strip): void => {
    const page = out.pages.at(-1)!;
    if (used > 0) used += strip.gap ?? 0;
    const y = area.top + used;
    for (const mark of strip.marks) page.marks.push(moved(mark, area.left, y));
    const index = firstPage + out.pages.length - 1;
    for (const id of strip.ids ?? []) out.places.set(id, { page: index, y });
    if (strip.outline) out.outline.push(strip.outline);
    if (strip.pageOf) out.pending.push({ id: strip.pageOf, page: out.pages.length - 1, y });
    used += strip.height;
  };
  let asked = false;
  let bound = -1;
  strips.forEach((strip, i) => {
    if (strip.newPage && strip.height === 0) {
      asked = true;
      return;
    }
    const { needed, isTall } = kept(strips, i, area.height);
    const own = i === bound ? tallOf(strip) : needed;
    if (asked || strip.newPage || used + own > area.height + 0.01) turn();
    if (isTall) bound = i + 1;
    asked = false;
    if (strip.header && used === 0 && table !== strip.header)
      put({ ...strip.header, marks: strip.header.marks.map((mark) => ({ ...mark })) });
    table = strip.header ?? table;
    put(strip);
  });
  return out;
}

function tallOf({ gap = 0, height }: Strip): number {
  return gap + height;
}

/** Height that has to be free for a strip and what it is kept with; of more than a page, for it and the next one. */
function kept(strips: readonly Strip[], from: number, page: number): { needed: number; isTall: boolean } {
  let needed = tallOf(strips[from]!);
  for (let i = from; strips[i]!.keepNext && i + 1 < strips.length; i++) {
    const more = needed + tallOf(strips[i + 1]!);
    if (more > page) return { needed: Math.min(page, tallOf(strips[from]!) + tallOf(strips[from + 1]!)), isTall: true };
    needed = more;
  }
  return { needed, isTall: false };
}

/** Moves a mark, which belongs to one strip alone. */
function moved(mark: Mark, x: number, y: number): Mark {
  if (mark.kind === 'line') mark.points = mark.points.map(([a, b]) => [a + x, b + y] as const);
  else {
    mark.x += x;
    mark.y += y;
  }
  return mark;
}
