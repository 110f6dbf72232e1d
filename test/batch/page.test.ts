import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indexPage } from '../../src/batch/page/index.js';
import type { Row } from '../../src/batch/store.js';
import { hasChromium, launchChromium } from '../support/chromium.js';
import { activeCharacters } from '../support/hostile-result.js';

const VERDICTS = ['found', 'suspected', 'absent', 'undetermined', 'not-found'];

function row(i: number, name: string): Row {
  const summary = {
    name,
    id: `cn.example.a${i}`,
    version: '1.0',
    carrier: i % 2 === 0 ? 'android' : 'wechat',
    size: 1,
    sha256: 'x',
    verdicts: ['14-2-check-in', '14-5-commerce'].map((rule, r) => [rule, VERDICTS[(i + r) % 5]]),
    limits: i % 3 === 0 ? ['packed'] : [],
    open: [],
  };
  const state = i % 7 === 0 ? 'failed' : 'done';
  return {
    path: `/送检/${i}/${name}`,
    unit: `单位${i % 4}`,
    name,
    digest: String(i),
    state,
    attempts: 1,
    ms: 1,
    summary: JSON.stringify(summary),
  };
}

const page = (rows: Row[]): string =>
  [
    ...indexPage(rows, {
      report: ({ digest }) => `reports/${digest}.html`,
      titles: new Map([['14-2-check-in', '打卡签到']]),
      lang: 'zh',
    }),
  ].join('');

const HOSTILE = '</script><img src=x onerror=alert(1)>\u202e\u0000<!--';

describe('indexPage', () => {
  it('holds two scripts, whatever the names are, and lets only its own run', () => {
    const text = page([row(1, HOSTILE), row(2, 'b.apk')]);
    const scripts = [...text.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map(([, body]) => body!);
    expect(scripts).toHaveLength(2);
    expect(activeCharacters(text)).toEqual([]);
    expect(text).not.toContain('<img');
    const data = JSON.parse(scripts[0]!) as { rows: string[][]; rules: string[][] };
    expect(data.rows.map((cells) => [cells[0], cells[5], cells[7], cells[8], cells[9], cells[10]])).toEqual([
      ['单位1', 'wechat', 'bc', '', 'done', 'reports/1.html'],
      ['单位2', 'android', 'cd', '', 'done', 'reports/2.html'],
    ]);
    expect(data.rules).toEqual([
      ['14-2-check-in', '打卡签到'],
      ['14-5-commerce', '14-5-commerce'],
    ]);
    expect(text).toContain(`script-src 'sha256-${createHash('sha256').update(scripts[1]!).digest('base64')}'`);
  });
});

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!hasChromium)('the list in a browser, from a file, with 10,000 rows', () => {
  const folder = mkdtempSync(join(tmpdir(), 'jianfu-page-'));
  const file = join(folder, 'index.html');
  let browser: Browser;
  let tab: Page;
  const problems: string[] = [];
  beforeAll(async () => {
    writeFileSync(file, page(Array.from({ length: 10_000 }, (_, i) => row(i, i === 0 ? HOSTILE : `app-${i}.apk`))));
    browser = await launchChromium();
    tab = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    tab.on('console', (message) => problems.push(message.text()));
    tab.on('pageerror', (error) => problems.push(error.message));
    await tab.goto(`file://${file}`);
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const count = () => tab.textContent('#count');
  const first = () => tab.textContent('#list tbody tr:first-child td:nth-child(3)');

  it('shows a hundred rows as text, with totals, under its own policy', async () => {
    expect(await count()).toBe('10000 个样品，共 10000 个');
    expect(await tab.locator('#list tbody tr').count()).toBe(100);
    expect(await tab.locator('img').count()).toBe(0);
    expect(await tab.textContent('#totals tbody tr:last-child')).toBe('合计100004000400040004000');
    expect(problems).toEqual([]);
  });

  it('filters by verdict, item, unit, carrier, limit and words, and sorts and turns pages', async () => {
    await tab.getByLabel('结论', { exact: true }).selectOption('found');
    expect(await count()).toBe('4000 个样品，共 10000 个');
    await tab.getByLabel('检测项', { exact: true }).selectOption('14-2-check-in');
    expect(await count()).toBe('2000 个样品，共 10000 个');
    await tab.getByLabel('形态', { exact: true }).selectOption('wechat');
    expect(await count()).toBe('1000 个样品，共 10000 个');
    await tab.getByLabel('单位', { exact: true }).selectOption({ label: '单位1' });
    expect(await count()).toBe('500 个样品，共 10000 个');
    await tab.getByLabel('限制', { exact: true }).selectOption('packed');
    expect(await count()).toBe('166 个样品，共 10000 个');
    await tab.getByRole('button', { name: '下一页' }).click();
    expect(await tab.textContent('#pages')).toContain('第 2 页，共 2 页');
    expect(await tab.locator('#list tbody tr').count()).toBe(66);
    await tab.getByRole('button', { name: '文件' }).click();
    expect(await first()).toContain('app-45.apk');
    await tab.getByRole('button', { name: '文件' }).click();
    expect(await first()).toContain('app-9945.apk');
    expect(await tab.getAttribute('#list th[aria-sort=descending]', 'scope')).toBe('col');
    await tab.getByLabel('查找名称').fill('APP-9945');
    expect(await count()).toBe('1 个样品，共 10000 个');
    expect(await tab.getAttribute('#list a', 'href')).toBe('reports/9945.html');
  });

  it.each([375, 1440])('has no barrier axe knows of, and fits %d px', async (width) => {
    const context = await browser.newContext({ viewport: { width, height: 900 }, bypassCSP: true });
    const other = await context.newPage();
    await other.goto(`file://${file}`);
    await other.evaluate(AXE);
    const violations = await other.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: typeof import('axe-core') };
      const found = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
      return found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]!.html.slice(0, 160)}`);
    });
    expect(violations).toEqual([]);
    expect(await other.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await context.close();
  });
});
