import type { PackageInfo } from './package.js';

export type { Carrier, Certificate, PackageInfo, PackageSignature } from './package.js';

/**
 * Facts: what extraction says about a package and the only thing checking sees.
 *
 * A fact says one thing that is in the package, where it stands (`at`), whose code it stands in (`owner`) and which screens
 * reach it (`screens`: the contexts evidence is added up in). Facts know nothing of rules. The file written by
 * `jianfu extract` is one `FactsFile`; its `schemaVersion` changes when a kind or attribute changes meaning.
 */
export const FACTS_SCHEMA_VERSION = '1.0.0';

/** Whose code a fact stands in. Facts of third-party code are inventory; they never count alone. */
export type Owner = 'own' | 'third-party' | 'unknown';

/** Where a reviewer finds a fact again with a ZIP tool and an editor. */
export interface At {
  /** `app.apk!assets/x.js`, `outer.zip!inner.rpk!app.js`; in a project folder the path below it. Always with `/`. */
  path: string;
  /** 1-based; absent for binary entries. */
  line?: number;
  /** 1-based, in UTF-16 units. */
  column?: number;
  /** Byte offset for binary entries, character offset for one-line scripts (where a line number says nothing). */
  offset?: number;
  /** In a bundle: the script or template as the bundle calls it, `pages/sign/sign.js`; only where that is a name, not a number. */
  module?: string;
  /** For dex: `cn.example.grid.ReportActivity`. */
  class?: string;
  /** For dex: `submit(Landroid/view/View;)V`; for scripts the function's name. */
  method?: string;
}

interface FactBase {
  at: At;
  owner: Owner;
  /** Ids of the screens (`ScreenFact.id`) that reach this fact, sorted. Empty: no screen was seen to reach it. */
  screens: string[];
  /** The source around it, at most 80 characters, personal data and secrets masked. */
  excerpt?: string;
  /** A handler of a visible element leads here (evidence tier T4). */
  linked?: boolean;
  /** In code of a source project that nothing imports or calls: inventory, no feature. */
  unused?: boolean;
}

export type Reachable = 'yes' | 'no' | 'unknown';

/** A page, route, Activity or Fragment. */
export interface ScreenFact extends FactBase {
  kind: 'screen';
  /** Route (`pages/sign/index`) or class name; unique in the package. */
  id: string;
  title?: string;
  /** What its bar shows for want of a title of its own: the app's. It names the page to a reader and is no evidence of what it is about. */
  barTitle?: string;
  /** From the entry page, tab bar, launcher, a menu or a navigation call. */
  reachable: Reachable;
  /** Ids of the screens that lead here, sorted; `app` stands for tab bar or launcher. */
  from: string[];
  /** Declared in the configuration. An unregistered page is leftover code, not a feature. */
  registered: boolean;
}

/** Where on the screen a person sees a text. `code`: a literal in code whose way to the screen was not seen. */
export type TextPosition =
  | 'app-name'
  | 'page-title'
  | 'tab'
  | 'menu'
  | 'button'
  | 'label'
  | 'placeholder'
  | 'toast'
  | 'dialog'
  | 'list'
  | 'option'
  | 'article'
  | 'data'
  | 'code'
  | 'unknown';

/** Words a person can see. Bound parts stand as `{expression}`: `已连续签到{days}天`. */
export interface TextFact extends FactBase {
  kind: 'text';
  value: string;
  position: TextPosition;
  /** What happens on a tap: a handler function, a navigation, a platform button (`open-type`), or nothing that was seen. */
  action?: 'handler' | 'navigate' | 'platform' | 'none';
  /** Handler name, navigation target or open-type that belongs to `action`. */
  target?: string;
}

/** An endpoint that is called. */
export interface RequestFact extends FactBase {
  kind: 'request';
  /** `GET`, `POST` …; absent where it could not be folded. */
  method?: string;
  /** Path or URL with constants folded; unknown parts stand as `{}`: `{}/api/checkin`. Cloud: function or collection name. */
  path: string;
  /** Names of parameters and body keys, sorted. */
  params: string[];
  /** The call that sends it: `wx.request`, `cloud.callFunction`, `cloud.database`, `okhttp`, `retrofit` … */
  via: string;
  /** What the body is known to hold. */
  sends: Subject[];
  /** What names the host, where the path is a whole address. */
  host?: HostKind;
}

