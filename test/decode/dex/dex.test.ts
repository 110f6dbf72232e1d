import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import JSZip from 'jszip';
import { beforeAll, describe, expect, it } from 'vitest';
import { type CodeItem, type Dex, decodeDexes, eachInstruction, type Instruction } from '../../../src/decode/dex/index.js';
import { u16, u32 } from '../chunks.js';

let bytes: Buffer;
let dex: Dex;

beforeAll(async () => {
  const zip = await JSZip.loadAsync(readFileSync(new URL('../../../fixtures/packages/android-grid.apk', import.meta.url)));
  bytes = await zip.file('classes.dex')!.async('nodebuffer');
  dex = decodeDexes(bytes)[0]!;
});

const REPORT = 'Lcn/example/grid/report/ReportActivity;';

function code(name: string): { item: CodeItem; instructions: Instruction[] } {
  const definition = dex.classes.find((one) => one.name === REPORT)!;
  const method = dex.classData(definition).methods.find(({ ref }) => ref.name === name)!;
  const item = dex.code(method.code)!;
  return { item, instructions: [...eachInstruction(dex.bytes, item)] };
}

describe('decodeDexes', () => {
  it('reads classes with what they extend and implement, and their members', () => {
    const definition = dex.classes.find((one) => one.name === REPORT)!;
    expect(definition).toMatchObject({
      superclass: 'Landroid/app/Activity;',
      interfaces: ['Landroid/view/View$OnClickListener;'],
    });
    const { fields, methods } = dex.classData(definition);
    expect(fields.map(({ ref, constant }) => [ref.name, ref.type, constant])).toEqual([
      ['REQUEST_PHOTO', 'I', 1],
      ['photos', 'Ljava/util/List;', undefined],
    ]);
    expect(methods.map(({ ref }) => `${ref.name}(${ref.params.join('')})${ref.returns}`)).toEqual([
      '<init>()V',
      'submit()V',
      'onActivityResult(IILandroid/content/Intent;)V',
      'onClick(Landroid/view/View;)V',
      'onCreate(Landroid/os/Bundle;)V',
    ]);
  });

  it('reads the strings and calls of a method in order, Chinese included', () => {
    const { instructions } = code('submit');
    const strings = instructions.filter(({ kind }) => kind === 'const-string').map(({ index }) => dex.string(index));
    expect(strings).toEqual(['请上传现场照片', '/file/upload', 'content', 'imageCount', '/event/report']);
    const calls = instructions.filter(({ kind }) => kind === 'invoke').map(({ index }) => dex.method(index)!.name);
    expect(calls.slice(0, 3)).toEqual(['isEmpty', 'makeText', 'show']);
  });

  it('gives branches places where instructions start', () => {
    const { item, instructions } = code('submit');
    const starts = new Set(instructions.map(({ at }) => at));
    const targets = instructions.flatMap((one) => one.targets);
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((target) => !starts.has(target))).toEqual([]);
    expect(instructions.at(-1)!.next).toBe(item.size);
  });

  it('tells a file that goes on behind its data', () => {
    expect(dex.fileSize).toBe(bytes.length);
    expect(dex.unclaimed).toEqual([]);
    const [longer] = decodeDexes(Buffer.concat([bytes, Buffer.alloc(1000)]));
    expect(longer!.unclaimed).toEqual([{ at: bytes.length, size: 1000 }]);
  });

  it('finds no dex in other bytes', () => {
    expect(decodeDexes(Buffer.from('dex\n'))).toEqual([]);
    expect(decodeDexes(Buffer.alloc(4096))).toEqual([]);
  });

  it('believes counts only as far as the file goes, and says so', () => {
    const forged = Buffer.from(bytes);
    forged.writeUInt32LE(0x7fffffff, 96);
    const [found] = decodeDexes(forged);
    expect(found!.classes.length).toBeLessThanOrEqual(bytes.length / 32);
    expect(found!.oddities.map(({ trick }) => trick)).toEqual(['dex-table-size']);
  });

  it('never throws on damaged files', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { maxLength: 20 }),
        fc.integer({ min: 0, max: 400 }),
        (edits, cut) => {
          const damaged = Buffer.from(bytes.subarray(0, bytes.length - cut * 20));
          for (const [at, value] of edits) if (at < damaged.length && at > 8) damaged[at] = value;
          for (const one of decodeDexes(damaged))
            for (const definition of one.classes.slice(0, 100)) {
              one.annotations(definition);
              for (const { code: offset } of one.classData(definition).methods.slice(0, 50)) {
                const item = offset ? one.code(offset) : undefined;
                if (item)
                  for (const { index } of eachInstruction(one.bytes, item))
                    [one.string(index), one.method(index), one.field(index)];
              }
            }
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** Instructions of raw code units. */
function decode(...units: number[]): Instruction[] {
  const raw = u16(...units);
  return [...eachInstruction(raw, { registers: 16, ins: 0, start: 0, size: units.length })];
}

describe('eachInstruction', () => {
  it('walks every format by its size', () => {
    // const/4, const/high16, const-wide, move/16, if-eq, goto/32, const-string/jumbo, invoke-polymorphic, return-void
    const all = decode(
      0xf012,
      0x0015,
      0x7f04,
      0x0118,
      1,
      0,
      0,
      0,
      0x0003,
      1,
      2,
      0x2132,
      5,
      0x002a,
      4,
      0,
      0x001b,
      0x2345,
      0x0001,
      0x10fa,
      1,
      0,
      0,
      0x000e,
    );
    expect(all.map(({ at, kind }) => [at, kind])).toEqual([
      [0, 'const'],
      [1, 'const'],
      [3, 'const'],
      [8, 'move'],
      [11, 'if'],
      [13, 'goto'],
      [16, 'const-string'],
      [19, 'invoke'],
      [23, 'return'],
    ]);
    expect(all.map(({ literal }) => literal).slice(0, 3)).toEqual([-1, 0x7f040000, 1]);
    expect([all[4]!.targets, all[5]!.targets, all[6]!.index]).toEqual([[16], [17], 0x12345]);
  });

  it('skips the tables that stand among the code and reads where a switch goes', () => {
    // packed-switch v0, +4; return-void; nop; table of two cases
    const all = decode(0x002b, 4, 0, 0x000e, 0x0100, 2, 0, 0, 3, 0, 8, 0);
    expect(all.map(({ kind, targets }) => [kind, targets])).toEqual([
      ['switch', [3, 8]],
      ['return', []],
    ]);
  });

  it('stops where the last instruction is cut off', () => {
    expect(decode(0x000e, 0x001b, 1).map(({ kind }) => kind)).toEqual(['other', 'return'].slice(1));
  });
});

it('reads strings with NUL and characters beyond the BMP as Java writes them', () => {
  const text = Buffer.from([0x03, 0x41, 0xc0, 0x80, 0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80, 0xe7, 0xad, 0xbe, 0]);
  const header = Buffer.alloc(0x70);
  header.write('dex\n035\0', 'latin1');
  header.writeUInt32LE(0x70, 36);
  const file = Buffer.concat([header, u32(0x74), text]);
  file.writeUInt32LE(1, 56);
  file.writeUInt32LE(0x70, 60);
  expect(decodeDexes(file)[0]!.string(0)).toBe('A\0😀签');
});

it('is not slowed down by lists that share their bytes', () => {
  const forged = Buffer.from(bytes);
  // Every class gets the annotations directory and members of one place, in which all counts are high.
  for (let i = 0; i < forged.readUInt32LE(96); i++) {
    const at = forged.readUInt32LE(100) + i * 32;
    forged.writeUInt32LE(0x200, at + 20);
    forged.writeUInt32LE(0x200, at + 24);
  }
  forged.fill(0x81, 0x200, 0x2000);
  const started = performance.now();
  const found = decodeDexes(forged)[0]!;
  let members = 0;
  for (const one of found.classes) {
    found.annotations(one);
    members += found.classData(one).methods.length;
  }
  expect(members).toBeLessThanOrEqual(forged.length);
  expect(performance.now() - started).toBeLessThan(2000);
});
