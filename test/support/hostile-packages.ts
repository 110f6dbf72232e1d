import { deflateRawSync } from 'node:zlib';
import { mutate } from '../../scripts/fuzz/mutate.js';
import { type Random, seeded } from '../../scripts/fuzz/random.js';
import { fixture, GRID, gridWith } from './android-package.js';
import { withChunks } from './chunk-edit.js';
import { buildTar } from './tar-writer.js';
import type { Trick } from './tricks/base.js';
import { TRICKS } from './tricks/index.js';
import { buildWxapkg } from './wxapkg-writer.js';
import { centralAt } from './zip-edit.js';
import { buildZip, zipOf } from './zip-writer.js';

/** A package that is out to hurt whoever reads it. */
export interface Hostile {
  name: string;
  bytes: Buffer;
  /** What its result has to tell, where one thing is known. */
  trick?: Pick<Trick, 'tricks' | 'limits'>;
  /** The fixture it was made from: where nothing is told of it, its verdicts are those. */
  from?: string;
}

/** ZIPs, whose checksums tell of every changed byte. */
const SEEDS = ['android-grid.apk', 'android-grid-clean.apk', 'quickapp-redline.rpk', 'office-html-min.wgt', 'hermes-grid.apk'];

/**
 * So many hostile packages, the same for the same seed: a quarter written by hand, more than half by the known tricks of packers, the
 * rest fixtures changed at random.
 */
export function hostilePackages(count: number, seed: number): Hostile[] {
  const random = seeded(seed);
  const tricks = TRICKS.flatMap(([, list]) => list).map(({ title, apk, tricks, limits }) => ({
    name: `${slug(title)}.apk`,
    make: apk,
    trick: { tricks, limits },
    from: 'android-grid.apk',
  }));
  const made = [
    ...some(written(), Math.round(count / 4), random),
    ...some(tricks, Math.round(count * 0.6), random).map(({ make, ...trick }) => ({ ...trick, bytes: make() })),
  ];
  while (made.length < count) made.push(changed(random));
  return made.map((one, i) => ({ ...one, name: `bad-${String(i).padStart(3, '0')}-${one.name}` }));
}

function some<T>(list: readonly T[], count: number, random: Random): T[] {
  const left = [...list];
  return Array.from({ length: Math.min(count, left.length) }, () => left.splice(random.below(left.length), 1)[0]!);
}

function changed(random: Random): Hostile {
  const from = random.pick(SEEDS);
  const bytes = mutate(fixture(from), random);
  return bytes.equals(fixture(from))
    ? changed(random)
    : { name: `changed-at-random${from.slice(from.lastIndexOf('.'))}`, bytes, from };
}

const slug = (title: string): string => title.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 60);