/**
 * What names the host of an address: a public name; a name of an inner network (`.local`, `.corp`, no dot); an IPv4 address,
 * public, of a private range (RFC 1918) or the device's own; an IPv6 address.
 */
export type HostKind = 'name' | 'inner-name' | 'ipv4' | 'inner-ipv4' | 'loopback' | 'ipv6';

export type ApiFamily =
  | 'location'
  | 'background-location'
  | 'choose-location'
  | 'camera'
  | 'media-pick'
  | 'upload'
  | 'scan'
  | 'face'
  | 'pay'
  | 'ad'
  | 'share'
  | 'step'
  | 'watermark'
  | 'nearby'
  | 'map'
  | 'notify'
  | 'feedback'
  | 'navigate'
  | 'open-other-app'
  | 'web-view'
  | 'install'
  | 'storage'
  | 'timer'
  | 'record-audio'
  | 'live'
  | 'usage-stats'
  | 'privacy';

/** A platform or SDK call, or a platform element such as `<camera>` or `<ad>`. */
export interface ApiFact extends FactBase {
  kind: 'api';
  /** As the developer writes it: `wx.chooseImage`, `android.location.LocationManager.requestLocationUpdates`, `<web-view>`. */
  name: string;
  family: ApiFamily;
  /** Constant arguments worth showing, such as `sourceType: camera`. */
  detail?: string;
}

/** A name in code, split into lower-case tokens by case, digits and separators. */
export interface IdentifierFact extends FactBase {
  kind: 'identifier';
  value: string;
  tokens: string[];
  /** `numbered`: a member of rows that show which place they have, `1 张三 98`. */
  role: 'class' | 'method' | 'field' | 'component' | 'route' | 'handler' | 'binding' | 'collection' | 'numbered';
}

/** What a gate tests, a request sends or a timing measures. */
export type Subject =
  | 'photo'
  | 'video'
  | 'audio'
  | 'file'
  | 'location'
  | 'track'
  | 'distance'
  | 'duration'
  | 'count'
  | 'text'
  | 'login'
  | 'permission'
  | 'score'
  | 'phone'
  | 'consent'
  | 'face'
  | 'scan'
  | 'other';

/** A submit path that tests something and stops, usually with a message. */
export interface GateFact extends FactBase {
  kind: 'gate';
  subject: Subject;
  /** `empty` a presence test, `min-count` a lower bound, `range` distance or time bound, `required-rule` a declared form rule, `disabled` a disabled button, `callback` only inside a success callback. */
  shape: 'empty' | 'min-count' | 'range' | 'required-rule' | 'disabled' | 'callback' | 'flag';
  message?: string;
  /** What cannot be reached without passing: a request path, an upload call, a function name. */
  guards?: string;
  /** A submit button that does nothing and says nothing; not set of helpers that only upload, whose callers go on. */
  silent?: true;
}

/** Time measured between lifecycle events, or a heartbeat. */
export interface TimingFact extends FactBase {
  kind: 'timing';
  /** `play-position`: how far a player has got, sent so that one may go on there; no time of a person by itself. */
  shape: 'lifecycle-pair' | 'heartbeat' | 'play-pause' | 'interval-count' | 'play-position';
  /** Events or interval: `onShow→onHide`, `30000 ms`. */
  pair: string;
  /** Where the measured value goes. */
  reaches: 'request' | 'storage' | 'display' | 'none' | 'unknown';
  /** Path, key or function it reaches, and parameter name. */
  target?: string;
}

export interface PermissionFact extends FactBase {
  kind: 'permission';
  name: string;
}

export interface ComponentFact extends FactBase {
  kind: 'component';
  name: string;
  type: 'activity' | 'service' | 'receiver' | 'provider' | 'application' | 'element' | 'plugin';
  exported?: boolean;
  /** It asks a permission of whoever calls it. */
  guarded?: boolean;
  /** The desktop opens it. */
  launcher?: boolean;
}

