/** Every word the reports say on their own account, in both languages. Words of rules and packages are never translated. */
import type { Carrier, FactKind, LimitReason, Part, TextPosition } from '../facts/types.js';
import type {
  ContextResult,
  DeclaredScene,
  ElementResult,
  Evidence,
  ItemKind,
  ReviewAnswer,
  ReviewResult,
  SuppressionResult,
  Verdict,
} from '../result.js';

export type Lang = 'zh' | 'en';

export interface Messages {
  verdict: Record<Verdict, string>;
  status: Record<ElementResult['status'], string>;
  kind: Record<ItemKind, string>;
  reachable: Record<'yes' | 'no' | 'unknown', string>;
  evidence: Record<FactKind, string>;
  /** A text by where it is seen; stands in place of `evidence.text` where the position is known. */
  position: Record<TextPosition, string>;
  owner: Record<'own' | 'third-party' | 'unknown', string>;
  carrier: Record<Carrier, string>;
  limit: Record<LimitReason, string>;
  /** What to hand in so that the hidden part can be read. */
  handIn: Record<LimitReason, string>;
  /** What runs the app: the carrier itself (`native`), a runtime inside it. A name that is not here stands for itself. */
  host: Partial<Record<string, string>>;
  part: Record<Part, string>;
  figures: Record<'entries' | 'scripts' | 'templates' | 'screens' | 'texts' | 'requests' | 'classes' | 'bytes', string>;
  mark: Record<'colon' | 'semicolon' | 'comma' | 'list' | 'open' | 'close', string>;
  label: Labels;
  say: Sentences;
}

interface Labels {
  title: string;
  name: string;
  unnamed: string;
  id: string;
  version: string;
  carrier: string;
  hosts: string;
  file: string;
  size: string;
  signature: string;
  unsigned: string;
  platform: string;
  packs: string;
  results: string;
  clause: string;
  item: string;
  verdict: string;
  count: string;
  coverage: string;
  limits: string;
  tampering: string;
  findings: string;
  elements: string;
  evidence: string;
  excerpt: string;
  advice: string;
  questions: string;
  reason: string;
  screen: string;
  wholePackage: string;
  inventory: string;
  screens: string;
  permissions: string;
  sdks: string;
  endpoints: string;
  endpointGroups: string;
  grassroots: string;
  usedBy: string;
  notUsed: string;
  statement: string;
  declaration: string;
  notInspected: string;
  affects: string;
  affectsNone: string;
  handIn: string;
  places: string;
  hidden: string;
  draft: string;
  sample: string;
  clue: string;
  papers: string;
  notes: string;
  same: string;
  linked: string;
}

/** What of a piece of evidence goes into its line. */
export type Told = Pick<Evidence, 'what' | 'name' | 'kind' | 'gate' | 'timing'>;

interface Sentences {
  /** A piece of evidence in one line. */
  fact: (evidence: Told) => string;
  /** Behind a note that says nothing of what was not read. */
  partly: string;
  /** Behind the verdict of an item all of whose findings are declared special scenes. */
  declaredVerdict: string;
  /** Behind the verdict of an item that is suppressed in part or whole, with what is left. */
  suppressedVerdict: (left: string) => string;
  declared: (scene: DeclaredScene) => string;
  suppressed: (entry: NonNullable<ContextResult['suppression']>) => string;
  reviewed: (answer: ReviewAnswer) => string;
  suppressionState: (entry: SuppressionResult) => string;
  unusedReview: (entry: ReviewResult) => string;
  tally: (verdict: string, count: number) => string;
  more: (count: number, what: 'places' | 'evidence' | 'screens' | 'rows') => string;
  failed: (count: number) => string;
  everyItem: (count: number) => string;
  /** How many calls of the app use a permission. */
  uses: (count: number) => string;
  standing: [string, string];
  exits: string;
  undetermined: string;
}
