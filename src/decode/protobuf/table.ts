import { compareConfigs, type ResourceConfig, type ResourceEntry, type ResourceName, type ResourceTable } from '../arsc/index.js';
import { readConfigMessage } from './config.js';
import { type Message, readMessage } from './message.js';
import { readValue } from './value.js';

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
  const table = readMessage(bytes);
  for (const pack of table.messages(2)) {
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
  const first = new Map<number, ResourceEntry | undefined>();
  return {
    entry: (id) => {
      const found = known.get(id);
      if (!found) return undefined;
      if (!first.has(id)) {
        const [best] = configured(found.entry);
        first.set(id, best && { ...readValue(best.value), config: best.config });
      }
      return first.get(id);
    },
    entries: (id) => {
      const found = known.get(id);
      return found ? configured(found.entry).map(({ value, config }) => ({ ...readValue(value), config })) : [];
    },
    name: (id) => known.get(id)?.name,
    idsOfType: (type) => [...known].flatMap(([id, { name }]) => (name.type === type ? [id] : [])).sort((a, b) => a - b),
    types: () => [...new Set([...known.values()].map(({ name }) => name.type))].sort(),
    packages,
    libraries: table.messages(5).map((library) => ({ id: library.message(1)?.number(1) ?? 0, name: library.text(2) ?? '' })),
    // Which resources each policy covers stands with the resources; nothing here asks for it.
    overlayables: table
      .messages(3)
      .map((overlayable) => ({ name: overlayable.text(1) ?? '', actor: overlayable.text(3) ?? '', policies: [] })),
    oddities: [],
  };
}

/** Values of an entry, the one that is shown first. */
function configured(entry: Message): { config: ResourceConfig; value: Message }[] {
  return entry
    .messages(6)
    .flatMap((one) => {
      const value = one.message(2);
      return value ? [{ config: readConfigMessage(one.message(1)), value }] : [];
    })
    .sort((a, b) => compareConfigs(a.config, b.config));
}
