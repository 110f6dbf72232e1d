import type { FactStore } from '../facts/store.js';
import type { ApiFamily, Fact, FactKind, GateFact, IdentifierFact, Part, Subject, TextFact, TimingFact } from '../facts/types.js';
import type { ItemKind, Verdict } from '../result.js';
import type { Vocabulary } from './vocabulary.js';

/** One or several. */
export type Many<T> = T | T[];

/** Names of word roles: `core` of the rule's own lexicon, `force/strong` of another one. */
export type Roles = Many<string>;

/** What every matcher of a single fact may ask. */
interface Common {
  /** `own` (the default: own and unknown code) or `any`: third-party code too. */
  owner?: 'own' | 'any';
  /** A handler of a visible element leads here. */
  linked?: boolean;
}

export interface TextMatcher extends Common {
  words?: Roles;
  /** Texts with these words do not count. */
  exclude?: Roles;
  /** Positions or groups of them (`POSITION_GROUPS`); `ui` unless given. */
  position?: Many<string>;
  action?: Many<NonNullable<TextFact['action']>>;
  /** Regular expression over the normalised text; no look-around, no back-references, no nested repetition. */
  pattern?: string;
  /** Longest text that counts: 40 unless given, since longer ones are content, not controls. */
  maxLength?: number;
}

export interface RequestMatcher extends Common {
  /** Words in the path. */
  words?: Roles;
  exclude?: Roles;
  /** Words in parameter names. */
  params?: Roles;
  method?: Many<string>;
  via?: Many<string>;
  sends?: Many<Subject>;
  /** Words in the field a database query is sorted by (parameter `sort:field`). */
  sort?: Roles;
}

export interface ApiMatcher extends Common {
  family?: Many<ApiFamily>;
  name?: Many<string>;
  detail?: string;
}

export interface GateMatcher extends Common {
  subject?: Many<Subject>;
  shape?: Many<GateFact['shape']>;
  /** Words in the message. */
  message?: Roles;
  /** Words in what it guards. */
  guards?: Roles;
  exclude?: Roles;
}

export interface TimingMatcher extends Common {
  shape?: Many<TimingFact['shape']>;
  reaches?: Many<TimingFact['reaches']>;
  /** Words in where the value goes. */
  target?: Roles;
  exclude?: Roles;
}

export interface IdentifierMatcher extends Common {
  words: Roles;
  exclude?: Roles;
  role?: Many<IdentifierFact['role']>;
}

export interface ScreenMatcher extends Common {
  title?: Roles;
  route?: Roles;
  exclude?: Roles;
}

/** The values of all facts of that name in the context, added up. */
export interface NumberMatcher extends Common {
  name: string;
  min?: number;
  max?: number;
}

export interface NameMatcher extends Common {
  name?: Many<string>;
  value?: Many<string>;
}

export interface SdkMatcher extends Common {
  name?: Many<string>;
  category?: Many<string>;
  called?: boolean;
}

/** Matchers of one fact, by the kind of fact they look at. */
export interface Leaves {
  text?: TextMatcher;
  request?: RequestMatcher;
  api?: ApiMatcher;
  gate?: GateMatcher;
  timing?: TimingMatcher;
  identifier?: IdentifierMatcher;
  screen?: ScreenMatcher;
  number?: NumberMatcher;
  flag?: NameMatcher;
  permission?: NameMatcher;
  component?: NameMatcher;
  sdk?: SdkMatcher;
}

/** All keys of one object must hold. */
export interface Expression extends Leaves {
  any?: Expression[];
  all?: Expression[];
  not?: Expression;
  /** How many of `of` must hold. */
  atLeast?: number;
  of?: Expression[];
  /** Another element of this rule, named before. */
  element?: string;
  /** Looked for in this screen and the screens it leads to. */
  flow?: Expression;
  /** Looked for in the whole package. */
  package?: Expression;
}

/** A part of the clause: 功能, 强制性, 对象 … */
export interface Element extends Expression {
  title: string;
  /** A person has to judge it where no evidence was found; no file can prove it. */
  review?: boolean;
  /** Printed as a clue; no verdict speaks of it. */
  clue?: boolean;
}

export interface Rule {
  id: string;
  clause: string;
  kind: ItemKind;
  title: string;
  /** File in `rules/lexicon` whose roles are named without a prefix. */
  lexicon: string;
  elements: Record<string, Element>;
  /** Verdict → expression over element ids. */
  verdict: Partial<Record<Verdict, string>>;
  /** What facts outside all screens are worth: `suspected` at most, or a `clue` only. */
  outsideScreens?: 'suspected' | 'clue';
  /** Parts that must have been visible before an absence may be stated. */
  needs: Part[];
  /** Share of a needed part that may be hidden; 0.05 unless given. */
  tolerance?: number;
  advice: string;
  questions?: string[];
  /** Words of this rule that are negative words of another, with the reason why both are right. */
  disputed?: Record<string, string>;
}

export interface Example {
  name: string;
  /** Facts; what is left out (place, owner, screen …) is filled in. */
  facts?: (Record<string, unknown> & { kind: FactKind })[];
  /** Files of a small project. */
  project?: Record<string, string>;
  expect: { verdict?: Verdict; elements?: string[]; notElements?: string[] };
}

/** A verdict and when it holds, strongest first. */
export interface CompiledVerdict {
  verdict: Verdict;
  holds: (element: (id: string) => boolean) => boolean;
}

export interface LoadedRule extends Rule {
  /** Folder or file it was loaded from. */
  source: string;
  examples: Example[];
  /** Text of its README.md. */
  page: string;
  vocabulary: Vocabulary;
  verdicts: CompiledVerdict[];
  /** Elements the verdicts speak of. */
  deciding: ReadonlySet<string>;
  /** Finds the evidence of a rule written in code. */
  code?: FindEvidence;
}

/** Runs a code rule over all contexts: the facts of an element in a screen, or outside all of them. @throws Error saying why not */
export type FindEvidence = (store: FactStore) => (screen: string | undefined, element: string) => Fact[] | undefined;

export interface RulePack {
  id: string;
  /** Folder or file it was loaded from. */
  source: string;
  version: string;
  title: string;
  /** The item that says where the applicant's declaration and the package differ, in packs that ask for one. */
  declarationItem?: { id: string; clause: string; title: string; advice: string };
  /** SHA-256 over the pack's files and the lexicons. */
  digest: string;
  rules: LoadedRule[];
}

/** Verdicts of each kind, strongest first; the last says that nothing was there. */
export const STRENGTH: Record<ItemKind, readonly Verdict[]> = {
  prohibition: ['found', 'suspected', 'not-found'],
  duty: ['present', 'likely-present', 'absent'],
  note: ['note', 'none'],
};

/** The verdict that says nothing was there. */
export function nothingOf(kind: ItemKind): Verdict {
  return STRENGTH[kind].at(-1)!;
}
