import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { runKey } from '../../src/batch/inspect.js';
import { STANDARD } from '../../src/batch/limits.js';
import { paceOf } from '../../src/batch/progress.js';
import { type BatchOptions, jobsFor, runBatch } from '../../src/batch/run.js';
import { openStore, type Row } from '../../src/batch/store.js';
import { totalsOf, totalsText } from '../../src/batch/totals.js';
import { loadPacks } from '../../src/check/index.js';
import type { ResultDocument } from '../../src/result.js';

const folders: string[] = [];
const folder = (files: Record<string, string> = {}): string => {
  const path = mkdtempSync(join(tmpdir(), 'jianfu-batch-'));
  folders.push(path);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
};
afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

/** Stands in for the scan: what a package says it does is done; where less is read, `small` packages do no harm. */
const STUB = `
const job = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const text = require('fs').readFileSync(job.inputs[0], 'utf8');
const isSmall = job.budget.depth === 2;
if (text.startsWith('hang')) setInterval(() => 0, 1000);
else if (text.startsWith('crash') || (text.startsWith('small') && !isSmall)) throw new RangeError('bad offset');
else {
  const result = require('zlib').gzipSync('{}');
  const summary = JSON.stringify({ carrier: 'android', verdicts: [['r', 'found']], limits: [], open: [] });
  process.stdout.write(Buffer.concat([Buffer.from(JSON.stringify({ summary, sizes: [2, result.length, 2] }) + '\\n'), Buffer.from('ff'), result, Buffer.from('hh')]));
}`;

const options: BatchOptions = {
  packs: loadPacks('rules'),
  lang: 'zh',
  profile: { ...STANDARD, wallMs: 12_000 },
  worker: { command: process.execPath, args: ['-e', STUB] },
  jobs: 3,
  signal: new AbortController().signal,
  onProgress: () => undefined,
};
const { digest: _, ...KEY } = { digest: '', ...runKey(options) };

describe('runBatch', () => {
  it('a child that dies costs one package, which says why; the others have their results', async () => {
    const inputs = folder({
      'a.apk': 'good a',
      'b.apk': 'hang',
      'c.apk': 'crash',
      'd.apk': 'small',
      'e.apk': 'good a',
      'f.apk': 'good f',
    });
    const store = openStore(folder());
    const end = await runBatch([inputs], store, options);
    expect(end).toMatchObject({ total: 6, done: { read: 3, stored: 1, failed: 2 }, problems: [] });
    const rows = [...store.rows(KEY)];
    expect(rows.map(({ name, state, attempts }) => [name, state, attempts])).toEqual([
      ['a.apk', 'done', 1],
      ['b.apk', 'failed', 2],
      ['c.apk', 'failed', 2],
      ['d.apk', 'done', 2],
      ['e.apk', 'done', 1],
      ['f.apk', 'done', 1],
    ]);
    expect(store.count()).toEqual({ facts: 5, results: 5 });
    const result = JSON.parse(gunzipSync(store.bodyOf({ ...KEY, digest: rows[2]!.digest })!.body).toString()) as ResultDocument;
    expect(result.limits).toEqual([
      {
        reason: 'budget',
        hides: ['code', 'screens', 'texts', 'config', 'resources'],
        detail: expect.stringMatching(/^检测进程意外结束（RangeError: bad offset）；缩小读取范围重试一次仍未完成。/),
        at: { path: 'c.apk' },
      },
    ]);
    const judged = result.items.filter(({ kind }) => kind !== 'note');
    expect(new Set(judged.map(({ verdict }) => verdict))).toEqual(new Set(['undetermined']));
    store.close();
  }, 90_000);

  it('what is there is not done again, unless what failed is to be retried', async () => {
    const inputs = folder({ 'a.apk': 'good a', 'c.apk': 'crash' });
    const store = openStore(folder());
    await runBatch([inputs], store, options);
    expect((await runBatch([inputs], store, options)).done).toMatchObject({ stored: 2, read: 0, failed: 0 });
    expect((await runBatch([inputs], store, { ...options, retry: true })).done).toMatchObject({ stored: 1, failed: 1 });
    expect((await runBatch([inputs], store, { ...options, appId: 'wx1' })).done).toMatchObject({ read: 1, failed: 1 });
    expect(store.count()).toEqual({ facts: 4, results: 4 });
    store.close();
  });

  it('when it is stopped nothing half done is kept', async () => {
    const inputs = folder({ 'a.apk': 'hang 1', 'b.apk': 'hang 2', 'c.apk': 'good' });
    const store = openStore(folder());
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 500);
    const end = await runBatch([inputs], store, { ...options, jobs: 2, signal: stop.signal });
    expect(end.done).toMatchObject({ stopped: 2, read: 0 });
    expect(store.count()).toEqual({ facts: 0, results: 0 });
    store.close();
  });
});

describe('jobsFor', () => {
  const GB = 1024 ** 3;
  it.each([
    [2, 8, 64, 8],
    [2, 8, 3, 3],
    [2, 8, 0.1, 1],
    [2, 1, 64, 1],
  ])('%d GB each on %d cores with %d GB free: %d', (memory, cores, free, jobs) =>
    expect(jobsFor(memory * GB, cores, free * GB)).toBe(jobs),
  );
});

describe('paceOf', () => {
  const done = { stored: 40, checked: 0, read: 10, nothing: 0, failed: 0, stopped: 0 };
  it('counts what was worked on, not what was there', () => {
    expect(paceOf({ total: 70, done, last: '' }, 30_000)).toEqual({ finished: 50, perMinute: 20, left: 60 });
    expect(paceOf({ total: 70, done: { ...done, read: 0 }, last: '' }, 0).left).toBeUndefined();
  });
});

describe('totals', () => {
  it('counts inputs by carrier that have a verdict at least once', () => {
    const row = (carrier: string, ...verdicts: string[]): Row =>
      ({ summary: JSON.stringify({ carrier, verdicts: verdicts.map((verdict) => ['r', verdict]) }) }) as Row;
    const totals = totalsOf([
      row('wechat', 'found', 'found'),
      row('android', 'absent', 'undetermined'),
      row('android', 'not-found'),
    ]);
    expect(totalsText(totals, 'zh')).toBe(
      [
        '形态        样品  发现  发现疑似  未见  无法判定',
        '安卓应用       2     0         0     1         1',
        '微信小程序     1     1         0     0         0',
        '合计           3     1         0     1         1',
        '',
      ].join('\n'),
    );
  });
});
