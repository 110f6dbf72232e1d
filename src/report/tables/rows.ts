import type { ResultDocument } from '../../result.js';
import { inert } from '../inert.js';
import { limitGroups } from '../limits.js';
import { sealLine } from '../seal.js';
import {
  evidenceCount,
  evidenceRows,
  hostsOf,
  isClue,
  kindOf,
  paperLines,
  placeOf,
  screenName,
  tally,
  versionOf,
} from '../view.js';
import type { Cell, Column, Table } from './table.js';
import type { TableWords } from './words.js';

type Rows = (document: ResultDocument, words: TableWords) => Cell[][];

/** One row per package. */
export function packageTable(documents: Iterable<ResultDocument>, words: TableWords): Table {
  return table(words.sheet.packages, words.packages, documents, words, (document) => {
    const { package: app, items } = document;
    const count = (verdict: string): number => tally(items).find((one) => one.verdict === verdict)?.count ?? 0;
    return [
      [
        ...identity(document, words),
        hostsOf(document, words),
        app.size,
        count('found'),
        count('suspected'),
        count('absent'),
        count('undetermined'),
        document.limits.length,
        document.tampering.length,
        app.sha256,
        app.sm3,
        sealLine(document),
      ],
    ];
  });
}

/** One row per package and rule, whatever its verdict. */
export function itemTable(documents: Iterable<ResultDocument>, words: TableWords): Table {
  return table(words.sheet.items, words.items, documents, words, (document) =>
    document.items.map((item) => {
      const context = item.contexts.find((one) => !isClue(one));
      const first = context && evidenceRows(context, words)[0];
      return [
        ...identity(document, words),
        item.rule,
        item.clause,
        item.title,
        words.kind[item.kind],
        words.verdict[item.verdict],
        item.verdict,
        item.unsuppressed === undefined ? '' : words.verdict[item.unsuppressed],
        item.reason,
        evidenceCount(item),
        context ? screenName(context, words) : '',
        first ? first.line : '',
        first ? placeOf(first.at) : '',
        item.advice,
        item.questions.join(words.mark.semicolon),
        document.package.sha256,
      ];
    }),
  );
}

/** One row per place that carries an element of a finding, and of clues. */
export function evidenceTable(documents: Iterable<ResultDocument>, words: TableWords): Table {
  return table(words.sheet.evidence, words.evidenceColumns, documents, words, (document) =>
    document.items.flatMap((item) =>
      item.contexts.flatMap((context) =>
        evidenceRows(context, words).map((row) => [
          ...identity(document, words),
          item.rule,
          item.title,
          words.verdict[context.verdict],
          screenName(context, words),
          words.reachable[context.reachable],
          row.elements.join(words.mark.list),
          row.tier,
          kindOf(row, words),
          row.line,
          row.excerpt ?? '',
          placeOf(row.at),
          words.owner[row.owner],
          context.fingerprint,
          paperLines(context, words).join(' '),
        ]),
      ),
    ),
  );
}

/** One row per thing that could not be read, and per oddity of the package. */
export function limitTable(documents: Iterable<ResultDocument>, words: TableWords): Table {
  return table(words.sheet.limits, words.limits, documents, words, (document) => [
    ...limitGroups(document).map((group) => [
      ...identity(document, words),
      words.limit[group.reason],
      group.hides.map((part) => words.part[part]).join(words.mark.list),
      group.share === undefined ? '' : Math.round(group.share * 1000) / 10,
      group.detail,
      group.places[0] ?? '',
      group.places.length,
      group.affects.map(({ title }) => title).join(words.mark.list),
      group.affects.length === 0 ? '' : words.handIn[group.reason],
    ]),
    ...document.tampering.map(({ trick, detail, at }) => [
      ...identity(document, words),
      `${words.label.tampering} ${trick}`,
      '',
      '',
      detail,
      placeOf(at),
      1,
      '',
      '',
    ]),
  ]);
}

function identity(document: ResultDocument, { carrier }: TableWords): Cell[] {
  const { package: app } = document;
  return [app.file, app.name ?? '', app.id ?? '', carrier[app.carrier], versionOf(document)];
}

/** Rows are made when they are asked for, one document at a time, with every text made safe to show. */
function table(title: string, columns: Column[], documents: Iterable<ResultDocument>, words: TableWords, rowsOf: Rows): Table {
  return {
    title,
    columns: [...words.identity, ...columns],
    rows: {
      *[Symbol.iterator]() {
        for (const document of documents)
          for (const row of rowsOf(document, words)) yield row.map((cell) => (typeof cell === 'string' ? inert(cell) : cell));
      },
    },
  };
}
