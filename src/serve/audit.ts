import { createHash } from 'node:crypto';
import { appendFileSync, closeSync, createReadStream, existsSync, openSync, readSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** One line of the log. */
export interface AuditEntry {
  /** ISO 8601 in UTC. */
  at: string;
  who: string;
  /** Of the browser, as far as trusted proxies tell. */
  address: string;
  what: string;
  /** SHA-256 of the package it was about. */
  package?: string;
  detail?: string;
  /** SHA-256 of the line before; zeros in the first. */
  previous: string;
}

export interface AuditLog {
  /** @throws the system's error when it cannot be written: what cannot be logged is not done */
  write(entry: Omit<AuditEntry, 'at' | 'previous'>): void;
  file: string;
}

const START = '0'.repeat(64);
const TAIL_BYTES = 2 * 1024 * 1024;
const LONGEST_LINE = 16 * 1024;

/** Opened for appending only. Each line holds the hash of the one before, so that none can be changed or taken out unseen. */
export function openAudit(file: string, now: () => Date = () => new Date()): AuditLog {
  const before = existsSync(file) ? tailOf(file, LONGEST_LINE) : '';
  // A line that a power cut left without its end stays as it is, and is named by the hash of the next.
  if (before !== '' && !before.endsWith('\n')) appendFileSync(file, '\n');
  const last = before.split('\n').findLast((line) => line !== '');
  let previous = last === undefined ? START : hashOf(last);
  return {
    file,
    write: ({ who, address, what, package: digest, detail }) => {
      const entry: AuditEntry = {
        at: now().toISOString(),
        who,
        address,
        what,
        ...(digest !== undefined && { package: digest }),
        ...(detail !== undefined && { detail: detail.slice(0, 2000) }),
        previous,
      };
      const line = JSON.stringify(entry);
      appendFileSync(file, `${line}\n`, { mode: 0o600 });
      previous = hashOf(line);
    },
  };
}

/** The last entries, newest first. @param most lines */
export function lastEntries(file: string, most: number): AuditEntry[] {
  if (!existsSync(file)) return [];
  const cut = statSync(file).size > TAIL_BYTES;
  const lines = tailOf(file, TAIL_BYTES)
    .split('\n')
    .slice(cut ? 1 : 0);
  return lines.flatMap(entryOf).slice(-most).reverse();
}

/** Reads the whole log once. @returns how many lines follow one from the other, and the first that does not */
export async function verifyAudit(file: string): Promise<{ lines: number; broken?: number }> {
  let previous = START;
  let lines = 0;
  if (!existsSync(file)) return { lines };
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === '') continue;
    const entry = entryOf(line)[0];
    if (entry && entry.previous !== previous) return { lines, broken: lines + 1 };
    lines += 1;
    previous = hashOf(line);
  }
  return { lines };
}

function entryOf(line: string): AuditEntry[] {
  try {
    const entry = JSON.parse(line) as AuditEntry;
    return typeof entry === 'object' && entry !== null && typeof entry.at === 'string' ? [entry] : [];
  } catch {
    return [];
  }
}

function tailOf(file: string, most: number): string {
  const size = statSync(file).size;
  const length = Math.min(size, most);
  const bytes = Buffer.alloc(length);
  const handle = openSync(file, 'r');
  try {
    readSync(handle, bytes, 0, length, size - length);
  } finally {
    closeSync(handle);
  }
  return bytes.toString('utf8');
}

function hashOf(line: string): string {
  return createHash('sha256').update(line).digest('hex');
}
