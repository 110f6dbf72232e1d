import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadPacks, testRules } from '../../src/check/index.js';
import { type LoadedRule, nothingOf } from '../../src/check/rule.js';
import type { Verdict } from '../../src/result.js';
import { extractProject, scanInput } from '../../src/scan.js';

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const packs = loadPacks(path('rules'));
const rules = packs.flatMap((pack) => pack.rules);

/** Packages built by real tool-chains that reach what no example does. */
const FIXTURES = [
  'android-grid.apk',
  'android-grid-clean.apk',
  'android-settings.apk',
  'wechat-redline.wxapkg',
  'wechat-redline-encrypted.wxapkg',
];

/** Every verdict the rule may give. */
function cellsOf({ kind, verdict, notApplicable }: LoadedRule): Verdict[] {
  return [
    ...(Object.keys(verdict) as Verdict[]),
    nothingOf(kind),
    ...(kind === 'note' ? [] : ['undetermined' as const]),
    ...(notApplicable ? ['not-applicable' as const] : []),
  ];
}

/** Rule and verdict → the example or package that reaches it. */
const reached = new Map<string, string>();
for (const { rule, example, passed, detail } of testRules(packs, extractProject))
  if (passed) reached.set(`${rule} ${detail}`, example);
for (const name of FIXTURES)
  for (const { rule, verdict } of scanInput(path(`fixtures/packages/${name}`), { packs }).items)
    reached.set(`${rule} ${verdict}`, name);

describe('every verdict a rule may give is reached by an example or a package', () => {
  it.each(rules.flatMap((rule) => cellsOf(rule).map((verdict) => [rule.id, verdict] as const)))('%s: %s', (rule, verdict) =>
    expect(reached.has(`${rule} ${verdict}`)).toBe(true),
  );

  it('and no other', () => {
    const allowed = new Set(rules.flatMap((rule) => cellsOf(rule).map((verdict) => `${rule.id} ${verdict}`)));
    expect([...reached.keys()].filter((cell) => !allowed.has(cell) && !cell.startsWith('8-1-'))).toEqual([]);
  });
});
