import type { Fact } from '../../facts/types.js';
import type { Entry } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import { lineIndex } from '../lines.js';
import { isChinese, MAX_TEXT } from './chinese.js';
import type { DartPackage } from './packages.js';
import type { Parts } from './parts.js';

const FILES = /\.(json|arb|ya?ml)$/i;
/** Written by Flutter's tool, not by the app's authors. */
const TOOL = /^(AssetManifest|FontManifest|NativeAssetsManifest)\./;
/** Files that hold the messages of one language, by their folder or their name. */
const MESSAGES =
  /(^|\/)(i18n|l10n|intl|lang|langs|languages?|locales?|localizations?|translations?)\/|(^|[/_.-])zh([_-]\w+)?\.|\.arb$/i;
const PACKAGE = /^packages\/([^/]+)\//;
const MOST_BYTES = 8 * 1024 * 1024;

/** Texts in the app's own assets: messages by language, and other data. */
export function assetFacts({ assets }: Parts, packages: readonly DartPackage[]): Fact[] {
  const own = new Set(packages.filter(({ isOwn }) => isOwn).map(({ name }) => name));
  return assets.flatMap(({ name, entry }) => {
    const owner = PACKAGE.exec(name)?.[1];
    if (!FILES.test(name) || TOOL.test(name) || (owner !== undefined && !own.has(owner))) return [];
    return fileFacts(entry, MESSAGES.test(name));
  });
}

function fileFacts(entry: Entry, isMessages: boolean): Fact[] {
  const bytes = readEntry(entry);
  if (!bytes || bytes.length > MOST_BYTES) return [];
  const text = bytes.toString('utf8');
  const lines = lineIndex(text);
  const values = /\.ya?ml$/i.test(entry.name) ? yamlValues(text) : jsonValues(text);
  const facts: Fact[] = [];
  for (const { value, at } of values)
    if (isChinese(value))
      facts.push({
        kind: 'text',
        value: value.trim().slice(0, MAX_TEXT),
        position: isMessages ? 'unknown' : 'data',
        at: { path: entry.path, ...lines.at(at) },
        owner: 'own',
        screens: [],
      });
  return facts;
}

/** String values, not keys, in the order of the file; also of one that is not whole. */
function* jsonValues(text: string): Generator<{ value: string; at: number }> {
  for (const match of text.matchAll(/"((?:[^"\\\n]|\\.)*)"(\s*:)?/g)) {
    if (match[2]) continue;
    const raw = match[1]!;
    yield { value: raw.includes('\\') ? unescaped(raw) : raw, at: match.index + 1 };
  }
}

function unescaped(raw: string): string {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return raw;
  }
}

/** What follows a key or a dash on its line. */
function* yamlValues(text: string): Generator<{ value: string; at: number }> {
  for (const match of text.matchAll(/^[ \t]*(?:- +)?(?:["']?[\w.$ -]{1,100}["']?:[ \t]+)?(\S.*)$/gm)) {
    const value = match[1]!;
    if (value.startsWith('#')) continue;
    yield { value: value.replace(/^(["'])(.*)\1$/, '$2'), at: match.index + match[0].length - value.length };
  }
}
