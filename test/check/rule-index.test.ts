import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluateRule } from '../../src/check/evaluate.js';
import { loadPacks } from '../../src/check/index.js';
import type { Element, LoadedRule } from '../../src/check/rule.js';
import { contextsOf } from '../../src/check/rule-index.js';
import { createStore, type FactStore } from '../../src/facts/store.js';
import type { Fact } from '../../src/facts/types.js';
import { extractInput } from '../../src/scan.js';
import { fact, onePack, sampleOf, screen } from './support.js';

/** All contexts, as if there were no index. */
const everywhere: typeof contextsOf = (rule, store) => ({
  places: rule.scope === 'package' ? [undefined] : [...[...store.screens.keys()].sort(), undefined],
  may: () => true,
});

const plain = (): LoadedRule => onePack()[0]!.rules[0]!;

describe('contextsOf', () => {
  const facts = [
    ...['a', 'b', 'c'].map((id) => screen(id)),
    fact({ kind: 'text', value: '签到', screens: ['a', 'b'] }),
    fact({ kind: 'request', path: '/sign', screens: ['b', 'c'] }),
    fact({ kind: 'text', value: '无关', screens: ['c'] }),
    fact({ kind: 'api', family: 'scan', name: 'wx.scanCode', screens: [] }),
  ];
  const store = createStore(facts);
  const where = (element: Omit<Element, 'title'>): unknown =>
    contextsOf({ ...plain(), elements: { feature: { title: '功能', ...element } } }, store).places;

  it.each<[string, Omit<Element, 'title'>, unknown]>([
    ['where a word of the role stands', { text: { words: 'core' } }, ['a', 'b']],
    ['where all that is asked stands together', { text: { words: 'core' }, request: { words: 'endpoints' } }, ['b']],
    ['where any does', { any: [{ text: { words: 'core' } }, { request: {} }] }, ['a', 'b', 'c']],
    ['outside the screens', { api: { family: 'scan' } }, [undefined]],
    ['nowhere, where a kind of fact is missing', { text: { words: 'core' }, gate: {} }, []],
    ['anywhere, where an absence is asked', { not: { text: { words: 'core' } } }, ['a', 'b', 'c', undefined]],
    ['where the rest stands, if the package may have it', { text: {}, package: { api: {} } }, ['a', 'b', 'c']],
    ['nowhere, if the package has not', { text: {}, package: { gate: {} } }, []],
  ])('%s', (_, element, places) => expect(where(element)).toEqual(places));
});

describe('with and without the index the result is the same', () => {
  const packages = 'fixtures/packages';
  const rules = loadPacks('rules').flatMap((pack) => pack.rules);

  it.each(readdirSync(packages).filter((name) => /\.(apk|wxapkg|rpk|wgt|hap)$/.test(name)))('over %s', (name) => {
    const { facts, coverage } = extractInput(`${packages}/${name}`);
    const store = createStore(facts);
    for (const rule of rules)
      expect(evaluateRule(rule, store, coverage)).toEqual(evaluateRule(rule, store, coverage, undefined, everywhere));
  });

  const leaf = fc.constantFrom<Record<string, unknown>>(
    { text: { words: 'core' } },
    { text: { words: ['core', 'negative'], position: 'any' } },
    { text: {} },
    { text: { pattern: '^签.{0,2}领' } },
    { request: { words: 'endpoints' } },
    { request: { method: 'POST' } },
    { api: { family: 'scan' } },
    { gate: { subject: 'photo' } },
    { number: { name: 'inputs', min: 2 } },
    { screen: {} },
    { covered: 'code' },
  );
  const { expression } = fc.letrec((tie) => ({
    expression: fc.oneof(
      { maxDepth: 3 },
      leaf,
      fc.record({ any: fc.array(tie('expression'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ all: fc.array(tie('expression'), { minLength: 1, maxLength: 3 }) }),
      fc.record({ of: fc.array(tie('expression'), { minLength: 1, maxLength: 3 }), atLeast: fc.integer({ min: 0, max: 2 }) }),
      fc.record({ not: tie('expression') }),
      fc.record({ flow: tie('expression') }),
      fc.record({ package: tie('expression') }),
      fc.tuple(leaf, leaf).map(([a, b]) => ({ ...a, ...b })),
    ),
  }));
  const ids = ['a', 'b', 'c'];
  const someFact = fc
    .tuple(
      fc.constantFrom<Record<string, unknown> & { kind: Fact['kind'] }>(
        { kind: 'text', value: '签到', position: 'label' },
        { kind: 'text', value: '签到领券', position: 'code' },
        { kind: 'text', value: '查询', position: 'label', owner: 'third-party' },
        { kind: 'request', path: '/sign', method: 'POST' },
        { kind: 'api', family: 'scan', name: 'wx.scanCode' },
        { kind: 'gate', subject: 'photo', shape: 'empty' },
        { kind: 'number', name: 'inputs', value: 1 },
      ),
      fc.subarray(ids),
    )
    .map(([partial, screens]) => fact({ ...partial, screens }));

  it('over any rule and any facts', () => {
    const one = plain();
    fc.assert(
      fc.property(
        fc.record({ feature: expression, recorded: expression }),
        fc.array(someFact, { maxLength: 8 }),
        fc.constantFrom(undefined, 'package' as const),
        (elements, facts, scope) => {
          const rule = {
            ...one,
            ...(scope && { scope, kind: 'note' as const }),
            elements: {
              feature: { title: '功能', ...(elements.feature as object) },
              recorded: { title: '记录', any: [{ element: 'feature', api: {} }, elements.recorded as object] },
            },
          };
          const { store, coverage } = sampleOf([...ids.map((id, i) => screen(id, { from: ids.slice(0, i) })), ...facts]);
          const run = (places?: typeof contextsOf): unknown =>
            evaluateRule(rule, store as FactStore, coverage, undefined, places);
          expect(run()).toEqual(run(everywhere));
        },
      ),
      { numRuns: 2000, seed: 20261129 },
    );
  });
});
