import {
  configName,
  decodeArsc,
  QUANTITIES,
  type ResourceEntry,
  type ResourceItem,
  type ResourceTable,
} from '../../decode/arsc/index.js';
import { formatValue, frameworkAttribute, type ResourceValue } from '../../decode/axml/index.js';
import { decodeTableMessage } from '../../decode/protobuf/index.js';
import type { Format } from './format.js';

/** Resources by type, each in the configuration that a Chinese reader sees, then in the others. */
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

/** A line for the value that is shown, then one for each other configuration. */
function line(table: ResourceTable, id: number): string {
  const name = table.name(id);
  const [shown, ...others] = table.entries(id);
  const head = `0x${id.toString(16).padStart(8, '0')} ${name?.type ?? ''}/${name?.key ?? ''}`;
  return [`${head}${valueText(shown, name?.type)}`, ...others.map((entry) => `  ${valueText(entry, name?.type)}`)]
    .map((text) => `${text}\n`)
    .join('');
}

function valueText(entry: ResourceEntry | undefined, type: string | undefined): string {
  const config = entry ? configName(entry.config) : '';
  const value = entry?.value ? textOf(entry.value) : (entry?.items ?? []).map((item) => itemOf(item, type)).join(', ');
  return `${config ? ` [${config}]` : ''} = ${value}`;
}

function itemOf({ name, value }: ResourceItem, type: string | undefined): string {
  const label = type === 'plurals' ? QUANTITIES.get(name) : type === 'style' ? frameworkAttribute(name) : undefined;
  return label ? `${label}=${textOf(value)}` : textOf(value);
}

/** Marked parts of a text stand behind it: `"请阅读隐私政策" <b:3,6>`. */
function textOf(value: ResourceValue): string {
  if (value.text === undefined) return formatValue(value);
  const spans = (value.spans ?? []).map(({ tag, first, last }) => ` <${tag}:${first},${last}>`);
  return `${JSON.stringify(value.text)}${spans.join('')}`;
}
