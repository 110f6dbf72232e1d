import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { STANDARD } from '../../src/batch/limits.js';
import { openStore } from '../../src/batch/store.js';
import { loadPacks } from '../../src/check/index.js';
import { migrateQueue, openQueue, QUEUES, type Queue } from '../../src/queue/connection.js';
import { type CoordinatePlan, coordinate } from '../../src/queue/coordinate.js';
import { depths } from '../../src/queue/jobs.js';
import { createLog } from '../../src/queue/log.js';
import { createMetrics, serveMetrics } from '../../src/queue/metrics.js';
import { runWorker, type WorkerOptions } from '../../src/queue/worker.js';
import { hasPostgres, type Postgres, startPostgres } from '../support/postgres.js';

/** Stands in for the scan: tells what it was asked for, or hangs. */
const STUB = `
const { createHash } = require('crypto');
const job = JSON.parse(require('fs').readFileSync(0, 'utf8'));
const bytes = job.do === 'check' ? Buffer.alloc(0) : require('fs').readFileSync(job.inputs[0]);
if (bytes.includes('hang')) setInterval(() => 0, 1000);
else if (bytes.includes('crash')) throw new RangeError('bad offset');
else {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const summary = JSON.stringify({ carrier: job.do, sha256, verdicts: [['r', 'found']], limits: [], open: [] });
  const facts = job.do === 'scan' ? 'ff' : '';
  const result = require('zlib').gzipSync('{}');
  process.stdout.write(Buffer.concat([Buffer.from(JSON.stringify({ summary, sizes: [facts.length, result.length, 2] }) + '\\n'), Buffer.from(facts), result, Buffer.from('hh')]));
}`;

const packs = loadPacks('rules');
const worker = { command: process.execPath, args: ['-e', STUB] };
const never = new AbortController().signal;

const folders: string[] = [];
function folder(files: Record<string, string> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'jianfu-queue-'));
  folders.push(path);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(path, name), text);
  return path;
}

interface Step {
  'Actual Rows': number;
  Plans?: Step[];
}

/** What the busiest step of a plan has given. */
function mostRows({ 'Actual Rows': rows, Plans = [] }: Step): number {
  return Math.max(rows, ...Plans.map(mostRows));
}

