import { describe, expect, it } from 'vitest';
import { baseApp, type Writing } from './base.js';
import { FOUND, featuresOf } from './outcome.js';
import { CALLS, GATES, MARKUP, PATH, WORDS } from './tricks.js';

type Tricks = Record<string, Partial<Writing>>;

const TABLES: [string, Tricks, Partial<Writing>][] = [
  ['words of templates', MARKUP, {}],
  ['words of scripts that templates show', WORDS, { words: 'script' }],
  ['addresses', PATH, {}],
  ['platform calls', CALLS, {}],
  ['what is demanded', GATES, {}],
];

describe('nothing hidden', () => {
  it.each(['markup', 'script'] as const)('words in the %s', (words) => expect(featuresOf(baseApp({ words }))).toEqual(FOUND));
});

describe.each(TABLES)('%s', (_, tricks, more) => {
  it.each(Object.entries(tricks))('%s', (__, change) => expect(featuresOf(baseApp({ ...more, ...change }))).toEqual(FOUND));
});

describe('what the base application is found by', () => {
  it('words that say nothing are no features', () => {
    expect(featuresOf(baseApp({ markup: () => '操作', word: () => '"操作"', path: () => '"/api/a/b"' }))).toEqual([
      'check-in not-found',
      // Rows of people, each with its place and points, tell it without a word.
      'ranking suspected ranking',
      'upload not-found',
      'time suspected measured',
    ]);
  });
});
