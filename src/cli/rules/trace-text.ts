import type { RuleTrace, TraceNode } from '../../check/index.js';
import { messages } from '../../messages/index.js';
import { inert } from '../../report/inert.js';
import { placeOf } from '../../report/view.js';

const COMBINED: Record<string, string> = {
  all: '全部成立',
  any: '任一成立',
  not: '不成立才算',
  of: '其中几项',
  flow: '本页及其去往的页面中',
  package: '整个应用中',
  element: '要件',
  declared: '申报的值出现在',
  covered: '已读到',
  match: '代码规则给出',
  evidence: '依据',
};

/** The expression of a rule as a tree for a terminal: what held and by which facts, what did not and what it lacked. */
export function traceLines({ elements, verdicts }: RuleTrace): string[] {
  const { verdict: word } = messages.zh;
  return [
    '结论（自上而下，先成立的为准）',
    ...verdicts.map(({ verdict, when, holds }) => `${mark(holds)} ${word[verdict]}：${when}`),
    '',
    '要件',
    ...elements.flatMap(({ id, title, review, holds, parts }) => [
      `${mark(holds)} ${id}　${title}${review && !holds ? '（由人复核）' : ''}`,
      ...treeLines(parts, ''),
    ]),
  ];
}

function treeLines(nodes: readonly TraceNode[], indent: string): string[] {
  return nodes.flatMap((node, i) => {
    const isLast = i === nodes.length - 1;
    const inner = `${indent}${isLast ? '   ' : '│  '}`;
    return [
      `${indent}${isLast ? '└─' : '├─'} ${mark(node.holds)} ${labelOf(node)}`,
      ...factLines(node).map((line) => `${inner}${node.parts.length > 0 ? '│' : ' '} ${line}`),
      ...treeLines(node.parts, inner),
    ];
  });
}

function labelOf({ key, asks }: TraceNode): string {
  const { evidence } = messages.zh;
  const name = COMBINED[key] ?? evidence[key as keyof typeof evidence];
  return `${name ?? ''} ${key}${asks ? `｛${inert(asks)}｝` : ''}`.trim();
}

function factLines({ facts, count, near = [] }: TraceNode): string[] {
  return [
    ...facts.map(({ what, at }) => `${inert(what)}　${inert(placeOf(at))}`),
    ...(count > facts.length ? [`等 ${count} 条`] : []),
    ...near.flatMap(({ butFor, count: many, facts: some }) => [
      `只差 ${butFor}：${some.map(({ what, at }) => `${inert(what)}　${inert(placeOf(at))}`).join('；')}${many > some.length ? ` 等 ${many} 条` : ''}`,
    ]),
  ];
}

function mark(holds: boolean): string {
  return holds ? '✔' : '✘';
}
