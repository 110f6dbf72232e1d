import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FolderError } from '../../src/batch/errors.js';
import { lockFolder } from '../../src/batch/lock.js';
import { openStore } from '../../src/batch/store.js';

const folders: string[] = [];
const folder = (): string => {
  const path = mkdtempSync(join(tmpdir(), 'jianfu-store-'));
  folders.push(path);
  return path;
};
afterAll(() => {
  for (const path of folders) rmSync(path, { recursive: true, force: true });
});

const KEY = { digest: 'd1', facts: '1', packs: 'p', profile: 'standard' };
const MAKING = { state: 'done', attempts: 1, ms: 5 } as const;
const answer = (summary: string) => ({ summary, result: Buffer.from('r'), html: Buffer.from('h'), facts: Buffer.from('f') });
const item = (path: string, sha256: string) => ({ paths: [path], unit: '甲', name: path, size: 1, digest: { sha256, sm3: '' } });

describe('openStore', () => {
  it('keeps one result for a package, whatever comes later, and facts for other rules', () => {
    const store = openStore(folder());
    store.save(KEY, answer('first'), MAKING);
    store.save(KEY, answer('second'), MAKING);
    store.save({ ...KEY, packs: 'q' }, { ...answer('other rules'), facts: undefined }, MAKING);
    store.begin();
    store.see(item('a', 'd1'));
    store.see(item('b', 'd1'));
    store.see(item('c', 'without a result'));
    const { digest: _, ...kind } = KEY;
    expect([...store.rows(kind)].map(({ path, summary }) => [path, summary])).toEqual([
      ['a', 'first'],
      ['b', 'first'],
    ]);
    expect(store.count()).toEqual({ facts: 1, results: 2 });
    expect(store.factsOf({ ...KEY, packs: 'r' })).toMatchObject({ state: 'done', body: new Uint8Array(Buffer.from('f')) });
    expect(store.hasResult({ ...KEY, packs: 'r' })).toBe(false);
    expect(store.hasResult({ ...KEY, profile: 'other' })).toBe(false);
    store.close();
  });

  it('has the inputs seen since it was begun, also when it was closed right after them', () => {
    const path = folder();
    const { digest: _, ...kind } = KEY;
    const store = openStore(path);
    store.save(KEY, answer('first'), MAKING);
    store.see(item('of an earlier run', 'd1'));
    store.begin();
    for (let i = 0; i < 450; i += 1) store.see(item(`${i}`, 'd1'));
    expect([...store.rows(kind)]).toHaveLength(450);
    store.see(item('last', 'd1'));
    store.close();
    const again = openStore(path);
    const paths = [...again.rows(kind)].map((row) => row.path);
    expect([paths.length, paths.includes('last'), paths.includes('of an earlier run')]).toEqual([451, true, false]);
    again.close();
  });

  it('is opened again after a process that was killed while it wrote', () => {
    const path = folder();
    const store = openStore(path);
    store.save(KEY, answer('kept'), MAKING);
    store.close();
    mkdirSync(join(path, 'results.sqlite.lock'));
    const again = openStore(path);
    expect(again.hasResult(KEY)).toBe(true);
    again.save({ ...KEY, digest: 'd2' }, answer('new'), MAKING);
    expect(again.count()).toEqual({ facts: 2, results: 2 });
    again.close();
  });
});

describe('lockFolder', () => {
  it('lets one batch work on a folder, and takes over from one that is dead', () => {
    const path = folder();
    const other = JSON.stringify({ pid: process.ppid, host: hostname() });
    writeFileSync(join(path, 'batch.lock'), other);
    expect(() => lockFolder(path)).toThrow(FolderError);
    writeFileSync(join(path, 'batch.lock'), JSON.stringify({ pid: 0x7ffffff, host: hostname() }));
    const unlock = lockFolder(path);
    unlock();
    writeFileSync(join(path, 'batch.lock'), '{"pid":');
    lockFolder(path)();
  });

  it('does not guess about another machine', () => {
    const path = folder();
    writeFileSync(join(path, 'batch.lock'), JSON.stringify({ pid: 1, host: 'elsewhere' }));
    expect(() => lockFolder(path)).toThrow(/elsewhere/);
  });
});
