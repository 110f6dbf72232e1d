import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { LEAVES } from '../../src/check/grammar.js';
import { loadCodeRules, loadPacks, testRules } from '../../src/check/index.js';
import { MATCHERS } from '../../src/check/matcher-keys.js';
import { RULE_KEYS } from '../../src/check/rule-form.js';
import { packFiles, rulesFolder } from './support.js';

const page = readFileSync('docs/rules.md', 'utf8');
/** Names in the first column of the page's tables, with what their row says. */
const rows = new Map(
  page.split('\n').flatMap((line) => {
    const [, names = '', rest = ''] = /^\| (.+?) \| (.*) \|$/.exec(line) ?? [];
    return [...names.matchAll(/`([\w-]+)`/g)].map(([, name]) => [name!, rest] as const);
  }),
);

it('docs/rules.md names every key of a rule, every matcher and every key of it', () => {
  for (const key of [...RULE_KEYS, ...LEAVES]) expect(rows.has(key), key).toBe(true);
  for (const [leaf, keys] of Object.entries(MATCHERS))
    for (const key of Object.keys(keys).filter((name) => !['owner', 'linked'].includes(name)))
      expect(rows.get(leaf), `${leaf}.${key}`).toContain(`\`${key}\``);
});

it('its code rule loads, and its examples do as they say', () => {
  const code = /^ {4}import \{ defineRule[\s\S]*?^ {4}\}\);$/m.exec(page)![0].replace(/^ {4}/gm, '');
  const source = code.replace(/^import.*$/m, 'const defineRule = (rule) => rule;');
  expect(loadCodeRules(`${rulesFolder({ 'rule.mjs': source })}/rule.mjs`).rules[0]!.id).toBe('20-long-forms');
  const examples = /^ {4}- name: 走访记录提交[\s\S]*?notElements: \[feature\] \}$/m.exec(page)![0].replace(/^ {4}/gm, '');
  const packs = loadPacks(
    rulesFolder(
      packFiles({
        'lexicon/words.yaml': 'core: [走访]\nendpoints: [visit]\n',
        'p/14-2-check-in/examples.yaml': examples.replace('verdict: suspected', 'verdict: found'),
      }),
    ),
  );
  const results = testRules(packs, () => {
    throw new Error('no project here');
  });
  expect(results.map(({ passed, detail }) => [passed, detail])).toEqual([
    [true, 'found'],
    [true, 'not-found'],
  ]);
});
