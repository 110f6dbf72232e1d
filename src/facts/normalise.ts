import { SIMPLIFIED, TRADITIONAL } from './traditional.js';

/** White space, and characters that take no room: zero-width, soft hyphen, direction marks, variation selectors. */
const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}]+/gu;
const PLAIN = /^[!-~\u3001-\u3003\u300a-\u3011\u4e00-\u9fff]*$/;
const HAN = /[\u3400-\u9fff]/;

/** Chinese as it may be written: also radicals and compatibility forms, which `normaliseText` turns into the usual characters. */
export const WRITTEN_HAN = /[\u2e80-\u2fd5\u3400-\u9fff\uf900-\ufaff]/;

const HAN_ONE = '[\\u3400-\\u9fff]';
/** Characters set apart by signs, each alone: `打·卡`, `签-到`. */
const SPACED = new RegExp(`(?<!${HAN_ONE})${HAN_ONE}(?:[^\\w{}\\u3400-\\u9fff]${HAN_ONE})+(?!${HAN_ONE})`, 'gu');
const SIGN_BETWEEN = /[\u3400-\u9fff][^\w{}\u3400-\u9fff][\u3400-\u9fff]/u;

/** Simplified form by character code, built when the first Chinese text comes; 0: the character stands for itself. */
let table: Uint16Array | undefined;

function simplifiedTable(): Uint16Array {
  if (table) return table;
  table = new Uint16Array(0x10000);
  for (let i = 0; i < TRADITIONAL.length; i++) table[TRADITIONAL.charCodeAt(i)] = SIMPLIFIED.charCodeAt(i);
  return table;
}

function simplify(text: string): string {
  const forms = simplifiedTable();
  let out = '';
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const form = forms[text.charCodeAt(i)]!;
    if (form === 0) continue;
    out += text.slice(copied, i) + String.fromCharCode(form);
    copied = i + 1;
  }
  return copied === 0 ? text : out + text.slice(copied);
}

/**
 * Text as words are compared in: NFKC (full-width and compatibility forms), no white space, no invisible characters, no signs
 * between characters that each stand alone, traditional characters simplified. Not for printing.
 */
export function normaliseText(text: string): string {
  const plain = PLAIN.test(text) ? text : text.normalize('NFKC').replace(INVISIBLE, '');
  if (!HAN.test(plain)) return plain;
  const joined = SIGN_BETWEEN.test(plain) ? plain.replace(SPACED, (word) => word.replace(/[^\u3400-\u9fff]/gu, '')) : plain;
  return simplify(joined);
}