export interface SdkFact extends FactBase {
  kind: 'sdk';
  name: string;
  /** `pay`, `ad`, `analytics`, `location`, `push`, `ui`, `runtime` … */
  category: string;
  /** Known where a file of it was told by its content; the first version that has the file as it is. */
  version?: string;
  /** Own code calls it; `false`: present only. */
  called: boolean | 'unknown';
}

/** A configuration switch: `usesCleartextTraffic=true`, `requiredBackgroundModes=location`. */
export interface FlagFact extends FactBase {
  kind: 'flag';
  name: string;
  value: string;
}

export interface UrlFact extends FactBase {
  kind: 'url';
  /** Inner addresses and credentials masked. */
  value: string;
  /** Absent where it is folded from parts that are not known. */
  host?: HostKind;
}

/** Something that must not lie in a package. Its value is nowhere in the facts: the excerpt is masked. */
export interface SecretFact extends FactBase {
  kind: 'secret';
  /**
   * A private key; the key of a cloud service; a password in an address, of a database, or beside a user name; a mark of secrecy
   * on a document; a list of personal data.
   */
  type:
    | 'private-key'
    | 'access-key'
    | 'service-password'
    | 'database-password'
    | 'account-password'
    | 'secrecy-mark'
    | 'personal-data';
  /** In one line, masked: `阿里云 AccessKey LTAI…`. */
  detail: string;
}

/** A count worth a rule: `inputs` on a screen, `required-inputs`, `attachment-inputs`; a version: `minSdk`, `targetSdk`. */
export interface NumberFact extends FactBase {
  kind: 'number';
  name: string;
  value: number;
}

export type LimitReason =
  | 'packed'
  | 'encrypted'
  | 'remote-content'
  | 'missing-subpackage'
  | 'compiled-runtime'
  | 'parse-failed'
  | 'budget'
  | 'unreadable'
  | 'unsupported'
  | 'no-code'
  | 'debug-build'
  | 'dynamic-code';

/** Which parts of the package a limit hides: a rule asks for the parts it needs. */
export type Part = 'code' | 'screens' | 'texts' | 'config' | 'resources';

/** Something that could not be read. It turns "not found" into "undetermined" for rules that need the hidden parts. */
export interface LimitFact extends FactBase {
  kind: 'limit';
  reason: LimitReason;
  hides: Part[];
  /** A sentence in Chinese that says what was not read and what to hand in instead. */
  detail: string;
  /** How much of the part is hidden, 0…1; absent where unknown. Limits below a rule's tolerance do not blind it. */
  share?: number;
}

/** An oddity that a normal tool-chain never produces. */
export interface TamperFact extends FactBase {
  kind: 'tamper';
  /** Stable kebab-case name: `duplicate-name`, `unknown-compression-method`, `encryption-bit` … */
  trick: string;
  detail: string;
}

export type Fact =
  | ScreenFact
  | TextFact
  | RequestFact
  | ApiFact
  | IdentifierFact
  | GateFact
  | TimingFact
  | PermissionFact
  | ComponentFact
  | SdkFact
  | FlagFact
  | UrlFact
  | SecretFact
  | NumberFact
  | LimitFact
  | TamperFact;

export type FactKind = Fact['kind'];
export type FactOf<K extends FactKind> = Extract<Fact, { kind: K }>;

/** How much was there and how much was read; every count is of files or items of the app's own code unless it says otherwise. */
export interface Coverage {
  entries: number;
  scripts: { total: number; parsed: number; failed: number; thirdParty: number };
  templates: { total: number; parsed: number; failed: number };
  dex: { files: number; classes: number; ownClasses: number; methodsRead: number };
  screens: { total: number; reachable: number };
  texts: number;
  requests: number;
  bytesInflated: number;
}

/** What `jianfu extract` writes and `jianfu check` reads. */
export interface FactsFile {
  schemaVersion: string;
  tool: { name: 'jianfu'; version: string };
  package: PackageInfo;
  coverage: Coverage;
  /** Sorted: kind, path, position. */
  facts: Fact[];
}
