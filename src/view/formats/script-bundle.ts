import { splitBundle } from '../../decode/javascript/bundle.js';
import { parseScript } from '../../decode/javascript/parse.js';
import { EntryError } from '../../open/tree.js';
import type { Format } from './format.js';

const SIGN = Buffer.from('define("');

/** The scripts that a mini-program's tools packed into one file, each under its own path. */
export const scriptBundle: Format = {
  label: '打包的脚本',
  matches: (entry, tree) => {
    if (tree.format !== 'wxapkg' || !entry.name.endsWith('.js')) return false;
    try {
      return entry.read().includes(SIGN);
    } catch (error) {
      if (error instanceof EntryError) return false;
      throw error;
    }
  },
  parts: (bytes) => [...scriptsOf(bytes.toString('utf8')).keys()].map((name) => ({ name })),
  render: (bytes, _tree, { part }) => (part === undefined ? undefined : scriptsOf(bytes.toString('utf8')).get(part)),
};

/** The text of each script by its path. */
function scriptsOf(text: string): Map<string, string> {
  const file = parseScript(text)?.file;
  const defined = file ? splitBundle(file).filter(({ local }) => !local) : [];
  return new Map(defined.map(({ id, root }) => [id, `${text.slice(root.start ?? 0, root.end ?? 0)}\n`]));
}
