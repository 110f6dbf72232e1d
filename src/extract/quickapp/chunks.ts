import { decodeLooseJson, isRecord } from '../../decode/javascript/literal.js';
import type { Entry, Tree } from '../../open/tree.js';
import { textOf } from '../miniprogram/entry-texts.js';

const CHUNKS = /(^|\/)(app|page)-chunks\.json$/;

/** Files in which a build with `--split-chunks-mode` keeps what several pages share: scripts as JSON, by their source's path. */
export function chunkFiles(tree: Tree): { entry: Entry; scripts: Map<string, string> | undefined }[] {
  return tree.entries
    .filter(({ name }) => CHUNKS.test(name))
    .map((entry) => {
      const value = decodeLooseJson(textOf(entry));
      if (!isRecord(value)) return { entry, scripts: undefined };
      const pairs = Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string');
      return { entry, scripts: new Map(pairs) };
    });
}

/** The tree with the scripts of its chunk files as entries of their own: `app.rpk!app-chunks.json!helper/api.js`. */
export function withChunks(tree: Tree): Tree {
  const scripts = chunkFiles(tree).flatMap(({ entry, scripts: found }) =>
    [...(found ?? [])].map(([name, text]) => scriptEntry(entry, name, text)),
  );
  return scripts.length === 0 ? tree : { ...tree, entries: [...tree.entries, ...scripts] };
}

function scriptEntry(holder: Entry, name: string, text: string): Entry {
  const bytes = Buffer.from(text, 'utf8');
  return {
    name: name.replace(/^[./]+/, ''),
    path: `${holder.path}!${name}`,
    size: bytes.length,
    read: () => bytes,
    peek: () => bytes.subarray(0, 1024),
  };
}
