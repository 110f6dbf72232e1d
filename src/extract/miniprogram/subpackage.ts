import type { Tree } from '../../open/tree.js';
import type { AppConfig } from './app-config.js';
import { readPageSettings } from './compiled.js';

/**
 * What can be told of a WeChat subpackage that was handed in without its main package: its pages, from the settings that its
 * own script carries for every page and component. Undefined for anything else.
 */
export function readSubPackage(tree: Tree): AppConfig | undefined {
  if (tree.format !== 'wxapkg' || tree.find('app-config.json')) return undefined;
  const entry = tree.entries.find(({ name }) => /\/app-service\.js$/.test(name));
  if (!entry) return undefined;
  const settings = [...readPageSettings(tree)].filter(([, value]) => value.component !== true);
  return {
    framework: 'compiled',
    carrier: 'wechat',
    entry,
    pages: settings.map(([id]) => ({ id, components: {}, root: entry.name.replace(/\/app-service\.js$/, '') })),
    tabs: [],
    components: {},
    flags: [],
    permissions: [],
    plugins: [],
    partial: true,
  };
}
