import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { indexPage } from '../../src/batch/page/index.js';
import type { Row } from '../../src/batch/store.js';
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

  const browser = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find(existsSync);
  if (!browser) console.warn('no Chromium: the list is not tried with 10,000 rows in a browser');
  it.runIf(browser)(
    'shows a hundred of 10,000 rows in a browser, from a file, as text',
    () => {
      const folder = mkdtempSync(join(tmpdir(), 'jianfu-page-'));
      const file = join(folder, 'index.html');
      writeFileSync(file, page(Array.from({ length: 10_000 }, (_, i) => row(i, i === 0 ? HOSTILE : `app-${i}.apk`))));
      const flags = [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        `--user-data-dir=${folder}/profile`,
        '--virtual-time-budget=5000',
        '--dump-dom',
      ];
      const dom = execFileSync(browser!, [...flags, `file://${file}`], {
        encoding: 'utf8',
        maxBuffer: 1 << 28,
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: 120_000,
      });
      const shown = dom.slice(dom.indexOf('<main>'), dom.indexOf('<noscript>'));
      expect(shown.match(/<a href="reports\//g)).toHaveLength(100);
      expect(shown).toContain('10000 个样品，共 10000 个');
      expect(shown).toContain('第 1 页，共 100 页');
      expect(shown).not.toContain('<img');
      expect(shown.match(/<select>/g)).toHaveLength(6);
      expect(/<table id="totals">[\s\S]*?合计<\/th><td class="n">10000<\/td><td class="n">4000<\/td>/.test(shown)).toBe(true);
      rmSync(folder, { recursive: true, force: true });
    },
    150_000,
  );
});
