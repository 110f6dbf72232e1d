import { more } from './coverage.js';
import type { Draft } from './draft.js';
import { heading, note, numberOf, paragraph } from './draft.js';
import { type Block, BREAK, type Column, type Inline, type Rich } from './types.js';

const MOST_ROWS = 400;

/** Screens, permissions, third-party components and endpoints, as the filing has to list functions. */
export function inventoryBlocks(draft: Draft, above: string): Block[] {
  const { document, words } = draft;
  const { label, report } = words;
  const { screens, permissions, sdks, endpoints } = document.inventory;
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
      [{ title: label.permissions, width: 1 }],
      permissions.map(({ name }) => [{ text: name, code: true }]),
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
  ];
}

function list(draft: Draft, above: string, n: number, title: string, columns: Column[], rows: Rich[][]): Block[] {
  const { words, prefix } = draft;
  const name = words.report.say.count(title, rows.length);
  return [
    heading(2, numberOf(draft, 2, n, above), name, `${prefix}inventory-${n}`),
    ...(rows.length === 0
      ? [paragraph(words.report.empty)]
      : [{ kind: 'table', columns, rows: rows.slice(0, MOST_ROWS) } as const]),
    ...more(rows.length - MOST_ROWS, draft),
  ];
}

function screenColumns({ words: { report } }: Draft): Column[] {
  const { screen, screenId, entry, from } = report.inventory;
  return [
    { title: screen, width: 0.2 },
    { title: screenId, width: 0.36 },
    { title: entry, width: 0.14 },
    { title: from, width: 0.3 },
  ];
}

const MOST_FROM = 3;

function screenRow({ id, title, reachable, from }: Draft['document']['inventory']['screens'][number], { words }: Draft): Rich[] {
  const { report, reachable: names } = words;
  const some = from
    .slice(0, MOST_FROM)
    .flatMap((one): Inline[] => [one === 'app' ? report.inventory.launcher : { text: one, code: true }, BREAK]);
  return [
    title ?? '－',
    { text: id, code: true },
    names[reachable as keyof typeof names] ?? reachable,
    from.length === 0 ? '－' : from.length > MOST_FROM ? [...some, `+${from.length - MOST_FROM}`] : some.slice(0, -1),
  ];
}
