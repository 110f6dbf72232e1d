import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrateQueue } from '../../../src/queue/connection.js';
import { hasPostgres, startPostgres } from '../../../test/support/postgres.js';
import { makeChild, writePackages } from './packages.js';
import { MOST_CHILDREN, play, type Role } from './roles.js';
import { familySeconds } from './usage.js';
import { memoryOf, startRole, type Watched } from './watch.js';

/** A report with many places, and facts of some size: about what a package of the mixed corpus has. */
const SAMPLE = 'fixtures/packages/office-taro-dev.wxapkg';
/** As a real server is run; the tests' own does without. */
export const DURABLE = ['fsync=on', 'shared_buffers=256MB'];

interface Line {
  name: string;
  text: string;
}

/** The synthetic part of the benchmark. @param count packages */
export async function main(root: string, count: number, argument: string | undefined): Promise<void> {
  if (argument) return play(JSON.parse(argument) as Role);
  const folder = mkdtempSync(join(tmpdir(), 'jianfu-bench-'));
  try {
    const packages = join(folder, 'packages');
    writePackages(packages, count);
    const { worker: child, bytes } = makeChild(join(folder, 'child'), join(root, 'dist/bin/jianfu.js'), join(root, SAMPLE));
    const base: Omit<Role, 'do' | 'out'> = { rules: join(root, 'rules'), packages, queue: '', jobs: 1, child };
    process.stdout.write(`${count} 个合成样品，每个的回答 ${Math.round(bytes / 1000)} KB；Node ${process.version}\n`);
    const lines = [...(await localBatch(folder, base, count)), ...(hasPostgres ? await byQueue(folder, base, count) : [])];
    for (const { name, text } of lines) process.stdout.write(`${name}：${text}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function localBatch(folder: string, base: Omit<Role, 'do' | 'out'>, count: number): Promise<Line[]> {
  const out = join(folder, 'local');
  mkdirSync(out);
  const watched = startRole({ ...base, do: 'batch', jobs: 2, out });
  await watched.ended;
  return [
    { name: '本机 batch，内存', text: memoryText(watched, count) },
    {
      name: '本机 batch，每个样品在子进程之外',
      text: cpuText(watched, count),
    },
  ];
}

async function byQueue(folder: string, base: Omit<Role, 'do' | 'out'>, count: number): Promise<Line[]> {
  const server = await startPostgres(DURABLE);
  const admin = new pg.Pool({ connectionString: server.url() });
  try {
    await migrateQueue(server.url());
    const out = join(folder, 'collected');
    mkdirSync(out);
    const queue = server.url();
    const alone = startRole({ ...base, do: 'children', out });
    await alone.ended;
    const before = familySeconds(server.pid());
    const coordinator = startRole({ ...base, queue, do: 'coordinate', out });
    const worker = startRole({ ...base, queue, do: 'work', out });
    await Promise.all([worker.ended, coordinator.ended]);
    const perPackage = ((familySeconds(server.pid()) - before) * 1000) / count;
    const { rows } = await admin.query(
      `SELECT count(*)::int AS n, avg(ms)::float8 AS child,
         extract(epoch FROM max(made_at) - min(made_at))::float8 * 1000 / (count(*) - 1) AS each FROM jianfu.result`,
    );
    const { n, child, each } = rows[0] as { n: number; child: number; each: number };
    if (n !== count) throw new Error(`${n} results of ${count}`);
    return [
      { name: '收结果的一方，内存', text: memoryText(coordinator, count) },
      { name: '收结果的一方', text: cpuText(coordinator, count) },
      { name: '工作进程，内存', text: `最多 ${memoryOf(worker.samples, count).most.toFixed(0)} MB` },
      {
        name: '队列和结果库，每个样品',
        text: `${(each - child).toFixed(1)} ms（一个接一个：每 ${each.toFixed(1)} ms 一个结果，其中子进程 ${child.toFixed(1)} ms）；${cpuText(worker, count)}（其中启动子进程、收回答 ${cpuMs(alone, Math.min(count, MOST_CHILDREN)).toFixed(1)} ms），数据库 ${perPackage.toFixed(1)} ms`,
      },
    ];
  } finally {
    await admin.end();
    await server.remove();
  }
}

function memoryText({ samples }: Watched, count: number): string {
  const { at, writing, most } = memoryOf(samples, count);
  const parts = at.map(([share, mb]) => `做完 ${share * 100}% 时 ${mb.toFixed(0)} MB`);
  return `${parts.join('，')}，写列表时最多 ${writing.toFixed(0)} MB，最多 ${most.toFixed(0)} MB`;
}

function cpuText(watched: Watched, count: number): string {
  return `处理器时间 ${cpuMs(watched, count).toFixed(1)} ms`;
}

/** Of the process itself for a package, until it writes the lists. */
function cpuMs({ samples }: Watched, count: number): number {
  const working = samples.filter(({ phase }) => phase === 'work');
  return (((working.at(-1)?.own ?? 0) - (working[0]?.own ?? 0)) * 1000) / count;
}
