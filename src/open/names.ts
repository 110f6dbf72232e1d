import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';

/** Bytes of a name that are shown; a digest stands for the rest, so that names stay different. */
const MAX_NAME = 4096;

const gb18030 = new TextDecoder('gb18030');

/**
 * Text of a name in a container. Android takes every name as UTF-8; ZIP tools on Chinese Windows write GBK without the
 * UTF-8 flag, so bytes that are no UTF-8 are read as GB 18030.
 */
export function decodeName(bytes: Buffer): string {
  if (bytes.length > MAX_NAME)
    return `${decodeName(bytes.subarray(0, MAX_NAME))}~${createHash('sha256').update(bytes).digest('hex').slice(0, 8)}`;
  return isUtf8(bytes) ? bytes.toString('utf8') : gb18030.decode(bytes);
}

export interface SafeName {
  /** Safe to show and to compare; `/`-separated, no leading `/`. */
  name: string;
  /** Which oddities the raw name has. */
  tricks: NameTrick[];
}

export type NameTrick = 'path-traversal-name' | 'absolute-name' | 'control-character-name' | 'backslash-name';

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
const PLAIN = /^[\w$@+\-. ()~!#&,=[\]]+(\/[\w$@+\-. ()~!#&,=[\]]+)*\/?$/;

/**
 * Makes a name safe: `..` becomes `__`, control and direction characters become visible, `\` becomes `/`.
 * Nothing here is ever used as a path on this machine; this protects readers of reports and of lists.
 */
export function safeName(raw: string): SafeName {
  if (PLAIN.test(raw) && !raw.includes('..')) return { name: raw.startsWith('./') ? raw.slice(2) : raw, tricks: [] };
  const tricks: NameTrick[] = [];
  let name = raw;
  if (CONTROL.test(name)) {
    tricks.push('control-character-name');
    name = Array.from(name, showControl).join('');
  }
  if (name.includes('\\')) {
    tricks.push('backslash-name');
    name = name.replaceAll('\\', '/');
  }
  if (/^(\/|[A-Za-z]:\/)/.test(name)) tricks.push('absolute-name');
  const segments = name
    .split('/')
    .filter((segment, index, all) => segment !== '.' && (segment !== '' || index === all.length - 1));
  if (segments.includes('..')) tricks.push('path-traversal-name');
  return { name: segments.map((segment) => (segment === '..' ? '__' : segment)).join('/'), tricks };
}

function showControl(character: string): string {
  if (!CONTROL.test(character)) return character;
  const code = character.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  return `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;
}

/** A raw name as it may stand in a message. */
export function quoteName(raw: string): string {
  const shown = Array.from(raw.slice(0, 200), showControl).join('');
  return `“${shown}${raw.length > 200 ? '…' : ''}”`;
}

/** What is odd about the name, in Chinese. */
export const NAME_TRICKS: Record<NameTrick, string> = {
  'path-traversal-name': '含有“..”，指向包外',
  'absolute-name': '以“/”或盘符开头',
  'control-character-name': '含有不可见的控制字符',
  'backslash-name': '使用“\\”作路径分隔符',
};
