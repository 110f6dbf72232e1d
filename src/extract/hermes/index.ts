import { decodeHermes, isReadable } from '../../decode/hermes/index.js';
import type { Carrier, Fact } from '../../facts/types.js';
import type { Entry, Opened } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import type { Extraction } from '../extraction.js';
import { bundleFacts, readBundle } from './facts.js';
import { bundleLimits, unreadableLimit } from './limits.js';

/** Facts of a bundle of Hermes bytecode that was handed in by itself; undefined for other inputs. */
export function extractHermes(opened: Opened): Extraction | undefined {
  const entry = opened.format === 'hermes' ? opened.trees[0]?.entries[0] : undefined;
  const found = entry && readHermesEntry(entry);
  return found && { ...found, package: { carrier: carrierOf(opened.file) } };
}

/** A bundle is written for one platform; only its name tells which. */
function carrierOf(file: string): Carrier {
  if (/\.android\.bundle$/i.test(file)) return 'android';
  return /\.(jsbundle|ios\.bundle)$/i.test(file) ? 'ios' : 'unknown';
}

/** Facts of an entry that holds Hermes bytecode; undefined where it holds something else. */
export function readHermesEntry(entry: Entry): Extraction | undefined {
  const bytes = readEntry(entry);
  const file = bytes && decodeHermes(bytes);
  if (!file) return undefined;
  const coverage = { scripts: { total: 1, parsed: 0, failed: 1, thirdParty: 0 } };
  if (!isReadable(file)) return { facts: [unreadableLimit(entry.path, file)], package: {}, coverage, hosts: ['hermes'] };
  const bundle = readBundle(file, entry.path);
  const tampering = file.oddities.map(
    (oddity): Fact => ({ kind: 'tamper', ...oddity, at: { path: entry.path }, owner: 'unknown', screens: [] }),
  );
  return {
    facts: [...bundleFacts(bundle), ...bundleLimits(bundle), ...tampering],
    package: {},
    coverage: {
      scripts: { total: 1, parsed: 1, failed: 0, thirdParty: 0 },
      screens: {
        total: bundle.screens.length,
        reachable: bundle.screens.filter(({ id }) => bundle.reach.reachable.has(id)).length,
      },
    },
    hosts: ['hermes'],
  };
}
