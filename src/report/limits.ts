import type { Messages } from '../messages/index.js';
import type { Item, Limit, ResultDocument } from '../result.js';
import { placeOf } from './view.js';

/** Limits of one reason that say the same, with all their places. */
export interface LimitGroup {
  reason: Limit['reason'];
  detail: string;
  hides: Limit['hides'];
  places: string[];
  /** Share of the hidden parts, 0…1; absent where it is not known. */
  share: number | undefined;
  affects: Item[];
  /** The detail does not say by itself what to hand in. */
  needsHandIn: boolean;
}

/** Limits by reason and wording, in the order of the document, with the items that could not be determined for them. */
export function limitGroups(document: ResultDocument): LimitGroup[] {
  const groups = new Map<string, LimitGroup>();
  const places = new Map<string, Set<string>>();
  for (const limit of document.limits) {
    const key = `${limit.reason} ${limit.detail}`;
    const group = groups.get(key) ?? {
      reason: limit.reason,
      detail: limit.detail,
      hides: [],
      places: [],
      share: 0,
      affects: [],
      needsHandIn: !limit.detail.includes('请'),
    };
    group.hides = [...new Set([...group.hides, ...limit.hides])];
    group.share = limit.share === undefined || group.share === undefined ? undefined : Math.min(1, group.share + limit.share);
    groups.set(key, group);
    places.set(key, (places.get(key) ?? new Set()).add(placeOf(limit.at)));
  }
  for (const [key, group] of groups) {
    group.places = [...places.get(key)!];
    group.affects = affectedBy(group, document);
  }
  return [...groups.values()];
}

/** Less than this hidden changed no verdict by itself. */
const SMALL_SHARE = 0.05;

/**
 * An item names one limit as its reason, though another may blind it as well: so an undetermined item counts for every
 * limit of the reason it names, and for every other limit that hides a part for good.
 */
function affectedBy(group: LimitGroup, document: ResultDocument): Item[] {
  const blind = document.items.filter((item) => item.verdict === 'undetermined');
  const details = new Set(document.limits.filter((limit) => limit.reason === group.reason).map((limit) => limit.detail));
  const named = blind.filter((item) => details.has(item.reason));
  if (named.length > 0 || (group.share !== undefined && group.share < SMALL_SHARE)) return named;
  return blind;
}

/** Titles of the items a limit affects, in one line. */
export function affectedTitles({ affects }: LimitGroup, { items }: ResultDocument, { label, say, mark }: Messages): string {
  if (affects.length === 0) return label.affectsNone;
  return affects.length === items.length && items.length > 1
    ? say.everyItem(items.length)
    : affects.map((item) => item.title).join(mark.semicolon);
}
