import { type Contents, GRID } from '../android-package.js';
import { buildZip, type ZipFile, type ZipForgery } from '../zip-writer.js';

/** One trick done to the fixture, and what must come of it. */
export interface Trick {
  title: string;
  apk: () => Buffer;
  /** Names of the oddities; none where the platform takes it without a word. */
  tricks: string[];
  /** Reasons of the limits, where something is really hidden. */
  limits?: string[];
  /** All verdicts stay, but for those that say no: they can no longer be given. */
  blind?: true;
  /** Findings whose evidence stood in what is hidden: no answer, either. */
  lost?: string[];
  /** Verdicts that rightly are others: what the platform sees has changed, or notes had nothing left to tell. */
  changed?: Record<string, string>;
}

/** The fixture's entries without a signature, which no change would leave valid. */
const UNSIGNED = Object.fromEntries(Object.entries(GRID).filter(([name]) => !name.startsWith('META-INF/')));

/** The fixture packed anew: deflated, but for the resource table. */
export function packed(changes: Contents = {}, forge: Record<string, Partial<ZipFile>> = {}, forgery: ZipForgery = {}): Buffer {
  const files = Object.entries({ ...UNSIGNED, ...changes });
  return buildZip(
    files.flatMap(([name, data]) => (data ? [{ name, data, deflate: name !== 'resources.arsc', ...forge[name] }] : [])),
    forgery,
  );
}

/** The fixture with one entry's bytes changed. */
export function edited(name: string, change: (bytes: Buffer) => Buffer | undefined): Buffer {
  const copy = Buffer.from(GRID[name]!);
  return packed({ [name]: change(copy) ?? copy });
}

/** The fixture with more entries behind its own. */
export function withEntries(more: ZipFile[], forgery: ZipForgery = {}): Buffer {
  const files = Object.entries(UNSIGNED).map(([name, data]): ZipFile => ({ name, data, deflate: true }));
  return buildZip([...files, ...more], forgery);
}