/** What nobody packs by accident, every one of another kind. */
function written(): Hostile[] {
  const grid = fixture('android-grid.apk');
  const end = Buffer.from('504b0506000000000000000000000000000000000000', 'hex');
  const zeros = deflateRawSync(Buffer.alloc(64 << 20));
  const files: Record<string, Buffer> = {
    'nothing-at-all.apk': Buffer.alloc(0),
    'one-byte.apk': Buffer.from('P'),
    'zeros.apk': Buffer.alloc(100_000),
    'words.apk': Buffer.from('This is no package.\n'.repeat(50)),
    'a-web-page.rpk': Buffer.from('<html><body>404 Not Found</body></html>'),
    'random-bytes.apk': randomBytes(40_000, 1),
    'random-bytes-behind-a-magic.apk': Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(40_000, 2)]),
    'random-wxapkg.wxapkg': Buffer.concat([Buffer.from([0xbe]), randomBytes(3000, 3)]),
    'random-gzip.tgz': Buffer.concat([Buffer.from([0x1f, 0x8b, 8, 0]), randomBytes(3000, 4)]),
    'a-program.apk': Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01'), randomBytes(3000, 5)]),
    'an-end-record-alone.apk': end,
    'an-end-record-that-points-far-away.apk': patched(end, { 12: 0x7fffffff, 16: 0x7ffffff0 }),
    'end-records-all-over.apk': Buffer.concat(Array.from({ length: 3000 }, () => end)),
    'local-headers-alone.apk': buildZip([{ name: 'classes.dex', data: 'dex' }], { withoutDirectory: true }),
    'without-its-directory.apk': grid.subarray(0, grid.length - 3000),
    'half.apk': grid.subarray(0, grid.length >> 1),
    'a-tenth.rpk': fixture('quickapp-redline.rpk').subarray(0, 900),
    'half.wxapkg': half('wechat-redline.wxapkg'),
    'half.amr': half('office-alipay-min.amr'),
    'half.wgt': half('office-html-min.wgt'),
    'entries-that-share-one-bomb.apk': buildZip([
      { name: 'a0.js', raw: zeros, method: 8, size: 64 << 20 },
      ...Array.from({ length: 4000 }, (_, i) => ({ name: `a${i + 1}.js`, raw: zeros, method: 8, size: 64 << 20, sameDataAs: 0 })),
    ]),
    'a-bomb-of-scripts.rpk': buildZip([
      { name: 'manifest.json', data: '{"package":"a.b","router":{"pages":{"p":{}}}}' },
      ...Array.from({ length: 12 }, (_, i) => ({ name: `p/${i}.js`, raw: zeros, method: 8, size: 64 << 20 })),
    ]),
    'many-entries.apk': buildZip(Array.from({ length: 30_000 }, (_, i) => ({ name: `assets/${i}`, data: '' }))),
    'tables-that-point-at-themselves.apk': gridWith({ 'resources.arsc': cyclicTable() }),
    'deep-json.wxapkg': miniProgram({ 'app-config.json': '{"pages":'.repeat(60_000) }),
    'deep-lists.rpk': zipOf({ 'manifest.json': `{"package":"a","router":${'['.repeat(100_000)}` }),
    'deep-script.wxapkg': miniProgram({ 'app-service.js': `${'('.repeat(60_000)}1` }),
    'deep-functions.wxapkg': miniProgram({ 'app-service.js': 'function(){return '.repeat(20_000) }),
    'deep-markup.wgt': zipOf({ 'manifest.json': '{"id":"H5A","launch_path":"a.html"}', 'a.html': '<div>'.repeat(200_000) }),
    'a-line-of-2-mb.wxapkg': miniProgram({ 'app-service.js': `var a="${'签到'.repeat(350_000)}"` }),
    'offsets-beyond-the-end.wxapkg': buildWxapkg(
      { 'app-config.json': '{"pages":["a"]}', 'app-service.js': 'x' },
      { claims: { 'app-service.js': { offset: 0x7fffffff, size: 0x7fffffff } } },
    ),
    'a-count-of-4-billion.wxapkg': buildWxapkg({ 'app-config.json': '{"pages":["a"]}' }, { count: 0xffffffff }),
    'names-that-climb.wxapkg': buildWxapkg({ 'app-config.json': '{"pages":["a"]}', '../../../../etc/passwd': 'root' }),
    'a-member-of-8-gb.tar': buildTar([{ name: 'p/app.json', data: '{"pages":["a"]}', size: 0o77777777777 }]),
    'links-out-of-the-archive.tar': buildTar([
      { name: 'p/app.json', data: '{"pages":["a"]}' },
      { name: 'p/a.js', type: '2' },
      { name: '../../../../etc/cron.d/x', data: 'x' },
    ]),
    'links-among-the-entries.apk': links(),
    'itself-in-itself.zip': nested(40),
    'an-empty-archive-of-archives.apks': buildZip([
      { name: 'toc.pb', data: '' },
      { name: 'splits/base-master.apk', data: '' },
    ]),
    'a-bundle-of-garbage.aab': zipOf({ 'BundleConfig.pb': 'x', 'base/manifest/AndroidManifest.xml': randomBytes(2000, 6) }),
    'garbage-of-every-name.apk': gridWith(
      Object.fromEntries(Object.entries(GRID).map(([name, data], i) => [name, randomBytes(data.length, 100 + i)])),
    ),
    'empty-of-every-name.apk': gridWith(Object.fromEntries(Object.keys(GRID).map((name) => [name, Buffer.alloc(0)]))),
  };
  return Object.entries(files).map(([name, bytes]) => ({ name, bytes }));
}

function randomBytes(length: number, seed: number): Buffer {
  const random = seeded(seed);
  return Buffer.from(Array.from({ length }, () => random.below(256)));
}

const half = (name: string): Buffer => fixture(name).subarray(0, fixture(name).length >> 1);

function patched(bytes: Buffer, words: Record<number, number>): Buffer {
  const out = Buffer.from(bytes);
  for (const [at, value] of Object.entries(words)) out.writeUInt32LE(value, Number(at));
  return out;
}

function miniProgram(files: Record<string, string>): Buffer {
  const config = JSON.stringify({ pages: ['pages/a/a'], page: { 'pages/a/a.html': {} } });
  return buildWxapkg({ 'app-config.json': config, 'app-service.js': 'App({})', ...files });
}

/** Every plain value of the table is a reference to itself. */
function cyclicTable(): Buffer {
  return withChunks(GRID['resources.arsc']!, (list) => {
    const at = list.findIndex((chunk) => chunk.readUInt16LE(0) === 0x200);
    list[at] = withChunks(list[at]!, (chunks) => {
      for (const chunk of chunks) if (chunk.readUInt16LE(0) === 0x201) referToItself(chunk);
    });
  });
}

function referToItself(type: Buffer): void {
  const [header, id, count, start] = [type.readUInt16LE(2), type[8]!, type.readUInt32LE(12), type.readUInt32LE(16)];
  for (let i = 0; i < count; i += 1) {
    const offset = type.readUInt32LE(header + i * 4);
    if (offset === 0xffffffff || type.readUInt16LE(start + offset + 2) & 1) continue;
    type[start + offset + 11] = 1;
    type.writeUInt32LE(((0x7f << 24) | (id << 16) | i) >>> 0, start + offset + 12);
  }
}

/** Entries that are symbolic links, as Info-ZIP on Unix writes them: the mode in the external attributes. */
function links(): Buffer {
  const targets = { 'assets/self': 'self', 'assets/up': '../../../../etc/passwd', 'classes2.dex': '/dev/zero' };
  const zip = gridWith(Object.fromEntries(Object.entries(targets).map(([name, to]) => [name, Buffer.from(to)])));
  for (const name of Object.keys(targets)) {
    const at = centralAt(zip, name);
    zip[at + 5] = 3;
    zip.writeUInt32LE((0o120777 << 16) >>> 0, at + 38);
  }
  return zip;
}

function nested(depth: number): Buffer {
  let inner = fixture('quickapp-redline.rpk');
  for (let level = 0; level < depth; level += 1) inner = buildZip([{ name: 'a.zip', data: inner }]);
  return inner;
}
