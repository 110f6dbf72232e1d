import type { Fact, SecretFact } from '../../facts/types.js';
import type { Entry, Opened, Tree } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import { isShipped, ownerOf } from '../javascript/libraries/libraries.js';
import { lineIndex } from '../lines.js';
import { identityNumbers } from './identity-numbers.js';
import { PATTERNS, SECRECY } from './patterns.js';

const TEXT =
  /\.(?:[cm]?[jt]sx?|json5?|vue|nvue|ux|properties|conf|cfg|config|ini|ya?ml|env|txt|csv|sql|pem|key|html?|xml|bundle|lua)$|(?:^|\/)(?:\.env[\w.]*|id_rsa)$/i;
const CODE = /(?:^|\/)classes\d*\.dex$/;
/** Tools' own files, and projects' tests, are not the app. */
const LEFT_OUT = /(?:^|\/)(?:package-lock\.json|pnpm-lock\.yaml|yarn\.lock)$|\.map$/;
/** Largest file looked at, and all of them together: documents and data beyond are not read for this alone. */
const LARGEST = 8 << 20;
const ALL = 64 << 20;
/** Findings of one kind in one file: a list of keys is told once, not key by key. */
const MOST = 5;

/**
 * Secrets and marks of secrecy in the text files and the code of an app. Values are in no fact. Files that cannot be read are
 * told by opening, those over the size are not looked at.
 */
export function sensitiveFacts({ trees }: Pick<Opened, 'trees'>): Fact[] {
  let left = ALL;
  return trees.flatMap((tree) =>
    tree.entries.filter(isLookedAt(tree)).flatMap((entry) => {
      if (entry.size > Math.min(LARGEST, left)) return [];
      left -= entry.size;
      const bytes = readEntry(entry);
      return bytes ? factsOf(entry, bytes) : [];
    }),
  );
}

function isLookedAt(tree: Tree): (entry: Entry) => boolean {
  const isProject = tree.format === 'directory';
  return ({ name }) => (TEXT.test(name) && !LEFT_OUT.test(name) && (!isProject || isShipped(name))) || CODE.test(name);
}

function factsOf(entry: Entry, bytes: Buffer): Fact[] {
  const isCode = CODE.test(entry.name);
  const wanted = PATTERNS.filter(({ words }) => words.some((word) => bytes.includes(word)));
  const secrecy = bytes.includes('密★') || bytes.includes('密☆') || bytes.includes('内部资料') || bytes.includes('内部文件');
  const numbers = !isCode && /\d{17}[\dX]/.test(bytes.toString('latin1'));
  if (wanted.length === 0 && !secrecy && !numbers) return [];
  const text = bytes.toString(isCode ? 'latin1' : 'utf8');
  const lines = isCode ? undefined : lineIndex(text);
  const fact = (type: SecretFact['type'], detail: string, offset: number): Fact => ({
    kind: 'secret',
    type,
    detail,
    at: { path: entry.path, ...(lines ? lines.at(offset) : { offset }) },
    owner: ownerOf(entry.name) === 'third-party' ? 'third-party' : 'unknown',
    screens: [],
  });
  const people = numbers ? identityNumbers(text) : undefined;
  const mark = secrecy && !isCode ? SECRECY.exec(text) : null;
  return [
    ...wanted.flatMap(({ type, pattern, detail }) =>
      [...text.matchAll(pattern)]
        .flatMap((match) => {
          const what = detail(match);
          return what ? [fact(type, what, match.index)] : [];
        })
        .slice(0, MOST),
    ),
    ...(mark ? [fact('secrecy-mark', `标有“${mark[0].slice(0, 12)}”的内容`, mark.index)] : []),
    ...(people ? [fact('personal-data', `居民身份号码 ${people.count} 个（已遮盖）`, people.offset)] : []),
  ];
}
