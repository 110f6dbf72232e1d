import { describe, expect, it } from 'vitest';
import { createStore, sortFacts } from '../../src/facts/store.js';
import type { Fact, ScreenFact, TextFact } from '../../src/facts/types.js';

const text = (value: string, screens: string[]): TextFact => ({
  kind: 'text',
  value,
  position: 'label',
  at: { path: 'a.js', line: 1 },
  owner: 'own',
  screens,
});
const screen = (id: string, from: string[]): ScreenFact => ({
  kind: 'screen',
  id,
  from,
  reachable: 'yes',
  registered: true,
  at: { path: 'app.json' },
  owner: 'own',
  screens: [id],
});

describe('createStore', () => {
  const facts = [
    screen('a', ['app']),
    screen('b', ['a']),
    screen('c', ['b']),
    text('A', ['a']),
    text('AB', ['a', 'b']),
    text('-', []),
  ];
  const store = createStore(facts);
  const values = (view: { of(kind: 'text'): readonly TextFact[] }): string[] => view.of('text').map((fact) => fact.value);

  it('gives the facts a screen reaches, and those no screen reaches', () => {
    expect(values(store.inScreen('a'))).toEqual(['A', 'AB']);
    expect(values(store.inScreen('b'))).toEqual(['AB']);
    expect(values(store.inScreen('nowhere'))).toEqual([]);
    expect(values(store.loose)).toEqual(['-']);
    expect(values(store)).toEqual(['A', 'AB', '-']);
  });

  it('the login that everything leads to is no part of what is done there', () => {
    const { inFlow } = createStore([screen('a', ['app']), screen('pages/login/login', ['a']), text('L', ['pages/login/login'])]);
    expect(values(inFlow('a'))).toEqual([]);
  });

  it('joins a screen with those it leads to in one step, each fact once', () => {
    expect(values(store.inFlow('a'))).toEqual(['A', 'AB']);
    expect(
      store
        .inFlow('a')
        .of('screen')
        .map((fact) => fact.id),
    ).toEqual(['a', 'b']);
    expect(
      store
        .inFlow('c')
        .of('screen')
        .map((fact) => fact.id),
    ).toEqual(['c']);
  });
});

it('sortFacts gives one order, whatever the order before', () => {
  const facts: Fact[] = [text('b', []), text('a', []), { ...text('c', []), at: { path: 'a.js', line: 10 } }, screen('s', [])];
  const sorted = sortFacts(facts);
  expect(sorted.map((fact) => (fact.kind === 'text' ? fact.value : fact.kind))).toEqual(['screen', 'a', 'b', 'c']);
  expect(sortFacts([...facts].reverse())).toEqual(sorted);
});
