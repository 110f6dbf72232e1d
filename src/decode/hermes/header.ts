/** Where the parts of a Hermes bytecode file stand, for versions 59 to 99. */

/** `Hermes` in Greek letters, UTF-16BE, cut to eight bytes. */
const MAGIC = Buffer.from('c61fbc03c103191f', 'hex');

export interface Section {
  start: number;
  /** Of bytes that are there; never more than the file holds. */
  end: number;
}

export interface HermesHeader {
  version: number;
  /** Length of the file as the header claims it. */
  fileLength: number;
  /** Id of the function that runs when the bundle is loaded. */
  globalFunction: number;
  /** Counts cut to what the bytes can hold. */
  functions: number;
  strings: number;
  /** Bytes of one small function header. */
  functionHeaderSize: number;
  sections: Record<SectionName, Section>;
  /** Sections that claim more than the file holds. */
  cut: SectionName[];
}

type SectionName =
  | 'functions'
  | 'stringKinds'
  | 'identifierHashes'
  | 'smallStrings'
  | 'overflowStrings'
  | 'stringStorage'
  | 'arrayBuffer'
  | 'objectKeys'
  | 'objectValues'
  | 'shapes'
  | 'bigInts'
  | 'bigIntStorage'
  | 'regExps'
  | 'regExpStorage'
  | 'cjsModules'
  | 'functionSources';

export function isHermes(bytes: Buffer): boolean {
  return bytes.length >= 12 && bytes.subarray(0, 8).equals(MAGIC);
}

export function versionOf(bytes: Buffer): number {
  return bytes.readUInt32LE(8);
}

/** Magic, version and the SHA-1 of the source. */
const FIELDS_START = 32;

/** Names of the 32-bit fields after the source's hash, in order. */
function fieldNames(version: number): string[] {
  return [
    'fileLength',
    'globalCodeIndex',
    'functionCount',
    'stringKindCount',
    'identifierCount',
    'stringCount',
    'overflowStringCount',
    'stringStorageSize',
    ...(version >= 87 ? ['bigIntCount', 'bigIntStorageSize'] : []),
    'regExpCount',
    'regExpStorageSize',
    // One buffer for the values of arrays and objects since 97; keys are shared by shapes.
    ...(version >= 97
      ? ['literalValueBufferSize', 'objKeyBufferSize', 'objShapeTableCount']
      : ['arrayBufferSize', 'objKeyBufferSize', 'objValueBufferSize']),
    ...(version >= 98 ? ['numStringSwitchImms'] : []),
    'segmentID',
    'cjsModuleCount',
    ...(version >= 84 ? ['functionSourceCount'] : []),
    'debugInfoOffset',
  ];
}

/**
 * Reads the file header and finds the sections, which follow each other aligned to 4 bytes. Sizes are cut to the bytes that are
 * there, so that nothing is ever sized by a claim.
 *
 * @returns undefined where not even the header is there
 * Source: facebook/hermes BytecodeFileFormat.h (BytecodeFileHeader, visitBytecodeSegmentsInOrder) at each release
 */
export function readHeader(bytes: Buffer): HermesHeader | undefined {
  if (!isHermes(bytes)) return undefined;
  const version = versionOf(bytes);
  const names = fieldNames(version);
  // The options byte follows; the header is filled up to a multiple of 32 bytes.
  const end = Math.ceil((FIELDS_START + names.length * 4 + 1) / 32) * 32;
  if (bytes.length < end) return undefined;
  const fields = new Map(names.map((name, i) => [name, bytes.readUInt32LE(FIELDS_START + i * 4)]));
  const field = (name: string): number => fields.get(name) ?? 0;
  const functionHeaderSize = version >= 97 ? 12 : 16;
  const sizes: [SectionName, number][] = [
    ['functions', field('functionCount') * functionHeaderSize],
    ['stringKinds', field('stringKindCount') * 4],
    ['identifierHashes', field('identifierCount') * 4],
    ['smallStrings', field('stringCount') * 4],
    ['overflowStrings', field('overflowStringCount') * 8],
    ['stringStorage', field('stringStorageSize')],
    ['arrayBuffer', field('arrayBufferSize') || field('literalValueBufferSize')],
    ['objectKeys', field('objKeyBufferSize')],
    ['objectValues', field('objValueBufferSize')],
    ['shapes', field('objShapeTableCount') * 8],
    ['bigInts', field('bigIntCount') * 8],
    ['bigIntStorage', field('bigIntStorageSize')],
    ['regExps', field('regExpCount') * 8],
    ['regExpStorage', field('regExpStorageSize')],
    ['cjsModules', field('cjsModuleCount') * 8],
    ['functionSources', field('functionSourceCount') * 8],
  ];
  const { sections, cut } = place(sizes, end, bytes.length);
  return {
    version,
    fileLength: field('fileLength'),
    globalFunction: field('globalCodeIndex'),
    functions: count(sections.functions, functionHeaderSize),
    strings: count(sections.smallStrings, 4),
    functionHeaderSize,
    sections,
    cut,
  };
}

function place(
  sizes: [SectionName, number][],
  from: number,
  length: number,
): { sections: Record<SectionName, Section>; cut: SectionName[] } {
  const cut: SectionName[] = [];
  let at = from;
  const found = sizes.map(([name, size]): [SectionName, Section] => {
    const start = Math.min(Math.ceil(at / 4) * 4, length);
    const end = Math.min(start + size, length);
    if (end - start < size) cut.push(name);
    at = start + size;
    return [name, { start, end }];
  });
  return { sections: Object.fromEntries(found) as Record<SectionName, Section>, cut };
}

function count({ start, end }: Section, size: number): number {
  return Math.floor((end - start) / size);
}
