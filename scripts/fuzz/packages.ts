import type { RulePack } from '../../src/check/index.js';
import { checkFacts } from '../../src/check/index.js';
import { extractFacts } from '../../src/extract/index.js';
import { InputError, openBuffer } from '../../src/open/index.js';
import { buildZip } from '../../test/support/zip-writer.js';
import { mutateFields } from './mutate.js';
import type { Random } from './random.js';

/** A whole package and the fields that say how it is built; the words and code that findings rest on stay as they are. */
export interface Target {
  name: string;
  /** The package with some of the fields changed. */
  mutated(random: Random): Buffer;
  /** Verdicts of the untouched package by rule. */
  verdicts: ReadonlyMap<string, string>;
}

interface Field {
  at: number;
  width: number;
}

const FOUND = new Set(['found', 'suspected', 'present', 'likely-present']);
const CLEAR = new Set(['not-found', 'absent', 'not-applicable']);

export function targetsOf(files: ReadonlyMap<string, Buffer>, packs: RulePack[]): Target[] {
  const zips = ['android-grid.apk', 'cordova-patrol.apk', 'uniapp-grid.apk', 'quickapp-redline.rpk', 'hermes-grid.apk'];
  const apk = 'android-grid.apk';
  return [
    ...zips.map((name) => target(`${name} ZIP`, name, files.get(name)!, zipFields, packs)),
    ...['AndroidManifest.xml', 'resources.arsc', 'classes.dex'].map((entry) => entryTarget(apk, entry, files.get(apk)!, packs)),
  ];
}

/** Rules whose finding was lost: clear now, though the words and code it rests on still stand in the package. */
export function lostFindings(bytes: Buffer, name: string, before: ReadonlyMap<string, string>, packs: RulePack[]): string[] {
  const after = documentOf(name, bytes, packs);
  if (!after) return [];
  return after.items.flatMap(({ rule, verdict }) =>
    FOUND.has(before.get(rule)!) && CLEAR.has(verdict) ? [`${rule}: ${before.get(rule)} → ${verdict}`] : [],
  );
}

function documentOf(name: string, bytes: Buffer, packs: RulePack[]) {
  try {
    return checkFacts(extractFacts(openBuffer(name, bytes), 'fuzz'), packs);
  } catch (error) {
    if (error instanceof InputError) return undefined;
    throw error;
  }
}

function target(name: string, file: string, bytes: Buffer, fieldsOf: (bytes: Buffer) => Field[], packs: RulePack[]): Target {
  const fields = fieldsOf(bytes);
  return {
    name,
    mutated: (random) => mutateFields(bytes, fields, random),
    verdicts: new Map(documentOf(file, bytes, packs)!.items.map(({ rule, verdict }) => [rule, verdict])),
  };
}

/** One entry of an APK with its structure changed, put back into a package of stored entries. */
function entryTarget(file: string, entry: string, bytes: Buffer, packs: RulePack[]): Target {
  const entries = openBuffer(file, bytes).trees[0]!.entries.map((one) => ({ name: one.name, data: one.read() }));
  const data = entries.find(({ name }) => name === entry)!.data;
  const fields = entry.endsWith('.dex') ? dexFields() : chunkFields(data);
  const packed = (content: Buffer): Buffer =>
    buildZip(entries.map((one) => (one.name === entry ? { ...one, data: content } : one)));
  const base = target(`${file} ${entry}`, file, packed(data), () => [], packs);
  return { ...base, mutated: (random) => packed(mutateFields(data, fields, random)) };
}

/** Every field of local headers, central records and the end record but CRC and names. */
function zipFields(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  const add = (at: number, layout: readonly [offset: number, width: number][]): void => {
    for (const [offset, width] of layout) fields.push({ at: at + offset, width });
  };
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  add(end, [
    [4, 2],
    [6, 2],
    [8, 2],
    [10, 2],
    [12, 4],
    [16, 4],
    [20, 2],
  ]);
  for (let at = bytes.readUInt32LE(end + 16); at < end; ) {
    add(at, [
      [4, 2],
      [6, 2],
      [8, 2],
      [10, 2],
      [20, 4],
      [24, 4],
      [30, 2],
      [32, 2],
      [38, 4],
      [42, 4],
    ]);
    add(bytes.readUInt32LE(at + 42), [
      [4, 2],
      [6, 2],
      [8, 2],
      [18, 4],
      [22, 4],
      [28, 2],
    ]);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return fields;
}

/** Headers of the chunks of a compiled XML or resource table, two levels deep, with the counts and offsets of string pools. */
function chunkFields(bytes: Buffer, start = 0, end = bytes.length, depth = 0): Field[] {
  const fields: Field[] = [];
  for (let at = start; at + 8 <= end; ) {
    const [type, header, size] = [bytes.readUInt16LE(at), bytes.readUInt16LE(at + 2), bytes.readUInt32LE(at + 4)];
    fields.push({ at, width: 2 }, { at: at + 2, width: 2 }, { at: at + 4, width: 4 });
    if (type === 1) for (let offset = 8; offset < 28; offset += 4) fields.push({ at: at + offset, width: 4 });
    if (depth < 2 && [2, 3, 0x200].includes(type)) fields.push(...chunkFields(bytes, at + header, at + size, depth + 1));
    if (size < 8) break;
    at += size;
  }
  return fields;
}

/** The header but magic, digests and the places of tables: those move the tables themselves away. */
function dexFields(): Field[] {
  return [8, 32, 36, 40, 44, 48, 52, 104, 108].map((at) => ({ at, width: 4 }));
}
