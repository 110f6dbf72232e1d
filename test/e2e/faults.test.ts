import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { readCsv } from '../support/csv-reader.js';
import { hasPostgres, type Postgres, serverUser, startPostgres } from '../support/postgres.js';
import { canMount, type SmallDisk, smallDisk } from '../support/small-disk.js';
import { folder, jianfu, PACKAGES } from './command.js';

const NAMES = readdirSync(PACKAGES)
  .filter((name) => /\.(apk|rpk|wgt)$/.test(name))
  .slice(0, 8);
const JUMPING = { NODE_OPTIONS: `--import ${resolve('test/support/jumping-clock.mjs')}` };

function inputs(): string {
  const path = folder();
  for (const name of NAMES) copyFileSync(join(PACKAGES, name), join(path, name));
  return path;
}

/** What a batch says of each file and item. */
function verdicts(out: string): string[] {
  const [heading, ...rows] = readCsv(readFileSync(join(out, 'items.csv'), 'utf8').slice(1));
  const [file, rule, verdict] = ['文件', '规则', '结论代码'].map((title) => heading!.indexOf(title));
  return rows.map((row) => `${row[file!]} ${row[rule!]} ${row[verdict!]}`).sort();
}

function batchOf(from: string, env: NodeJS.ProcessEnv = {}) {
  const out = folder();
  const run = jianfu(['batch', from, '--out', out, '--progress', 'json', '--fail-on', 'never'], { timeout: 120_000, env });
  return { ...run, out, events: run.stderr.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line)] : [])) };
}

const disks: SmallDisk[] = [];
afterEach(() => {
  for (const disk of disks.splice(0)) disk.remove();
});
function disk(kilobytes: number): SmallDisk {
  const made = smallDisk(kilobytes)!;
  disks.push(made);
  return made;
}

describe.skipIf(!canMount)('a disk that is full', () => {
  it('ends a batch with what to do; the same command goes on where there is room again', () => {
    const from = inputs();
    const { path, resize } = disk(300);
    const args = ['batch', from, '--out', path, '--progress', 'none', '--fail-on', 'never'];
    const full = jianfu(args, { timeout: 120_000 });
    expect(full).toMatchObject({ code: 2, stderr: expect.stringMatching(/^jianfu: 磁盘已满，结果库写不下.*再次运行同一命令/) });

    // Room for the results, not for the lists.
    resize(900);
    expect(jianfu(args, { timeout: 120_000 })).toMatchObject({ code: 2, stderr: expect.stringContaining('磁盘已满') });

    resize(65_536);
    const { code, stdout } = jianfu(args, { timeout: 120_000 });
    expect(code).toBe(0);
    expect(stdout).toMatch(/已有结果 [1-9]/);
    expect(verdicts(path)).toEqual(verdicts(batchOf(from).out));
  }, 300_000);
});

describe('a clock that jumps', () => {
  it('changes no verdict, ends nothing early, and gives no time below zero', () => {
    const from = inputs();
    const { code, events, out, stdout } = batchOf(from, JUMPING);
    expect(code).toBe(0);
    expect(events.at(-1)).toMatchObject({ finished: NAMES.length, failed: 0 });
    expect(events.filter(({ perMinute, secondsLeft }) => perMinute < 0 || secondsLeft < 0 || secondsLeft > 3600)).toEqual([]);
    expect(stdout).toMatch(/用时 \d+ 秒/);
    expect(verdicts(out)).toEqual(verdicts(batchOf(from).out));
  }, 300_000);
});

describe.skipIf(!hasPostgres)('by way of the queue', () => {
  let server: Postgres;
  const children: ChildProcess[] = [];
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await server.remove();
  });

  function run(args: string[], env: NodeJS.ProcessEnv = {}): { text: () => string; ended: Promise<number | null> } {
    const command = [resolve('dist/bin/jianfu.js'), ...args, '--queue', server.url()];
    const child = spawn(process.execPath, command, { cwd: folder(), env: { ...process.env, ...env } });
    children.push(child);
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        text += chunk;
      });
    return { text: () => text, ended: new Promise((done) => child.on('close', (code) => done(code))) };
  }

  it('clocks of a coordinator and of workers that jump: each package once, with its verdicts', async () => {
    server = await startPostgres();
    expect(jianfu(['queue', 'migrate', '--queue', server.url(), '--expire', '30']).code).toBe(0);
    const from = inputs();
    const out = folder();
    const wait = ['batch', from, '--root', from, '--wait', '--out', out, '--progress', 'none', '--fail-on', 'never'];
    const coordinator = run(wait, JUMPING);
    for (let i = 0; i < 2; i += 1) run(['worker', '--root', from, '--log', 'json', '--jobs', '1'], JUMPING);
    expect(await coordinator.ended).toBe(0);
    expect(verdicts(out)).toEqual(verdicts(batchOf(from).out));
  }, 300_000);

  it.skipIf(!canMount)(
    'a data base whose disk is full: the worker waits, and finishes when there is room',
    async () => {
      server = await startPostgres();
      expect(jianfu(['queue', 'migrate', '--queue', server.url(), '--expire', '30']).code).toBe(0);
      const { path, resize } = disk(200);
      const admin = new pg.Pool({ connectionString: server.url() });
      try {
        const tables = join(path, 'tables');
        mkdirSync(tables);
        const user = serverUser();
        if (user) chownSync(tables, user.uid, user.gid);
        await admin.query(`CREATE TABLESPACE small LOCATION '${tables}'`);
        await admin.query('ALTER TABLE jianfu.result SET TABLESPACE small; ALTER TABLE jianfu.facts SET TABLESPACE small');
        const from = inputs();
        expect(jianfu(['batch', from, '--queue', server.url(), '--root', from]).code).toBe(0);
        const worker = run(['worker', '--root', from, '--log', 'json', '--until-empty']);
        await expect.poll(worker.text, { timeout: 60_000 }).toMatch(/"event":"database-error".*No space left/);
        resize(65_536);
        expect(await worker.ended).toBe(0);
        const { rows } = await admin.query('SELECT state, count(*)::int AS n FROM jianfu.result GROUP BY state');
        expect(rows).toEqual([{ state: 'done', n: NAMES.length }]);
      } finally {
        await admin.end();
      }
    },
    300_000,
  );
});
