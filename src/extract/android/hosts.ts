import type { Entry } from '../../open/tree.js';
import type { Classes } from './classes.js';

/** A runtime that runs the app instead of its own DEX code. */
interface Host {
  name: string;
  /** An entry that shows its bundle is there. */
  entry: RegExp;
  /** Package prefix of its classes, needed as well where the entry alone is ambiguous. */
  prefix?: string;
  /** Another host that has the same files, and is named instead. */
  unless?: string;
  /** Words of the limit: what the bundle is. */
  bundle?: string;
  compiled?: boolean;
}

const HOSTS: Host[] = [
  {
    name: 'flutter',
    entry: /(^|\/)lib\/[^/]+\/libapp\.so$|(^|\/)assets\/flutter_assets\//,
    bundle: 'Flutter 编译产物',
    compiled: true,
  },
  {
    name: 'uni-app',
    entry: /(^|\/)assets\/apps\/[^/]+\/www\/app-(config-)?service\.js$/,
    bundle: 'uni-app 资源（assets/apps/*/www）',
  },
  {
    name: 'html5plus',
    entry: /(^|\/)assets\/apps\/[^/]+\/www\/.*\.(json|html?|js)$/,
    unless: 'uni-app',
    bundle: 'HTML5+ 页面（assets/apps/*/www）',
  },
  { name: 'cordova', entry: /(^|\/)assets\/www\/cordova\.js$/, bundle: 'Cordova 页面（assets/www）' },
  {
    name: 'capacitor',
    entry: /(^|\/)assets\/public\/(cordova\.js|native-bridge\.js|index\.html)$/,
    bundle: 'Capacitor 页面（assets/public）',
  },
  {
    name: 'react-native',
    entry: /(^|\/)assets\/index\.android\.bundle$/,
    bundle: 'React Native 脚本（assets/index.android.bundle）',
  },
  { name: 'weex', entry: /(^|\/)assets\/.*\.weex\.js$/, prefix: 'com.taobao.weex', bundle: 'Weex 脚本' },
  { name: 'apicloud', entry: /(^|\/)assets\/widget\/config\.xml$/, bundle: 'APICloud 页面（assets/widget）' },
  {
    name: 'html',
    entry: /(^|\/)assets\/(www|html|h5|dist|web|webapp)\/(.*\/)?index\.html?$/,
    unless: 'cordova',
    bundle: '内置网页（assets）',
  },
  { name: 'lua', entry: /(^|\/)assets\/(.*\/)?main\.lua$/, bundle: 'Lua 脚本（assets/*.lua）' },
  { name: 'unity', entry: /(^|\/)assets\/bin\/Data\//, bundle: 'Unity 资源', compiled: true },
  { name: 'cocos', entry: /(^|\/)assets\/(src\/project(\.dev)?\.jsc?|main\.jsc?|jsb-adapter\/)/, bundle: 'Cocos 脚本' },
  { name: 'quickapp-engine', entry: /^assets\/.*\.rpk$/, prefix: 'org.hapjs', bundle: '快应用包' },
];

export interface FoundHost extends Host {
  at: Entry;
}

/** Runtimes whose bundles are in the package. */
export function findHosts(entries: readonly Entry[], classes: Classes): FoundHost[] {
  const found: FoundHost[] = [];
  for (const host of HOSTS) {
    const at = entries.find((entry) => host.entry.test(entry.name));
    if (!at || found.some(({ name }) => name === host.unless)) continue;
    if (host.prefix && ![...classes.byName.keys()].some((name) => name.startsWith(`${host.prefix}.`))) continue;
    found.push({ ...host, at });
  }
  return found;
}

/** Hermes bytecode starts with this instead of JavaScript. */
const HERMES_MAGIC = Buffer.from('c61fbc03c103191f', 'hex');

export function isHermes(bytes: Buffer): boolean {
  return bytes.subarray(0, 8).equals(HERMES_MAGIC);
}
