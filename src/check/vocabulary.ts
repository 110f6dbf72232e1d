import { normaliseText } from '../facts/normalise.js';
import { stems, tokenise } from '../facts/tokens.js';

/** Role → words, as a lexicon file holds them. */
export type Lexicon = Record<string, string[]>;

/** Names of roles with their lexicon: `check-in/core`. */
export type RoleSet = ReadonlySet<string>;

/** All words of all lexicons in one index, so that a text is searched once whatever the number of rules. */
export interface Vocabulary {
  has(role: string): boolean;
  /** Roles whose Chinese words stand in a text; a word inside a longer negative word of its lexicon does not count. */
  ofText(text: string): RoleSet;
  /** Roles whose words are whole tokens, or runs of adjacent tokens, of an identifier or a path. */
  ofName(name: string): RoleSet;
  /** The words of a role, as its lexicon holds them; none where there is no such role. */
  wordsOf(role: string): readonly string[];
  /** All roles. */
  roles(): readonly string[];
}

interface Term {
  lexicon: string;
  role: string;
  negative: boolean;
}

/** A word found between two places. */
interface Hit extends Term {
  start: number;
  end: number;
}

/** Words with what they stand for, by the code of their first character. */
type Words = Map<number, Map<string, Term[]>>;

const NO_WORDS: ReadonlyMap<string, Term[]> = new Map();
const NEGATIVE = 'negative';
/** Words with anything beyond ASCII are looked for in texts, the others among the tokens of names. */
const FOR_TEXT = /[^ -~]/;
const NOTHING: RoleSet = new Set();
/** Distinct texts of one package; beyond this the memo starts anew. */
const MEMO = 100_000;

export function createVocabulary(lexicons: ReadonlyMap<string, Lexicon>): Vocabulary {
  const roles = new Map<string, readonly string[]>();
  const words: Words = new Map();
  const sequences = new Map<string, { tokens: string[]; term: Term }[]>();
  for (const [lexicon, content] of lexicons) {
    for (const [role, list] of Object.entries(content)) {
      roles.set(`${lexicon}/${role}`, list);
      const term: Term = { lexicon, role: `${lexicon}/${role}`, negative: role === NEGATIVE };
      for (const word of list) FOR_TEXT.test(word) ? addWord(words, normalised(word), term) : addSequence(sequences, word, term);
    }
  }
  return {
    has: (role) => roles.has(role),
    ofText: memoised((text) => rolesOf(wordHits(words, normalised(text)))),
    ofName: memoised((name) => rolesOf(tokenHits(sequences, tokenise(name)))),
    wordsOf: (role) => roles.get(role) ?? [],
    roles: () => [...roles.keys()],
  };
}

/** Several vocabularies as one; no two hold the same lexicon. */
export function joinVocabularies(parts: readonly Vocabulary[]): Vocabulary {
  if (parts.length === 1) return parts[0]!;
  const union = (sets: RoleSet[]): RoleSet => {
    const filled = sets.filter((set) => set.size > 0);
    return filled.length > 1 ? new Set(filled.flatMap((set) => [...set])) : (filled[0] ?? NOTHING);
  };
  return {
    has: (role) => parts.some((part) => part.has(role)),
    ofText: memoised((text) => union(parts.map((part) => part.ofText(text)))),
    ofName: memoised((name) => union(parts.map((part) => part.ofName(name)))),
    wordsOf: (role) => parts.find((part) => part.has(role))?.wordsOf(role) ?? [],
    roles: () => parts.flatMap((part) => part.roles()),
  };
}

function normalised(text: string): string {
  return normaliseText(text).toLowerCase();
}

function memoised(compute: (text: string) => RoleSet): (text: string) => RoleSet {
  const memo = new Map<string, RoleSet>();
  return (text) => {
    let known = memo.get(text);
    if (!known) {
      known = compute(text);
      if (memo.size >= MEMO) memo.clear();
      memo.set(text, known);
    }
    return known;
  };
}

function addWord(words: Words, word: string, term: Term): void {
  const first = words.get(word.charCodeAt(0)) ?? new Map<string, Term[]>();
  words.set(word.charCodeAt(0), first);
  first.set(word, [...(first.get(word) ?? []), term]);
}

/** Token runs by their first token; a pair is also known in its joined spelling (`checkin` for check + in). */
function addSequence(sequences: Map<string, { tokens: string[]; term: Term }[]>, word: string, term: Term): void {
  const tokens = tokenise(word);
  const spellings = tokens.length > 1 && tokens.join('').length >= 6 ? [tokens, [tokens.join('')]] : [tokens];
  for (const spelling of spellings) {
    const list = sequences.get(spelling[0]!) ?? [];
    sequences.set(spelling[0]!, list);
    list.push({ tokens: spelling, term });
  }
}

function wordHits(words: Words, text: string): Hit[] {
  const hits: Hit[] = [];
  for (let start = 0; start < text.length; start++) {
    for (const [word, terms] of words.get(text.charCodeAt(start)) ?? NO_WORDS)
      if (text.startsWith(word, start)) for (const term of terms) hits.push({ ...term, start, end: start + word.length });
  }
  return hits;
}

function tokenHits(sequences: Map<string, { tokens: string[]; term: Term }[]>, tokens: string[]): Hit[] {
  const hits: Hit[] = [];
  for (let start = 0; start < tokens.length; start++) {
    const token = tokens[start]!;
    for (const form of [token, ...stems(token)])
      for (const { tokens: word, term } of sequences.get(form) ?? [])
        if (standsAt(word, tokens, start)) hits.push({ ...term, start, end: start + word.length });
    // `qian_dao` for qiandao: two tokens that only a case or separator parted.
    const joined = token + (tokens[start + 1] ?? '');
    if (start + 1 < tokens.length && joined.length >= 6)
      for (const { tokens: word, term } of sequences.get(joined) ?? [])
        if (word.length === 1) hits.push({ ...term, start, end: start + 2 });
  }
  return hits;
}

function standsAt(word: string[], tokens: string[], start: number): boolean {
  return word.every((part, k) => {
    const token = tokens[start + k];
    return token !== undefined && (token === part || stems(token).includes(part));
  });
}

/** The longer negative word wins: 签到 in 签到领券 does not count where 签到领券 is negative. */
function rolesOf(hits: Hit[]): RoleSet {
  if (hits.length === 0) return NOTHING;
  const negatives = hits.filter((hit) => hit.negative);
  const covered = (hit: Hit): boolean =>
    !hit.negative &&
    negatives.some(
      (longer) =>
        longer.lexicon === hit.lexicon &&
        longer.start <= hit.start &&
        longer.end >= hit.end &&
        longer.end - longer.start > hit.end - hit.start,
    );
  return new Set(hits.filter((hit) => !covered(hit)).map((hit) => hit.role));
}
