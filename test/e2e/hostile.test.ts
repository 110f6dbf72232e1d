import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { unpacked } from '../../src/batch/job.js';
import { connect } from '../../src/batch/store.js';
import type { Summary } from '../../src/batch/summary.js';
import { fixture } from '../support/android-package.js';
import { readCsv } from '../support/csv-reader.js';
import { type Hostile, hostilePackages } from '../support/hostile-packages.js';
import { hasPostgres, type Postgres, startPostgres } from '../support/postgres.js';
import { type Outcome, outcomeOf } from '../support/verdicts.js';
import { endAt } from '../support/zip-edit.js';
import { folder, jianfu } from './command.js';

/** So many hostile packages among as many good ones: `JIANFU_HOSTILE=200` for the full run, whose figures stand in docs/scale.md. */
const COUNT = Number(process.env.JIANFU_HOSTILE ?? 50);
const SEED = Number(process.env.JIANFU_SEED ?? 20_261_129);
const LONG = 60_000 + COUNT * 6000;
const GOOD = [
  'android-grid.apk',
  'android-grid-clean.apk',
  'quickapp-redline.rpk',
  'office-html-min.wgt',
  'uniapp-nvue-3.wgt',
  'cordova-patrol-clean.apk',
  'hermes-grid.apk',
  'android-settings.apk',
];

