import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openStore } from '../../src/batch/store.js';
import { readCsv } from '../support/csv-reader.js';
import { folder, jianfu, PACKAGES } from './command.js';

/** A folder with packages by name: fixtures, or bytes. */
function inputs(files: Record<string, string | Uint8Array>): string {
  const path = folder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(join(path, name, '..'), { recursive: true });
    if (typeof content === 'string') copyFileSync(join(PACKAGES, content), join(path, name));
    else writeFileSync(join(path, name), content);
  }
  return path;
}

interface Progress {
  finished: number;
  stored: number;
  checked: number;
  read: number;
  nothing: number;
  failed: number;
}

function batch(args: string[]) {
  const run = jianfu(['batch', ...args, '--progress', 'json'], { timeout: 300_000 });
  const lines = run.stderr.split('\n').filter((line) => line.startsWith('{"event":"progress"'));
  return { ...run, last: JSON.parse(lines.at(-1) ?? '{}') as Progress };
}

const items = (out: string): Record<string, string>[] => {
  const [heading, ...rows] = readCsv(readFileSync(join(out, 'items.csv'), 'utf8').slice(1));
  return rows.map((row) => Object.fromEntries(heading!.map((title, i) => [title, row[i]!])));
};

/** Verdicts of a file as the batch and as a scan give them. */
const verdictsIn = (out: string, file: string): Record<string, string> =>
  Object.fromEntries(
    items(out)
      .filter((row) => row.文件 === file)
      .map((row) => [row.规则!, row.结论代码!]),
  );
const scanned = (file: string): Record<string, string> => {
  const { items: all } = JSON.parse(jianfu(['scan', file, '-f', 'json', '--no-config']).stdout);
  return Object.fromEntries(all.map(({ rule, verdict }: { rule: string; verdict: string }) => [rule, verdict]));
};

describe('jianfu batch', () => {
  it('gives each package what a scan gives, reads the same content once, and does nothing twice', () => {
    const from = inputs({
      '甲单位/grid.apk': 'android-grid.apk',
      '甲单位/grid 副本.apk': 'android-grid.apk',
      '乙单位/clean.apk': 'android-grid-clean.apk',
      '乙单位/app.rpk': 'quickapp-redline.rpk',
    });
    const out = folder();
    const first = batch([from, '--out', out, '--json']);
    expect(first.last).toMatchObject({ finished: 4, read: 3, stored: 1, failed: 0 });
    expect(first.code).toBe(1);
    expect(first.stdout).toMatch(/合计 +4 +3/);
    for (const file of ['clean.apk', 'app.rpk']) expect(verdictsIn(out, file)).toEqual(scanned(join(from, '乙单位', file)));
    expect(
      readdirSync(join(out, 'reports'))
        .map((name) => name.replace(/^.*\./, ''))
        .sort(),
    ).toEqual(['html', 'html', 'html', 'json', 'json', 'json']);
    for (const name of readdirSync(join(out, 'reports')))
      expect([name, jianfu(['verify', join(out, 'reports', name)]).code]).toEqual([name, 0]);
    expect(jianfu(['verify', join(out, 'chain.jsonl'), '--package', join(from, '乙单位', 'app.rpk')]).code).toBe(0);
    const page = readFileSync(join(out, 'index.html'), 'utf8');
    for (const [, link] of page.matchAll(/"(reports\/[^"]+\.html)"/g)) expect(existsSync(join(out, link!))).toBe(true);
    expect(page).toContain('"甲单位"');

    const second = batch([from, '--out', out]);
    expect(second.last).toMatchObject({ finished: 4, stored: 4, read: 0, checked: 0 });
    expect(second.code).toBe(1);
  });

  it('other rules are checked on stored facts, without the packages being opened', () => {
    const from = inputs({ 'grid.apk': 'android-grid.apk', 'bad.apk': Buffer.from('no package at all') });
    const out = folder();
    expect(batch([from, '--out', out]).last).toMatchObject({ read: 1, nothing: 1 });
    const rules = join(folder(), 'rules');
    cpSync(resolve('rules'), rules, { recursive: true });
    const file = join(rules, 'zw-2026/14-2-check-in/rule.yaml');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^title: .*$/m, 'title: 另一个名称'));
    expect(batch([from, '--out', out, '--rules', rules]).last).toMatchObject({ checked: 2, read: 0, nothing: 0 });
    expect(items(out).find((row) => row.规则 === '14-2-check-in')!.检测项).toBe('另一个名称');
    expect(readFileSync(join(out, 'unjudged.csv'), 'utf8')).toContain('没有可检查的应用');
  });

  it('kill -9 at any moment loses the packages in flight at most, and nothing is counted twice', async () => {
    const names = readdirSync(PACKAGES)
      .filter((name) => /\.(apk|rpk|wgt)$/.test(name))
      .slice(0, 16);
    const from = inputs(Object.fromEntries(names.map((name) => [name, name])));
    const out = folder();
    let saved = 0;
    for (const stopAt of [3, 8]) {
      saved = await killedAt(stopAt, ['batch', from, '--out', out, '--jobs', '2', '--progress', 'json']);
      expect(saved).toBeGreaterThanOrEqual(stopAt);
    }
    const store = openStore(out);
    expect(store.count().results).toBeGreaterThanOrEqual(saved);
    store.close();
    const { last } = batch([from, '--out', out, '--jobs', '2']);
    expect(last).toMatchObject({ finished: names.length, failed: 0 });
    expect(last.stored).toBeGreaterThanOrEqual(saved);
    expect(last.stored + last.read).toBe(names.length);
    const counted = new Map<string, number>();
    for (const row of items(out)) counted.set(`${row.文件} ${row.规则}`, (counted.get(`${row.文件} ${row.规则}`) ?? 0) + 1);
    expect([...counted].filter(([, count]) => count !== 1)).toEqual([]);
    expect(new Set(items(out).map((row) => row.文件))).toEqual(new Set(names));
  }, 300_000);

  it('says what is wrong with how it was called', () => {
    const out = folder();
    expect(jianfu(['batch', folder(), '--out', out])).toMatchObject({ code: 4, stderr: 'jianfu: 没有找到安装包或项目。\n' });
    expect(jianfu(['batch', 'nowhere', '--out', out])).toMatchObject({ code: 2 });
    expect(jianfu(['batch', PACKAGES, '--out', out, '--jobs', '0'])).toMatchObject({ code: 2 });
    writeFileSync(join(out, 'batch.lock'), JSON.stringify({ pid: 1, host: 'elsewhere' }));
    expect(jianfu(['batch', PACKAGES, '--out', out])).toMatchObject({ code: 2, stderr: expect.stringContaining('正由另一个') });
  });

  it('the child is not for people, and the program that reads packages holds no way to start one', () => {
    expect(jianfu(['--help']).stdout).not.toContain('batch-one');
    expect(readFileSync(resolve('dist/bin/program.cjs'), 'latin1')).not.toContain('child_process');
  });
});

/** Runs the command, kills it when so many packages are finished, and gives how many then were. */
function killedAt(count: number, args: string[]): Promise<number> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [resolve('dist/bin/jianfu.js'), ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    let finished = 0;
    child.stderr.on('data', (chunk: Buffer) => {
      for (const [, number] of String(chunk).matchAll(/"finished":(\d+)/g)) finished = Math.max(finished, Number(number));
      if (finished >= count) child.kill('SIGKILL');
    });
    child.on('close', () => done(finished));
  });
}
