/**
 * The tree of entries that opening gives and extraction walks. Extraction knows these types and nothing else of this stage.
 * Nothing is inflated before `read()` is called; a package inside a package is entered on demand.
 */
import type { LimitReason, Part } from '../facts/types.js';

/** One file inside a container. */
export interface Entry {
  /** Name in its container, `/`-separated, without a leading `/`. It is data: never used as a path on this machine. */
  readonly name: string;
  /** How a reviewer names it: `app.apk!assets/x.js`; inside a project folder the name alone. */
  readonly path: string;
  /** Uncompressed size in bytes as the container claims it; real only after `read()`. */
  readonly size: number;
  /**
   * The bytes, inflated once and kept while the input's cache (192 MB, last used first) holds them.
   * @throws EntryError when the bytes cannot be had (corrupt, truncated, over budget); the limit is already recorded.
   */
  read(): Buffer;
  /** The first bytes, up to 1024 and enough for a magic number; not inflated further, not counted, never throws. */
  peek(): Buffer;
}

export type ContainerFormat = 'zip' | 'wxapkg' | 'tar' | 'directory' | 'file';

export interface Tree {
  readonly format: ContainerFormat;
  /** `''` for a project folder, `app.apk` for a package, `outer.zip!inner.rpk` for a nested one. */
  readonly path: string;
  /** In container order; a name that occurs twice is here once, as the platform reads it, and in `tamper`. */
  readonly entries: readonly Entry[];
  /** Exact, case-sensitive look-up. */
  find(name: string): Entry | undefined;
  /** Opens an entry that is itself a container; undefined when its bytes are none. Depth and budgets are shared. */
  enter(entry: Entry): Tree | undefined;
  /**
   * The parts of a ZIP around its APK or RPK signing block: the block with size fields and magic, what stands in front of it,
   * the central directory, the end record.
   */
  readonly signing?: { block: Buffer; contents: Buffer; directory: Buffer; end: Buffer };
}

export class EntryError extends Error {}

/** A limit or oddity met while opening; extraction turns it into a fact. */
export interface OpenLimit {
  reason: LimitReason;
  path: string;
  hides: Part[];
  detail: string;
  share?: number;
}

export interface OpenTamper {
  trick: string;
  path: string;
  detail: string;
}

/** What identification says the input is, by its bytes. */
export type PackageFormat =
  | 'apk'
  | 'aab'
  | 'apks'
  | 'wxapkg'
  | 'rpk'
  | 'rpks'
  | 'amr'
  | 'wgt'
  | 'hap'
  | 'harmony-app'
  | 'ipa'
  | 'hermes'
  | 'project'
  | 'unknown';

/** An opened input. `limits` and `tamper` keep growing while entries are read. */
export interface Opened {
  /** Base name of the input. */
  file: string;
  form: 'package' | 'project';
  format: PackageFormat;
  /** Trees that make up the app: one, or a wxapkg main package followed by its subpackages. */
  trees: Tree[];
  /** The input itself, where the app lies in packages inside it. */
  container?: Tree;
  size: number;
  sha256: string;
  /** GB/T 32905; taken when asked for. */
  sm3: () => string;
  limits: OpenLimit[];
  tamper: OpenTamper[];
  /** App id that decrypted a V1MMWX package or was taken from its path. */
  appId?: string;
  /** Bytes inflated so far. */
  inflated(): number;
  /**
   * Entries as the inputs they would be outside, each with the format of the app it holds (`unknown` for none); packages of one
   * WeChat app together. Limits and oddities met there are added to those of the whole, budgets are shared.
   */
  openWithin(tree: Tree, entries: readonly Entry[]): Opened[];
}