describe.skipIf(!hasPostgres)('packages by way of PostgreSQL', () => {
  let server: Postgres;
  let admin: pg.Pool;
  const open: Queue[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    await migrateQueue(server.url(), 4);
    admin = new pg.Pool({ connectionString: server.url() });
    await admin.query(readFileSync('deploy/roles.sql', 'utf8'));
    await admin.query(readFileSync('deploy/roles.sql', 'utf8'));
    await admin.query(
      'CREATE USER worker1 IN ROLE jianfu_worker; CREATE USER inspector IN ROLE jianfu_coordinator; CREATE USER scaler IN ROLE jianfu_metrics',
    );
  });
  afterEach(async () => {
    for (const queue of open.splice(0)) await queue.close();
    await admin.query(
      'DELETE FROM jianfu.result; DELETE FROM jianfu.facts; DELETE FROM jianfu_jobs.job; DELETE FROM jianfu_jobs.archive',
    );
  });
  afterAll(async () => {
    await admin?.end();
    await server?.remove();
    for (const path of folders) rmSync(path, { recursive: true, force: true });
  });

  async function queueAs(role: string, superviseSeconds = 0): Promise<Queue> {
    const queue = await openQueue(server.url(role), { onError: () => undefined, superviseSeconds });
    open.push(queue);
    return queue;
  }

  const plan = (over: Partial<CoordinatePlan> = {}): CoordinatePlan => ({
    packs,
    lang: 'zh',
    profile: { ...STANDARD, wallMs: 12_000 },
    worker,
    priority: 0,
    maxQueued: 1000,
    signal: never,
    onProgress: () => undefined,
    onError: () => undefined,
    ...over,
  });
  const metrics = createMetrics(() => depths(admin));
  const workerOptions = (over: Partial<WorkerOptions> = {}): WorkerOptions => ({
    packs,
    childFor: () => worker,
    id: 'w',
    log: createLog('none'),
    metrics,
    abort: never,
    drain: never,
    jobs: 2,
    queues: QUEUES,
    memory: 1024,
    heartbeatMs: 800,
    idleMs: 100,
    untilEmpty: true,
    ...over,
  });
  const results = async () =>
    (await admin.query('SELECT digest, state, attempts, summary, worker FROM jianfu.result ORDER BY made_at')).rows;

  it('each has one result, under the rights of workers and coordinators only, collected as a local batch keeps them', async () => {
    const root = folder({ 'a.apk': 'a', 'b.apk': 'b', 'same as a.apk': 'a', 'c.apk': 'crash' });
    const [inspector, other] = [await queueAs('inspector'), await queueAs('inspector')];
    const [one, two] = await Promise.all([
      coordinate([root], inspector, plan({ root })),
      coordinate([root], other, plan({ root })),
    ]);
    expect([one.total, two.total, one.problems]).toEqual([4, 4, []]);
    expect(await depths(admin)).toEqual([
      { queue: 'check', waiting: 0, active: 0, failed: 0 },
      { queue: 'dead', waiting: 0, active: 0, failed: 0 },
      { queue: 'extract', waiting: 3, active: 0, failed: 0 },
    ]);
    await runWorker(await queueAs('worker1', 1), workerOptions({ root }));
    expect((await results()).map(({ state }) => state).sort()).toEqual(['done', 'done', 'failed']);

    const store = openStore(folder());
    const end = await coordinate([root], inspector, plan({ root, collect: store }));
    expect(end.done).toMatchObject({ stored: 4, read: 0 });
    const [{ facts, packs: rules, profile }] = (await admin.query('SELECT facts, packs, profile FROM jianfu.result LIMIT 1'))
      .rows;
    const rows = [...store.rows({ facts, packs: rules, profile })];
    expect(rows.map(({ name, state }) => [name, state])).toEqual([
      ['a.apk', 'done'],
      ['b.apk', 'done'],
      ['c.apk', 'failed'],
      ['same as a.apk', 'done'],
    ]);
    expect(store.count()).toEqual({ facts: 3, results: 3 });
    store.close();
  });

  it('other rules check the stored facts by way of the quick queue; what failed is retried when asked', async () => {
    const root = folder({ 'a.apk': 'a', 'c.apk': 'crash' });
    const inspector = await queueAs('inspector');
    const taking = await queueAs('worker1');
    await coordinate([root], inspector, plan({ root }));
    await runWorker(taking, workerOptions({ root }));
    const fewer = [{ ...packs[0]!, digest: 'of other rules' }];
    await coordinate([root], inspector, plan({ root, packs: fewer }));
    expect((await depths(admin)).map(({ queue, waiting }) => [queue, waiting])).toEqual([
      ['check', 2],
      ['dead', 0],
      ['extract', 0],
    ]);
    await runWorker(taking, workerOptions({ root, packs: fewer }));
    expect((await results()).map(({ summary }) => JSON.parse(summary).carrier)).toEqual(
      expect.arrayContaining(['check', 'check', 'scan']),
    );

    writeFileSync(join(root, 'd.apk'), 'd');
    const { done } = await coordinate([root], inspector, plan({ root, retry: true }));
    expect(done).toMatchObject({ stored: 1, read: 2 });
    await runWorker(taking, workerOptions({ root }));
    expect(await results()).toHaveLength(5);
  });

  it('what a worker cannot find is tried again, and ends with a result that says so', async () => {
    const root = folder({ 'a.apk': 'a' });
    const inspector = await queueAs('inspector');
    await coordinate([root], inspector, plan({ root }));
    await admin.query('UPDATE jianfu_jobs.job SET retry_delay = 0, retry_backoff = false, retry_limit = 1');
    await runWorker(await queueAs('worker1'), workerOptions({ root: folder() }));
    const [result, ...more] = await results();
    expect(more).toEqual([]);
    expect(result).toMatchObject({ state: 'failed', attempts: 0 });
    expect(JSON.parse(result.summary).open[0].detail).toContain('找不到样品（a.apk）');
  });

  it('a package that was changed after it was put in has no other result filed under its name', async () => {
    const root = folder({ 'a.apk': 'a' });
    await coordinate([root], await queueAs('inspector'), plan({ root }));
    writeFileSync(join(root, 'a.apk'), 'something else');
    await runWorker(await queueAs('worker1'), workerOptions({ root }));
    const [result] = await results();
    expect(result.state).toBe('failed');
    expect(JSON.parse(result.summary).open[0].detail).toContain('入队之后被改动');
  });

  it('a worker with other rules leaves a job to others, without using up a try', async () => {
    const root = folder({ 'a.apk': 'a' });
    await coordinate([root], await queueAs('inspector'), plan({ root }));
    const drain = new AbortController();
    const run = runWorker(
      await queueAs('worker1'),
      workerOptions({ root, packs: [{ ...packs[0]!, digest: 'older' }], untilEmpty: false, drain: drain.signal }),
    );
    await sleep(1000);
    drain.abort();
    await run;
    const { rows } = await admin.query('SELECT state, retry_count, start_after > now() AS later FROM jianfu_jobs.job');
    expect(rows).toEqual([{ state: 'created', retry_count: 0, later: true }]);
    expect(await results()).toEqual([]);
  });

  it('the urgent ones come first', async () => {
    const root = folder({ 'a.apk': 'a', 'b.apk': 'b' });
    const inspector = await queueAs('inspector');
    await coordinate([join(root, 'a.apk')], inspector, plan({ root }));
    await coordinate([join(root, 'b.apk')], inspector, plan({ root, priority: 5 }));
    const order: string[] = [];
    const log = (_: string, event: string, fields: Record<string, unknown> = {}) => {
      if (event === 'taken') order.push(String(fields.package));
    };
    await runWorker(await queueAs('worker1'), workerOptions({ root, jobs: 1, log }));
    expect(order).toEqual(['b.apk', 'a.apk']);
  });

  it('of those put in together the largest come first', async () => {
    const sizes = [1, 5000, 80, 300_000, 600, 40_000];
    const root = folder(Object.fromEntries(sizes.map((size) => [`${size}.apk`, 'x'.repeat(size)])));
    await coordinate([root], await queueAs('inspector'), plan({ root }));
    const order: string[] = [];
    const log = (_: string, event: string, fields: Record<string, unknown> = {}) => {
      if (event === 'taken') order.push(String(fields.package));
    };
    await runWorker(await queueAs('worker1'), workerOptions({ root, jobs: 1, log }));
    expect(order).toEqual(['300000.apk', '40000.apk', '5000.apk', '600.apk', '80.apk', '1.apk']);
  });

  it('results that others made while it was away are collected; jobs that were taken out by hand are put in again', async () => {
    const root = folder({ 'a.apk': 'a', 'b.apk': 'b', 'c.apk': 'c' });
    const store = openStore(folder());
    const waiting = coordinate([root], await queueAs('inspector'), plan({ root, collect: store, sweepMs: 1000 }));
    await expect.poll(async () => (await depths(admin))[2]).toMatchObject({ queue: 'extract', waiting: 3 });
    await admin.query("DELETE FROM jianfu_jobs.job WHERE id = (SELECT id FROM jianfu_jobs.job WHERE state = 'created' LIMIT 1)");
    // One that was made in a transaction of an hour ago, which has ended only now.
    await admin.query(
      `CREATE FUNCTION jianfu.aged() RETURNS trigger AS 'BEGIN NEW.made_at := now() - interval ''1 hour''; RETURN NEW; END' LANGUAGE plpgsql;
       CREATE TRIGGER aged BEFORE INSERT ON jianfu.result FOR EACH ROW EXECUTE FUNCTION jianfu.aged()`,
    );
    try {
      const stop = new AbortController();
      const run = runWorker(await queueAs('worker1'), workerOptions({ root, untilEmpty: false, drain: stop.signal }));
      expect((await waiting).done).toMatchObject({ read: 3 });
      stop.abort();
      await run;
    } finally {
      await admin.query('DROP TRIGGER aged ON jianfu.result; DROP FUNCTION jianfu.aged');
    }
    expect(store.count()).toEqual({ facts: 3, results: 3 });
    store.close();
  });

  it('the next of many jobs is found without looking at all of them', async () => {
    await admin.query(
      `INSERT INTO jianfu_jobs.job (id, name) SELECT gen_random_uuid(), 'extract' FROM generate_series(1, 5000); ANALYZE jianfu_jobs.job`,
    );
    const { rows } = await admin.query(
      `EXPLAIN (ANALYZE, FORMAT JSON) SELECT id FROM jianfu_jobs.job WHERE name = 'extract' AND state < 'active' AND start_after < now()
       ORDER BY priority DESC, created_on, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    );
    expect(mostRows(rows[0]['QUERY PLAN'][0].Plan)).toBe(1);
  });

  it('when it has to end at once a worker gives its job back, and another finds it as it was', async () => {
    const root = folder({ 'h.apk': 'hang' });
    await coordinate([root], await queueAs('inspector'), plan({ root }));
    const stop = new AbortController();
    const run = runWorker(
      await queueAs('worker1'),
      workerOptions({ root, abort: stop.signal, drain: stop.signal, untilEmpty: false }),
    );
    await expect.poll(() => depths(admin)).toContainEqual({ queue: 'extract', waiting: 0, active: 1, failed: 0 });
    stop.abort();
    await run;
    const { rows } = await admin.query('SELECT state, retry_count, started_on FROM jianfu_jobs.job');
    expect(rows).toEqual([{ state: 'created', retry_count: 0, started_on: null }]);
  });

  it('a job outlives its span while its worker is heard of', async () => {
    const root = folder({ 'h.apk': 'hang' });
    await coordinate([root], await queueAs('inspector'), plan({ root, profile: { ...STANDARD, wallMs: 7000 } }));
    await runWorker(await queueAs('worker1', 1), workerOptions({ root }));
    const [result] = await results();
    // Nine seconds with a span of four: twice tried by one worker, and not by another.
    expect(result).toMatchObject({ state: 'failed', attempts: 2 });
    expect((await admin.query('SELECT retry_count FROM jianfu_jobs.job')).rows).toEqual([{ retry_count: 0 }]);
  }, 60_000);

  it('the coordinator waits while too much is queued', async () => {
    const root = folder(Object.fromEntries(Array.from({ length: 230 }, (_, i) => [`${i}.apk`, `package ${i}`])));
    const stop = new AbortController();
    const filled = coordinate([root], await queueAs('inspector'), plan({ root, maxQueued: 150, signal: stop.signal }));
    await sleep(2500);
    expect((await depths(admin))[2]).toMatchObject({ queue: 'extract', waiting: 200 });
    stop.abort();
    await filled;
  });

  it('rights: a worker cannot change results, a coordinator cannot write them, a scaler sees numbers only', async () => {
    const refused = async (role: string, sql: string) => {
      const client = new pg.Client({ connectionString: server.url(role) });
      await client.connect();
      const code = await client.query(sql).then(
        () => 'allowed',
        (error) => error.code,
      );
      await client.end();
      return code;
    };
    expect(await refused('worker1', "UPDATE jianfu.result SET state = 'done'")).toBe('42501');
    expect(await refused('worker1', 'DELETE FROM jianfu.result')).toBe('42501');
    expect(await refused('worker1', 'CREATE TABLE jianfu.x (a int)')).toBe('42501');
    expect(await refused('inspector', "INSERT INTO jianfu.facts VALUES ('a','b','c','done','')")).toBe('42501');
    expect(await refused('scaler', 'SELECT * FROM jianfu_jobs.job')).toBe('42501');
    expect(await refused('scaler', 'SELECT * FROM jianfu_jobs.open_jobs')).toBe('allowed');
  });

  it('metrics tell of queues and packages, in a form Prometheus reads, and of nothing else', async () => {
    const root = folder({ 'a.apk': 'a metric' });
    await coordinate([root], await queueAs('inspector'), plan({ root }));
    const { port, close } = await serveMetrics(metrics, 0, '127.0.0.1');
    const get = async (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
    expect(await (await get('/metrics')).text()).toContain('jianfu_queue_jobs{queue="extract",state="waiting"} 1\n');
    await runWorker(await queueAs('worker1'), workerOptions({ root }));
    const text = await (await get('/metrics')).text();
    expect(text).toMatch(/^jianfu_packages_total\{queue="extract",state="done"\} \d+$/m);
    expect(text).toMatch(/^jianfu_package_seconds_count\{queue="extract"\} \d+$/m);
    expect((await get('/healthz')).status).toBe(200);
    expect((await get('/')).status).toBe(404);
    await close();
  });

  it('a data base without tables is told apart', async () => {
    await admin.query('CREATE DATABASE empty');
    await expect(openQueue(`${server.url()}`.replace(/postgres$/, 'empty'), { onError: () => undefined })).rejects.toThrow(
      'jianfu queue migrate',
    );
  });
});
