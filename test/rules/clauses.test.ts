import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { clausesPage } from '../../scripts/clauses/page.js';
import { loadPacks } from '../../src/check/index.js';

const folder = fileURLToPath(new URL('../../rules', import.meta.url));
const pack = loadPacks(folder).find(({ id }) => id === 'zw-2026')!;

describe('docs/clauses.md', () => {
  it('is what `npm run clauses` writes', () =>
    expect(readFileSync(new URL('../../docs/clauses.md', import.meta.url), 'utf8')).toBe(clausesPage(pack, folder)));
});

describe('the pack zw-2026', () => {
  it('has every rule of the contract', () =>
    expect(pack.rules.map(({ id }) => id)).toEqual([
      '5-1-host-unit',
      '5-2-filing-number',
      '5-3-other-apps',
      '14-1-form-reporting',
      '14-2-check-in',
      '14-2-online-time',
      '14-2-other-compulsory',
      '14-2-points-ranking',
      '14-3-forced-login',
      '14-3-forced-promotion',
      '14-3-usage-rate',
      '14-4-engagement-metrics',
      '14-4-trace-upload',
      '14-4-work-assessment',
      '14-5-commerce',
      '15-distribution',
      '16-1-compatibility',
      '16-2-ipv6',
      '18-1-complaint-entry',
      '18-2-complaint-accept',
      '18-3-complaint-track',
      '18-4-complaint-revisit',
      '19-account-cancellation',
      '19-backup',
      '19-cleartext',
      '19-debuggable',
      '19-exported',
      '19-permissions',
      '19-privacy-consent',
      '19-sdks',
      '20-secrets',
    ]));

  it('says of every rule what no package can show, and what to do', () =>
    expect(
      pack.rules.filter(({ unseen, advice }) => !unseen?.endsWith('。') || !advice.endsWith('。')).map(({ id }) => id),
    ).toEqual([]));

  it.each(pack.rules.map((rule) => [rule.id, rule.page] as const))(
    'explains %s: clause, elements, verdict, limits, advice',
    (_, page) => {
      for (const part of ['依据：第', '## 查什么', '## 要件', '## 整改']) expect(page).toContain(part);
      expect(page).toMatch(/## (局限|看不到的)/);
    },
  );

  it('stops at 发现疑似 where the clause turns on degree, necessity or what stands elsewhere', () =>
    expect(pack.rules.filter(({ ceiling }) => ceiling).map(({ id, ceiling }) => [id, ceiling])).toEqual([
      ['5-3-other-apps', 'suspected'],
      ['14-1-form-reporting', 'suspected'],
      ['14-2-other-compulsory', 'suspected'],
      ['14-4-trace-upload', 'suspected'],
      ['14-4-work-assessment', 'suspected'],
    ]));

  it('closes seven gates', () => expect(pack.gates.map(({ id }) => id)).toEqual(['G1', 'G2', 'G3', 'G4', 'G5', 'G6', 'G7']));
});
