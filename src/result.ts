/** The result document (design §5): computed once by checking, rendered by every report writer. */
import type {
  At,
  Coverage,
  FactKind,
  GateFact,
  LimitFact,
  PackageInfo,
  Subject,
  TamperFact,
  TextPosition,
  TimingFact,
} from './facts/types.js';

export const RESULT_SCHEMA_VERSION = '1.0.0';

export type ProhibitionVerdict = 'found' | 'suspected' | 'not-found' | 'undetermined' | 'not-applicable';
export type DutyVerdict = 'present' | 'likely-present' | 'absent' | 'undetermined' | 'not-applicable';
export type NoteVerdict = 'note' | 'none' | 'not-applicable';
export type Verdict = ProhibitionVerdict | DutyVerdict | NoteVerdict;

export type ItemKind = 'prohibition' | 'duty' | 'note';

/** T0 word in a string · T1 word in a visible position · T2 screen + word · T3 screen + API, endpoint, permission · T4 linked flow. */
export type Tier = 'T0' | 'T1' | 'T2' | 'T3' | 'T4';

export interface ElementResult {
  id: string;
  /** `功能`, `强制性` … */
  title: string;
  status: 'evidenced' | 'not-evidenced' | 'review';
}

/** One fact that carries an element of an item. */
export interface Evidence {
  element: string;
  kind: FactKind;
  tier: Tier;
  at: At;
  /** The fact in one line: the words, the endpoint, the API, the gate's message. */
  what: string;
  /** Where `what` says more than that: the words without quotes, the endpoint without what sends it, the screen's id. */
  name?: string;
  excerpt?: string;
  owner: 'own' | 'third-party' | 'unknown';
  linked?: boolean;
  /** Of a text: where on the screen it is seen. */
  position?: TextPosition;
  /** Of a gate: what it asks for. */
  subject?: Subject;
  /** Of a gate: how it stops a person, what it says and what is not done. */
  gate?: Pick<GateFact, 'shape' | 'message' | 'guards'>;
  /** What is timed, and where the time goes. */
  timing?: Pick<TimingFact, 'pair' | 'reaches' | 'target'>;
}

/** The two parts of a finding's fingerprint. */
export function fingerprintParts(print: string): { place: string; words: string } {
  const [place = '', words = ''] = print.split('-', 2);
  return { place, words };
}

/** One screen in which elements of an item were found. */
export interface ContextResult {
  /** Screen id, or `package` for evidence outside any screen. */
  screen: string;
  title?: string;
  reachable: 'yes' | 'no' | 'unknown';
  verdict: Verdict;
  elements: ElementResult[];
  evidence: Evidence[];
  /** Names the finding over versions of the app: `place-words`, either of which is enough to know it again. */
  fingerprint: string;
  /** What the screen shows, in order, for a sketch of it; only where the context carries a verdict. */
  shows?: ShownText[];
  /** A special scene the applicant declares for it. The finding stays; whether the exemption holds is for a person to say. */
  declared?: DeclaredScene;
  /** Known and decided on: it stays in the report and does not count for `--fail-on`. */
  suppression?: Omit<Suppression, 'rule' | 'fingerprint'>;
  /** What reviewers answered. */
  reviews?: ReviewAnswer[];
}

export interface ShownText {
  position: TextPosition;
  text: string;
  /** It is evidence. */
  marked?: boolean;
}

export interface DeclaredScene {
  function: string;
  ground: 'security' | 'emergency' | 'central-or-provincial' | 'other';
  /** Document, number and clause. */
  basis: string;
  /** What the declaration leaves out; empty where it is formally complete. */
  missing: string[];
}

export interface ReviewAnswer {
  /** Whether it answers the finding or the declared special scene. */
  about: 'finding' | 'scene';
  answer: '成立' | '不成立' | '需补充';
  by: string;
  on: string;
  reason: string;
}

/**
 * What mending a finding comes to: the function goes, or stops measuring; it stays and nobody has to; it stays where it is
 * justified; it stays without a score.
 */
