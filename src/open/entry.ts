import { TooLarge } from './errors.js';
import { identifyContainer } from './identify.js';
import { partsOf, type Session } from './session.js';
import { type ContainerFormat, type Entry, EntryError, type Tree } from './tree.js';

export interface EntrySource {
  name: string;
  path: string;
  /** As the container claims. */
  size: number;
  /** Bytes it takes in the container: what the ratio is counted against. */
  compressedSize: number;
  /**
   * Gives the bytes, at most `cap` of them.
   * @throws TooLarge over `cap`; EntryError when its own limit is recorded; anything else is told as unreadable
   */
  load(cap: number): Buffer;
  /** First bytes, enough for a magic number. */
  peek(): Buffer;
  /** `load` is a view or a cheap read: not worth the cache. */
  view?: boolean;
}

/** Makes an entry that loads its bytes once, as long as the cache holds them, counts them once, and fails the same way every time. */
export function createEntry(session: Session, source: EntrySource): Entry {
  let length: number | undefined;
  let failure: EntryError | undefined;

  const load = (): Buffer => {
    const allowance = session.budget.allowance(source.compressedSize);
    try {
      const bytes = source.load(length ?? allowance.bytes);
      if (length === undefined) session.budget.spend(bytes.length);
      length = bytes.length;
      return bytes;
    } catch (error) {
      failure = toEntryError(session, source, error, () => session.addBudgetLimit(allowance.cause, source.path));
      throw failure;
    }
  };
  return {
    name: source.name,
    path: source.path,
    size: source.size,
    peek: () => session.cache.get(source)?.subarray(0, 1024) ?? source.peek(),
    read: () => {
      if (failure) throw failure;
      const kept = session.cache.get(source);
      if (kept) return kept;
      const bytes = load();
      if (!source.view) session.cache.set(source, bytes);
      return bytes;
    },
  };
}

/** An entry whose bytes are at hand. */
export function entryOfBytes(session: Session, name: string, bytes: Buffer): Entry {
  return createEntry(session, {
    name,
    path: name,
    size: bytes.length,
    compressedSize: bytes.length,
    load: () => bytes,
    peek: () => bytes.subarray(0, 1024),
    view: true,
  });
}

function toEntryError(session: Session, source: EntrySource, error: unknown, overBudget: () => void): EntryError {
  if (error instanceof EntryError) return error;
  if (error instanceof TooLarge) {
    overBudget();
    return new EntryError(`${source.path}: over budget`);
  }
  const why = error instanceof Error ? error.message : String(error);
  session.addLimit({
    reason: 'unreadable',
    path: source.path,
    hides: partsOf(source.name),
    detail: '文件内容损坏或被截断，未能读取。请重新提供完整的安装包。',
  });
  return new EntryError(`${source.path}: ${why}`);
}

export interface TreeSource {
  format: ContainerFormat;
  path: string;
  depth: number;
  /** Names are unique. */
  entries: readonly Entry[];
  signing?: Tree['signing'];
}

export function createTree(session: Session, source: TreeSource): Tree {
  const byName = new Map<string, Entry>();
  for (const entry of source.entries) if (!byName.has(entry.name)) byName.set(entry.name, entry);
  const entered = new Map<Entry, Tree | undefined>();
  const enter = (entry: Entry): Tree | undefined => {
    try {
      const peekable = byName.get(entry.name);
      if (peekable === entry && identifyContainer(peekable.peek()) === undefined) return undefined;
      if (source.depth >= session.budget.limits.depth) {
        session.addBudgetLimit('depth', entry.path);
        return undefined;
      }
      return session.openContainer(entry.read(), entry.path, source.depth + 1, session);
    } catch (error) {
      if (error instanceof EntryError) return undefined;
      throw error;
    }
  };
  return {
    format: source.format,
    path: source.path,
    entries: source.entries,
    ...(source.signing && { signing: source.signing }),
    find: (name) => byName.get(name),
    enter: (entry) => {
      if (!entered.has(entry)) entered.set(entry, enter(entry));
      return entered.get(entry);
    },
  };
}
