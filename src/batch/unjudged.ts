import type { Lang } from '../messages/index.js';
import { inert } from '../report/inert.js';
import type { Cell, Table } from '../report/tables/table.js';
import type { TableWords } from '../report/tables/words.js';
import type { FindProblem } from './find.js';
import type { Row } from './store.js';
import type { Summary } from './summary.js';

const WORDS: Record<Lang, { title: string; columns: string[]; states: Record<Row['state'], string>; unread: string }> = {
  zh: {
    title: '未能判定',
    columns: ['单位', '路径', '应用名称', '情况', '原因', '说明', '请补充提交', '检测项'],
    states: { done: '部分未能判定', nothing: '没有可检查的应用', failed: '整个样品未能检查' },
    unread: '没有读到',
  },
  en: {
    title: 'Not judged',
    columns: ['Unit', 'Path', 'App name', 'State', 'Reason', 'What', 'To hand in', 'Items'],
    states: { done: 'undetermined in part', nothing: 'no app in it', failed: 'not inspected' },
    unread: 'not read',
  },
};

/** What could not be judged and why: a row per input and reason. */
export function unjudgedTable(rows: Iterable<Row>, problems: readonly FindProblem[], words: TableWords, lang: Lang): Table {
  const { title, columns, states, unread } = WORDS[lang];
  return {
    title,
    columns: columns.map((name) => ({ title: name, width: 24 })),
    rows: {
      *[Symbol.iterator](): Iterator<Cell[]> {
        for (const { unit, path, state, summary } of rows) {
          const { name = '', open } = JSON.parse(summary) as Summary;
          for (const { reason, detail, rules } of open) {
            const known = reason as keyof TableWords['limit'];
            yield [
              unit,
              path,
              name,
              states[state],
              words.limit[known] ?? '',
              detail,
              words.handIn[known] ?? '',
              rules.join(' '),
            ].map(inert);
          }
        }
        for (const { path, problem } of problems) yield ['', path, '', unread, '', problem, '', ''].map(inert);
      },
    },
  };
}
