import { describe, expect, it } from 'vitest';
import { decodeElf, isElf } from '../../../src/decode/elf/index.js';
import { buildElf } from '../../support/dart-writer.js';

const DATA = { first: Buffer.from('eins'), second: Buffer.from('zwei und mehr') };

describe('an ELF file', () => {
  it.each([32, 64] as const)('of %i bits gives its dynamic symbols and where their bytes are', (bits) => {
    const bytes = buildElf(bits, DATA);
    const file = decodeElf(bytes)!;
    expect(file.bits).toBe(bits);
    expect(file.symbols.map(({ name, start, end }) => [name, bytes.toString('latin1', start, end)])).toEqual([
      ['first', 'eins'],
      ['second', 'zwei und mehr'],
    ]);
  });

  it('is read without section headers, as the dynamic linker does', () => {
    const bytes = buildElf(64, DATA);
    bytes.writeBigUInt64LE(0xffff_ffffn, 40);
    bytes.writeUInt16LE(0xffff, 60);
    expect(decodeElf(bytes)?.symbols.map(({ name }) => name)).toEqual(['first', 'second']);
  });

  it('that claims more than there is gives what is there', () => {
    const bytes = buildElf(64, DATA);
    // Size of the one loaded segment, and the number of symbols.
    bytes.writeBigUInt64LE(0xffff_ffff_ffffn, 64 + 32);
    const hash = bytes.readUInt32LE(64 + 56 + 8);
    const table = Number(bytes.readBigUInt64LE(hash + 8));
    bytes.writeUInt32LE(0x7fffffff, table + 4);
    const { symbols } = decodeElf(bytes)!;
    expect(symbols.length).toBeLessThan(bytes.length / 24);
    expect(symbols.every(({ start, end }) => start <= end && end <= bytes.length)).toBe(true);
    expect(symbols.map(({ name }) => name)).toEqual(expect.arrayContaining(['first', 'second']));
  });

  it('is nothing but one: big-endian files, other bytes and a header that breaks off have no symbols', () => {
    const big = buildElf(32, DATA);
    big[5] = 2;
    expect([big, Buffer.from('PK\x03\x04'), Buffer.alloc(0)].map(decodeElf)).toEqual([undefined, undefined, undefined]);
    expect(decodeElf(buildElf(64, DATA).subarray(0, 60))).toEqual({ bits: 64, symbols: [] });
    expect(isElf(Buffer.from('\x7fELF', 'latin1'))).toBe(false);
  });
});
