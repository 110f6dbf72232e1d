import { decodeXml } from '../../decode/compiled-xml.js';
import type { Coverage, Fact, PackageInfo } from '../../facts/types.js';
import type { Entry, Opened } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import type { Extraction } from '../extraction.js';
import { type Analysis, analyse } from './analysis.js';
import { indexClasses } from './classes.js';
import { abiFacts, manifestFacts } from './config-facts.js';
import { damageLimits } from './damage.js';
import { codeFacts } from './facts/index.js';
import { hardeningLimits } from './hardening/index.js';
import { findHosts } from './hosts.js';
import { budgetLimit, debugLimit, limitFacts } from './limits.js';
import { type Manifest, readManifest, themesOf } from './manifest.js';
import { networkSecurityFacts } from './network-security.js';
import { ownership } from './ownership.js';
import { openResources, type Resources } from './resources.js';
import { sdkFacts } from './sdk-facts.js';
import { shellFacts } from './shell.js';
import { readSignature, signatureTampering } from './signature.js';
import { readSources, type Sources } from './sources.js';
import { unlinkedCodeLimit } from './unlinked-code.js';

/** Facts of an Android app over all its splits; undefined where no tree holds a manifest or DEX code. */
export function extractAndroid(opened: Opened): Extraction | undefined {
  const sources = readSources(opened);
  if (!sources) return undefined;
  const tampering: Fact[] = [];
  const tamper = (entry: Entry, { oddities }: { oddities: { trick: string; detail: string; offset?: number }[] }): void => {
    for (const { trick, detail, offset } of oddities)
      tampering.push({
        kind: 'tamper',
        trick,
        detail,
        at: { path: entry.path, ...(offset !== undefined && { offset }) },
        owner: 'unknown',
        screens: [],
      });
  };
  for (const { entry, oddity } of sources.oddities) tamper(entry, { oddities: [oddity] });
  const resources = openResources(sources, tamper);
  const { manifest, path } = openManifest(sources, resources, tamper);
  const ownerOf = ownership(manifest);
  const classes = indexClasses(sources.dexes, ownerOf);
  for (const [{ entry }, count] of classes.repeated)
    tamper(entry, { oddities: [{ trick: 'dex-duplicate-class', detail: `有 ${count} 个类已在其他 DEX 中，平台取先装载的` }] });
  const analysis = analyse(manifest, path, resources, classes);
  const hosts = findHosts(sources.entries, classes);
  const identity = packageOf(manifest, sources);
  const facts: Fact[] = [
    ...(manifest ? manifestFacts(manifest, path, ownerOf) : []),
    ...networkSecurityFacts(manifest?.networkSecurity, resources),
    ...codeFacts(analysis),
    ...abiFacts(sources),
    ...sdkFacts(sources, analysis),
    ...hardeningLimits({ sources, manifest, manifestPath: path, classes, ownerOf, analysis }),
    ...limitFacts(sources, manifest, path, hosts),
    ...debugLimit(manifest, identity.signature?.certificates ?? [], path),
    ...budgetLimit(analysis.program.read.length, analysis.program.skipped, path),
    ...unlinkedCodeLimit(analysis, sources.trees[0]!.path || path),
    ...shellFacts(analysis),
    ...damageLimits(tampering, manifest, path, resources, classes),
    ...tampering,
    ...signatureTampering(identity.signature!, sources.trees[0]!.path || path),
  ];
  return {
    facts,
    package: identity,
    coverage: coverageOf(sources, analysis, facts),
    hosts: hosts.length > 0 ? [...new Set(hosts.map((host) => host.name))].sort() : ['native'],
  };
}

const DISABLED = {
  trick: 'application-disabled',
  detail: '清单写明整个应用停用（application 的 enabled 为 false），仍按启用的读',
};

/** The base manifest, joined with the components and permissions of the splits'. */
function openManifest(
  sources: Sources,
  resources: Resources,
  tamper: (entry: Entry, doc: { oddities: { trick: string; detail: string }[] }) => void,
): { manifest: Manifest | undefined; path: string } {
  let base: { manifest: Manifest; path: string; split: boolean } | undefined;
  const others: Manifest[] = [];
  for (const entry of sources.manifests) {
    const bytes = readEntry(entry);
    const doc = bytes && decodeXml(bytes);
    if (doc) tamper(entry, doc);
    if (doc?.root?.name !== 'manifest') continue;
    resources.themes.push(...themesOf(doc.root, resources));
    const manifest = readManifest(doc.root, resources);
    if (manifest.disabled) tamper(entry, { oddities: [DISABLED] });
    const split = doc.root.attributes.some((item) => item.name === 'split' || item.name === 'configForSplit');
    if (!base || (base.split && !split)) {
      if (base) others.push(base.manifest);
      base = { manifest, path: entry.path, split };
    } else others.push(manifest);
  }
  if (!base) return { manifest: undefined, path: sources.manifests[0]?.path ?? sources.trees[0]!.path };
  const known = new Set(base.manifest.components.map((component) => component.name));
  for (const other of others) {
    base.manifest.aliases.push(...other.aliases);
    base.manifest.components.push(...other.components.filter((component) => !known.has(component.name)));
    for (const component of other.components) known.add(component.name);
    base.manifest.permissions = [...new Set([...base.manifest.permissions, ...other.permissions])].sort();
  }
  return base;
}

function packageOf(manifest: Manifest | undefined, sources: Sources): Partial<PackageInfo> {
  const signature = readSignature(sources.trees[0]!);
  return {
    carrier: 'android',
    ...(manifest?.package && { id: manifest.package }),
    ...(manifest?.label && { name: manifest.label }),
    ...(manifest?.versionName && { versionName: manifest.versionName }),
    ...(manifest?.versionCode && { versionCode: manifest.versionCode }),
    ...(manifest?.minSdk && { minSdk: manifest.minSdk }),
    ...(manifest?.targetSdk && { targetSdk: manifest.targetSdk }),
    signature,
  };
}

function coverageOf(sources: Sources, analysis: Analysis, facts: readonly Fact[]): Partial<Coverage> {
  const { program, resources, screens } = analysis;
  const { files } = resources;
  return {
    templates: { total: files.total, parsed: files.parsed, failed: files.failed },
    dex: {
      files: sources.dexes.length,
      classes: program.classes.total,
      ownClasses: program.classes.own.length,
      methodsRead: program.read.length,
    },
    screens: {
      total: screens.filter((screen) => screen.registered).length,
      reachable: facts.filter((fact) => fact.kind === 'screen' && fact.registered && fact.reachable === 'yes').length,
    },
  };
}
