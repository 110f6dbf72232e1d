import { attributeText } from '../../decode/axml/index.js';
import { decodeXml } from '../../decode/compiled-xml.js';
import { type Dex, decodeDexes, refusalOf } from '../../decode/dex/index.js';
import type { Oddity } from '../../decode/oddity.js';
import type { LimitFact } from '../../facts/types.js';
import { type Entry, EntryError, type Opened, type Tree } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import { otherAppLimits, partsOfOneApp } from '../one-app.js';
import { loadedCode } from './loaded-code.js';

/** A DEX file and the entry it stands in. */
export interface DexSource {
  entry: Entry;
  dex: Dex;
  /** The app loads it by itself; nothing in the other files calls its classes by name. */
  loaded?: boolean;
}

/** What an Android app is made of, over all its splits. */
export interface Sources {
  /** Base first, then splits. */
  trees: Tree[];
  /** Apps that were handed in with this one. */
  otherApps: LimitFact[];
  manifests: Entry[];
  /** Compiled resource tables; `.pb` in bundles. */
  tables: Entry[];
  dexes: DexSource[];
  /** All entries of all trees. */
  entries: Entry[];
  /** Where layouts stand: `''`, in bundles `base/`. */
  roots: string[];
  /** DEX entries that could not be read, and why. */
  broken: { entry: Entry; reason: string }[];
  oddities: { entry: Entry; oddity: Oddity }[];
  /** Files of code that the app can load and that are not readable. */
  unloadable: Entry[];
}

const DEX_NAME = /^(?:[\w-]+\/dex\/)?classes\d*\.dex$/;
const MANIFEST_NAME = /^(?:(?:[\w-]+\/)?manifest\/)?AndroidManifest\.xml$/;
const TABLE_NAME = /^(?:[\w-]+\/)?resources\.(?:arsc|pb)$/;
const NESTED = 64;

/** The parts of an Android app in what was opened; undefined where there are none. */
export function readSources(opened: Opened): Sources | undefined {
  const app = partsOfOneApp(
    opened.trees.flatMap((tree) => (isAndroid(tree) ? [tree] : splitsIn(tree))),
    packageNameOf,
  );
  const { trees } = app;
  if (trees.length === 0) return undefined;
  const entries = trees.flatMap((tree) => tree.entries);
  const sources: Sources = {
    trees,
    otherApps: otherAppLimits(app),
    manifests: entries.filter((entry) => MANIFEST_NAME.test(entry.name)),
    tables: entries.filter((entry) => TABLE_NAME.test(entry.name)),
    dexes: [],
    entries,
    roots: ['', ...new Set(entries.flatMap((entry) => /^([\w-]+\/)manifest\/AndroidManifest\.xml$/.exec(entry.name)?.[1] ?? []))],
    broken: [],
    oddities: [],
    unloadable: [],
  };
  for (const entry of entries) if (DEX_NAME.test(entry.name)) addDex(sources, entry);
  for (const tree of trees) {
    tellUnloaded(sources, tree);
    addInstantRun(sources, tree);
  }
  for (const tree of trees) addLoadedCode(sources, tree);
  return sources;
}

/** Splits have the package name of their base. Source: AOSP frameworks/base, ApkLiteParseUtils.parseMonolithicPackageLite and its cluster check */
function packageNameOf(tree: Tree): string | undefined {
  const bytes = readEntry(tree.find('AndroidManifest.xml'));
  const root = bytes && decodeXml(bytes).root;
  return (root && attributeText(root, 'package')) || undefined;
}

function isAndroid(tree: Tree): boolean {
  return (
    tree.entries.some((entry) => DEX_NAME.test(entry.name)) ||
    tree.find('AndroidManifest.xml') !== undefined ||
    tree.find('base/manifest/AndroidManifest.xml') !== undefined
  );
}

function splitsIn(tree: Tree): Tree[] {
  const packages = tree.entries.filter((entry) => /\.apk$/i.test(entry.name)).slice(0, NESTED);
  return packages.flatMap((entry) => tree.enter(entry) ?? []).filter(isAndroid);
}

/**
 * The platform opens `classes.dex`, `classes2.dex` … and stops at the first that is missing; what is numbered beyond is read
 * here and told. Source: AOSP art/libdexfile/dex/dex_file_loader.cc, GetMultiDexClassesDexName
 */
function tellUnloaded(sources: Sources, tree: Tree): void {
  let next = 1;
  const isThere = (number: number): boolean => tree.find(number === 1 ? 'classes.dex' : `classes${number}.dex`) !== undefined;
  while (isThere(next)) next++;
  for (const entry of tree.entries) {
    const number = /^classes(\d*)\.dex$/.exec(entry.name)?.[1];
    if (number === undefined || (number === '' ? 1 : /^[2-9]|^1\d/.test(number) ? Number(number) : next) < next) continue;
    const missing = next === 1 ? 'classes.dex' : `classes${next}.dex`;
    const oddity: Oddity = { trick: 'dex-unloaded', detail: `${entry.name} 编号不连续（缺 ${missing}），Android 不会自行装载` };
    sources.oddities.push({ entry, oddity });
  }
}

/** Debug builds of old Android Studio keep the app's own code as `slice_*.dex` in a nested archive. */
function addInstantRun(sources: Sources, tree: Tree): void {
  const nested = tree.find('instant-run.zip');
  const inner = nested && tree.enter(nested);
  for (const entry of inner?.entries ?? []) {
    if (!/\.dex$/.test(entry.name)) continue;
    addDex(sources, entry);
  }
}

/** What the app loads by itself joins the other code; of a class that is there twice the platform's file counts. */
function addLoadedCode(sources: Sources, tree: Tree): void {
  const { dexes, unreadable } = loadedCode(tree);
  sources.unloadable.push(...unreadable);
  for (const entry of dexes) {
    const part: Sources = { ...sources, dexes: [], broken: [] };
    addDex(part, entry);
    // A header in front of nothing that is a class hides what follows it.
    if (part.dexes.every(({ dex }) => dex.classes.length === 0)) sources.unloadable.push(entry);
    else sources.dexes.push(...part.dexes.map((source) => ({ ...source, loaded: true })));
  }
}

function addDex(sources: Sources, entry: Entry): void {
  try {
    const bytes = entry.read();
    const files = decodeDexes(bytes);
    if (files.length === 0) sources.broken.push({ entry, reason: refusalOf(bytes) ?? '其中没有代码' });
    for (const dex of files) {
      sources.dexes.push({ entry, dex });
      for (const oddity of dex.oddities) sources.oddities.push({ entry, oddity });
    }
  } catch (error) {
    if (!(error instanceof EntryError)) throw error;
    sources.broken.push({ entry, reason: error.message });
  }
}
