import { configRank, type ResourceEntry, type ResourceName, type ResourceTable } from '../arsc/index.js';
import type { ResourceValue } from '../axml/index.js';
import { readItem } from './item.js';
import { type Message, readMessage } from './message.js';

interface Known {
  name: ResourceName;
  entry: Message;
}

/**
 * Reads the resource table of an app bundle (`base/resources.pb`) into what a compiled table gives; values are read when asked
 * for. Source: AOSP aapt2 Resources.proto, ResourceTable
 */
export function decodeTableMessage(bytes: Buffer): ResourceTable {
  const known = new Map<number, Known>();
  const packages: string[] = [];
  for (const pack of readMessage(bytes).messages(2)) {
    const label = pack.text(2) ?? '';
    const packageId = pack.message(1)?.number(1) ?? 0x7f;
    packages.push(label);
    for (const type of pack.messages(3)) {
      const typeId = type.message(1)?.number(1) ?? 0;
      for (const entry of type.messages(3)) {
        const id = ((packageId << 24) | (typeId << 16) | (entry.message(1)?.number(1) ?? 0)) >>> 0;
        known.set(id, { name: { package: label, type: type.text(2) ?? '', key: entry.text(2) ?? '' }, entry });
      }
    }
  }
  const entries = new Map<number, ResourceEntry | undefined>();
  return {
    entry: (id) => {
      const found = known.get(id);
      if (found && !entries.has(id)) entries.set(id, readEntry(found.entry));
      return entries.get(id);
    },
    name: (id) => known.get(id)?.name,
    idsOfType: (type) => [...known].flatMap(([id, { name }]) => (name.type === type ? [id] : [])).sort((a, b) => a - b),
    types: () => [...new Set([...known.values()].map(({ name }) => name.type))].sort(),
    packages,
    oddities: [],
  };
}

/** `zh-CN` is written as in a bundle, `zh-rCN` as in a resource folder. */
function readEntry(entry: Message): ResourceEntry | undefined {
  const configured = entry.messages(6).map((one) => {
    const config = one.message(1);
    const locale = (config?.text(3) ?? '').replace(/^([a-z]{2,3})-(?:Hans-|Hant-)?([A-Z]{2})$/, '$1-r$2');
    const plain = !config || [1, 2, ...Array.from({ length: 23 }, (_, i) => i + 4)].every((field) => !config.number(field));
    return { locale, rank: configRank({ locale, plain }), value: one.message(2) };
  });
  const [best] = configured.filter(({ value }) => value).sort((a, b) => a.rank - b.rank);
  return best && { ...readValue(best.value!), locale: best.locale };
}

function readValue(value: Message): Pick<ResourceEntry, 'value' | 'items'> {
  const item = value.message(4);
  if (item) {
    const read = readItem(item);
    return read ? { value: read } : {};
  }
  const compound = value.message(5);
  const items = [
    ...(compound?.message(4)?.messages(1) ?? []).map((element) => element.message(3)),
    ...(compound?.message(5)?.messages(1) ?? []).map((quantity) => quantity.message(4)),
    ...(compound?.message(2)?.messages(3) ?? []).map((style) => style.message(4)),
  ];
  const values: ResourceValue[] = items.flatMap((one) => (one && readItem(one)) ?? []);
  return { items: values };
}
