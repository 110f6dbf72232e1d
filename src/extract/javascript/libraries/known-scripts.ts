import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SdkFact } from '../../../facts/types.js';
import { fingerprint } from './fingerprint.js';
import { parseKnown } from './known-table.js';

/** A library one of whose files was found, whatever the file is called. */
export interface KnownScript {
  name: string;
  version: string;
  kind: string;
}

/** Where the package keeps the fingerprints; `scripts/known-scripts/` writes them. */
const TABLE = join('data', 'known-scripts.txt');

let table: Map<string, KnownScript> | undefined;

/** The library a script, template or component of somebody else's is a copy of, by its content. */
export function knownScript(text: string): KnownScript | undefined {
  table ??= readTable();
  if (table.size === 0) return undefined;
  const found = fingerprint(text);
  return found === undefined ? undefined : table.get(found);
}

/** Read when the first script is asked for: most of what is inspected holds none. */
function readTable(): Map<string, KnownScript> {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, TABLE)) && dirname(folder) !== folder) folder = dirname(folder);
  const file = join(folder, TABLE);
  return existsSync(file) ? index(readFileSync(file, 'utf8')) : new Map();
}

function index(text: string): Map<string, KnownScript> {
  const out = new Map<string, KnownScript>();
  for (const { name, kind, versions } of parseKnown(text))
    for (const { version, hashes } of versions)
      for (const hash of hashes) if (!out.has(hash)) out.set(hash, { name, version, kind });
  return out;
}

/** One fact for a library, where the first of its files stands. */
export function noteKnown(found: Map<string, SdkFact>, { name, version, kind }: KnownScript, path: string): void {
  if (found.has(name)) return;
  const at = { path };
  found.set(name, { kind: 'sdk', name, version, category: kind, called: 'unknown', at, owner: 'third-party', screens: [] });
}

/** Facts of libraries known by path or name, and by content; the latter know the version. */
export function withKnown(named: readonly SdkFact[], known: ReadonlyMap<string, SdkFact>): SdkFact[] {
  const names = new Set([...known.keys()].map((name) => name.toLowerCase()));
  return [...named.filter(({ name }) => !names.has(name.toLowerCase())), ...known.values()];
}
