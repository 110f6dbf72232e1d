import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../support/csv-reader.js';
import { CREDENTIALS, type ObjectStorage, startObjectStorage } from '../support/object-storage.js';
import { hasPostgres, type Postgres, startPostgres } from '../support/postgres.js';
import { folder, jianfu, PACKAGES, scanJson } from './command.js';

const BUCKET = 'packages';
const fixture = (name: string): Buffer => readFileSync(join(PACKAGES, name));

it('s3:// inputs are for the queue', () => {
  expect(jianfu(['batch', 's3://packages/a.apk', '--out', folder()])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('要与 --queue 合用'),
  });
});

describe.skipIf(!hasPostgres)('packages in object storage', () => {
  let database: Postgres;
  let storage: ObjectStorage;
  let admin: pg.Pool;
  beforeAll(async () => {
    [database, storage] = await Promise.all([startPostgres(), startObjectStorage(BUCKET)]);
    expect(jianfu(['queue', 'migrate', '--queue', database.url()]).code).toBe(0);
    admin = new pg.Pool({ connectionString: database.url() });
    admin.on('error', () => undefined);
    for (const [key, name] of [
      ['送检/甲街道/grid.apk', 'android-grid.apk'],
      ['送检/乙街道/clean.apk', 'android-grid-clean.apk'],
      ['送检/乙街道/小程序/main.wxapkg', 'wechat-redline.wxapkg'],
      ['送检/乙街道/小程序/sub.wxapkg', 'wechat-redline-sub.wxapkg'],
      ['其他/club.apk', 'android-club.apk'],
    ] as const)
      await storage.put(BUCKET, key, fixture(name));
    await storage.put(BUCKET, '送检/说明.txt', Buffer.from('不是安装包'));
  });
  afterAll(async () => {
    await admin?.end();
    await database?.remove();
    await storage?.remove();
  });

  /** The server runs in this process, so that nothing here may wait for a command to end. @param until ends it when it has said so */
  function run(args: string[], until?: RegExp): Promise<{ code: number | null; text: string }> {
    return new Promise((done) => {
      const where = ['--queue', database.url(), '--s3-endpoint', storage.endpoint, '--s3-path-style'];
      const child = spawn(process.execPath, [resolve('dist/bin/jianfu.js'), ...args, ...where], {
        cwd: folder(),
        env: { ...process.env, ...CREDENTIALS },
      });
      let text = '';
      let isTold = false;
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
          if (isTold || !until?.test(text)) return;
          isTold = true;
          child.kill('SIGTERM');
        });
      child.on('close', (code) => done({ code, text }));
    });
  }
  const worker = (until: RegExp) => run(['worker', '--jobs', '1', '--s3', `s3://${BUCKET}/送检/`, '--log', 'json'], until);
  const verdicts = (out: string, file: string) =>
    readCsv(readFileSync(join(out, 'items.csv'), 'utf8').slice(1)).filter((row) => row.includes(file));

  it('are found below a prefix, inspected by a worker that may read there, and have the verdicts of a scan', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('jianfu-s3-'));
    const out = folder();
    const batch = ['batch', `s3://${BUCKET}/送检/`, '--wait', '--out', out, '--progress', 'json', '--jobs', '1'];
    const [collected, worked] = await Promise.all([run(batch), worker(/("event":"finished"[\s\S]*){3}/)]);
    expect(collected).toMatchObject({ code: 1 });
    for (const line of collected.text.split('\n').filter((one) => one.startsWith('{')))
      expect(() => JSON.parse(line)).not.toThrow();
    expect(worked.code).toBe(0);
    // The two packages of the mini-program are one app.
    const { rows } = await admin.query('SELECT state, count(*)::int AS n FROM jianfu.result GROUP BY state');
    expect(rows).toEqual([{ state: 'done', n: 3 }]);
    const wechat = scanJson(['wechat-redline.wxapkg', 'wechat-redline-sub.wxapkg'].map((name) => join(PACKAGES, name)));
    expect(verdicts(out, 'main.wxapkg')).toHaveLength(wechat.items.length);
    const index = readFileSync(join(out, 'index.html'), 'utf8');
    for (const unit of ['甲街道', '乙街道']) expect(index).toContain(unit);
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('jianfu-s3-'))).toEqual(before);
  });

  it('outside the places of the worker are not read, whoever asks', async () => {
    expect(await run(['batch', `s3://${BUCKET}/其他/club.apk`, '--progress', 'none'])).toMatchObject({ code: 0 });
    const { text } = await worker(/"event":"(?:missing|finished)"/);
    expect(text).toContain('"event":"missing"');
  });

  it('that changed after they were put in have no result under the old digest', async () => {
    const key = '送检/丙街道/changing.apk';
    await storage.put(BUCKET, key, fixture('android-club.apk'));
    await run(['batch', `s3://${BUCKET}/${key}`, '--progress', 'none', '--fail-on', 'never', '--timeout', '60']);
    await storage.put(BUCKET, key, fixture('android-settings.apk'));
    await worker(/"event":"finished"/);
    const { rows } = await admin.query("SELECT summary FROM jianfu.result WHERE state = 'failed' AND profile LIKE '%60000%'");
    expect(rows[0].summary).toContain('在入队之后被改动');
  });

  it('that cannot be found are told of', async () => {
    const { code, text } = await run(['batch', `s3://${BUCKET}/none/`, `s3://${BUCKET}/none.apk`, '--progress', 'none']);
    expect([code, text]).toEqual([2, expect.stringContaining('没有找到安装包')]);
    expect(text).toContain('s3://packages/none.apk 读不到：NoSuchKey');
  });
});
