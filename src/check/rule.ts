import type { FactStore } from '../facts/store.js';
import type { Fact, FactKind, LimitReason, Part } from '../facts/types.js';
import type { Aim, ItemKind, Tier, Verdict } from '../result.js';
import type { DeclaredValue } from './declared-values.js';
import type { Expression } from './expression.js';
import type { Vocabulary } from './vocabulary.js';

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
  /** Every screen is a context (the default), or the package is one: notes on the whole sample. */
  scope?: 'screens' | 'package';
  /** Tier of evidence that proves; `T3` unless given. `T1` where the words on the screen are the very thing asked for. */
  proof?: Tier;
  /** The most a machine may say, whatever evidence there is. */
  ceiling?: Verdict;
  /** What no file can show about this item, as a sentence; a rule with a ceiling says it. */
  unseen?: string;
  /** Declarations that put the sample outside this item; only where nothing was found. */
  notApplicable?: { declared: DeclaredValue; is: string[]; reason: string }[];
  /** Parts that must have been visible before an absence may be stated. */
  needs: Part[];
  /** Share of a needed part that may be hidden; 0.05 unless given. */
  tolerance?: number;
  advice: string;
  /** What becomes of the function once it is mended; it is removed unless given. */
  aim?: Aim;
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
  /** What the applicant declares of it. */
  declaration?: Record<string, unknown>;
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
  /** The coverage gates of its pack. */
  gates: readonly Gate[];
  /** Finds the evidence of a rule written in code. */
  code?: FindEvidence;
}

/** Runs a code rule over all contexts: the facts of an element in a screen, or outside all of them. @throws Error saying why not */
export type FindEvidence = (store: FactStore) => (screen: string | undefined, element: string) => Fact[] | undefined;

/** A limitation rule: where what these limits hide reaches the tolerance, an absence can no longer be stated. */
export interface Gate {
  /** `G1` … */
  id: string;
  title: string;
  reasons: LimitReason[];
  /** Share of a needed part; at 0 any hidden part closes the gate. */
  tolerance: number;
  /** Parts it hides beyond those the limit names itself. */
  hides?: Part[];
}

export interface RulePack {
  id: string;
  /** Folder or file it was loaded from. */
  source: string;
  version: string;
  title: string;
  /** The item that says where the applicant's declaration and the package differ, in packs that ask for one. */
  declarationItem?: { id: string; clause: string; title: string; advice: string };
  /** Words on a screen that make it look meant for grass-roots units (Art. 8). */
  grassroots: readonly string[];
  /** Who is managed by reference only, as declared: what is found says so. */
  byReference?: { declared: DeclaredValue; is: string[]; note: string };
  /** Limitation rules, in their order. */
  gates: readonly Gate[];
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
