import { decodeArsc, type ResourceTable } from '../../decode/arsc/index.js';
import { formatValue, renderXml, TYPE } from '../../decode/axml/index.js';
import { decodeXml } from '../../decode/compiled-xml.js';
import { decodeTableMessage } from '../../decode/protobuf/index.js';
import { EntryError, type Tree } from '../../open/tree.js';
import type { Format } from './format.js';

/** Type 3, header size 8: `RES_XML_TYPE`. Source: AOSP libs/androidfw ResourceTypes.h */
const MAGIC = 0x00080003;
const BUNDLE_XML = /^[\w-]+\/(manifest\/AndroidManifest|res\/.+)\.xml$/;

/** Manifest and layouts of an APK or app bundle, as XML with the names and texts of the resources they refer to. */
export const binaryXml: Format = {
  label: '二进制 XML',
  matches: (entry) => {
    const head = entry.peek();
    if (head.length >= 8 && head.readUInt32LE(0) === MAGIC) return true;
    // Packers change the magic of the manifest; Android does not look at it.
    if (entry.name === 'AndroidManifest.xml') return head.length > 0 && head.includes(0);
    return BUNDLE_XML.test(entry.name) && head[0] === 0x0a;
  },
  render: (bytes, tree) => {
    const tables = tablesOf(tree);
    const used = new Map<string, string>();
    const text = renderXml(decodeXml(bytes), (id) => nameOf(tables, id, used));
    if (text === '') return undefined;
    const strings = [...used].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => `  @${name} = ${value}`);
    return strings.length === 0 ? text : `${text}<!--\n${strings.join('\n').replaceAll('--', '- -')}\n-->\n`;
  },
};

/** `string/app_name`; texts are noted in `used`, to be printed below the document. */
function nameOf(tables: ResourceTable[], id: number, used: Map<string, string>): string | undefined {
  for (const table of tables) {
    const name = table.name(id);
    if (!name) continue;
    const label = `${name.type}/${name.key}`;
    const value = table.entry(id)?.value;
    if (value?.type === TYPE.string && name.type === 'string') used.set(label, formatValue(value));
    return label;
  }
  return undefined;
}

const known = new WeakMap<Tree, ResourceTable[]>();

function tablesOf(tree: Tree): ResourceTable[] {
  const done = known.get(tree);
  if (done) return done;
  const tables = tree.entries
    .filter(({ name }) => /^([\w-]+\/)?resources\.(arsc|pb)$/.test(name))
    .flatMap((entry) => {
      try {
        const bytes = entry.read();
        return entry.name.endsWith('.pb') ? decodeTableMessage(bytes) : decodeArsc(bytes);
      } catch (error) {
        if (error instanceof EntryError) return [];
        throw error;
      }
    });
  known.set(tree, tables);
  return tables;
}
