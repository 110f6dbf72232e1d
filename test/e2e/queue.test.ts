import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readCsv } from '../support/csv-reader.js';
import { hasPostgres, type Postgres, startPostgres } from '../support/postgres.js';
import { folder, jianfu, PACKAGES } from './command.js';

const COMMAND = resolve('dist/bin/jianfu.js');
const GOOD = ['android-grid.apk', 'android-grid-clean.apk', 'quickapp-redline.rpk', 'uniapp-nvue-3.wgt'];

interface Line {
  event: string;
  package?: string;
  state?: string;
}

interface Running {
  child: ChildProcess;
  lines: Line[];
  text: () => string;
  ended: Promise<number | null>;
}

describe.skipIf(!hasPostgres)('jianfu batch --queue and jianfu worker', () => {
  let server: Postgres;
  let admin: pg.Pool;
  const running: Running[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    expect(jianfu(['queue', 'migrate', '--queue', server.url(), '--expire', '5'])).toMatchObject({ code: 0 });
    admin = new pg.Pool({ connectionString: server.url() });
    admin.on('error', () => undefined);
  });
  afterEach(async () => {
    for (const { child, ended } of running.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
    await admin.query('DELETE FROM jianfu.result; DELETE FROM jianfu.facts; DELETE FROM jianfu_jobs.job');
  });
  afterAll(async () => {
    await admin?.end();
    await server?.remove();
  });

  /** `many` packages that differ, `bad` of them no packages at all. */
  function inputs(many: number, bad = 0): string {
    const root = folder();
    for (let i = 0; i < many; i += 1) {
      const name = GOOD[i % GOOD.length]!;
      const place = join(root, `${i}-${name}`);
      copyFileSync(join(PACKAGES, name), place);
      // Behind the end record of a ZIP: another digest, the same app.
      if (i >= GOOD.length) writeFileSync(place, Buffer.concat([readFileSync(place), Buffer.from(`${i}`)]));
    }
    for (let i = 0; i < bad; i += 1) writeFileSync(join(root, `bad-${i}.apk`), `no package ${i}`);
    return root;
  }

  function run(args: string[]): Running {
    const child = spawn(process.execPath, [COMMAND, ...args, '--queue', server.url()], { cwd: folder() });
    const lines: Line[] = [];
    let text = '';
    createInterface({ input: child.stderr! }).on('line', (line) => {
      text += `${line}\n`;
      if (line.startsWith('{')) lines.push(JSON.parse(line));
    });
    child.stdout!.on('data', (chunk) => {
      text += chunk;
    });
    const ended = new Promise<number | null>((done) => child.on('close', (code) => done(code)));
    const one = { child, lines, text: () => text, ended };
    running.push(one);
    return one;
  }
  const worker = (root: string, ...args: string[]) => run(['worker', '--root', root, '--log', 'json', ...args]);
  const counts = async (): Promise<Record<string, number>> => {
    const { rows } = await admin.query('SELECT state, count(*)::int AS n FROM jianfu.result GROUP BY state');
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  };
  const finished = ({ lines }: Running): number => lines.filter(({ event }) => event === 'finished').length;
  const verdicts = (out: string): string[][] =>
    readCsv(readFileSync(join(out, 'items.csv'), 'utf8'))
      .map((row) => row.slice())
      .sort((a, b) => (a.join() < b.join() ? -1 : 1));

  it('two coordinators and two workers: each package once, and the lists are those of a local batch', async () => {
    const root = inputs(6, 2);
    const [out, other, local] = [folder(), folder(), folder()];
    const wait = (to: string) => run(['batch', root, '--root', root, '--wait', '--out', to, '--progress', 'none']);
    const [one, two] = [wait(out), wait(other)];
    const workers = [worker(root, '--jobs', '1'), worker(root, '--jobs', '1')];
    expect([await one.ended, await two.ended]).toEqual([4, 4]);
    expect(await counts()).toEqual({ done: 6, nothing: 2 });
    expect(workers.map(finished).reduce((a, b) => a + b)).toBe(8);

    expect(jianfu(['batch', root, '--out', local, '--progress', 'none'], { timeout: 60_000 }).code).toBe(4);
    for (const to of [out, other]) {
      expect(verdicts(to)).toEqual(verdicts(local));
      expect(readdirSync(join(to, 'reports'))).toEqual(readdirSync(join(local, 'reports')));
      expect(readFileSync(join(to, 'index.html'), 'utf8')).toBe(readFileSync(join(local, 'index.html'), 'utf8'));
    }
  }, 120_000);

  it('a worker killed in mid-package: another one takes the package over', async () => {
    const root = inputs(6);
    expect(jianfu(['batch', root, '--queue', server.url(), '--root', root]).code).toBe(0);
    const victim = worker(root, '--jobs', '2');
    await expect.poll(() => victim.lines.filter(({ event }) => event === 'taken').length, { timeout: 20_000 }).toBeGreaterThan(2);
    victim.child.kill('SIGKILL');
    await victim.ended;
    const left = 6 - ((await counts()).done ?? 0);
    expect(left).toBeGreaterThan(0);
    const heir = worker(root, '--until-empty');
    expect(await heir.ended).toBe(0);
    expect(await counts()).toEqual({ done: 6 });
    // What was in hand came later than what had waited.
    expect(finished(heir)).toBe(left);
  }, 120_000);

  it('the data base killed and brought back: nothing is lost, nothing is done twice', async () => {
    const root = inputs(8);
    const out = folder();
    const coordinator = run(['batch', root, '--root', root, '--wait', '--out', out, '--progress', 'none', '--fail-on', 'never']);
    const workers = [worker(root, '--jobs', '1'), worker(root, '--jobs', '1')];
    await expect.poll(() => workers.map(finished).reduce((a, b) => a + b), { timeout: 30_000 }).toBeGreaterThan(1);
    await server.kill();
    await sleep(4000);
    await server.start();
    expect(await coordinator.ended).toBe(0);
    expect(await counts()).toEqual({ done: 8 });
    expect(workers.flatMap(({ lines }) => lines).some(({ event }) => event === 'database-error')).toBe(true);
    expect(coordinator.text()).toMatch(/样品 8 个/);
  }, 120_000);

  it('SIGTERM: what is in hand is finished, nothing else is taken', async () => {
    const root = inputs(6);
    expect(jianfu(['batch', root, '--queue', server.url(), '--root', root]).code).toBe(0);
    const stopped = worker(root, '--jobs', '2');
    await expect.poll(() => stopped.lines.filter(({ event }) => event === 'taken').length, { timeout: 20_000 }).toBe(2);
    stopped.child.kill('SIGTERM');
    expect(await stopped.ended).toBe(0);
    expect(stopped.lines.map(({ event }) => event).at(-1)).toBe('stopped');
    expect(finished(stopped)).toBe(2);
    const status = JSON.parse(jianfu(['queue', 'status', '--queue', server.url(), '-f', 'json']).stdout);
    expect(status.find(({ queue }: { queue: string }) => queue === 'extract')).toEqual({
      queue: 'extract',
      waiting: 4,
      active: 0,
      failed: 0,
    });
  }, 60_000);

  it('says what is wrong with how it was called', () => {
    const url = server.url();
    const said = (...args: string[]) => {
      const { code, stderr } = jianfu(args);
      return [code, stderr];
    };
    expect(said('worker')).toEqual([2, 'jianfu: 缺少 --queue <地址>，或环境变量 JIANFU_QUEUE。\n']);
    expect(said('worker', '--queue', 'mysql://x')).toEqual([2, 'jianfu: --queue 应是 postgres://用户@主机/数据库。\n']);
    expect(said('queue', 'status', '--queue', 'postgres://127.0.0.1:1/x')).toEqual([
      2,
      'jianfu: 数据库不能用：connect ECONNREFUSED 127.0.0.1:1\n',
    ]);
    expect(said('batch', PACKAGES, '--queue', url, '--wait')[1]).toContain('--wait 要有 --out');
    expect(said('batch', PACKAGES, '--queue', url, '--out', 'x')[1]).toContain('要有 --wait');
    expect(said('batch', PACKAGES, '--queue', url, '--root', folder())[1]).toContain('不在共享文件夹');
    expect(said('batch', PACKAGES)[1]).toContain('缺少 --out');
  });
});
