import { decodeArk, isReadable } from '../../decode/ark/index.js';
import type { Coverage, Fact } from '../../facts/types.js';
import type { Entry, Opened, Tree } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import type { Extraction } from '../extraction.js';
import { type ArkBundle, readArkBundle } from './code/bundle.js';
import { arkFacts } from './code/facts.js';
import { MAX_SCREENS } from './code/screens.js';
import { otherHosts } from './hosts.js';
import { codeLimits, limit, noCode, opaqueCode, unreadableCode } from './limits.js';
import { type HarmonyModule, readModule, textOf } from './manifest.js';

/** Facts of a HarmonyOS package: one `.hap` or `.hsp`, or an `.app` of several; undefined for other inputs. */
export function extractHarmony(opened: Opened): Extraction | undefined {
  if (opened.format !== 'hap' && opened.format !== 'harmony-app') return undefined;
  const modules = opened.trees.map(readModule).filter((module) => module !== undefined);
  if (modules.length === 0) return undefined;
  const main = modules.find(({ type }) => type === 'entry') ?? modules[0]!;
  const code = modules.reduce((sum, { tree }) => sum + codeSize(tree), 0);
  const read = modules.map((module) => readCode(module, code));
  const hosts = new Set(['arkts', ...read.flatMap((one) => one.hosts)]);
  return {
    facts: [...modules.flatMap(manifestFacts), ...read.flatMap(({ facts }) => facts)],
    package: identityOf(main),
    coverage: coverageOf(
      read.flatMap(({ bundles }) => bundles),
      read.reduce((sum, { failed }) => sum + failed, 0),
    ),
    hosts: [...hosts],
  };
}

function identityOf({ app, label }: HarmonyModule): Extraction['package'] {
  const version = typeof app.version === 'object' && app.version !== null ? (app.version as Record<string, unknown>) : {};
  const api = typeof app.apiVersion === 'object' && app.apiVersion !== null ? (app.apiVersion as Record<string, unknown>) : {};
  const number = (value: unknown): string | undefined =>
    typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;
  const found = {
    id: textOf(app.bundleName) || undefined,
    name: label,
    versionName: textOf(app.versionName) || textOf(version.name) || undefined,
    versionCode: number(app.versionCode) ?? number(version.code),
    minSdk: number(app.minAPIVersion) ?? number(api.compatible),
    targetSdk: number(app.targetAPIVersion) ?? number(api.target),
  };
  return { carrier: 'harmony', ...Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) };
}

function codeSize({ entries }: Tree): number {
  return entries.reduce((sum, { name, size }) => (/\.abc$/.test(name) ? sum + size : sum), 0);
}

interface ReadCode {
  facts: Fact[];
  bundles: ArkBundle[];
  failed: number;
  hosts: string[];
}

/** Reads every file of bytecode of a module; widgets on the desktop have one of their own. */
function readCode(module: HarmonyModule, code: number): ReadCode {
  const out: ReadCode = { facts: [], bundles: [], failed: 0, hosts: [] };
  const others = otherHosts(module.tree);
  out.hosts.push(...others.hosts);
  out.facts.push(...others.limits);
  const entries = module.tree.entries.filter(({ name }) => /\.abc$/.test(name));
  if (entries.length === 0 && module.screens.pages.length + module.abilities.length > 0) out.facts.push(noCode(module.tree.path));
  for (const entry of entries) readFile(module, entry, out, entry.size / Math.max(1, code));
  out.facts.push(...missingPages(module, out.bundles));
  return out;
}

function readFile(module: HarmonyModule, entry: Entry, out: ReadCode, weight: number): void {
  const bytes = readEntry(entry);
  const file = bytes && decodeArk(bytes);
  if (!file || !isReadable(file)) {
    out.failed++;
    // What opening could not give is told there.
    if (bytes) out.facts.push(file ? unreadableCode(entry.path, file) : opaqueCode(entry.path));
    return;
  }
  const isWidget = /(^|\/)widgets\.abc$/.test(entry.name);
  const declared = isWidget ? { pages: [], routes: [] } : module.screens;
  const bundle = readArkBundle(file, { path: entry.path, module: module.name, declared, resources: module.resourceTexts });
  out.bundles.push(bundle);
  const tampering = file.oddities.map(
    (oddity): Fact => ({ kind: 'tamper', ...oddity, at: { path: entry.path }, owner: 'unknown', screens: [] }),
  );
  const isTooMany = bundle.screens.length >= MAX_SCREENS;
  out.facts.push(...arkFacts(bundle), ...codeLimits(entry.path, file, bundle.program.unread, isTooMany, weight), ...tampering);
}

/** Pages that are registered and whose code is not here. */
function missingPages({ screens, tree }: HarmonyModule, bundles: readonly ArkBundle[]): Fact[] {
  if (bundles.length === 0) return [];
  const known = new Set(bundles.flatMap((bundle) => bundle.screens.filter(({ roots }) => roots.length > 0).map(({ id }) => id)));
  const missing = screens.pages.filter((page) => !known.has(page));
  if (missing.length === 0) return [];
  const detail = `${tree.path} 登记的 ${screens.pages.length} 个页面中，${missing.length} 个没有找到对应的代码（${missing.slice(0, 3).join('、')}），未检查；请提交完整的安装包或源代码。`;
  const share = Math.round((missing.length / screens.pages.length) * 100) / 100;
  return [limit(tree.path, { reason: 'missing-subpackage', hides: ['code', 'screens', 'texts'], detail, share })];
}

function manifestFacts({ tree, manifest, permissions, abilities, label, debug }: HarmonyModule): Fact[] {
  const base = { at: { path: `${tree.path}!${manifest}` }, owner: 'own' as const, screens: [] };
  return [
    ...(label ? [{ kind: 'text' as const, value: label, position: 'app-name' as const, ...base }] : []),
    ...permissions.map((name): Fact => ({ kind: 'permission', name, ...base })),
    ...abilities.map(({ name, type, exported }): Fact => ({ kind: 'component', name, type, exported, ...base })),
    ...(debug ? [{ kind: 'flag' as const, name: 'debug', value: 'true', ...base }] : []),
  ];
}

function coverageOf(bundles: readonly ArkBundle[], failed: number): Partial<Coverage> {
  const sources = bundles.flatMap(({ program, ownership }) =>
    program.sources.filter(({ owner }) => owner.methods.length > 0).map(({ owner }) => ownership.isOwnSource(owner.name)),
  );
  const own = sources.filter(Boolean).length;
  return {
    scripts: { total: sources.length + failed, parsed: own, failed, thirdParty: sources.length - own },
    screens: {
      total: bundles.reduce((sum, { screens }) => sum + screens.length, 0),
      reachable: bundles.reduce((sum, { screens, reach }) => sum + screens.filter(({ id }) => reach.reachable.has(id)).length, 0),
    },
  };
}
