import { chunk, stringPool, u32 } from '../../decode/chunks.js';
import { indexOf, junk, withChunks, withLongerHeader, withRepeated, withStride } from '../chunk-edit.js';
import { edited, type Trick } from './base.js';

const MANIFEST = 'AndroidManifest.xml';
const LAYOUT = 'res/layout/activity_report.xml';
const [MAP, NAMESPACE, START, END, TEXT] = [0x180, 0x100, 0x102, 0x103, 0x104];
/** The start of `<application>` and of the activity of the inspection report among the manifest's elements. */
const [APPLICATION, REPORT] = [5, 12];

const chunks = (change: (list: Buffer[]) => void): Buffer => edited(MANIFEST, (bytes) => withChunks(bytes, change));
const element = (n: number, change: (bytes: Buffer) => Buffer | undefined): Buffer =>
  chunks((list) => {
    const at = indexOf(list, START, n);
    list[at] = change(list[at]!) ?? list[at]!;
  });
const field = (at: number, value: number, width: 2 | 4 = 2): Buffer =>
  edited(MANIFEST, (bytes) => {
    bytes.writeUIntLE(value, at, width);
    return undefined;
  });
/** The pool's texts made empty or replaced where they say `text`. */
function renamed(text: string, other: string): Buffer {
  return edited(MANIFEST, (bytes) => {
    const at = bytes.indexOf(Buffer.concat([Buffer.from([text.length, 0]), Buffer.from(`${text}\0`, 'utf16le')]));
    bytes.writeUInt16LE(other.length, at);
    bytes.write(`${other}\0`, at + 2, 'utf16le');
    return undefined;
  });
}

/** Without a manifest no screen is known. */
const ALL_FINDINGS = ['14-1-form-reporting', '14-2-check-in', '14-2-online-time', '14-2-points-ranking', '14-4-trace-upload'];
const damaged: Pick<Trick, 'limits' | 'blind'> = { limits: ['parse-failed'], blind: true };

const files: Trick[] = [
  {
    title: 'an application disabled as a whole',
    // `allowBackup="false"` becomes `enabled="false"`.
    apk: () => edited(MANIFEST, (bytes) => void bytes.writeUInt32LE(0x0101000e, bytes.indexOf(u32(0x01010280)))),
    tricks: ['application-disabled', 'axml-attribute-name'],
    changed: { '19-backup': 'note' },
  },
  { title: 'another magic', apk: () => field(0, 0x1003), tricks: ['axml-magic'] },
  { title: 'a magic of zeros', apk: () => field(0, 0), tricks: ['axml-magic'] },
  {
    title: 'a longer file header',
    apk: () =>
      edited(MANIFEST, (bytes) => {
        const out = Buffer.concat([bytes.subarray(0, 8), Buffer.alloc(8), bytes.subarray(8)]);
        out.writeUInt16LE(16, 2);
        out.writeUInt32LE(out.length, 4);
        return out;
      }),
    tricks: ['axml-header-size'],
  },
  { title: 'a file header of no length', apk: () => field(2, 0), tricks: ['axml-header-size'] },
  { title: 'a file size smaller than it is', apk: () => field(4, 2000, 4), tricks: ['axml-file-size'] },
  { title: 'a file size larger than it is', apk: () => field(4, 0x7fffffff, 4), tricks: ['axml-file-size'] },
  {
    title: 'junk behind the document',
    apk: () => edited(MANIFEST, (bytes) => Buffer.concat([bytes, Buffer.alloc(400, 0xff)])),
    tricks: ['axml-file-size'],
  },
  {
    title: 'an unknown chunk in front of the strings',
    apk: () => chunks((list) => list.unshift(junk(0x7777))),
    tricks: ['axml-junk-chunk'],
  },
  {
    title: 'unknown chunks between elements',
    apk: () => chunks((list) => list.splice(9, 0, junk(0x1ff), junk(0))),
    tricks: ['axml-junk-chunk'],
  },
  {
    title: 'a chunk without a size in front of the root',
    apk: () => chunks((list) => list.splice(2, 0, Buffer.alloc(8))),
    tricks: ['axml-chunk-size'],
    limits: ['parse-failed'],
    blind: true,
  },
  {
    title: 'a chunk without a size among the elements',
    apk: () => chunks((list) => list.splice(23, 0, Buffer.alloc(8))),
    tricks: ['axml-chunk-size'],
    ...damaged,
  },
  { title: 'an end of a name space without a size', apk: () => chunks((list) => list.at(-1)!.writeUInt32LE(0, 4)), tricks: [] },
  { title: 'a name space that never ends', apk: () => chunks((list) => void list.pop()), tricks: [] },
  { title: 'a name space that ends before it starts', apk: () => chunks((list) => list.splice(2, 0, list.at(-1)!)), tricks: [] },
  {
    title: 'text between the elements',
    apk: () => chunks((list) => list.splice(12, 0, chunk(TEXT, u32(1, 0xffffffff), u32(0, 8, 0)))),
    tricks: [],
  },
];

