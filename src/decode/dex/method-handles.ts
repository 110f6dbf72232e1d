import { readEncodedArray } from './encoded-value.js';
import type { Lookups } from './lookups.js';
import { SECTION, type Sections } from './sections.js';
import type { AnnotationValue } from './types.js';

const KINDS = [
  'static-put',
  'static-get',
  'instance-put',
  'instance-get',
  'invoke-static',
  'invoke-instance',
  'invoke-constructor',
  'invoke-direct',
  'invoke-interface',
];
const FIELD_KINDS = 4;

/** Tables of version 038 and later, which the map list alone names. */
export interface HandleTables {
  /** `invoke-static@Lcn/example/A;->make()V`; empty where there is none. */
  methodHandle(index: number): string;
  /** Linker, name, type, then further constants; empty where there is none. */
  callSite(index: number): AnnotationValue[];
  counts: { methodHandles: number; callSites: number };
}

/** Source: "Dalvik Executable format", method_handle_item, call_site_id_item, call_site_item. */
export function openHandles(lookups: Lookups, sections: Sections): HandleTables {
  const { bytes } = lookups;
  const table = (type: number, width: number): { at: number; count: number } => {
    const { at, count } = sections.get(type) ?? { at: 0, count: 0 };
    return { at, count: Math.min(count, Math.max(0, Math.floor((bytes.length - at) / width))) };
  };
  const handles = table(SECTION.methodHandles, 8);
  const sites = table(SECTION.callSites, 4);
  return {
    counts: { methodHandles: handles.count, callSites: sites.count },
    methodHandle: (index) => {
      if (index >= handles.count) return '';
      const at = handles.at + index * 8;
      const kind = bytes.readUInt16LE(at);
      const member = bytes.readUInt16LE(at + 4);
      return `${KINDS[kind] ?? `kind-${kind}`}@${kind < FIELD_KINDS ? lookups.fieldName(member) : lookups.methodName(member)}`;
    },
    callSite: (index) => (index < sites.count ? readEncodedArray(lookups, bytes.readUInt32LE(sites.at + index * 4)) : []),
  };
}
