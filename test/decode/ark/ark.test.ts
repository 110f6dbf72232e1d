import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArkFile, decodeArk, eachInstruction, isReadable, sourceName } from '../../../src/decode/ark/index.js';
import { OPCODES } from '../../../src/decode/ark/opcode-list.js';
import { type WrittenClass, writeArk } from '../../support/ark-writer.js';

const INDEX: WrittenClass = {
  name: 'com.example.grid/entry/ets/pages/Index',
  imports: [{ local: 'router', name: 'default', from: '@ohos:router' }],
  exports: [{ local: 'Index', name: 'default' }],
  methods: [
    {
      name: 'func_main_0',
      code: [
        ['definefunc', 0, { f: '#~@0>#submit' }, 1],
        ['sta', 0],
        ['createobjectwithbuffer', 1, { l: ['签到', 3, true, null, { method: '#~@0>#submit' }] }],
        ['returnundefined'],
      ],
    },
    {
      name: '#~@0>#submit',
      parameters: 1,
      code: [
        ['lda', 11],
        ['jeqz', { to: 'empty' }],
        ['lda.str', { s: '已签到 😀' }],
        ['return'],
        ':empty',
        ['wide.ldexternalmodulevar', 0],
        ['mov', 1, 2],
        ['ldlexvar', 1, 3],
        ['fldai', 0.5],
        ['ldai', -7],
        ['throw'],
      ],
    },
  ],
};

function open(bytes: Buffer): ArkFile {
  const file = decodeArk(bytes);
  if (!file || !isReadable(file)) throw new Error('not read');
  return file;
}

function listed(file: ArkFile, id: number): unknown[][] {
  const out: unknown[][] = [];
  const method = file.methods[id]!;
  eachInstruction(file.bytes, method.code!, ({ opcode, operands }) => {
    const shown = operands.map((value, i) => {
      const letter = opcode.operands[i]!;
      if (letter === 'j' || letter === 'J') return value - method.code!.start;
      const offset = 'sml'.includes(letter) ? file.item(method, value)! : 0;
      if (letter === 's') return file.string(offset);
      if (letter === 'm') return file.methodAt(offset)?.name;
      return letter === 'l' ? file.literals(offset) : value;
    });
    out.push([opcode.name, ...shown]);
  });
  return out;
}

describe('Ark bytecode', () => {
  it.each([
    [9, 0, 0, 0],
    [12, 0, 6, 0],
    [13, 0, 1, 0],
    [24, 0, 0, 0],
  ])('of version %i.%i.%i.%i gives classes, modules and functions', (...version) => {
    const file = open(writeArk([INDEX], version as [number, number, number, number]));
    expect(file.version).toBe(version.join('.'));
    expect([file.lost, file.oddities]).toEqual([0, []]);
    expect(file.classes.map(({ name, methods }) => [name, methods.map((one) => sourceName(one.name))])).toEqual([
      ['com.example.grid/entry/ets/pages/Index', ['func_main_0', 'submit']],
    ]);
    expect(file.module(file.classes[0]!)).toEqual({
      requests: ['@ohos:router'],
      imports: [{ local: 'router', name: 'default', request: 0 }],
      namespaces: [],
      exports: [{ local: 'Index', name: 'default' }],
      indirect: [],
      stars: [],
    });
  });

  it('gives instructions of all prefixes with what they name', () => {
    const file = open(writeArk([INDEX]));
    const submit = { method: file.methods[1]!.offset };
    expect(listed(file, 0)).toEqual([
      ['definefunc', 0, '#~@0>#submit', 1],
      ['sta', 0],
      ['createobjectwithbuffer', 1, ['签到', 3, true, null, submit]],
      ['returnundefined'],
    ]);
    expect(listed(file, 1)).toEqual([
      ['lda', 11],
      ['jeqz', 8],
      ['lda.str', '已签到 😀'],
      ['return'],
      ['wide.ldexternalmodulevar', 0],
      ['mov', 1, 2],
      ['ldlexvar', 1, 3],
      ['fldai', 0.5],
      ['ldai', -7],
      ['throw'],
    ]);
    expect(file.methods[1]!.code).toMatchObject({ registers: 8, args: 4, handlers: [] });
  });

  it('has the opcodes of version 24 in their places', () => {
    const counts = Object.values(OPCODES).map((list) => list.trim().split(/\s+/).length);
    expect(counts.sort((a, b) => a - b)).toEqual([10, 21, 28, 47, 226]);
  });

  it('knows function names of both conventions', () => {
    expect(['func_main_0', '#~@0>@1*#', '#~A=#A', '#&B*#foo^1', '#16171819229990160398#onCreate'].map(sourceName)).toEqual([
      'func_main_0',
      '',
      'A',
      'foo',
      'onCreate',
    ]);
  });

  it('says which version it cannot read, and what is no Ark file', () => {
    expect(decodeArk(writeArk([INDEX], [0, 0, 0, 2]))).toEqual({ version: '0.0.0.2', reason: 'version' });
    expect(decodeArk(Buffer.from('PANDA\0\0\0 but short'))).toBeUndefined();
  });

  it('sizes nothing by counts that lie', () => {
    const bytes = writeArk([INDEX]);
    bytes.writeUInt32LE(0xffffffff, 16);
    bytes.writeUInt32LE(0xfffffff0, 28);
    const file = open(bytes);
    expect(file.classes).toHaveLength(1);
    expect(file.lost).toBeLessThan(bytes.length);
    expect(file.oddities.map(({ trick }) => trick)).toEqual(['ark-beyond-file']);
    expect(file.string(0xfffffff0)).toBeUndefined();
    expect(file.literals(bytes.length - 2)).toEqual([]);
  });

  it('never throws on changed bytes', () => {
    const original = writeArk([INDEX]);
    const change = fc.record({
      at: fc.array(fc.nat(original.length - 1), { maxLength: 20 }),
      value: fc.nat(255),
      end: fc.nat(original.length),
    });
    fc.assert(
      fc.property(change, ({ at, value, end }) => {
        const bytes = Buffer.from(original.subarray(0, Math.max(end, 61)));
        for (const place of at) if (place < bytes.length && place > 12) bytes[place] = value;
        const file = decodeArk(bytes);
        if (!file || !isReadable(file)) return;
        for (const one of file.classes) file.module(one);
        for (const method of file.methods) {
          if (!method.code) continue;
          eachInstruction(file.bytes, method.code, ({ opcode, operands }) => {
            operands.forEach((operand, i) => {
              const offset = 'sml'.includes(opcode.operands[i]!) ? file.item(method, operand) : undefined;
              if (offset !== undefined) [file.string(offset), file.literals(offset), file.methodAt(offset)];
            });
          });
        }
      }),
      { numRuns: 2000 },
    );
  });
});
