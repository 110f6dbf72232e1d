import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { openBuffer } from '../../src/open/index.js';
import type { Opened, Tree } from '../../src/open/tree.js';
import { openSummary } from '../support/opened.js';
import { buildTar } from '../support/tar-writer.js';
import { buildZip, type ZipFile, zipOf } from '../support/zip-writer.js';

const MIB = 1024 * 1024;
const manifest: ZipFile = { name: 'AndroidManifest.xml', data: 'manifest' };

function readAll(opened: Opened): void {
  const walk = (tree: Tree): void => {
    for (const entry of tree.entries) {
      try {
        entry.read();
      } catch {
        // The limit is what counts here.
      }
      const inner = tree.enter(entry);
      if (inner) walk(inner);
    }
  };
  opened.trees.forEach(walk);
}

describe('budgets are counted on real output', () => {
  it('a bomb stops at the ratio, whatever size it claims', () => {
    const bomb = deflateRawSync(Buffer.alloc(40 * MIB));
    for (const size of [10, 40 * MIB, 0xfffffffe]) {
      const zip = buildZip([manifest, { name: 'bomb', raw: bomb, method: 8, size }]);
      expect(openSummary('a.apk', zip)).toMatchObject({ trees: { 'a.apk': { bomb: '!' } }, limits: ['budget a.apk!bomb'] });
    }
  });

  it('a claimed size is never allocated', () => {
    const before = process.memoryUsage().arrayBuffers;
    openBuffer('a.apk', buildZip([manifest, { name: 'a', data: 'x', deflate: true, size: 0xfffffffe }]))
      .trees[0]!.find('a')!
      .read();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(8 * MIB);
  });

  it('the total holds over all entries, and a limit is told once', () => {
    const files = Array.from({ length: 9 }, (_, index) => ({ name: `f${index}`, data: 'x'.repeat(100), deflate: true }));
    const opened = openBuffer('a.apk', buildZip([manifest, ...files]), { budget: { totalBytes: 350 } });
    readAll(opened);
    expect(opened.inflated()).toBe(308);
    expect(opened.limits.map(({ reason, path }) => [reason, path])).toEqual([['budget', 'a.apk!f3']]);
  });

  it('an entry is inflated and counted once', () => {
    const opened = openBuffer('a.apk', buildZip([manifest, { name: 'a', data: 'x'.repeat(100), deflate: true }]));
    const entry = opened.trees[0]!.find('a')!;
    expect(entry.read()).toBe(entry.read());
    expect(opened.inflated()).toBe(100);
  });

  it('what the cache had to drop is inflated again, not counted again', () => {
    const files = ['a', 'b', 'c'].map((name) => ({ name, data: Buffer.alloc(80 * MIB, name), deflate: true }));
    const opened = openBuffer('a.apk', buildZip([manifest, ...files]), { budget: { ratio: 2000 } });
    const read = (name: string) => opened.trees[0]!.find(name)!.read();
    expect([read('a')[0], read('b')[0], read('c')[0], read('a').length]).toEqual([0x61, 0x62, 0x63, 80 * MIB]);
    expect(opened.inflated()).toBe(240 * MIB);
    expect([opened.limits, opened.tamper]).toEqual([[], []]);
  });

  it('entries that share their data count each time', () => {
    const files = Array.from({ length: 50 }, (_, index) => ({
      name: `f${index}`,
      data: 'x'.repeat(1000),
      deflate: true,
      sameDataAs: index === 0 ? undefined : 1,
    }));
    const opened = openBuffer('a.apk', buildZip([manifest, ...files]), { budget: { totalBytes: 10_000 } });
    readAll(opened);
    expect(opened.inflated()).toBeLessThanOrEqual(10_000);
    expect(opened.limits.map(({ reason }) => reason)).toEqual(['budget']);
  });

  it('the number of entries holds over nested packages', () => {
    const inner = zipOf({ a: '1', b: '2', c: '3' });
    const opened = openBuffer('a.apk', buildZip([manifest, { name: 'x.zip', data: inner }]), { budget: { entries: 4 } });
    const nested = opened.trees[0]!.enter(opened.trees[0]!.find('x.zip')!)!;
    expect(nested.entries.map(({ path }) => path)).toEqual(['a.apk!x.zip!a', 'a.apk!x.zip!b']);
    expect(opened.limits.map(({ reason, path }) => [reason, path])).toEqual([['budget', 'a.apk!x.zip']]);
  });

  it('packages nest only so deep', () => {
    let zip = zipOf({ 'AndroidManifest.xml': 'x' });
    for (let level = 0; level < 10; level++) zip = buildZip([manifest, { name: 'n.zip', data: zip }]);
    const opened = openBuffer('a.apk', zip);
    readAll(opened);
    expect(opened.limits.map(({ reason, path }) => [reason, path])).toEqual([['budget', 'a.apk!n.zip!n.zip!n.zip!n.zip']]);
  });

  it('a gzip bomb', () => {
    const tar = gzipSync(buildTar([{ name: 'app.json', data: Buffer.alloc(60 * MIB) }]));
    expect(openSummary('a.tgz', tar)).toMatchObject({ format: 'unknown', limits: ['budget a.tgz'] });
  });
});
