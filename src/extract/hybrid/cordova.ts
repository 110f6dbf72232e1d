import { attributeText, descendants } from '../../decode/axml/index.js';
import { decodeXml } from '../../decode/compiled-xml.js';
import type { Entry, Opened, Tree } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import { extractWebApp } from '../web/app.js';
import { plainWeb, readCapacitor, readWidget, type WebConfig } from '../web/config.js';
import { type Bundle, type BundleReader, folderBundle } from './bundle.js';

/** Folders whose pages a known shell opens, by the entry that shows it. */
const SHELLS: { marker: RegExp; folder: string }[] = [
  { marker: /^(.*assets\/)www\/(cordova|phonegap)(-[\d.]+)?\.js$/, folder: 'www/' },
  { marker: /^(.*assets\/)capacitor\.config\.json$/, folder: 'public/' },
  { marker: /^(.*assets\/)widget\/config\.xml$/, folder: 'widget/' },
];

/** Apps whose pages Cordova, Capacitor or APICloud show. */
export const cordovaBundles: BundleReader = {
  find: (tree) =>
    tree.entries.flatMap(({ name }) =>
      SHELLS.flatMap(({ marker, folder }): Bundle[] => {
        const assets = marker.exec(name)?.[1];
        return assets === undefined ? [] : [folderBundle(tree, `${assets}${folder}`)];
      }),
    ),
  extract: (opened, bundle) => {
    const config = configOf(opened, bundle);
    return extractWebApp(opened, bundle.tree, config);
  },
};

function configOf(opened: Opened, { path, tree }: Bundle): WebConfig {
  if (path.endsWith('widget/')) return readWidget(tree, 'apicloud') ?? plainWeb('apicloud');
  const assets = path.slice(0, path.lastIndexOf('/', path.length - 2) + 1);
  const outer = opened.trees.flatMap(({ entries }) => entries);
  if (path.endsWith('public/'))
    return readCapacitor(outer.find((entry) => entry.path === `${assets}capacitor.config.json`)) ?? plainWeb('capacitor');
  const root = assets.slice(0, -'assets/'.length);
  return (
    compiledWidget(outer.find((entry) => entry.path === `${root}res/xml/config.xml`)) ??
    readWidget(tree, 'cordova') ??
    plainWeb('cordova')
  );
}

/** Cordova's own `config.xml`, which its build compiles into `res/xml`. Source: cordova-android ConfigXmlParser.java */
function compiledWidget(entry: Entry | undefined): WebConfig | undefined {
  const root = entry && xmlOf(entry);
  if (root?.name !== 'widget') return undefined;
  const config: WebConfig = { ...plainWeb('cordova'), entry };
  for (const element of descendants(root)) {
    const origin = attributeText(element, 'origin') ?? attributeText(element, 'href');
    if (element.name === 'content') config.start = attributeText(element, 'src');
    else if (/^(access|allow-navigation)$/.test(element.name) && origin) config.flags.push({ name: element.name, value: origin });
  }
  return config;
}

function xmlOf(entry: Entry): ReturnType<typeof decodeXml>['root'] {
  const bytes = readEntry(entry);
  return bytes && decodeXml(bytes).root;
}

/** Whether a folder of assets belongs to one of these shells. */
export function shellFolders(tree: Tree): string[] {
  return tree.entries.flatMap(({ name }) =>
    SHELLS.flatMap(({ marker, folder }) => {
      const assets = marker.exec(name)?.[1];
      return assets === undefined ? [] : [`${assets}${folder}`];
    }),
  );
}
