import { sortFacts } from '../facts/store.js';
import { type Coverage, FACTS_SCHEMA_VERSION, type Fact, type FactsFile, type PackageInfo } from '../facts/types.js';
import type { Opened, OpenLimit } from '../open/tree.js';
import { withHosts } from './addresses.js';
import { extractAlipay } from './alipay/index.js';
import type { Extraction } from './extraction.js';
import { extractHarmony } from './harmony/index.js';
import { extractHermes } from './hermes/index.js';
import { extractAndroidApp } from './hybrid/index.js';
import { extractMiniProgram } from './miniprogram/index.js';
import { pushTo } from './multimap.js';
import { extractQuickApp } from './quickapp/index.js';
import { sensitiveFacts } from './sensitive/index.js';
import { weighted } from './shares.js';
import { extractUniApp } from './uniapp/index.js';
import { extractWeb } from './web/index.js';

const CARRIERS: ((opened: Opened) => Extraction | undefined)[] = [
  extractMiniProgram,
  extractQuickApp,
  extractUniApp,
  extractAlipay,
  extractWeb,
  (opened) => extractAndroidApp(opened, firstOf),
  extractHermes,
  extractHarmony,
];

/** Facts of an opened input, whatever carries it. What opening could not read is among them as limits. */
export function extractFacts(opened: Opened, version: string): FactsFile {
  const found = firstOf(opened);
  const facts = [
    ...withHosts(found?.facts ?? []),
    ...(found ? sensitiveFacts(opened) : [unsupported(opened)]),
    ...openingFacts(opened, found?.parts ?? []),
  ];
  return {
    schemaVersion: FACTS_SCHEMA_VERSION,
    tool: { name: 'jianfu', version },
    package: packageOf(opened, found),
    coverage: coverageOf(opened, found, facts),
    facts: sortFacts(facts),
  };
}

/** The first carrier that knows the package; asked again for packages inside it. */
function firstOf(opened: Opened): Extraction | undefined {
  for (const carrier of CARRIERS) {
    const found = carrier(opened);
    if (found) return found;
  }
  return undefined;
}

function unsupported(opened: Opened): Fact {
  const detail = `未能在 ${opened.file}（${opened.format}）中识别出可检查的应用结构，包内代码、页面和文字均未检查。`;
  return {
    kind: 'limit',
    reason: 'unsupported',
    hides: ['code', 'screens', 'texts', 'config'],
    detail,
    share: 1,
    at: { path: opened.file },
    owner: 'unknown',
    screens: [],
  };
}

/** Limits and oddities met while opening and reading, as facts. */
function openingFacts(opened: Opened, parts: Parts): Fact[] {
  const shares = partShares(opened.limits, parts);
  const shareOf = (limit: OpenLimit): number | undefined => shares.get(limit) ?? limit.share;
  return [
    ...opened.limits.map(
      (limit): Fact => ({
        kind: 'limit',
        reason: limit.reason,
        hides: limit.hides,
        detail: limit.detail,
        ...(shareOf(limit) !== undefined && { share: shareOf(limit)! }),
        at: { path: limit.path },
        owner: 'unknown',
        screens: [],
      }),
    ),
    ...opened.tamper.map(
      (tamper): Fact => ({
        kind: 'tamper',
        trick: tamper.trick,
        detail: tamper.detail,
        at: { path: tamper.path },
        owner: 'unknown',
        screens: [],
      }),
    ),
  ];
}

type Parts = NonNullable<Extraction['parts']>;

/** Shares of limits met in packages inside the app. A budget ends the reading of all that follows, wherever it was met. */
function partShares(limits: readonly OpenLimit[], parts: Parts): Map<OpenLimit, number> {
  const innermost = [...parts].sort((a, b) => b.path.length - a.path.length);
  const byPart = new Map<Parts[number], OpenLimit[]>();
  for (const limit of limits) {
    if (limit.reason === 'budget') continue;
    const part = innermost.find(({ path }) => limit.path === path || limit.path.startsWith(`${path}!`));
    if (part) pushTo(byPart, part, limit);
  }
  return new Map([...byPart].flatMap(([{ weight }, own]) => [...weighted(own, weight)]));
}

function packageOf(opened: Opened, found: Extraction | undefined): PackageInfo {
  return {
    carrier: 'unknown',
    ...found?.package,
    form: opened.form,
    file: opened.file,
    format: opened.format,
    size: opened.size,
    sha256: opened.sha256,
    sm3: opened.sm3(),
    signature: found?.package.signature ?? { schemes: [], certificates: [] },
    hosts: found?.hosts ?? [],
  };
}

function coverageOf(opened: Opened, found: Extraction | undefined, facts: Fact[]): Coverage {
  const count = (kind: Fact['kind']): number => facts.filter((fact) => fact.kind === kind && fact.owner !== 'third-party').length;
  return {
    entries: opened.trees.reduce((sum, tree) => sum + tree.entries.length, 0),
    scripts: { total: 0, parsed: 0, failed: 0, thirdParty: 0 },
    templates: { total: 0, parsed: 0, failed: 0 },
    dex: { files: 0, classes: 0, ownClasses: 0, methodsRead: 0 },
    screens: { total: 0, reachable: 0 },
    ...found?.coverage,
    texts: count('text'),
    requests: count('request'),
    bytesInflated: opened.inflated(),
  };
}
