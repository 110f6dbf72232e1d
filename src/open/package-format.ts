import { EntryError, type PackageFormat, type Tree } from './tree.js';

/** Manifests are small; a huge one is no manifest. */
const MAX_MANIFEST = 4 * 1024 * 1024;

/**
 * What kind of app a ZIP holds, told by the entries that its platform needs to run it; undefined when it holds none.
 * Source: reference/formats.md, one section per carrier
 */
export function identifyPackage(tree: Tree): PackageFormat | undefined {
  const names = tree.entries.map(({ name }) => name);
  const some = (pattern: RegExp) => names.some((name) => pattern.test(name));
  const has = (name: string) => tree.find(name) !== undefined;

  if (has('BundleConfig.pb') || has('base/manifest/AndroidManifest.xml')) return 'aab';
  // An Android library is no app, though it has a manifest.
  if (has('classes.jar') && has('R.txt')) return undefined;
  if (hasCompiledManifest(tree) || some(/^classes\d*\.dex$/) || has('resources.arsc')) return 'apk';
  if (has('toc.pb') || some(/^(splits\/|standalones\/)?[^/]+\.apk$/)) return 'apks';
  if (some(/(^|\/)Payload\/[^/]+\.app\//)) return 'ipa';
  if (has('pack.info') && some(/^[^/]+\.(hap|hsp)$/)) return 'harmony-app';
  if (isHap(has, some)) return 'hap';
  if (has('Manifest.xml') && some(/^[^/]+\.tar$/)) return 'amr';
  if (some(/^[^/]+\.s?rpk$/)) return 'rpks';
  return identifyByManifest(tree, has, some);
}

/** In a package the manifest is binary; as text it belongs to sources or to a library. */
function hasCompiledManifest(tree: Tree): boolean {
  const entry = tree.find('AndroidManifest.xml');
  return entry !== undefined && !/^(\ufeff)?\s*</.test(entry.peek().toString('utf8', 0, 64));
}

function isHap(has: (name: string) => boolean, some: (pattern: RegExp) => boolean): boolean {
  if (has('module.json')) return has('resources.index') || has('pack.info') || some(/^ets\//);
  return has('config.json') && (has('resources.index') || some(/^assets\/(js|entry)\//));
}

/** Quick apps and HTML5+ packages both have `manifest.json` at the top; its keys tell them apart. */
function identifyByManifest(
  tree: Tree,
  has: (name: string) => boolean,
  some: (pattern: RegExp) => boolean,
): PackageFormat | undefined {
  const manifest = readManifest(tree);
  if (!manifest) return undefined;
  const compiled = has('app.js') || has('game.js') || some(/(^|\/)index\.js$/);
  if ('package' in manifest && ('minPlatformVersion' in manifest || 'router' in manifest || 'features' in manifest)) {
    return compiled && !has('app.ux') ? 'rpk' : undefined;
  }
  if ('plus' in manifest || '@platforms' in manifest) {
    return has('app-service.js') || has('app-config-service.js') || (some(/^[^/]+\.html$/) && !has('pages.json'))
      ? 'wgt'
      : undefined;
  }
  return undefined;
}

function readManifest(tree: Tree): object | undefined {
  const entry = tree.find('manifest.json');
  if (!entry || entry.size > MAX_MANIFEST) return undefined;
  try {
    const manifest: unknown = JSON.parse(withoutComments(entry.read().toString('utf8')));
    return typeof manifest === 'object' && manifest !== null ? manifest : undefined;
  } catch (error) {
    if (error instanceof EntryError || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** HBuilderX writes its manifest with comments, and keeps them when it packs a plain HTML5+ app. */
function withoutComments(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(/"(?:[^"\\]|\\[\s\S])*(?:"|$)|\/\*[\s\S]*?(?:\*\/|$)|\/\/[^\n]*/g, (part) => (part.startsWith('"') ? part : ' '));
}
