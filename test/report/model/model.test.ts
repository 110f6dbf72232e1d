import { describe, expect, it } from 'vitest';
import { reportModel } from '../../../src/report/model/index.js';
import type { ResultDocument } from '../../../src/result.js';
import { activeCharacters, hostileResult } from '../../support/hostile-result.js';
import { context, item } from '../../support/sample-parts.js';
import { cleanResult, packedResult, sampleResult } from '../../support/sample-result.js';
import { plainReport } from './plain.js';

const plain = (document: ResultDocument, lang: 'zh' | 'en' = 'zh', settings = {}): string =>
  plainReport(reportModel(document, settings, lang));

const GOLDEN: [string, ResultDocument, 'zh' | 'en'][] = [
  ['sample.zh', sampleResult(), 'zh'],
  ['sample.en', sampleResult(), 'en'],
  ['packed.zh', packedResult(), 'zh'],
  ['clean.zh', cleanResult(), 'zh'],
];

describe('the report model', () => {
  it.each(GOLDEN)('says all of %s', async (name, document, lang) => {
    await expect(plain(document, lang)).toMatchFileSnapshot(`golden/${name}.txt`);
  });

  it('is the same for the same result', () => {
    expect(reportModel(sampleResult(), {}, 'zh')).toEqual(reportModel(sampleResult(), {}, 'zh'));
  });

  it('lets nothing from the package act, and cuts what no page can hold', () => {
    const hostile = hostileResult();
    hostile.package.name = '长'.repeat(10_000);
    for (const lang of ['zh', 'en'] as const) {
      const text = plain(hostile, lang);
      expect(activeCharacters(text)).toEqual([]);
      expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThan(6_000);
    }
  });

  it('has no word of another language of its own in Chinese', () => {
    expect(plain(cleanResult())).not.toMatch(/fingerprint|verdict|undefined|null|NaN/);
    expect(plain(sampleResult())).not.toMatch(/fingerprint|undefined|NaN|\[object/);
    expect(plain(sampleResult(), 'en')).not.toMatch(/fingerprint|undefined|NaN|\[object/);
  });

  it('takes the settings of the unit', () => {
    const settings = {
      organisation: '示例检测中心',
      numbering: '检测〔2026〕{sha8}',
      classification: '工作秘密',
      type: '委托检测',
      statement: ['只对样品负责。'],
      draft: false,
    };
    const model = reportModel(sampleResult(), settings, 'zh');
    const text = plainReport(model);
    expect(model.number).toBe('检测〔2026〕5f70bf18');
    expect(model.watermark).toBeUndefined();
    for (const word of ['示例检测中心', '工作秘密', '委托检测', '只对样品负责。']) expect(text).toContain(word);
    expect(text).not.toContain('涂改、部分复制无效');
  });
});

describe('a draft', () => {
  const answer = { about: 'finding', answer: '成立', by: '张三', on: '2026-03-06', reason: '现场核实' } as const;
  const reviews = [
    { rule: '14-2-check-in', answer: '成立', by: '张三', on: '2026-03-06', reason: '现场核实', state: 'applied' },
  ] as const;
  const isDraft = (document: ResultDocument): boolean => reportModel(document, {}, 'zh').watermark !== undefined;
  const withItem = (over: Parameters<typeof item>[3], some: ResultDocument['reviews'] = [...reviews]): ResultDocument =>
    sampleResult({ items: [item('14-2-check-in', '打卡签到', 'found', over)], reviews: some });

  it('is what nobody reviewed', () => {
    expect(isDraft(sampleResult())).toBe(true);
    expect(isDraft(cleanResult())).toBe(true);
  });

  it('is what has one finding without an answer by a named person', () => {
    expect(isDraft(withItem({ contexts: [context({ reviews: [answer] }), context()] }))).toBe(true);
    expect(isDraft(withItem({ contexts: [context({ reviews: [{ ...answer, by: ' ' }] })] }))).toBe(true);
  });

  it('is what has a declared scene nobody answered', () => {
    const declared = { function: '应急值守', ground: 'emergency', basis: '某文件', missing: [] } as const;
    const scene = { ...answer, about: 'scene' } as const;
    expect(isDraft(withItem({ contexts: [context({ reviews: [answer], declared: { ...declared, missing: [] } })] }))).toBe(true);
    expect(isDraft(withItem({ contexts: [context({ reviews: [answer, scene], declared: { ...declared, missing: [] } })] }))).toBe(
      false,
    );
  });

  it('ends when every finding, or the item as a whole, is answered', () => {
    expect(isDraft(withItem({ contexts: [context({ reviews: [answer] })] }))).toBe(false);
    expect(isDraft(withItem({ contexts: [context(), context()], reviews: [answer] }))).toBe(false);
  });
});

describe('links', () => {
  const walk = (value: unknown, visit: (object: Record<string, unknown>) => void): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, visit);
    else if (typeof value === 'object' && value !== null) {
      visit(value as Record<string, unknown>);
      for (const one of Object.values(value)) walk(one, visit);
    }
  };

  it.each([sampleResult(), packedResult(), cleanResult()])(
    'lead to blocks that are there, each with an id of its own',
    (document) => {
      const ids: unknown[] = [];
      const links = new Set<unknown>();
      walk(reportModel(document, {}, 'zh', 'r2-').blocks, ({ id, to }) => {
        if (id !== undefined) ids.push(id);
        if (to !== undefined) links.add(to);
      });
      expect(new Set(ids).size).toBe(ids.length);
      expect([...links].filter((link) => !ids.includes(link))).toEqual([]);
      expect(ids.every((id) => String(id).startsWith('r2-'))).toBe(true);
    },
  );
});
