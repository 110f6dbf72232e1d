import { asText, decodeLooseJson, isRecord, type Json } from '../../decode/javascript/literal.js';
import { decodeMarkup, type MarkupElement } from '../../decode/template/markup.js';
import type { Carrier } from '../../facts/types.js';
import type { Entry, Tree } from '../../open/tree.js';
import { textOf } from '../miniprogram/entry-texts.js';

type Fields = { [key: string]: Json };

/** What a web app's own configuration says of it. */
export interface WebConfig {
  /** What shows the pages: `html5plus`, `cordova`, `capacitor`, `apicloud`, `alipay-h5`, `web`. */
  host: string;
  carrier: Carrier;
  /** The file that says so. */
  entry?: Entry;
  /** First page, below the root; or an address where the app begins on a server. */
  start?: string;
  /** Pages that native code opens by name, where that is how the app begins. */
  opened?: readonly string[];
  /** Only scripts that pages load belong to it: other things lie beside the pages. */
  loadedOnly?: boolean;
  id?: string;
  name?: string;
  versionName?: string;
  versionCode?: string;
  permissions: string[];
  flags: { name: string; value: string }[];
}

const EMPTY = { carrier: 'html5' as Carrier, permissions: [], flags: [] };

function json(entry: Entry | undefined): Fields | undefined {
  const value = entry && decodeLooseJson(textOf(entry).replace(/^\ufeff/, ''));
  return isRecord(value) ? value : undefined;
}

function fields(value: Json | undefined): Fields {
  return isRecord(value) ? value : {};
}

/** `manifest.json` of an HTML5+ app: https://www.html5plus.org/doc/manifest.html */
export function readHtml5Plus(tree: Tree): WebConfig | undefined {
  const entry = tree.find('manifest.json');
  const manifest = json(entry);
  if (!manifest || !(manifest.launch_path || manifest.plus || manifest['@platforms'])) return undefined;
  const version = fields(manifest.version);
  return {
    ...EMPTY,
    host: 'html5plus',
    entry,
    start: asText(manifest.launch_path) || undefined,
    id: asText(manifest.id),
    name: asText(manifest.name),
    versionName: asText(version.name),
    versionCode: asText(version.code),
    permissions: Object.keys(fields(manifest.permissions)).sort(),
  };
}

/** `config.xml` of a W3C widget: Cordova and APICloud both write it. */
export function readWidget(tree: Tree, host: string): WebConfig | undefined {
  const entry = tree.find('config.xml');
  if (!entry) return undefined;
  const widget = decodeMarkup(textOf(entry), { xml: true }).nodes.find(
    (node): node is MarkupElement => node.type === 'element' && node.name === 'widget',
  );
  if (!widget) return undefined;
  const child = (name: string): MarkupElement | undefined =>
    widget.children.find((node): node is MarkupElement => node.type === 'element' && node.name === name);
  const own = (element: MarkupElement | undefined, name: string): string | undefined =>
    element?.attributes.find((item) => item.name === name)?.value || undefined;
  const [name] = child('name')?.children ?? [];
  return {
    ...EMPTY,
    host,
    entry,
    start: own(child('content'), 'src'),
    id: own(widget, 'id'),
    name: name?.type === 'text' ? name.value.trim() : undefined,
    versionName: own(widget, 'version'),
    permissions: widget.children.flatMap((node) => {
      const permission = node.type === 'element' && node.name === 'permission' ? own(node, 'name') : undefined;
      return permission ? [permission] : [];
    }),
    flags: widget.children.flatMap((node) => {
      const preference =
        node.type === 'element' && /^(access|allow-navigation)$/.test(node.name)
          ? (own(node, 'origin') ?? own(node, 'href'))
          : undefined;
      return preference ? [{ name: 'allow-navigation', value: preference }] : [];
    }),
  };
}

/** `capacitor.config.json` beside the folder of pages. */
export function readCapacitor(entry: Entry | undefined): WebConfig | undefined {
  const config = json(entry);
  if (!config) return undefined;
  return {
    ...EMPTY,
    host: 'capacitor',
    entry,
    start: asText(fields(config.server).url) || undefined,
    id: asText(config.appId),
    name: asText(config.appName),
  };
}

/** `hpmfile.json` and `Manifest.xml` of an Alipay H5 package. */
export function readAlipayH5(tree: Tree, outer: Tree | undefined): WebConfig {
  const entry = tree.find('hpmfile.json');
  const launch = fields(fields(json(entry)).launchParams);
  const url = asText(launch.url) ?? asText(launch.startUrl);
  const manifest = outer?.find('Manifest.xml');
  const text = manifest ? textOf(manifest) : '';
  const tag = (name: string): string | undefined => new RegExp(`<${name}>\\s*([^<]+?)\\s*</${name}>`).exec(text)?.[1];
  return {
    ...EMPTY,
    carrier: 'alipay',
    host: 'alipay-h5',
    entry: entry ?? manifest,
    start: url,
    id: tag('uid') ?? asText(fields(json(entry)).appid),
    name: tag('name'),
    versionName: tag('version'),
  };
}

/** Pages without any configuration. */
export function plainWeb(host: string): WebConfig {
  return { carrier: 'html5', permissions: [], flags: [], host };
}

/** The page an app opens with: as configured, or the index nearest to the root. */
export function startPage(config: WebConfig, names: readonly string[]): string | undefined {
  const wanted = config.start?.replace(/[?#].*$/, '').replace(/^(\.\/|\/)+/, '');
  if (wanted && names.includes(wanted)) return wanted;
  const ending = wanted && !isAddress(config.start!) ? names.find((name) => name.endsWith(`/${wanted}`)) : undefined;
  const depth = (name: string): number => name.split('/').length;
  const [index] = names.filter((name) => /(^|\/)index\.x?html?$/i.test(name)).sort((a, b) => depth(a) - depth(b));
  return ending ?? index ?? (names.length === 1 ? names[0] : undefined);
}

export function isAddress(start: string): boolean {
  return /^(https?:)?\/\//i.test(start) && !/^https?:\/\/(localhost|127\.0\.0\.1|app)([:/]|$)/.test(start);
}
