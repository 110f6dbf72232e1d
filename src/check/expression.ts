/** What a rule's elements are made of: conditions on single facts, and how they are joined. */
import type {
  ApiFamily,
  ComponentFact,
  GateFact,
  HostKind,
  IdentifierFact,
  Part,
  SecretFact,
  Subject,
  TextFact,
  TimingFact,
} from '../facts/types.js';
import type { DeclaredValue } from './declared-values.js';

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
  host?: Many<HostKind>;
  /** Regular expression over the path, as in texts. */
  pattern?: string;
  /** Words in the field a database query is sorted by (parameter `sort:field`). */
  sort?: Roles;
}

export interface ApiMatcher extends Common {
  family?: Many<ApiFamily>;
  name?: Many<string>;
  detail?: string;
}

export interface GateMatcher extends Common {
  silent?: boolean;
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
  /** Opened by launcher or tab bar: what a person sees without looking for it. */
  entry?: boolean;
}

/** The values of all facts of that name in the context, added up, or each by itself: versions are no counts. */
export interface NumberMatcher extends Common {
  name: string;
  min?: number;
  max?: number;
  each?: boolean;
}

export interface NameMatcher extends Common {
  name?: Many<string>;
  value?: Many<string>;
  /** Regular expression over the value, as in texts; of a permission over its name. */
  pattern?: string;
}

export interface ComponentMatcher extends Common {
  name?: Many<string>;
  type?: Many<ComponentFact['type']>;
  exported?: boolean;
  /** A permission is asked of whoever calls it. */
  guarded?: boolean;
  launcher?: boolean;
}

/** An address in a text or of a request. */
export interface UrlMatcher extends Common {
  /** What names the host. */
  host?: Many<HostKind>;
  /** Regular expression over the address, as in texts. */
  pattern?: string;
}

export interface SecretMatcher extends Common {
  type?: Many<SecretFact['type']>;
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
  component?: ComponentMatcher;
  sdk?: SdkMatcher;
  url?: UrlMatcher;
  secret?: SecretMatcher;
}

/** A text in which something the applicant declares stands as it is; holds nowhere without a declaration. */
export interface DeclaredMatcher {
  value: Many<DeclaredValue>;
  position?: Many<string>;
  /** Longest text that counts: 40 unless given. */
  maxLength?: number;
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
  declared?: DeclaredMatcher;
  /** Enough of these parts was read to say that something is not there: goes with `not`. */
  covered?: Many<Part>;
}
