import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EntryError, InputError, openBuffer, type Tree } from '../../src/open/index.js';
import { buildTar } from '../support/tar-writer.js';
import { buildWxapkg, encryptWxapkg } from '../support/wxapkg-writer.js';
import { buildZip, zipOf } from '../support/zip-writer.js';

const BUDGET = { totalBytes: 400_000, entryBytes: 200_000, entries: 500, ratioFloorBytes: 100_000 };
const filler = '// 签到打卡 function(){return a}\n'.repeat(80);

const seeds: Record<string, Buffer> = {
  zip: buildZip([
    { name: 'AndroidManifest.xml', data: 'manifest' },
    { name: 'assets/a.js', data: filler, deflate: true },
    { name: 'res/b.xml', data: filler, deflate: true, descriptor: true },
    { name: 'inner.rpk', data: zipOf({ 'manifest.json': '{"package":"a","router":{}}', 'app.js': filler }) },
  ]),
  wxapkg: buildWxapkg({
    'app-config.json': '{"pages":["a"],"subPackages":[{"root":"s","pages":["s/a"]}]}',
    'app-service.js': filler,
  }),
  encrypted: encryptWxapkg(
    buildWxapkg({ 'app-config.json': '{"pages":["a"]}', 'a.js': `${filler}"wx0123456789abcdef"` }),
    'wx0123456789abcdef',
  ),
  tar: buildTar([
    { name: 'p/app.json', data: '{"pages":["a"]}' },
    { name: `p/${'n'.repeat(120)}.js`, data: filler },
  ]),
};

/** Everything opening tells, in one string. */
function transcript(bytes: Buffer): { text: string; inflated: number } {
  const lines: string[] = [];
  try {
    const opened = openBuffer('送检.bin', bytes, { budget: BUDGET });
    for (const tree of opened.trees) walk(tree, lines);
    lines.push(JSON.stringify([opened.format, opened.limits, opened.tamper]));
    return { text: lines.join('\n'), inflated: opened.inflated() };
  } catch (error) {
    if (error instanceof InputError) return { text: `${error.code} ${error.message}`, inflated: 0 };
    throw error;
  }
}

function walk(tree: Tree, lines: string[]): void {
  for (const entry of tree.entries) {
    try {
      lines.push(`${entry.path} ${entry.read().length}`);
    } catch (error) {
      if (!(error instanceof EntryError)) throw error;
      lines.push(`${entry.path} !`);
    }
    const inner = tree.enter(entry);
    if (inner) walk(inner, lines);
  }
}

const edit = fc.record({
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('set', 'cut', 'insert', 'remove', 'word'),
  value: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.integer({ min: 0, max: 255 })),
});

function apply(seed: Buffer, edits: { place: number; kind: string; value: number }[]): Buffer {
  let bytes: Buffer = Buffer.from(seed);
  for (const { place, kind, value } of edits) {
    const at = Math.floor(place * Math.max(0, bytes.length - 1));
    if (kind === 'cut') bytes = bytes.subarray(0, at);
    else if (kind === 'insert')
      bytes = Buffer.concat([bytes.subarray(0, at), Buffer.alloc((value % 7) + 1, value), bytes.subarray(at)]);
    else if (kind === 'remove') bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + (value % 7) + 1)]);
    else bytes = Buffer.from(bytes).fill(value, at, Math.min(bytes.length, at + (kind === 'word' ? 4 : 1)));
  }
  return bytes;
}

describe.each(Object.entries(seeds))('a mutated %s', (_name, seed) => {
  it('never throws past the boundary, keeps its budgets and gives one answer', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        const bytes = apply(seed, edits);
        const first = transcript(bytes);
        expect(first.inflated).toBeLessThanOrEqual(BUDGET.totalBytes);
        expect(transcript(bytes).text).toBe(first.text);
      }),
      { numRuns: 250, interruptAfterTimeLimit: 8000 },
    );
  });

  it('never reads as clean when it lost its end', () => {
    const whole = transcript(seed).text;
    for (let length = 512; length < seed.length - 1024; length += 97) {
      const { text } = transcript(seed.subarray(0, length));
      expect(text === whole, `cut at ${length}`).toBe(false);
      expect(text, `cut at ${length}`).toMatch(/unreadable|encrypted/);
    }
  });
});

it('random bytes are refused with a message', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 3000 }), (random) => {
      expect(transcript(Buffer.from(random)).text).not.toBe('');
    }),
    { numRuns: 200 },
  );
});
