import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeHermes,
  eachInstruction,
  type HermesFile,
  type HermesFunction,
  isReadable,
} from '../../../src/decode/hermes/index.js';
import { opcodeTable } from '../../../src/decode/hermes/opcodes.js';
import { fixture, openFixture, VERSIONS } from '../../support/hermes.js';

function functionNamed(file: HermesFile, name: string): HermesFunction {
  for (let id = 0; id < file.counts.functions; id++) {
    const found = file.function(id);
    if (found && file.strings.text(found.name) === name) return found;
  }
  throw new Error(`no function ${name}`);
}

function mnemonics(file: HermesFile, name: string): string[] {
  const out: string[] = [];
  eachInstruction(file.bytes, file.version, functionNamed(file, name), ({ opcode }) => {
    out.push(opcode.name);
  });
  return out;
}

/** Strings that the instructions of a function name. */
function namesRead(file: HermesFile, name: string): (string | undefined)[] {
  const out: (string | undefined)[] = [];
  eachInstruction(file.bytes, file.version, functionNamed(file, name), ({ opcode, operands }) => {
    [...opcode.operands].forEach((letter, i) => {
      if ('stS'.includes(letter)) out.push(file.strings.text(operands[i]!));
    });
  });
  return out;
}

describe('Hermes bytecode', () => {
  it.each(VERSIONS)('of version %i is read to the exact end of every function', (version) => {
    const file = openFixture(version);
    let whole = 0;
    let last = '';
    for (let id = 0; id < file.counts.functions; id++) {
      const isWhole = eachInstruction(file.bytes, version, file.function(id)!, ({ opcode }) => {
        last = opcode.name;
      });
      if (isWhole) whole++;
    }
    const texts = Array.from({ length: file.counts.strings }, (_, id) => file.strings.text(id));
    expect({ version: file.version, functions: file.counts.functions, whole, last, oddities: file.oddities }).toEqual({
      version,
      // The newer compiler inlines three functions.
      functions: version < 98 ? 40 : 37,
      whole: version < 98 ? 40 : 37,
      last: 'Ret',
      oddities: [],
    });
    expect(texts).toContain('请先拍照再签到');
    expect(texts).toContain('/attendance/sign');
    expect(texts).not.toContain(undefined);
  });

  // As `hermesc -dump-bytecode` of the same compilers prints this function.
  it('gives the instructions that hermesc prints', () => {
    const listed = [84, 96, 99].map((version) => mnemonics(openFixture(version), 'post').join(' '));
    expect(listed).toEqual([
      'GetGlobalObject TryGetById GetEnvironment LoadFromEnvironment LoadParam Add TryGetById GetByIdShort LoadParam Call2 NewObject LoadConstString PutNewOwnByIdShort PutNewOwnByIdShort LoadConstUndefined Call3 Ret',
      'GetGlobalObject TryGetById GetEnvironment LoadFromEnvironment LoadParam Add NewObject LoadConstString PutNewOwnByIdShort TryGetById GetByIdShort LoadParam Call2 PutNewOwnByIdShort LoadConstUndefined Call3 Ret',
      'GetGlobalObject TryGetById GetParentEnvironment LoadFromEnvironment LoadParam Add NewObjectWithBuffer TryGetById GetByIdShort LoadParam Call2 PutOwnBySlotIdx LoadConstUndefined Call3 Ret',
    ]);
    expect(namesRead(openFixture(96), 'post')).toEqual(['fetch', 'POST', 'method', 'JSON', 'stringify', 'body']);
  });

  it('reads object and array literals from the buffers of both generations', () => {
    const found = [84, 99].map((version) => {
      const file = openFixture(version);
      const out: unknown[] = [];
      for (let id = 0; id < file.counts.functions; id++)
        eachInstruction(file.bytes, version, file.function(id)!, ({ opcode, operands }) => {
          if (opcode.name !== 'NewObjectWithBuffer') return;
          const pairs =
            operands.length === 5
              ? file.literals.object(operands[3]!, operands[4]!, operands[2]!)
              : file.literals.shaped(operands[1]!, operands[2]!);
          out.push(
            Object.fromEntries(
              pairs.map(([key, value]) => [textOf(file, key), typeof value === 'object' && value ? textOf(file, value) : value]),
            ),
          );
        });
      return out.filter((object) => 'icon' in (object as object));
    });
    const menus = [
      { icon: 'sign', title: '外勤签到', url: 'Sign' },
      { icon: 'notice', title: '通知公告', url: 'Notice' },
    ];
    expect(found).toEqual([menus, menus]);
  });

  it('has an instruction set for every version from 59 to 99', () => {
    const sizes = Array.from({ length: 41 }, (_, i) => opcodeTable(59 + i).length);
    const runs = [...new Set(sizes)].map((size) => [59 + sizes.indexOf(size), size]);
    expect(runs).toEqual([
      [59, 177],
      [73, 180],
      [80, 181],
      [81, 185],
      [84, 199],
      [85, 201],
      [87, 204],
      [92, 206],
      [98, 219],
      [99, 220],
    ]);
    expect([58, 100].map((version) => opcodeTable(version).length)).toEqual([0, 0]);
    for (let version = 59; version <= 99; version++) {
      const names = opcodeTable(version).map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('says why it cannot read a version it does not know, or a header that breaks off', () => {
    const future = Buffer.from(fixture('hermes-grid-99.hbc'));
    future.writeUInt32LE(100, 8);
    expect(decodeHermes(future)).toEqual({ version: 100, reason: 'version' });
    expect(decodeHermes(fixture('hermes-grid-96.hbc').subarray(0, 60))).toEqual({ version: 96, reason: 'truncated' });
    expect(decodeHermes(Buffer.from('var a = 1; // not bytecode'))).toBeUndefined();
  });

  it('sizes nothing by the counts of a header that lies', () => {
    const bytes = Buffer.from(fixture('hermes-grid-96.hbc'));
    for (let at = 40; at < 104; at += 4) bytes.writeUInt32LE(0xffffffff, at);
    const file = decodeHermes(bytes);
    if (!file || !isReadable(file)) throw new Error('not read');
    expect(file.counts.functions * 16).toBeLessThanOrEqual(bytes.length);
    expect(file.counts.strings * 4).toBeLessThanOrEqual(bytes.length);
    expect(file.oddities.map(({ trick }) => trick)).toContain('hermes-section-beyond-file');
    expect(file.strings.text(0xffffffff)).toBeUndefined();
    expect(file.function(0xffffffff)).toBeUndefined();
    expect(file.literals.array(0xffffff, 0xffffffff)).toEqual([]);
  });

  it('never throws on changed bytes', () => {
    const originals = VERSIONS.map((version) => fixture(`hermes-grid-${version}.hbc`));
    const change = fc.record({
      which: fc.nat(originals.length - 1),
      at: fc.array(fc.nat(5000), { maxLength: 20 }),
      value: fc.nat(255),
    });
    fc.assert(
      fc.property(change, ({ which, at, value }) => {
        const bytes = Buffer.from(originals[which]!);
        for (const offset of at) bytes[offset % bytes.length] = value;
        const file = decodeHermes(bytes);
        if (!file || !isReadable(file)) return;
        for (let id = 0; id < file.counts.functions; id++) {
          const unit = file.function(id);
          if (unit) eachInstruction(file.bytes, file.version, unit, () => undefined);
        }
        for (let id = 0; id < file.counts.strings; id++) file.strings.text(id);
      }),
      { numRuns: 300, seed: 7 },
    );
  });
});

function textOf(file: HermesFile, value: unknown): string | undefined {
  return typeof value === 'object' && value !== null && 'string' in value ? file.strings.text(Number(value.string)) : undefined;
}
