import { expect, it } from 'vitest';
import { type RuleTrace, type TraceNode, traceRule } from '../../src/check/index.js';
import type { Fact } from '../../src/facts/types.js';
import { fact, onePack, RULE, sampleOf, screen } from './support.js';

/** Each branch in one line: `+ text{words: core} 事实, 事实`. */
function lines(nodes: readonly TraceNode[], indent = ''): string[] {
  return nodes.flatMap(({ key, asks, holds, facts, near = [], parts }) => [
    `${indent}${holds ? '+' : '-'} ${key}${asks ? `{${asks}}` : ''} ${facts.map(({ what }) => what).join(', ')}`.trimEnd(),
    ...near.map((miss) => `${indent}  but for ${miss.butFor}: ${miss.facts.map(({ what }) => what).join(', ')}`),
    ...lines(parts, `${indent}  `),
  ]);
}

function trace(feature: string, facts: Fact[], at: string | undefined = 'a'): RuleTrace {
  const rule = RULE.replace('feature: { title: 功能, text: { words: core } }', `feature: { title: 功能, ${feature} }`);
  return traceRule(
    onePack(rule)[0]!.rules[0]!,
    sampleOf([screen('a', { title: '首页' }), screen('b', { from: ['a'] }), ...facts]),
    at,
  );
}
const text = (value: string, partial: Record<string, unknown> = {}): Fact =>
  fact({ kind: 'text', value, position: 'label', ...partial });

it('says of every branch whether it holds, and by which facts', () => {
  const feature =
    'any: [{ text: { words: core }, api: { family: scan } }, { flow: { request: { words: endpoints } } }], not: { text: { words: negative } }';
  const facts = [text('签到'), fact({ kind: 'request', path: '/sign', screens: ['b'] })];
  const { elements, verdicts, screenTitle } = trace(feature, facts);
  expect(screenTitle).toBe('首页');
  expect(lines(elements[0]!.parts)).toEqual([
    '+ any',
    '  - all',
    '    + text{words: core} “签到”',
    '    - api{family: scan}',
    '  + flow',
    '    + request{words: endpoints} /sign（wx.request）',
    '+ not',
    '  - text{words: negative}',
  ]);
  expect(elements.map(({ id, holds }) => [id, holds])).toEqual([
    ['feature', true],
    ['recorded', false],
    ['audience', false],
  ]);
  expect(verdicts).toEqual([
    { verdict: 'found', when: 'feature and recorded', holds: false },
    { verdict: 'suspected', when: 'feature', holds: true },
  ]);
});

it('says what a matcher lacked by a hair', () => {
  const facts = [
    text('签到', { position: 'code' }),
    fact({ kind: 'number', name: 'inputs', value: 2 }),
    text('打卡', { owner: 'third-party' }),
  ];
  expect(
    lines(trace('text: { words: core, position: button }, number: { name: inputs, min: 3 }', facts).elements[0]!.parts),
  ).toEqual(['- text{words: core，position: button}', '- number{name: inputs，min: 3}', '  but for min（合计 2）: inputs = 2']);
  expect(lines(trace('text: { words: core }', facts).elements[0]!.parts)).toEqual([
    '- text{words: core}',
    '  but for position: “签到”',
  ]);
});

it('agrees with the engine outside all screens, and with elements that build on others', () => {
  const loose = [text('签到', { screens: [] })];
  const rule = RULE.replace('request: { words: endpoints }', 'of: [{ element: feature }, { api: {} }], atLeast: 1');
  const { elements, verdicts } = traceRule(onePack(rule)[0]!.rules[0]!, sampleOf([screen('a'), ...loose]));
  expect(lines(elements[1]!.parts)).toEqual(['+ of{atLeast: 1}', '  + element{feature}', '  - api']);
  expect(verdicts.map(({ holds }) => holds)).toEqual([true, true]);
});
