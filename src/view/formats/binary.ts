import type { Entry } from '../../open/tree.js';
import type { Format } from './format.js';

/** Rows of 16 bytes that are shown of a file nobody can read as text. */
const ROWS = 32;

const MAGICS: [hex: string, label: string][] = [
  ['7f454c46', 'ELF 动态库'],
  ['c61fbc03c103191f', 'Hermes 字节码'],
  ['89504e47', 'PNG 图片'],
  ['ffd8ff', 'JPEG 图片'],
  ['47494638', 'GIF 图片'],
  ['52494646', 'RIFF 媒体（WebP、WAV）'],
  ['25504446', 'PDF 文档'],
  ['53514c69746520', 'SQLite 数据库'],
  ['00010000', '字体'],
  ['774f4646', '字体'],
  ['774f4632', '字体'],
  ['504b', 'ZIP 压缩包'],
  ['1f8b', 'gzip 压缩包'],
  ['cafebabe', 'Java 类'],
];

/** What has no readable form: what it is and how it begins. */
export const binary: Format = {
  label: '二进制',
  matches: () => true,
  render: (bytes, _tree, { part }) => {
    if (part !== undefined) return undefined;
    const rows: string[] = [];
    for (let at = 0; at < Math.min(bytes.length, ROWS * 16); at += 16) rows.push(row(bytes, at));
    if (bytes.length > ROWS * 16) rows.push(`… 共 ${bytes.length} 字节`);
    return `${rows.join('\n')}\n`;
  },
};

export function binaryLabel(entry: Entry): string {
  const head = entry.peek().toString('hex', 0, 16);
  return MAGICS.find(([magic]) => head.startsWith(magic))?.[1] ?? binary.label;
}

function row(bytes: Buffer, at: number): string {
  const slice = bytes.subarray(at, Math.min(at + 16, bytes.length));
  const hex = [...slice].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
  const shown = slice.toString('latin1').replace(/[^\x20-\x7e]/g, '.');
  return `${at.toString(16).padStart(8, '0')}  ${hex.padEnd(47)}  ${shown}`;
}