export type Aim = 'remove' | 'stop' | 'optional' | 'justify' | 'decouple';

export interface Item {
  rule: string;
  /** `第十四条第（二）项` */
  clause: string;
  title: string;
  kind: ItemKind;
  verdict: Verdict;
  /** Why this verdict, in one Chinese sentence (for undetermined: which limit). */
  reason: string;
  /** A note that says nothing although not all that it looks at was read. */
  partly?: true;
  elements: ElementResult[];
  /** Screens that give the verdict, strongest first; behind them clues, with `not-found` or its like, for elements that only those show. */
  contexts: ContextResult[];
  /** What to do, from the rule. */
  advice: string;
  /** What becomes of the function once it is mended, from the rule; removed unless given. */
  aim?: Aim;
  /** Open questions for the unit or a reviewer. */
  questions: string[];
  /** The verdict of what is not suppressed; absent where nothing is. */
  unsuppressed?: Verdict;
  /** Answers to the item as a whole. */
  reviews?: ReviewAnswer[];
}

export interface Inventory {
  /** `from`: the screens that lead here, `app` for launcher or tab bar. */
  screens: {
    id: string;
    title?: string;
    reachable: string;
    from: string[];
    /** Words that make it look meant for grass-roots units: for the applicant to confirm (Art. 8). */
    grassroots?: string[];
  }[];
  permissions: {
    name: string;
    /** The app's own calls that need it, a few of them; absent where it is not known what needs it. */
    usedBy?: { what: string; at: At }[];
    /** How many such calls there are. */
    uses?: number;
  }[];
  sdks: { name: string; category: string; version?: string; called: boolean | 'unknown' }[];
  endpoints: { method?: string; path: string; via: string }[];
  /** Endpoints by host and first part of the path, and the screens that ask them. */
  endpointGroups?: { group: string; endpoints: number; screens: string[] }[];
}

export interface RulePackInfo {
  id: string;
  version: string;
  /** SHA-256 over the pack's files. */
  digest: string;
}

export interface Limit {
  reason: LimitFact['reason'];
  hides: LimitFact['hides'];
  detail: string;
  at: At;
  share?: number;
}

export interface Tampering {
  trick: TamperFact['trick'];
  detail: string;
  at: At;
}

/** One entry of `suppressions.yaml`: a finding that is known, decided on by a named person and for a time. */
export interface Suppression {
  rule: string;
  /** As the result gives it for a screen. */
  fingerprint: string;
  reason: string;
  /** 依据 */
  basis: string;
  approver: string;
  /** Last day it holds: `2026-12-31`. */
  expires: string;
}

/** An entry and what became of it. */
export type SuppressionResult = Suppression & { state: 'applied' | 'expired' | 'unused' };

/** One entry of `review.yaml`: what a person answered. The tool copies it and never makes one. */
export interface Review extends Omit<ReviewAnswer, 'about'> {
  rule: string;
  /** Of the screen it speaks of; without it the answer is for the whole item. */
  fingerprint?: string;
  /** The finding unless given. */
  about?: ReviewAnswer['about'];
}

/** An entry; `unused` where what it answers is not in this result. */
export type ReviewResult = Review & { state: 'applied' | 'unused' };

export interface ResultDocument {
  schemaVersion: string;
  tool: { name: 'jianfu'; version: string; packs: RulePackInfo[] };
  package: PackageInfo;
  coverage: Coverage;
  limits: Limit[];
  tampering: Tampering[];
  items: Item[];
  inventory: Inventory;
  /** What the applicant declared, as it stands in the file; null without one. */
  declaration: null | Record<string, unknown>;
  suppressions: SuppressionResult[];
  reviews: ReviewResult[];
  /** Digests of the package, this body and the rule packs in one line (`report/seal.ts`); put in when it is written. */
  seal?: string;
  /** Clocks, host and timings: the only part that may differ between two runs on one input. */
  run: { startedAt: string; durationMs: number; host: { node: string; platform: string }; timings: Record<string, number> };
}
