import { decodeElf, isElf } from '../elf/index.js';
import { clusterStrings } from './clusters.js';
import { readSnapshotHeader, SNAPSHOT_MAGIC, type SnapshotHeader } from './header.js';
import { imageStrings } from './image.js';
import { isWhole, scanStrings } from './scan.js';
import { type DartString, textOf } from './strings.js';

export type { DartString } from './strings.js';

/** How strings were found: by the layout of the snapshot, or as runs of characters because the layout is not known. */
export type Reading = 'clusters' | 'image' | 'scan';

/** Precompiled code of a Dart program. Code is machine code of the target; its strings are data. */
export interface DartProgram {
  bits: 32 | 64;
  /** Hash of the VM's sources that fix the layout. */
  version: string;
  features: string;
  reading: Reading;
  strings: readonly DartString[];
  text(string: DartString): string;
}

/** Data of the two isolates, the VM's own and the program's; newer releases have one for both. Source: dart-lang/sdk runtime/include/dart_api.h */
const SYMBOLS = /^_?kDart(Vm|Isolate|)SnapshotData$/;

/**
 * Opens a library of precompiled Dart code (`libapp.so`).
 * @returns undefined where the bytes hold no snapshot
 */
export function decodeDartLibrary(bytes: Buffer): DartProgram | undefined {
  const elf = decodeElf(bytes);
  const parts = (elf?.symbols ?? []).flatMap(({ name, start, end }) => {
    const [, isolate] = SYMBOLS.exec(name) ?? [];
    const header = isolate === undefined ? undefined : readSnapshotHeader(bytes, start, end);
    return header ? [{ isolate, header, ...readStrings(bytes, header, end, elf!.bits) }] : [];
  });
  const program = parts.find(({ isolate }) => isolate !== 'Vm');
  if (!elf || !program) return undefined;
  const worst = parts.find(({ reading }) => reading === 'scan') ?? program;
  return {
    bits: elf.bits,
    version: program.header.version,
    features: program.header.features,
    reading: worst.reading,
    strings: parts.flatMap(({ strings }) => strings).sort((a, b) => a.at - b.at),
    text: (string) => textOf(bytes, string),
  };
}

/** Whether the first bytes of a library show that it holds Dart code: its symbols or its first snapshot stand in front since Dart 2.14. */
export function isDartLibrary(first: Buffer): boolean {
  return isElf(first) && (first.includes('_kDart') || first.includes(SNAPSHOT_MAGIC));
}

/** Objects of a data image stand aligned. Source: dart-lang/sdk runtime/vm/snapshot.h (DataImage) */
const IMAGE_ALIGNMENT = 16;

function readStrings(
  bytes: Buffer,
  header: SnapshotHeader,
  end: number,
  bits: 32 | 64,
): { strings: DartString[]; reading: Reading } {
  const image = header.start + Math.ceil((header.end - header.start) / IMAGE_ALIGNMENT) * IMAGE_ALIGNMENT;
  const ways: { reading: Reading; read: () => DartString[] }[] = [
    { reading: 'image', read: () => imageStrings(bytes, image, end, bits) },
    { reading: 'clusters', read: () => clusterStrings(bytes, header) },
  ];
  if (/(^| )compressed-pointers( |$)/.test(header.features)) ways.reverse();
  for (const { reading, read } of ways) {
    const strings = read();
    if (strings.length > 0 && isWhole(bytes, strings, header.body, end)) return { strings, reading };
  }
  return { strings: scanStrings(bytes, header.body, end), reading: 'scan' };
}
