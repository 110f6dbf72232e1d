import type { Entry, Opened, Tree } from '../../../open/tree.js';
import { readEntry } from '../../entry-bytes.js';
import type { Extraction } from '../../extraction.js';
import { readUniApp } from '../../uniapp/index.js';
import { extractWebApp } from '../../web/app.js';
import { plainWeb, readHtml5Plus } from '../../web/config.js';
import { isGenerated, ownerOfScript } from '../../web/libraries.js';
import { isPage } from '../../web/pages.js';
import { type BundleReader, folderBundle } from '../bundle.js';
import { cordovaBundles } from '../cordova.js';
import { hermesBundles } from '../hermes.js';
import { reactNativeBundles } from '../react-native.js';
import { weexBundles } from '../weex.js';

/** Readers of what stands in a folder of the assets, which an archive is once it is unpacked. */
const READERS: BundleReader[] = [cordovaBundles, weexBundles, reactNativeBundles, hermesBundles];
const INDEX = /(^|\/)index\.x?html?$/i;
const SCRIPT = /\.m?js$/i;
const HAN = /[\u3400-\u9fff]{2,}|(?:\\u[4-9][\da-fA-F]{3}){2,}/g;
/** Error messages of a library. */
const FEW_WORDS = 5;

/** What an archive holds that no configuration makes an app: pages to be unpacked, bundles of a runtime. */
export function readFolder(opened: Opened, tree: Tree): Extraction[] {
  const root = withoutWrapping(tree);
  const uniApp = readUniApp(opened, root);
  if (uniApp) return [uniApp];
  const assets = asAssets(root);
  const bundles = READERS.flatMap((reader) => reader.find(assets).flatMap((bundle) => reader.extract(opened, bundle) ?? []));
  if (bundles.length > 0) return bundles;
  if (!root.entries.some(({ name }) => isPage(name))) return [];
  const config = readHtml5Plus(root) ?? plainWeb('html');
  const web = extractWebApp(opened, root, config);
  const isMain = config.entry !== undefined || root.entries.some(({ name }) => INDEX.test(name));
  return web ? [{ ...web, hosts: isMain ? web.hosts : [] }] : [];
}

/** Scripts of the app's own that speak to people. */
export function ownScripts({ entries }: Tree): string[] {
  return entries
    .filter(({ name }) => SCRIPT.test(name) && !isGenerated(name))
    .filter((entry) => {
      const text = textOf(entry);
      return ownerOfScript(entry.name, text) === 'own' && (text.match(HAN) ?? []).length >= FEW_WORDS;
    })
    .map(({ name }) => name);
}

/** The folder that everything lies in, as the tree itself. */
function withoutWrapping(tree: Tree): Tree {
  let folder = tree.entries[0]?.name.replace(/[^/]*$/, '') ?? '';
  for (const { name } of tree.entries)
    while (!name.startsWith(folder)) folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1);
  return folder === '' ? tree : folderBundle(tree, folder).tree;
}

function asAssets(tree: Tree): Tree {
  const entries = tree.entries.map((entry) => ({
    ...entry,
    name: `assets/${entry.name}`,
    read: () => entry.read(),
    peek: () => entry.peek(),
  }));
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  return { ...tree, entries, find: (name) => byName.get(name) };
}

function textOf(entry: Entry): string {
  return readEntry(entry)?.toString('utf8') ?? '';
}
