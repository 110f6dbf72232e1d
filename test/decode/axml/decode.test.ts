import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeText, decodeAxml, descendants, renderXml } from '../../../src/decode/axml/index.js';
import { axml, chunk, endElement, resourceMap, startElement, startNamespace, stringPool, u32 } from '../chunks.js';

const NAME = 0x01010003;
const TEXT = 0x0101014f;
const WIDTH = 0x010100f4;
const ANDROID = 'http://schemas.android.com/apk/res/android';

/** A button with text, a reference, a size and a colour. */
function layout(encoding: 'utf8' | 'utf16' = 'utf8'): Buffer {
  const pool = stringPool(
    ['text', 'layout_width', 'id', 'android', ANDROID, 'LinearLayout', 'Button', '打卡签到', 'tint'],
    encoding,
  );
  return axml(
    pool,
    resourceMap(TEXT, WIDTH, 0x010100d0),
    startNamespace(3, 4),
    startElement(5, 2),
    startElement(6, 7, [
      { name: 0, type: 3, data: 7, namespace: 4 },
      { name: 1, type: 5, data: (120 << 8) | 1, namespace: 4 },
      { name: 2, type: 1, data: 0x7f040001, namespace: 4 },
      { name: 8, type: 0x1c, data: 0xff00ff00 },
    ]),
    endElement(6),
    endElement(5),
  );
}

describe('decodeAxml', () => {
  it('reads elements with their line and typed attributes', () => {
    const doc = decodeAxml(layout());
    expect(doc.complete).toBe(true);
    expect(doc.oddities).toEqual([]);
    expect(doc.root?.name).toBe('LinearLayout');
    const [button] = [...descendants(doc.root!)];
    expect(button).toMatchObject({ name: 'Button', line: 7 });
    expect(['text', 'layout_width', 'id', 'tint'].map((name) => attributeText(button!, name))).toEqual([
      '打卡签到',
      '120dp',
      '@7f040001',
      '#ff00ff00',
    ]);
  });

  it('reads pools in UTF-16 the same', () => {
    expect(decodeAxml(layout('utf16')).root).toEqual(
      expect.objectContaining({ children: [expect.objectContaining({ name: 'Button', line: 7 })] }),
    );
    expect(renderXml(decodeAxml(layout('utf16')))).toBe(renderXml(decodeAxml(layout())));
  });

  it('renders readable XML with resolved references and escaped text', () => {
    const pool = stringPool(['text', 'label', 'a<b>"c"&', 'View']);
    const bytes = axml(
      pool,
      resourceMap(TEXT),
      startElement(3, 1, [
        { name: 0, type: 3, data: 2 },
        { name: 1, type: 1, data: 0x7f010000 },
      ]),
      endElement(3),
    );
    expect(renderXml(decodeAxml(bytes), (id) => (id === 0x7f010000 ? 'string/title' : undefined))).toBe(
      '<?xml version="1.0" encoding="utf-8"?>\n<View\n    text="a&lt;b&gt;&quot;c&quot;&amp;"\n    label="@string/title" />\n',
    );
  });

  it('takes an attribute by its resource id, whatever name the pool gives', () => {
    const bytes = axml(
      stringPool(['label', 'manifest', 'com.example']),
      resourceMap(NAME),
      startElement(1, 1, [{ name: 0, type: 3, data: 2 }]),
      endElement(1),
    );
    const doc = decodeAxml(bytes);
    expect(attributeText(doc.root!, 'name')).toBe('com.example');
    expect(doc.oddities.map(({ trick }) => trick)).toEqual(['axml-attribute-name']);
  });

  it('takes names that are empty in the pool from the resource map', () => {
    const bytes = axml(
      stringPool(['', 'manifest', 'com.example']),
      resourceMap(NAME),
      startElement(1, 1, [{ name: 0, type: 3, data: 2 }]),
      endElement(1),
    );
    expect(attributeText(decodeAxml(bytes).root!, 'name')).toBe('com.example');
  });

  it('skips junk chunks and reports them', () => {
    const junk = chunk(0x0999, u32(1, 2), Buffer.from('filler!!'));
    const bytes = axml(stringPool(['manifest']), junk, startElement(0, 1), junk, endElement(0));
    const doc = decodeAxml(bytes);
    expect(doc.root?.name).toBe('manifest');
    expect(doc.oddities.map(({ trick }) => trick)).toEqual(['axml-junk-chunk']);
  });

  it('reads on behind a chunk of size zero instead of looping', () => {
    const zero = Buffer.from(startElement(0, 1));
    zero.writeUInt32LE(0, 4);
    const doc = decodeAxml(axml(stringPool(['manifest', 'application']), startElement(0, 1), zero, startElement(1, 1)));
    expect(doc.root).toMatchObject({ name: 'manifest', children: [{ name: 'application', children: [] }] });
    expect(doc.complete).toBe(false);
    expect(doc.oddities.map(({ trick }) => trick)).toEqual(['axml-chunk-size']);
  });

  it('does not mind a broken chunk behind the closed root', () => {
    const zero = chunk(0x0101, u32(1, 0));
    zero.writeUInt32LE(0, 4);
    expect(decodeAxml(axml(stringPool(['manifest']), startElement(0, 1), endElement(0), zero))).toMatchObject({
      complete: true,
      oddities: [],
    });
  });

  it('reads on with a wrong magic and a string id outside the pool', () => {
    const bytes = axml(
      stringPool(['manifest', 'tag']),
      startElement(0, 1, [{ name: 1, type: 3, data: 999 }]),
      startElement(77, 1),
      endElement(77),
      endElement(0),
    );
    bytes.writeUInt16LE(0x0001, 0);
    const doc = decodeAxml(bytes);
    expect(doc.root).toMatchObject({ name: 'manifest', children: [{ name: '' }] });
    expect(doc.oddities.map(({ trick }) => trick)).toEqual(['axml-magic', 'axml-string-id']);
  });

  it('believes an attribute count only as far as the chunk goes', () => {
    const start = startElement(0, 1, [{ name: 1, type: 0x12, data: 1 }]);
    start.writeUInt16LE(60000, 16 + 12);
    const doc = decodeAxml(axml(stringPool(['manifest', 'on']), start, endElement(0)));
    expect(doc.root?.attributes).toHaveLength(1);
    expect(doc.oddities.map(({ trick }) => trick)).toEqual(['axml-attribute-count']);
  });

  it('never throws on damaged documents, and is the same twice', () => {
    const whole = layout();
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 8 }),
        fc.nat(whole.length),
        (edits, cut) => {
          const bytes = Buffer.from(whole.subarray(0, cut));
          for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
          const doc = decodeAxml(bytes);
          expect(renderXml(doc)).toBe(renderXml(decodeAxml(bytes)));
        },
      ),
      { numRuns: 300 },
    );
  });
});
