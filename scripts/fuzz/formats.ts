import { readApkSignature } from '../../src/decode/apksig/index.js';
import { decodeArsc } from '../../src/decode/arsc/index.js';
import { decodeXml } from '../../src/decode/compiled-xml.js';
import { decodeDartLibrary } from '../../src/decode/dart/index.js';
import { decodeDexes, eachInstruction } from '../../src/decode/dex/index.js';
import { decodeHermes, eachInstruction as eachHermesInstruction, isReadable } from '../../src/decode/hermes/index.js';
import { decodeTableMessage } from '../../src/decode/protobuf/index.js';
import { EntryError, InputError, openBuffer, type Tree } from '../../src/open/index.js';
import { buildDartLibrary, RELEASES } from '../../test/support/dart-writer.js';

/** A format under test: real bytes to start from, and a reading of all there is. The summary must not change between two readings. */
export interface Format {
  name: string;
  seeds: Buffer[];
  read(bytes: Buffer): string;
}

/** Small budgets, so that a forged archive shows soon whether they hold. */
const BUDGET = { totalBytes: 8_000_000, entryBytes: 4_000_000, entries: 3000, ratioFloorBytes: 1_000_000 };

export function formatsOf(files: ReadonlyMap<string, Buffer>): Format[] {
  const file = (name: string): Buffer => files.get(name)!;
  const entry = (name: string, of: string): Buffer => openBuffer(name, file(name)).trees[0]!.find(of)!.read();
  const apks = ['android-grid.apk', 'android-grid-clean.apk', 'signed-v1.apk'];
  const layouts = apks.slice(0, 2).flatMap((name) =>
    openBuffer(name, file(name))
      .trees[0]!.entries.filter((one) => /^res\/.*\.xml$/.test(one.name))
      .slice(0, 4)
      .map((one) => one.read()),
  );
  return [
    {
      name: 'zip',
      seeds: [file('signed-v1.apk'), file('quickapp-redline.rpk'), file('quickapp-redline.rpks')],
      read: readContainer,
    },
    { name: 'wxapkg', seeds: [file('wechat-redline-sub.wxapkg'), file('wechat-clean.wxapkg')], read: readContainer },
    { name: 'axml', seeds: [...apks.map((name) => entry(name, 'AndroidManifest.xml')), ...layouts], read: readXml },
    { name: 'arsc', seeds: apks.map((name) => entry(name, 'resources.arsc')), read: readTable },
    { name: 'dex', seeds: apks.map((name) => entry(name, 'classes.dex')), read: readDex },
    { name: 'hermes', seeds: [84, 89, 96, 98, 99].map((version) => file(`hermes-grid-${version}.hbc`)), read: readHermes },
    { name: 'dart', seeds: Object.values(RELEASES).map((release) => buildDartLibrary(DART_STRINGS, release)), read: readDart },
    { name: 'signature', seeds: ['signed-rotated.apk', 'signed-v3.apk', 'signed-verity.apk'].map(file), read: readSignatures },
    { name: 'protobuf', seeds: [PROTOBUF], read: readMessages },
  ];
}

const DART_STRINGS = Array.from({ length: 200 }, (_, i) => (i % 5 === 0 ? `第${i}条文字` : `symbol${i}`));

/** A manifest and a table as messages, nested as aapt2 nests them. */
const PROTOBUF = Buffer.from(
  '0a2d0a0a0a076d616e696665737422130a077061636b6167651a08636e2e782e79791a0a1a080a066c61796f757412060a04e7adbe12020801',
  'hex',
);

function readContainer(bytes: Buffer): string {
  try {
    const opened = openBuffer('送检.bin', bytes, { budget: BUDGET });
    const lines = opened.trees.flatMap((tree) => walk(tree));
    if (opened.inflated() > BUDGET.totalBytes + BUDGET.entryBytes) throw new Error(`budget exceeded: ${opened.inflated()}`);
    return [...lines, JSON.stringify([opened.format, opened.limits, opened.tamper])].join('\n');
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

function walk(tree: Tree): string[] {
  return tree.entries.flatMap((entry) => {
    let size = -1;
    try {
      size = entry.read().length;
    } catch (error) {
      if (!(error instanceof EntryError)) throw error;
    }
    const inner = tree.enter(entry);
    return [`${entry.path} ${size}`, ...(inner ? walk(inner) : [])];
  });
}

function readXml(bytes: Buffer): string {
  return JSON.stringify(decodeXml(bytes));
}

function readTable(bytes: Buffer): string {
  const table = decodeArsc(bytes);
  const out: unknown[] = [table.oddities];
  for (const type of ['string', 'layout', 'array', 'plurals', 'id'])
    for (const id of table.idsOfType(type).slice(0, 500)) out.push(table.name(id), table.entry(id));
  return JSON.stringify(out);
}

function readDex(bytes: Buffer): string {
  let instructions = 0;
  let members = 0;
  let texts = 0;
  for (const dex of decodeDexes(bytes)) {
    for (let i = 0; i < dex.counts.strings; i++) texts += dex.string(i).length;
    for (let i = 0; i < dex.counts.methods; i++) texts += dex.method(i)?.name.length ?? 0;
    for (const definition of dex.classes) {
      dex.annotations(definition);
      for (const method of dex.classData(definition).methods) {
        members++;
        const code = method.code === 0 ? undefined : dex.code(method.code);
        if (code) instructions += eachInstruction(dex.bytes, code).length;
      }
    }
  }
  return `${texts} ${members} ${instructions}`;
}

function readHermes(bytes: Buffer): string {
  const file = decodeHermes(bytes);
  if (!file || !isReadable(file)) return JSON.stringify(file);
  let texts = 0;
  let instructions = 0;
  for (let i = 0; i < Math.min(file.counts.strings, bytes.length); i++) texts += file.strings.text(i)?.length ?? 0;
  for (let i = 0; i < Math.min(file.counts.functions, bytes.length); i++) {
    const one = file.function(i);
    if (one) eachHermesInstruction(bytes, file.version, one, () => void instructions++);
  }
  return `${texts} ${instructions}`;
}

function readDart(bytes: Buffer): string {
  const program = decodeDartLibrary(bytes);
  if (!program) return 'none';
  const length = program.strings.reduce((sum, string) => sum + program.text(string).length, 0);
  return `${program.reading} ${program.strings.length} ${length}`;
}

function readSignatures(bytes: Buffer): string {
  try {
    const tree = openBuffer('a.apk', bytes, { budget: BUDGET }).trees[0];
    return JSON.stringify(readApkSignature(undefined, tree?.signing, 0));
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

function readMessages(bytes: Buffer): string {
  const table = decodeTableMessage(bytes);
  return JSON.stringify([decodeXml(bytes), table.idsOfType('string').map((id) => table.entry(id))]);
}