const pools: Trick[] = [
  { title: 'a string count beyond the chunk', apk: () => field(16, 0x7fffffff, 4), tricks: ['axml-string-count'], ...damaged },
  { title: 'a string count that runs into the strings', apk: () => field(16, 60, 4), tricks: ['string-pool-overlap'] },
  { title: 'a style count that lies', apk: () => field(20, 9, 4), tricks: ['string-pool-overlap'] },
  {
    title: 'a string count too small',
    apk: () => field(16, 20, 4),
    tricks: ['axml-string-count', 'axml-string-id'],
    limits: ['parse-failed'],
    blind: true,
    lost: ALL_FINDINGS,
    changed: { '16-1-compatibility': 'none', '19-permissions': 'none' },
  },
  {
    title: 'a pool of other strings in front',
    apk: () => chunks((list) => list.unshift(stringPool(['a', 'b']))),
    tricks: ['axml-repeated-chunk'],
  },
  {
    title: 'a pool of other strings behind the first name space',
    apk: () => chunks((list) => list.splice(indexOf(list, NAMESPACE) + 1, 0, stringPool(['a', 'b']))),
    tricks: ['axml-repeated-chunk'],
  },
  {
    title: 'another resource map in front',
    apk: () => chunks((list) => list.splice(indexOf(list, MAP), 0, chunk(MAP, Buffer.alloc(0), u32(0x01010001, 0x01010001)))),
    tricks: ['axml-repeated-chunk'],
  },
  {
    title: 'another resource map among the elements',
    apk: () => chunks((list) => list.splice(6, 0, chunk(MAP, Buffer.alloc(0), u32(0x01010001)))),
    tricks: ['axml-repeated-chunk'],
  },
  { title: 'an attribute without a name, told by the resource map', apk: () => renamed('name', ''), tricks: [] },
  {
    title: 'an attribute with another name than the resource map says',
    apk: () => renamed('name', 'icon'),
    tricks: ['axml-attribute-name'],
  },
];

const elements: Trick[] = [
  {
    title: 'a longer element header',
    apk: () => element(REPORT, (bytes) => withLongerHeader(bytes, 4)),
    tricks: ['axml-long-node-header'],
  },
  {
    title: 'attributes of 24 bytes',
    apk: () => element(REPORT, (bytes) => withStride(bytes, 24)),
    tricks: ['axml-attribute-size'],
  },
  {
    title: 'attributes of 24 bytes everywhere',
    apk: () =>
      chunks((list) =>
        list.forEach((one, i) => {
          if (one.readUInt16LE(0) === START) list[i] = withStride(one, 24);
        }),
      ),
    tricks: ['axml-attribute-size'],
  },
  {
    title: 'a component whose chunks are given another type',
    apk: () =>
      chunks((list) => {
        const at = indexOf(list, START, REPORT);
        for (const one of [list[at]!, list[at + 1]!]) one.writeUInt16LE(0x5e1f, 0);
      }),
    tricks: ['axml-junk-chunk', 'axml-masked-element'],
    ...damaged,
    lost: ['14-1-form-reporting'],
  },
  {
    title: 'more attributes than there are',
    apk: () => element(REPORT, (bytes) => void bytes.writeUInt16LE(9, 28)),
    tricks: ['axml-attribute-count'],
    ...damaged,
  },
  {
    title: 'room in front of the attributes',
    apk: () =>
      element(REPORT, (bytes) => {
        const out = Buffer.concat([bytes.subarray(0, 36), Buffer.alloc(8), bytes.subarray(36)]);
        out.writeUInt16LE(28, 24);
        out.writeUInt32LE(out.length, 4);
        return out;
      }),
    tricks: ['axml-attribute-start'],
  },
  {
    title: 'an attribute whose name is no string',
    apk: () => element(APPLICATION, (bytes) => void bytes.writeUInt32LE(0x7ffffffe, 36 + 40 + 4)),
    tricks: ['axml-attribute-name-id'],
    // It was `allowBackup`: to the platform there is none, and backups are allowed.
    changed: { '19-backup': 'note' },
  },
  {
    title: 'an attribute whose value is no string',
    apk: () => element(0, (bytes) => withRepeated(bytes, 1, (copy) => copy.writeUInt32LE(0x00ffffff, 16))),
    tricks: ['axml-duplicate-attribute'],
  },
  {
    title: 'the name of an activity twice',
    apk: () => element(REPORT, (bytes) => withRepeated(bytes, 1, (copy) => copy.writeUInt32LE(0, 16))),
    tricks: ['axml-duplicate-attribute'],
  },
  {
    title: 'a permission without a name',
    apk: () =>
      chunks((list) => {
        const nameless = Buffer.from(list[6]!);
        nameless.writeUInt32LE(0xffffffff, 36 + 8);
        nameless.writeUInt32LE(0xffffffff, 36 + 16);
        list.splice(6, 0, nameless, list[7]!);
      }),
    tricks: [],
  },
  {
    title: 'an end of another name',
    apk: () => chunks((list) => list[indexOf(list, END, 1)]!.writeUInt32LE(0, 20)),
    tricks: ['axml-unbalanced'],
    ...damaged,
  },
  {
    title: 'an element that never ends',
    apk: () => chunks((list) => void list.splice(indexOf(list, END, 2), 1)),
    tricks: ['axml-unbalanced', 'axml-unclosed'],
    ...damaged,
    lost: ALL_FINDINGS,
  },
  {
    title: 'a second root behind the first',
    apk: () => chunks((list) => list.push(list[indexOf(list, START)]!, list[indexOf(list, END)]!)),
    tricks: [],
  },
  {
    title: 'an unknown chunk in a layout',
    apk: () => edited(LAYOUT, (bytes) => withChunks(bytes, (list) => list.splice(6, 0, junk(0x1ff)))),
    tricks: ['axml-junk-chunk'],
  },
];

export const AXML_TRICKS: Trick[] = [...files, ...pools, ...elements];
