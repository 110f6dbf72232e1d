import { type Cursor, cursor, readString, u16, u32 } from './bytes.js';

/** What a source file imports and exports. */
export interface ModuleRecord {
  /** Requests as written after `from`: `@ohos:router`, `com.example/entry/ets/common/Api`. */
  requests: string[];
  /** `import { name as local } from requests[request]`, in the order in which instructions number them. */
  imports: { local: string; name: string; request: number }[];
  namespaces: { local: string; request: number }[];
  /** Exports of the file's own variables, in the order in which instructions number them. */
  exports: { local: string; name: string }[];
  /** `export { name as exported } from …` */
  indirect: { exported: string; name: string; request: number }[];
  /** `export * from …`, by request. */
  stars: number[];
}

/** No file has more of one kind. */
const MAX_ENTRIES = 20_000;

/**
 * Reads the record that a class's field `moduleRecordIdx` leads to.
 *
 * @returns undefined where it breaks off
 * Source: openharmony/arkcompiler_runtime_core libpandafile, ModuleDataAccessor
 */
export function readModule(bytes: Buffer, offset: number): ModuleRecord | undefined {
  const from = cursor(offset);
  u32(bytes, from); // number of literals
  const text = (): string => readString(bytes, cursor(u32(bytes, from))) ?? '';
  const record: ModuleRecord = {
    requests: list(bytes, from, text),
    imports: list(bytes, from, () => ({ local: text(), name: text(), request: u16(bytes, from) })),
    namespaces: list(bytes, from, () => ({ local: text(), request: u16(bytes, from) })),
    exports: list(bytes, from, () => ({ local: text(), name: text() })),
    indirect: list(bytes, from, () => ({ exported: text(), name: text(), request: u16(bytes, from) })),
    stars: list(bytes, from, () => u16(bytes, from)),
  };
  return from.past ? undefined : record;
}

function list<T>(bytes: Buffer, from: Cursor, read: () => T): T[] {
  const count = u32(bytes, from);
  if (count > MAX_ENTRIES) from.past = true;
  const out: T[] = [];
  for (let i = 0; i < count && !from.past; i++) out.push(read());
  return out;
}
