import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import type { LimitFact } from '../../../src/facts/types.js';
import { openBuffer } from '../../../src/open/index.js';
import type { Entry, Opened, Tree } from '../../../src/open/tree.js';
import { buildZip } from '../../support/zip-writer.js';

const opened = openBuffer('app.apk', readFileSync(new URL('../../../fixtures/packages/android-grid.apk', import.meta.url)));
const tree = opened.trees[0]!;
const bytes = new Map(tree.entries.map((entry) => [entry.name, entry.read()]));

/** The fixture with entries added, replaced or, where undefined, left out. */
function variant(changes: Record<string, Buffer | undefined>): Opened {
  const all = new Map<string, Buffer | undefined>([...bytes, ...Object.entries(changes)]);
  const entries = [...all].flatMap(([name, data]): Entry[] =>
    data ? [{ name, path: `app.apk!${name}`, size: data.length, read: () => data, peek: () => data.subarray(0, 1024) }] : [],
  );
  const changed: Tree = { ...tree, entries, find: (name) => entries.find((entry) => entry.name === name) };
  return { ...opened, trees: [changed] };
}

function limitsOf(changes: Record<string, Buffer | undefined>): Pick<LimitFact, 'reason' | 'hides' | 'share'>[] {
  const facts = extractAndroid(variant(changes))?.facts ?? [];
  return facts.flatMap((fact) => (fact.kind === 'limit' ? [{ reason: fact.reason, hides: fact.hides, share: fact.share }] : []));
}

const ALL = ['code', 'screens', 'texts'];
/** A DEX with a header and no class. */
const emptyDex = (() => {
  const dex = Buffer.alloc(0x70);
  dex.write('dex\n035\0', 'latin1');
  dex.writeUInt32LE(0x70, 0x20);
  dex.writeUInt32LE(0x70, 0x24);
  dex.writeUInt32LE(0x12345678, 0x28);
  dex.writeUInt32LE(0x70, 0x6c);
  return dex;
})();

describe('limits of an Android app', () => {
  it('code that only the app itself can load is a limit where it cannot be read', () => {
    const noise = randomBytes(bytes.get('classes.dex')!.length);
    const limit = { reason: 'dynamic-code', hides: ['code', 'texts'], share: 0.5 };
    expect(limitsOf({ 'assets/plugin.jar': noise })).toEqual([limit]);
    expect(limitsOf({ 'lib/arm64-v8a/plugin.dex': Buffer.concat([Buffer.from('dex\n035\0'), noise]) })).toEqual([limit]);
    const zip = buildZip([{ name: 'classes.dex', data: bytes.get('classes.dex')! }]);
    expect(limitsOf({ 'assets/data.bin': bytes.get('classes.dex')!, 'assets/plugin.apk': zip })).toEqual([]);
    expect(limitsOf({ 'assets/notes.jar': Buffer.alloc(4096), 'assets/model.bin': noise })).toEqual([]);
  });

  it('an ordinary app has none', () => {
    expect(limitsOf({})).toEqual([]);
  });

  it('declared components that no DEX holds mean a packer, whatever its name', () => {
    expect(limitsOf({ 'classes.dex': emptyDex })).toContainEqual({ reason: 'packed', hides: ALL, share: 1 });
  });

  it("a packer's library beside a complete DEX is a left-over, beside an empty one it names the packer", () => {
    const library = { 'lib/arm64-v8a/libjiagu.so': Buffer.from('ELF') };
    expect(limitsOf(library)).toEqual([]);
    const facts = extractAndroid(variant({ ...library, 'classes.dex': emptyDex }))!.facts;
    const packed = facts.find((fact) => fact.kind === 'limit' && fact.reason === 'packed');
    expect(packed).toMatchObject({ detail: expect.stringContaining('360加固') });
  });

  it('bytes behind the data of a DEX that no table refers to are an encrypted payload', () => {
    const dex = bytes.get('classes.dex')!;
    expect(
      limitsOf({ 'classes.dex': Buffer.concat([dex, Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * i) >> 3))]) }),
    ).toEqual([{ reason: 'packed', hides: ALL, share: 1 }]);
  });

  it('an app without DEX hides its code', () => {
    expect(limitsOf({ 'classes.dex': undefined })).toEqual([{ reason: 'no-code', hides: ['code'], share: 1 }]);
  });

  it('a DEX of other bytes and a manifest of other bytes are not readable', () => {
    expect(limitsOf({ 'classes.dex': Buffer.from('not a dex') })).toEqual([
      { reason: 'parse-failed', hides: ['code'], share: 1 },
    ]);
    expect(limitsOf({ 'AndroidManifest.xml': Buffer.alloc(64, 0x5a) })).toEqual([
      { reason: 'parse-failed', hides: ['config', 'screens'], share: 1 },
    ]);
  });

  it('a Flutter or Hermes app runs compiled code, an HTML5+ app scripts that are not looked at', () => {
    const compiled = { reason: 'compiled-runtime', hides: ALL, share: 1 };
    expect(limitsOf({ 'lib/arm64-v8a/libapp.so': Buffer.from('ELF') })).toEqual([compiled]);
    const hermes = Buffer.concat([Buffer.from('c61fbc03c103191f', 'hex'), Buffer.alloc(8)]);
    expect(limitsOf({ 'assets/index.android.bundle': hermes })).toEqual([compiled]);
    expect(limitsOf({ 'assets/apps/H5A1B2C3D/www/manifest.json': Buffer.from('{}') })).toEqual([
      { reason: 'unsupported', hides: ALL, share: 1 },
    ]);
  });
});

describe('hostile bytes', () => {
  const names = ['AndroidManifest.xml', 'resources.arsc', 'classes.dex', 'res/layout/activity_main.xml'];

  it('never throws and gives the same facts for the same bytes', () => {
    const edit = fc.record({
      name: fc.constantFrom(...names),
      at: fc.nat(),
      value: fc.nat({ max: 0xffffffff }),
      head: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), (edits) => {
        const changes: Record<string, Buffer> = {};
        for (const { name, at, value, head } of edits) {
          changes[name] ??= Buffer.from(bytes.get(name)!);
          const room = (head ? Math.min(160, changes[name].length) : changes[name].length) - 4;
          changes[name].writeUInt32LE(value, at % room);
        }
        expect(extractAndroid(variant(changes))).toEqual(extractAndroid(variant(changes)));
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
