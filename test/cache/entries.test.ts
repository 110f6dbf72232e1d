import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { openEntries } from '../../src/cache/entries.js';
import { entryFiles } from '../../src/cache/layout.js';
import { clear, sweep } from '../../src/cache/sweep.js';

const root = mkdtempSync(join(tmpdir(), 'jianfu-cache-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
/** An empty cache and what it warned of. */
function cache(most = 1_000_000, folder = join(mkdtempSync(join(root, 'c-')), 'new')) {
  const warnings: string[] = [];
  return { folder, warnings, ...openEntries(folder, most, (message) => warnings.push(message)) };
}

const content = Buffer.from('内容'.repeat(50));

describe('entries', () => {
  it('give back what was put in, by kind and key', () => {
    const { get, put, warnings, folder } = cache();
    expect(get('facts', 'k')).toBeUndefined();
    put('facts', 'k', content);
    expect(get('facts', 'k')).toEqual(content);
    expect([get('results', 'k'), get('facts', 'K')]).toEqual([undefined, undefined]);
    expect(warnings).toEqual([]);
    expect(existsSync(join(folder, 'CACHEDIR.TAG'))).toBe(true);
    if (process.platform !== 'win32') expect(statSync(entryFiles(folder)[0]!.file).mode & 0o077).toBe(0);
  });

  it('that are damaged anywhere are told, dropped, and never given back', () => {
    const { get, put, warnings, folder } = cache();
    put('facts', 'k', content);
    const { file } = entryFiles(folder)[0]!;
    const whole = readFileSync(file);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, change, cut) => {
        const bytes = cut ? whole.subarray(0, at) : Buffer.from(whole);
        if (!cut) bytes[at]! ^= change;
        writeFileSync(file, bytes);
        warnings.length = 0;
        expect(get('facts', 'k')).toBeUndefined();
        expect(warnings).toEqual([`缓存中的 ${file} 已损坏，不采用，重新检查。`]);
        expect(existsSync(file)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('of another key in its place are not given back', () => {
    const { get, put, folder, warnings } = cache();
    put('facts', 'a', content);
    const a = entryFiles(folder)[0]!.file;
    put('facts', 'b', Buffer.from('b'));
    const b = entryFiles(folder).find(({ file }) => file !== a)!.file;
    writeFileSync(b, readFileSync(a));
    expect(get('facts', 'b')).toBeUndefined();
    expect(warnings).toHaveLength(1);
  });

  it('a folder that cannot be written is told once and stops nobody', () => {
    const file = join(root, 'a-file');
    writeFileSync(file, '');
    const { get, put, settle, warnings } = cache(1000, join(file, 'below'));
    put('facts', 'a', content);
    put('facts', 'b', content);
    settle();
    expect(get('facts', 'a')).toBeUndefined();
    expect(warnings).toEqual([expect.stringContaining('缓存写不了')]);
  });

  it('leave no half-written file where the disk refuses', () => {
    const { put, folder, warnings } = cache();
    put('facts', 'a', content);
    const { file } = entryFiles(folder)[0]!;
    // A folder in the entry's place cannot be replaced by a file.
    rmSync(file);
    mkdirSync(join(file, 'x'), { recursive: true });
    put('facts', 'a', content);
    expect(warnings).toHaveLength(1);
    expect(readdirSync(dirname(file))).toHaveLength(1);
  });
});

describe('the size of a cache', () => {
  const sized = Buffer.alloc(1000);
  const names = (folder: string, keys: readonly string[], get: (kind: 'facts', key: string) => unknown) =>
    entryFiles(folder).length > 0 ? keys.filter((key) => get('facts', key)) : [];

  /** Entries put in one after the other, a minute apart. */
  function aged() {
    const one = cache();
    for (const [i, key] of ['a', 'b', 'c', 'd'].entries()) {
      const before = new Set(entryFiles(one.folder).map(({ file }) => file));
      one.put('facts', key, sized);
      const { file } = entryFiles(one.folder).find((entry) => !before.has(entry.file))!;
      const at = new Date(Date.now() - (10 - i) * 60_000);
      utimesSync(file, at, at);
    }
    return one;
  }

  it('is kept by dropping what was used longest ago', () => {
    const { get, folder } = aged();
    expect(get('facts', 'a')).toBeDefined(); // used now: b is the oldest
    sweep(folder, 3 * 1200);
    expect(names(folder, ['a', 'b', 'c', 'd'], get)).toEqual(['a', 'c', 'd']);
  });

  it('is kept during a long run as well, and what is larger than the whole is not put in', () => {
    const { put, folder } = cache(10_000);
    for (let i = 0; i < 100; i += 1) put('facts', `k${i}`, sized);
    expect(entryFiles(folder).reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThan(13_000);
    put('facts', 'large', Buffer.alloc(20_000));
    expect(entryFiles(folder).every(({ bytes }) => bytes < 2000)).toBe(true);
  });

  it('is kept without touching what is not its own; what killed processes left goes after an hour', () => {
    const { folder } = aged();
    const below = dirname(entryFiles(folder)[0]!.file);
    const others = [join(folder, 'notes.txt'), join(folder, 'facts', 'mine.txt'), join(below, 'mine.txt')];
    for (const file of others) writeFileSync(file, 'x');
    const [fresh, stale] = [join(below, '.part-1-a'), join(below, '.part-2-b')];
    for (const file of [fresh, stale]) writeFileSync(file, 'x');
    const longAgo = new Date(Date.now() - 2 * 60 * 60 * 1000);
    utimesSync(stale, longAgo, longAgo);
    sweep(folder, 0);
    expect(entryFiles(folder).map(({ file }) => file)).toEqual([fresh]);
    clear(folder);
    expect([...others, fresh].map((file) => existsSync(file))).toEqual([true, true, true, false]);
  });

  it('a cache that holds nothing else is gone when it is cleared', () => {
    const { folder } = aged();
    expect(clear(folder)).toMatchObject({ entries: 4 });
    expect(existsSync(folder)).toBe(false);
    expect(clear(folder)).toEqual({ entries: 0, bytes: 0 });
  });
});
