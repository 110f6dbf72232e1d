import { readEncodedArray } from './encoded-value.js';
import type { Lookups } from './lookups.js';
import { readUleb } from './mutf8.js';
import type { ClassData, EncodedField, EncodedMethod } from './types.js';

/**
 * Members of a class. Counts are trusted only as far as there are bytes.
 * Source: "Dalvik Executable format", class_data_item
 *
 * @param data offset of the class data, 0 for classes without members
 * @param values offset of the static values, 0 where all are zero
 * @param budget members the whole file may still give
 */
export function readClassData(lookups: Lookups, data: number, values: number, budget: { left: number }): ClassData {
  const out: ClassData = { fields: [], methods: [] };
  const { bytes } = lookups;
  if (data === 0 || data >= bytes.length) return out;
  let at = data;
  const next = (): number => {
    const [value, after] = readUleb(bytes, at);
    at = after;
    return value;
  };
  const counts = [next(), next(), next(), next()];
  counts.forEach((count, part) => {
    let index = 0;
    for (let i = 0; i < count && at < bytes.length && budget.left-- > 0; i++) {
      index += next();
      const flags = next();
      if (part < 2) addField(out.fields, lookups, index, flags);
      else addMethod(out.methods, lookups, index, flags, next());
    }
  });
  if (values !== 0) addConstants(out.fields, lookups, values, counts[0]!);
  return out;
}

function addField(fields: EncodedField[], lookups: Lookups, index: number, flags: number): void {
  const ref = lookups.field(index);
  if (ref) fields.push({ ref, index, flags });
}

function addMethod(methods: EncodedMethod[], lookups: Lookups, index: number, flags: number, code: number): void {
  const ref = lookups.method(index);
  if (ref) methods.push({ ref, index, flags, code: code === 0 ? 0 : code + lookups.origin });
}

function addConstants(fields: EncodedField[], lookups: Lookups, values: number, statics: number): void {
  const constants = readEncodedArray(lookups, values);
  for (let i = 0; i < Math.min(constants.length, statics, fields.length); i++) {
    const value = constants[i];
    if (typeof value === 'string' || typeof value === 'number') fields[i]!.constant = value;
  }
}
