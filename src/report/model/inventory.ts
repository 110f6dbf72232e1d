import type { Inventory } from '../../result.js';
import { placeOf } from '../view.js';
import { more } from './coverage.js';
import type { Draft } from './draft.js';
import { heading, note, numberOf, paragraph } from './draft.js';
import { type Block, BREAK, type Column, type Inline, type Rich } from './types.js';

const MOST_ROWS = 400;

/** Screens, permissions, third-party components and endpoints, as the filing has to list functions. */
export function inventoryBlocks(draft: Draft, above: string): Block[] {
  const { document, words } = draft;
  const { label, report } = words;
  const { screens, permissions, sdks, endpoints, endpointGroups = [] } = document.inventory;
  return [
    note(report.inventory.intro),
    ...list(
      draft,
      above,
      1,
      label.screens,
      screenColumns(draft),
      screens.map((screen) => screenRow(screen, draft)),
    ),
    ...list(
      draft,
      above,
      2,
      label.permissions,
      [
        { title: label.permissions, width: 0.45 },
        { title: label.usedBy, width: 0.55 },
      ],
      permissions.map((permission) => [{ text: permission.name, code: true }, usedBy(permission, draft)]),
    ),
    ...list(
      draft,
      above,
      3,
      label.sdks,
      [
        { title: label.sdks, width: 0.5 },
        { title: report.inventory.category, width: 0.2 },
        { title: report.inventory.called, width: 0.3 },
      ],
      sdks.map(({ name, version, category, called }) => [
        version ? `${name} ${version}` : name,
        category,
        report.called[`${called}`],
      ]),
    ),
    ...list(
      draft,
      above,
      4,
      label.endpoints,
      [
        { title: report.inventory.method, width: 0.12 },
        { title: label.endpoints, width: 0.6 },
        { title: report.inventory.via, width: 0.28 },
      ],
      endpoints.map(({ method, path, via }) => [method ?? '－', { text: path, code: true }, { text: via, code: true }]),
    ),
    ...list(
      draft,
      above,
      5,
      label.endpointGroups,
      [
        { title: label.endpointGroups, width: 0.45 },
        { title: label.endpoints, width: 0.1 },
        { title: label.screens, width: 0.45 },
      ],
      endpointGroups.map(({ group, endpoints: count, screens: ids }) => [
        { text: group, code: true },
        String(count),
        shortened(ids.map((id) => ({ text: id, code: true }))),
      ]),
    ),
  ];
}

function list(draft: Draft, above: string, n: number, title: string, columns: Column[], rows: Rich[][]): Block[] {
  const { words, prefix } = draft;
  const name = words.report.say.count(title, rows.length);
  return [
    heading(2, numberOf(draft, 2, n, above), name, `${prefix}inventory-${n}`),
    ...(rows.length === 0
      ? [paragraph(words.report.empty)]
      : [{ kind: 'table', long: true, columns, rows: rows.slice(0, MOST_ROWS) } as const]),
    ...more(rows.length - MOST_ROWS, draft),
  ];
}

function screenColumns({ words: { report, label } }: Draft): Column[] {
  const { screen, screenId, entry, from } = report.inventory;
  return [
    { title: screen, width: 0.18 },
    { title: screenId, width: 0.3 },
    { title: entry, width: 0.12 },
    { title: from, width: 0.24 },
    { title: label.grassroots, width: 0.16 },
  ];
}

function screenRow(screen: Inventory['screens'][number], { words }: Draft): Rich[] {
  const { report, reachable: names, mark } = words;
  const { id, title, reachable, from, grassroots = [] } = screen;
  return [
    title ?? NOTHING,
    { text: id, code: true },
    names[reachable as keyof typeof names] ?? reachable,
    shortened(from.map((one) => (one === 'app' ? report.inventory.launcher : { text: one, code: true }))),
    grassroots.join(mark.list) || NOTHING,
  ];
}

/** The app's own calls that need a permission; nothing where it is not known what would. */
function usedBy({ usedBy: calls, uses = 0 }: Inventory['permissions'][number], { words: { label } }: Draft): Rich {
  if (!calls) return NOTHING;
  if (calls.length === 0) return label.notUsed;
  const places = calls.map(({ what, at }) => ({ text: `${what} ${placeOf(at)}`, code: true }));
  return shortened(places, Math.max(uses, calls.length));
}

const NOTHING = '－';
const MOST_LINES = 3;

/** The first few, a line each, and how many more there are. */
function shortened(all: readonly Inline[], count = all.length): Rich {
  if (all.length === 0) return NOTHING;
  const lines = all.slice(0, MOST_LINES).flatMap((one): Inline[] => [one, BREAK]);
  return count > MOST_LINES ? [...lines, `+${count - MOST_LINES}`] : lines.slice(0, -1);
}
