import type { Owner } from '../../facts/types.js';
import { type Entry, EntryError } from '../../open/tree.js';
import { knownScript, noteKnown } from '../javascript/libraries/known-scripts.js';
import { isPageFile, ownerIn } from './registered.js';
import type { Sources } from './source-set.js';

/** The text of an entry; one that cannot be read is told of. */
export function readText(sources: Sources, entry: Entry): string | undefined {
  try {
    return entry.read().toString('utf8');
  } catch (error) {
    if (!(error instanceof EntryError)) throw error;
    tellUnreadable(sources, entry);
    return undefined;
  }
}

export function tellUnreadable(sources: Sources, { path, name, size }: Entry): void {
  sources.failures.push({ path, name, reason: 'unreadable', detail: `${name} 无法读出`, bytes: size });
}

/** Whether a file is a library's by its content; the library is noted. */
export function isKnown({ known, pages }: Sources, entry: Entry, text: string): boolean {
  const found = isPageFile(pages, entry.name) ? undefined : knownScript(text);
  if (found) noteKnown(known, found, entry.path);
  return found !== undefined;
}

/** A script's text and whose it is; a library's is only counted. */
export function openScript(sources: Sources, entry: Entry): { owner: Owner; text: string } | undefined {
  const owner = ownerIn(sources.pages, entry.name);
  const text = owner === 'third-party' ? undefined : readText(sources, entry);
  if (owner === 'third-party' || (text !== undefined && isKnown(sources, entry, text))) sources.scripts.thirdParty++;
  else if (text !== undefined) return { owner, text };
  return undefined;
}

export function extension(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The text of an entry, nothing where it cannot be read: what it lacks is told by whoever reads all entries. */
export function textOf(entry: Entry): string {
  try {
    return entry.read().toString('utf8');
  } catch {
    return ''; // the limit is already recorded by the entry
  }
}
