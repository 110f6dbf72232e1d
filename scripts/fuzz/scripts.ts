import { createHash } from 'node:crypto';
import { extractFacts } from '../../src/extract/index.js';
import { EntryError, InputError, openBuffer, openFiles, type Tree } from '../../src/open/index.js';
import type { Random } from './random.js';

/** An app whose scripts and markup are changed, one at a time. */
export interface ScriptApp {
  name: string;
  /** Reads the app with one of its texts changed; a digest of what was read. */
  tryOne(random: Random): string;
}

const APPS = [
  'wechat-redline-dev.wxapkg',
  'office-taro-min.wxapkg',
  'office-uniapp-min.wgt',
  'uniapp-nvue-3.wgt',
  'office-html-dev.wgt',
  'quickapp-redline-dev.rpk',
];
const TEXTS = /\.(js|json|html|wxml|axml|wxs|sjs)$/;
const LARGEST = 200_000;

export function scriptApps(files: ReadonlyMap<string, Buffer>): ScriptApp[] {
  return APPS.map((name) => {
    const texts = textsOf(openBuffer(name, files.get(name)!).trees[0]!);
    const changed = Object.keys(texts).filter((path) => TEXTS.test(path) && texts[path]!.length < LARGEST);
    const tryOne = (random: Random): string => {
      const path = random.pick(changed);
      return readApp({ ...texts, [path]: mutateTokens(texts[path]!, random) });
    };
    return { name: `${name} scripts`, tryOne };
  });
}

function textsOf(tree: Tree): Record<string, string> {
  const out: Record<string, string> = {};
  for (const entry of tree.entries) {
    try {
      out[entry.name] = entry.read().toString('utf8');
    } catch (error) {
      if (!(error instanceof EntryError)) throw error;
    }
  }
  return out;
}

function readApp(files: Record<string, string>): string {
  try {
    const { facts } = extractFacts(openFiles('送检', files), 'fuzz');
    return createHash('sha256').update(JSON.stringify(facts)).digest('hex');
  } catch (error) {
    // Without its list of pages nothing tells a folder from any other.
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

const TOKEN = /[\w$\u0080-\uffff]+|\s+|[^\w\s$]/gu;
/** Pieces that begin or end something, or turn what follows into something else. */
const PIECES = [
  '{',
  '}',
  '(',
  ')',
  '[',
  ']',
  '`',
  '${',
  '"',
  "'",
  '/*',
  '*/',
  '//',
  '=>',
  '...',
  '?.',
  'async ',
  'await ',
  'class ',
  '#',
  '@',
  '<',
  '/>',
  '<!--',
  '{{',
  '}}',
  ',',
  ';',
  ':',
  '\\u{',
  '\u2028',
  '\0',
  '__proto__',
  'constructor',
  'toString',
];

/** A text with one to six of its tokens left out, doubled, swapped, or others put between. */
export function mutateTokens(text: string, random: Random): string {
  let tokens: string[] = text.match(TOKEN) ?? [];
  for (let left = 1 + random.below(6); left > 0; left--) {
    const at = random.below(tokens.length);
    const to = Math.min(tokens.length, at + 1 + random.below(40));
    const part = tokens.slice(at, to);
    const other = random.below(tokens.length);
    const changed = [
      () => [...tokens.slice(0, at), ...tokens.slice(to)],
      () => [...tokens.slice(0, at), ...part, ...tokens.slice(at)],
      () => [...tokens.slice(0, other), ...part, ...tokens.slice(other)],
      () => [...tokens.slice(0, at), random.pick(PIECES), ...tokens.slice(at)],
      () => [...tokens.slice(0, at), random.pick(tokens), ...tokens.slice(at + 1)],
      () => tokens.slice(0, Math.max(at, 1)),
    ];
    tokens = random.pick(changed)();
  }
  return tokens.join('');
}
