import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import pg from 'pg';
import { connect } from '../../src/batch/store.js';
import { migrateQueue } from '../../src/queue/connection.js';
import { hasPostgres, type Postgres, startPostgres } from '../../test/support/postgres.js';
import { DURABLE } from './synthetic/main.js';
import { familySeconds, processOf } from './synthetic/usage.js';
import { median } from './synthetic/watch.js';

export interface CorpusOptions {
  root: string;
  folder: string;
  runs: number;
  apktool: boolean;
  /** Only what is called so. */
  only: string;
}

/** One way to inspect them all; gives the milliseconds that the packages themselves took, where it knows them. */
interface Way {
  name: string;
  count: number;
  run(): Promise<number | undefined>;
}

/** Of one run. */
interface Measured {
  wall: number;
  /** Processor seconds, those of the data base among them. */
  cpu: number;
  /** How many packages were in hand at a time, on average. */
  atOnce: number | undefined;
}

const PACKAGE = /\.(apk|apks|aab|wxapkg|rpk|wgt|hap|app|ipa|amr)$/;
const WORDS = '签到|打卡|积分|排行|上传照片|投诉';

/** Every way in turn, and that so many times over, so that what else the machine does meets all of them. @returns rows of a table */
export async function measureCorpus(options: CorpusOptions): Promise<{ count: number; rows: (string | number)[][] }> {
  const server = hasPostgres ? await startPostgres(DURABLE) : undefined;
  try {
    if (server) await migrateQueue(server.url());
    const ways = waysOf(options, server).filter(({ name }) => name.includes(options.only));
    const measured = new Map<Way, Measured[]>(ways.map((way) => [way, []]));
    for (let run = 1; run <= options.runs; run += 1)
      for (const [way, list] of measured) {
        const one = await measure(way, server);
        list.push(one);
        process.stderr.write(
          `${run}/${options.runs} ${way.name}：${(one.wall / 1000).toFixed(1)} 秒，处理器 ${one.cpu.toFixed(1)} 秒\n`,
        );
      }
    return { count: filesIn(options.folder).length, rows: [...measured].map(([way, list]) => rowOf(way, list)) };
  } finally {
    await server?.remove();
  }
}

function rowOf({ name, count }: Way, list: readonly Measured[]): (string | number)[] {
  const of = (pick: (one: Measured) => number): number => median(list.map(pick));
  const wall = of((one) => one.wall);
  const atOnce = list.every((one) => one.atOnce !== undefined) ? of((one) => one.atOnce!).toFixed(2) : '';
  return [
    name,
    count,
    (wall / 1000).toFixed(1),
    ((count * 60_000) / wall).toFixed(1),
    (of((one) => one.cpu) / count).toFixed(2),
    atOnce,
  ];
}

async function measure({ run }: Way, server: Postgres | undefined): Promise<Measured> {
  const cpuNow = (): number => processOf(process.pid)!.all + (server ? familySeconds(server.pid()) : 0);
  const [cpu, started] = [cpuNow(), performance.now()];
  const packages = await run();
  const wall = performance.now() - started;
  return { wall, cpu: cpuNow() - cpu, atOnce: packages === undefined ? undefined : packages / wall };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => PACKAGE.test(name))
    .map((name) => join(folder, name));
}

function waysOf({ root, folder, apktool }: CorpusOptions, server: Postgres | undefined): Way[] {
  const jianfu = [process.execPath, join(root, 'dist/bin/jianfu.js')];
  const files = filesIn(folder);
  const android = files.filter((name) => name.endsWith('.apk'));
  const scans = (list: string[]) => async (): Promise<undefined> => {
    for (const file of list) await ended([...jianfu, 'scan', file, '-f', 'json', '--fail-on', 'never']);
  };
  const hasApktool = apktool && spawnSync('apktool', ['-version'], { stdio: 'ignore' }).error === undefined;
  return [
    { name: '逐个 jianfu scan', count: files.length, run: scans(files) },
    ...[1, 2].map((jobs) => ({
      name: `jianfu batch --jobs ${jobs}`,
      count: files.length,
      run: () => batch(jianfu, folder, jobs),
    })),
    ...(server
      ? [1, 2].map((jobs) => ({
          name: `队列，${jobs} 个 worker`,
          count: files.length,
          run: () => byQueue(jianfu, folder, jobs, server),
        }))
      : []),
    { name: '逐个 jianfu scan，只有 APK', count: android.length, run: scans(android) },
    ...(hasApktool ? [{ name: '逐个 apktool d + grep，只有 APK', count: android.length, run: () => decodeAll(android) }] : []),
  ];
}

function batch(jianfu: string[], folder: string, jobs: number): Promise<number> {
  return withFolder(async (out) => {
    await ended([...jianfu, 'batch', folder, '--out', out, '--jobs', `${jobs}`, '--progress', 'none']);
    const store = connect(out);
    const { ms } = store.get('SELECT sum(ms) AS ms FROM result') as { ms: number };
    store.close();
    return ms;
  });
}

/** From the first look at the folder to the last line of the lists: workers that wait, and a coordinator that collects. */
function byQueue(jianfu: string[], folder: string, workers: number, server: Postgres): Promise<number> {
  return withFolder(async (out) => {
    const to = ['--queue', server.url(), '--root', folder];
    const waiting = Array.from({ length: workers }, () => start([...jianfu, 'worker', ...to, '--jobs', '1', '--log', 'none']));
    await ended([...jianfu, 'batch', folder, ...to, '--wait', '--out', out, '--progress', 'none']);
    for (const { stop } of waiting) stop();
    await Promise.all(waiting.map(({ end }) => end));
    const admin = new pg.Client({ connectionString: server.url() });
    await admin.connect();
    const { rows } = await admin.query('SELECT sum(ms)::float8 AS ms FROM jianfu.result');
    await admin.query('TRUNCATE jianfu.result, jianfu.facts, jianfu_jobs.job');
    await admin.end();
    return rows[0].ms;
  });
}

function decodeAll(files: readonly string[]): Promise<undefined> {
  return withFolder(async (out) => {
    for (const file of files) {
      const place = join(out, 'decoded');
      await ended(['apktool', 'd', '-f', '-o', place, file]);
      await ended(['grep', '-rElE', WORDS, place]);
    }
    return undefined;
  });
}

function withFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'jianfu-bench-'));
  return run(folder).finally(() => rmSync(folder, { recursive: true, force: true }));
}

function start([command, ...args]: string[]): { stop: () => void; end: Promise<void> } {
  const child = spawn(command!, args, { stdio: 'ignore' });
  const end = new Promise<void>((done, failed) => child.on('error', failed).on('close', () => done()));
  return { stop: () => child.kill('SIGTERM'), end };
}

const ended = (command: string[]): Promise<void> => start(command).end;
