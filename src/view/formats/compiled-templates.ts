import { decodeGwx, type GwxTemplate } from '../../decode/template/gwx.js';
import { renderMarkup } from '../../decode/template/render.js';
import { EntryError } from '../../open/tree.js';
import type { Format } from './format.js';

const SIGN = Buffer.from('$gwx');

/** Templates that the WeChat tool-chain compiled into a script (`$gwx`), as markup again. */
export const compiledTemplates: Format = {
  label: '编译后的模板',
  matches: (entry, tree) => {
    if (tree.format !== 'wxapkg' || !/\.(html|js)$/.test(entry.name)) return false;
    try {
      // Entries of a wxapkg are not compressed: looking through them costs next to nothing.
      const bytes = entry.read();
      return bytes.includes(SIGN) && decodeGwx(bytes.toString('utf8')).templates.length > 0;
    } catch (error) {
      if (error instanceof EntryError) return false;
      throw error;
    }
  },
  parts: (bytes) => templatesOf(bytes).map(({ path }) => ({ name: path })),
  render: (bytes, _tree, { part }) => {
    const templates = templatesOf(bytes);
    if (part !== undefined) {
      const found = templates.find(({ path }) => path === part);
      return found && renderMarkup(found.nodes);
    }
    if (templates.length === 0) return undefined;
    return templates.map(({ path, nodes }) => `<!-- ${path} -->\n${renderMarkup(nodes)}`).join('\n');
  },
};

function templatesOf(bytes: Buffer): GwxTemplate[] {
  return decodeGwx(bytes.toString('utf8')).templates.map(({ path, nodes }) => ({ path: path.replace(/^\.?\//, ''), nodes }));
}