const hostile = hostilePackages(COUNT, SEED);
const good = Array.from({ length: COUNT }, (_, i) => {
  const from = GOOD[i % GOOD.length]!;
  return { name: `good-${i}-${from}`, bytes: commented(fixture(from), `copy ${i}`), from };
});
const root = folder(Object.fromEntries([...hostile, ...good].map(({ name, bytes }, i) => [`unit-${i % 7}/${name}`, bytes])));
const digests = new Set([...hostile, ...good].map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')));
const known = new Map<string, Outcome>();

/** The same app with another digest: a comment changes nothing in a ZIP. */
function commented(zip: Buffer, comment: string): Buffer {
  const out = Buffer.concat([zip, Buffer.from(comment)]);
  out.writeUInt16LE(comment.length, endAt(zip) + 20);
  return out;
}

function knownOf(name: string): Outcome {
  if (!known.has(name)) {
    const { verdicts } = outcomeOf(name, fixture(name));
    // A comment breaks the signature, where there is one.
    known.set(name, { ...outcomeOf(name, commented(fixture(name), 'x')), verdicts });
  }
  return known.get(name)!;
}

interface Held extends Outcome {
  state: string;
  /** Why there is no more of it. */
  why: string[];
}

/** What a folder of results says of every file that was put in. */
function heldIn(out: string): Map<string, Held[]> {
  const store = connect(out);
  const held = new Map<string, Held[]>();
  try {
    const rows = store.all(
      'SELECT path, state, summary, body FROM input i JOIN result r ON r.digest = i.digest ORDER BY path',
    ) as unknown as { path: string; state: string; summary: string; body: Uint8Array }[];
    for (const { path, state, summary, body } of rows) {
      const { items, limits, tampering } = unpacked(body);
      const once = (names: string[]): string[] => [...new Set(names)].sort();
      const one: Held = {
        state,
        why: (JSON.parse(summary) as Summary).open.map(({ detail }) => detail),
        tricks: once(tampering.map(({ trick }) => trick)),
        limits: once(limits.map(({ reason }) => reason)),
        verdicts: Object.fromEntries(items.map(({ rule, verdict }) => [rule, verdict])),
      };
      for (const file of path.split('\n')) held.set(basename(file), [...(held.get(basename(file)) ?? []), one]);
    }
  } finally {
    store.close();
  }
  return held;
}

/** Every good package has exactly one result, with its verdicts; every bad one has exactly one, which says what is wrong. */
function check(out: string): void {
  const held = heldIn(out);
  expect([...held].filter(([, results]) => results.length !== 1).map(([name]) => name)).toEqual([]);
  expect([...held.keys()].sort()).toEqual([...hostile, ...good].map(({ name }) => name).sort());
  for (const { name, from } of good) {
    const { state, verdicts, tricks } = held.get(name)![0]!;
    expect({ name, state, verdicts, tricks }).toEqual({
      name,
      state: 'done',
      verdicts: knownOf(from).verdicts,
      tricks: knownOf(from).tricks,
    });
  }
  expect(hostile.flatMap((one) => silent(one, held.get(one.name)![0]!))).toEqual([]);
  const [, ...rows] = readCsv(readFileSync(join(out, 'items.csv'), 'utf8'));
  expect(rows.length % digests.size).toBe(0);
  const reports = new Set(readdirSync(join(out, 'reports')).map((name) => name.slice(0, 16)));
  expect([...digests].filter((digest) => !reports.has(digest.slice(0, 16)) && isAlone(digest))).toEqual([]);
}

/** WeChat packages of one folder may be one app, under a digest of the list of them. */
const wechat = new Set(
  hostile.filter(({ name }) => name.endsWith('.wxapkg')).map(({ bytes }) => createHash('sha256').update(bytes).digest('hex')),
);
const isAlone = (digest: string): boolean => !wechat.has(digest);

/** What a result of a hostile package fails to tell. */
function silent({ name, trick, from }: Hostile, { state, why, tricks, limits, verdicts }: Held): string[] {
  if (state !== 'done') return why.every((detail) => detail === '') ? [`${name}: ${state} without a reason`] : [];
  if (trick) {
    const missing = [
      ...trick.tricks.filter((one) => !tricks.includes(one)),
      ...(trick.limits ?? []).filter((one) => !limits.includes(one)),
    ];
    return missing.map((one) => `${name}: nothing of ${one}`);
  }
  if (tricks.length > 0 || limits.length > 0) return [];
  const same = from !== undefined && JSON.stringify(verdicts) === JSON.stringify(knownOf(from).verdicts);
  return same ? [] : [`${name}: as if nothing were wrong`];
}

interface Running {
  child: ChildProcess;
  events: { event: string; package?: string; state?: string; finished?: number }[];
  ended: Promise<number | null>;
}

const running: Running[] = [];
function run(args: string[]): Running {
  const child = spawn(process.execPath, [resolve('dist/bin/jianfu.js'), ...args], {
    cwd: folder(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const events: Running['events'] = [];
  createInterface({ input: child.stderr! }).on('line', (line) => {
    if (line.startsWith('{')) events.push(JSON.parse(line));
  });
  const one = { child, events, ended: new Promise<number | null>((done) => child.on('close', done)) };
  running.push(one);
  return one;
}
const count = ({ events }: Running, name: string): number => events.filter(({ event }) => event === name).length;
const LIMITS = ['--timeout', '60', '--fail-on', 'never'];

afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

describe(`${COUNT} hostile packages among ${COUNT} good ones`, () => {
  it(
    'by jianfu batch, killed in the middle and begun again',
    async () => {
      const out = folder();
      const args = ['batch', root, '--out', out, '--jobs', '2', '--progress', 'json', ...LIMITS];
      const killed = run(args);
      await expect.poll(() => killed.events.at(-1)?.finished ?? 0, { timeout: LONG, interval: 50 }).toBeGreaterThan(COUNT / 2);
      killed.child.kill('SIGKILL');
      await killed.ended;
      const again = run(args);
      expect(await again.ended).toBe(0);
      check(out);
    },
    LONG * 2,
  );

  it.skipIf(!hasPostgres)(
    'through the queue: two coordinators, a worker killed in mid-package, the data base killed and brought back',
    async () => {
      const server = await startPostgres();
      const admin = new pg.Pool({ connectionString: server.url() });
      admin.on('error', () => undefined);
      try {
        expect(jianfu(['queue', 'migrate', '--queue', server.url(), '--expire', '5'])).toMatchObject({ code: 0 });
        await throughTheQueue(server, admin);
      } finally {
        await admin.end();
        await server.remove();
      }
    },
    LONG * 2,
  );
});

async function throughTheQueue(server: Postgres, admin: pg.Pool): Promise<void> {
  const queue = ['--queue', server.url(), '--root', root];
  const outs = [folder(), folder()];
  const coordinators = outs.map((out) => run(['batch', root, ...queue, '--wait', '--out', out, '--progress', 'json', ...LIMITS]));
  const startWorker = (): Running => run(['worker', ...queue, '--log', 'json', '--jobs', '1']);
  const workers = [startWorker(), startWorker()];
  const victim = workers[0]!;
  const inHand = (): boolean => victim.events.at(-1)?.event === 'taken';
  await expect.poll(() => count(victim, 'finished') > COUNT / 4 && inHand(), { timeout: LONG, interval: 5 }).toBe(true);
  victim.child.kill('SIGKILL');
  await victim.ended;
  const lost = victim.events.at(-1)!;
  workers.push(startWorker());

  await expect
    .poll(() => workers.reduce((sum, worker) => sum + count(worker, 'finished'), 0), { timeout: LONG, interval: 50 })
    .toBeGreaterThan(COUNT);
  await server.kill();
  await sleep(3000);
  await server.start();

  expect(await Promise.all(coordinators.map(({ ended }) => ended))).toEqual([0, 0]);
  expect(
    workers
      .slice(1)
      .flatMap(({ events }) => events)
      .some(({ event }) => event === 'database-error'),
  ).toBe(true);
  // What the dead worker had in hand was done by another.
  expect(lost).toMatchObject({ event: 'taken' });
  expect(workers.slice(1).flatMap(({ events }) => events)).toContainEqual(
    expect.objectContaining({ event: 'finished', package: lost.package }),
  );
  const { rows } = await admin.query(
    `SELECT (SELECT count(*)::int FROM jianfu.result) AS results, (SELECT count(DISTINCT digest)::int FROM jianfu.result) AS digests,
       (SELECT count(*)::int FROM jianfu_jobs.job WHERE state < 'completed') AS open`,
  );
  expect(rows[0]).toEqual({ results: rows[0].digests, digests: heldDigests(outs[0]!), open: 0 });
  for (const out of outs) check(out);
}

function heldDigests(out: string): number {
  const store = connect(out);
  const { n } = store.get('SELECT count(DISTINCT digest) AS n FROM input') as { n: number };
  store.close();
  return n;
}
