import type { Coverage, Fact } from '../../facts/types.js';
import type { Opened } from '../../open/tree.js';
import { extractAndroid } from '../android/index.js';
import type { Extraction } from '../extraction.js';
import type { BundleReader } from './bundle.js';
import { cordovaBundles } from './cordova.js';
import { flutterBundles } from './flutter.js';
import { hermesBundles } from './hermes.js';
import { html5PlusBundles } from './html5plus.js';
import { luaBundles } from './lua.js';
import { type Decide, factsAsPart, type NestedPart, readNested } from './nested/index.js';
import { reactNativeBundles } from './react-native.js';
import { uniAppBundles } from './uni-app.js';
import { webBundles } from './web.js';
import { weexBundles } from './weex.js';

/** Every kind of bundle a runtime inside an Android app may show in its place. */
const READERS: BundleReader[] = [
  uniAppBundles,
  html5PlusBundles,
  cordovaBundles,
  webBundles,
  weexBundles,
  reactNativeBundles,
  hermesBundles,
  luaBundles,
  // The last: pages among its assets take nothing back of what it says it could not read.
  flutterBundles,
];

/**
 * Facts of an Android app with those of the bundles inside it: one app, whichever part shows a page. What the Android side
 * said it could not read of a bundle that is read here is taken back; what the bundle's reader could not read, it says itself.
 */
export function extractAndroidApp(opened: Opened, decide: Decide): Extraction | undefined {
  const android = extractAndroid(opened);
  if (!android) return undefined;
  let app: Extraction = android;
  let bytes = ownCodeBytes(opened, android);
  for (const reader of READERS)
    for (const tree of opened.trees)
      for (const bundle of reader.find(tree)) {
        const part = reader.extract(opened, bundle);
        if (!part) continue;
        app = joined(app, part, bundle.path, part.hosts.length > 0 ? part.facts : lighter(part, app));
        bytes += bundle.tree.entries.reduce((sum, { name, size }) => sum + (SCRIPTS.test(name) ? size : 0), 0);
      }
  return withNested(
    app,
    opened.trees.flatMap((tree) => readNested(opened, tree, decide)),
    bytes,
  );
}

const SCRIPTS = /\.([mc]?js|x?html?|bundle|jsbundle|hbc)$/i;

/** Bytes of the app's own code: of its DEX files as much as its classes are of theirs. */
function ownCodeBytes({ trees }: Opened, { coverage }: Extraction): number {
  const { classes = 0, ownClasses = 0 } = coverage.dex ?? {};
  const all = trees.flatMap(({ entries }) => entries).reduce((sum, { name, size }) => sum + (DEX.test(name) ? size : 0), 0);
  return classes === 0 ? 0 : (all * ownClasses) / classes;
}

const DEX = /(^|\/)classes\d*\.dex$/;

/** Joins the packages inside the app, each with its weight by the size of its code. */
function withNested(app: Extraction, nested: readonly NestedPart[], ownBytes: number): Extraction {
  const all = nested.reduce((sum, { bytes }) => sum + bytes, ownBytes);
  let whole = app;
  const parts: Extraction['parts'] = [];
  for (const part of nested) {
    const weight = part.bytes / Math.max(1, all);
    whole = part.found.reduce((sum, one) => joined(sum, one, part.path, []), whole);
    whole = { ...whole, facts: [...whole.facts, ...factsAsPart(part, weight)] };
    const inner = part.found.flatMap((one) => one.parts ?? []);
    parts.push(...part.paths.map((path) => ({ path, weight })), ...inner.map((one) => ({ ...one, weight: one.weight * weight })));
  }
  return { ...whole, parts };
}

function joined(app: Extraction, part: Extraction, path: string, facts: readonly Fact[]): Extraction {
  const isUnread = (fact: Fact): boolean =>
    fact.kind === 'limit' &&
    (fact.reason === 'unsupported' || fact.reason === 'compiled-runtime') &&
    (fact.at.path.startsWith(path) || path.startsWith(fact.at.path));
  return {
    ...app,
    facts: [...app.facts.filter((fact) => !isUnread(fact)), ...facts],
    coverage: { ...app.coverage, ...added(app.coverage, part.coverage) },
    hosts: [...new Set([...app.hosts, ...part.hosts])].sort(),
  };
}

/** Pages that are not the app's main part hide only their share of it. */
function lighter(part: Extraction, app: Extraction): Fact[] {
  const own = part.coverage.screens?.total ?? 0;
  const weight = own / Math.max(own + (app.coverage.screens?.total ?? 0), 1);
  return part.facts.map((fact) =>
    fact.kind === 'limit' && fact.share !== undefined ? { ...fact, share: Math.round(fact.share * weight * 1000) / 1000 } : fact,
  );
}

/** Scripts, templates and screens of both. */
function added(a: Partial<Coverage>, b: Partial<Coverage>): Partial<Coverage> {
  const sum = <T extends Record<string, number>>(one: T | undefined, other: T | undefined): T | undefined =>
    one && other
      ? (Object.fromEntries(Object.keys(one).map((key) => [key, one[key]! + (other[key] ?? 0)])) as T)
      : (one ?? other);
  const scripts = sum(a.scripts, b.scripts);
  const templates = sum(a.templates, b.templates);
  const screens = sum(a.screens, b.screens);
  return { ...(scripts && { scripts }), ...(templates && { templates }), ...(screens && { screens }) };
}
