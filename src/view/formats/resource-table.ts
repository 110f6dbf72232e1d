import { decodeArsc, type ResourceTable } from '../../decode/arsc/index.js';
import { formatValue } from '../../decode/axml/index.js';
import { decodeTableMessage } from '../../decode/protobuf/index.js';
import type { Format } from './format.js';

/** Resources by type, each in the configuration that is preferred for a Chinese reader. */
export const resourceTable: Format = {
  label: '资源表',
  matches: ({ name }) => /(^|\/)resources\.(arsc|pb)$/.test(name),
  parts: (bytes) => {
    const table = decode(bytes);
    return table.types().map((type) => ({ name: type, note: `${table.idsOfType(type).length} 项` }));
  },
  render: (bytes, _tree, { part }) => {
    const table = decode(bytes);
    const types = table.types().filter((type) => part === undefined || type === part);
    if (types.length === 0) return undefined;
    return types.flatMap((type) => table.idsOfType(type).map((id) => line(table, id))).join('');
  },
};

/** A compiled table starts with chunk type 2; the one of a bundle is a message. */
function decode(bytes: Buffer): ResourceTable {
  return bytes[0] === 0x02 && bytes[1] === 0 ? decodeArsc(bytes) : decodeTableMessage(bytes);
}

function line(table: ResourceTable, id: number): string {
  const name = table.name(id);
  const entry = table.entry(id);
  const values = entry?.value ? [entry.value] : (entry?.items ?? []);
  const locale = entry?.locale ? ` [${entry.locale}]` : '';
  const shown = values.map((value) => (value.text === undefined ? formatValue(value) : JSON.stringify(value.text))).join(', ');
  return `0x${id.toString(16).padStart(8, '0')} ${name?.type ?? ''}/${name?.key ?? ''}${locale} = ${shown}\n`;
}
