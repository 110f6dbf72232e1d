import type { ResultDocument } from '../../result.js';
import { inert } from '../inert.js';
import { affectedTitles, type LimitGroup, limitGroups } from '../limits.js';
import { placeOf } from '../view.js';
import { hanging, heading, type Page } from './page.js';

const MOST_PLACES = 3;
const MOST_ROWS = 20;

/** What was not read, which items that affects and what to hand in. */
export function limitsPart(document: ResultDocument, page: Page): string[] {
  const groups = limitGroups(document);
  if (groups.length === 0) return [];
  const shown = groups.slice(0, MOST_ROWS).flatMap((group, i) => limitLines(group, groups[i - 1], document, page));
  return [...heading(page.words.label.limits, page), ...shown, ...rest(groups.length - MOST_ROWS, 'rows', 2, page)];
}

function limitLines(group: LimitGroup, before: LimitGroup | undefined, document: ResultDocument, page: Page): string[] {
  const { label, limit, part, handIn } = page.words;
  const share = group.share ? ` ${(group.share * 100).toFixed(group.share < 0.01 ? 1 : 0)}%` : '';
  const hidden = `${group.hides.map((name) => part[name]).join(page.words.mark.list)}${share}`;
  const same = before !== undefined && group.affects.length > 1 && sameItems(before, group);
  const affects = same ? label.same : inert(affectedTitles(group, document, page.words));
  return [
    ...hanging(
      '? ',
      `${limit[group.reason]}${page.words.mark.open}${label.hidden}${page.words.mark.colon}${hidden}${page.words.mark.close}`,
      0,
      page,
      page.paint.magenta,
    ),
    ...hanging('', inert(group.detail), 2, page),
    ...hanging(`${label.affects}${page.words.mark.colon}`, affects, 2, page),
    ...(group.needsHandIn ? hanging(`${label.handIn}${page.words.mark.colon}`, handIn[group.reason], 2, page) : []),
    ...group.places
      .slice(0, MOST_PLACES)
      .map((place) => page.paint.dim(`  ${label.places}${page.words.mark.colon}${inert(place)}`)),
    ...rest(group.places.length - MOST_PLACES, 'places', 2, page),
  ];
}

function sameItems(a: LimitGroup, b: LimitGroup): boolean {
  return a.affects.length === b.affects.length && a.affects.every((item, i) => item === b.affects[i]);
}

/** Oddities that a normal tool-chain never produces. */
export function tamperingPart(document: ResultDocument, page: Page): string[] {
  if (document.tampering.length === 0) return [];
  return [
    ...heading(page.words.label.tampering, page),
    ...document.tampering
      .slice(0, MOST_ROWS)
      .flatMap((item) => [
        ...hanging('! ', `${inert(item.detail)}${page.words.mark.open}${inert(item.trick)}${page.words.mark.close}`, 0, page),
        page.paint.dim(`  ${inert(placeOf(item.at))}`),
      ]),
    ...rest(document.tampering.length - MOST_ROWS, 'rows', 2, page),
  ];
}

/** “另有 N …”, or nothing. */
export function rest(count: number, what: Parameters<Page['words']['say']['more']>[1], indent: number, page: Page): string[] {
  return count > 0 ? hanging('', page.words.say.more(count, what), indent, page, page.paint.dim) : [];
}
