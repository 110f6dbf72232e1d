import { type Loop, type ShownMember, shownMembers } from './loops.js';

/** A place at which a row shows which one it is in its list. */
export interface Ordinal {
  list: string;
  offset: number;
}

/** A list shown with the place of each row: `1 张三 98`, medals for the first three, a podium. */
export interface NumberedList extends Ordinal {
  /** Members of a row that stand beside its place. */
  members: string[];
}

/** What a template shows of rows. */
export interface ShownRows {
  ordinals: Ordinal[];
  members: ShownMember[];
}

/** Longer is no expression a person wrote. */
const LONGEST = 500;

/** Members by which a row brings its place along. */
const OWN_PLACE = /^(rank|ranking|rank_?no|rank_?num|paiming|mingci)$/i;

/** The list whose rows an expression numbers: `{{index + 1}}`, `{{item.rank}}`, the picture of a medal by `index`, `v-if="index < 3"`. */
function ordinalOf(expression: string, loops: readonly Loop[], attribute?: string): string | undefined {
  const loop = loops.at(-1);
  if (!loop || expression.length > LONGEST) return undefined;
  if (attribute === undefined && shownMembers(expression, [loop]).some(({ key }) => OWN_PLACE.test(key))) return loop.list;
  if (!loop.index) return undefined;
  const index = `(?<![\\w$.])${loop.index.replace(/\$/g, '\\$&')}`;
  const counted = new RegExp(`${index}\\s*\\+\\s*[1-9]\\d?(?!\\d)|(?<!\\d)1\\s*\\+\\s*${index}(?![\\w$])`);
  if (attribute === undefined) return counted.test(expression) ? loop.list : undefined;
  if (/(^|:|-)(src|image|icon|img)$/.test(attribute))
    return counted.test(expression) || new RegExp(`\\w\\[\\s*${index}\\s*\\]`).test(expression) ? loop.list : undefined;
  return new RegExp(`${index}\\s*(<\\s*3|<=\\s*2)(?!\\d)`).test(expression) ? loop.list : undefined;
}

/** Keeps what an expression shows of the rows around it, and whether it numbers them. */
export function noteRow(
  { ordinals, members }: ShownRows,
  { expression, offset, loops, attribute }: { expression: string; offset: number; loops: readonly Loop[]; attribute?: string },
): void {
  if (loops.length === 0) return;
  const list = ordinalOf(expression, loops, attribute);
  if (list) ordinals.push({ list, offset });
  if (!attribute || !UNSEEN.test(attribute)) members.push(...shownMembers(expression, loops));
}

/** Attributes that nobody sees. */
const UNSEEN = /(^|:|-)(key|class|if|elif|show|disabled)$|^:?data-/;

/** The numbered lists of a template, each once, those shown with more than one member a row. */
export function numberedLists(
  { ordinals, members }: ShownRows,
  bindings: readonly { expression: string; offset: number }[],
): NumberedList[] {
  const lists = ordinals.filter(({ list }, i) => ordinals.findIndex((other) => other.list === list) === i);
  const numbered = lists.map((ordinal) => ({
    ...ordinal,
    members: membersOf(ordinal.list, members).filter((key) => !OWN_PLACE.test(key)),
  }));
  return [...numbered.filter((list) => list.members.length > 1), ...podiums(bindings)];
}

/** The members of a list's rows, each once. */
export function membersOf(list: string, members: readonly ShownMember[]): string[] {
  return [...new Set(members.filter((member) => member.list === list).map(({ key }) => key))];
}

const PLACE = /([A-Za-z_$][\w$]*)\[\s*([012])\s*\]\??\.([A-Za-z_$][\w$]*)/g;

/** Lists whose first three rows each have their own place on the screen, with the same members: `top[1].name`, `top[0].name`. */
function podiums(bindings: readonly { expression: string; offset: number }[]): NumberedList[] {
  const lists = new Map<string, { offset: number; places: Map<string, Set<string>> }>();
  for (const { expression, offset } of bindings) {
    if (expression.length > LONGEST) continue;
    for (const [, list = '', place = '', member = ''] of expression.matchAll(PLACE)) {
      const known = lists.get(list) ?? { offset, places: new Map<string, Set<string>>() };
      lists.set(list, known);
      known.places.set(member, (known.places.get(member) ?? new Set<string>()).add(place));
    }
  }
  return [...lists].flatMap(([list, { offset, places }]) => {
    const members = [...places].flatMap(([member, { size }]) => (size === 3 ? [member] : []));
    return members.length > 1 ? [{ list, offset, members }] : [];
  });
}
