import { dottedName } from '../../../decode/javascript/names.js';
import type { Subject } from '../../../facts/types.js';
import type { Unit } from '../model.js';
import { DISTINCT_METHODS } from '../platform-apis.js';

/** Names of answers and errors: testing them demands nothing of a person. */
export const RESPONSE_NAME = /^(res|result|response|err|error|e|ret|code|status|statusCode|errCode|errMsg|data|success)$/;

/** Where a value comes from when its name tells nothing: set from a picker's or a location call's result in the same module. */
export function originOf(name: string, unit: Unit): Subject | undefined {
  const key = name.split('.').at(-1)!;
  if (key.length < 2 || RESPONSE_NAME.test(key)) return undefined;
  const values = [...(unit.module.members.get(key) ?? []), ...(unit.locals.get(key) ?? [])].slice(0, 20);
  for (const value of values) {
    const from = dottedName(value) ?? '';
    if (/tempFilePaths?|tempFiles|tempImagePath|imagePaths?/.test(from)) return 'photo';
    if (/tempFilePath|tempVideoPath/.test(from)) return 'file';
    if (/(^|\.)(latitude|longitude)$/.test(from)) return 'location';
    const holder = unit.module.units.find(
      (inner) => inner.start <= (value.start ?? 0) && inner.end >= (value.end ?? 0) && inner.parent && pickerAround(inner),
    );
    if (holder && /^(res|e|r|t|ret|result)\b/.test(from)) return pickerAround(holder);
  }
  return undefined;
}

function pickerAround(unit: Unit): Subject | undefined {
  const call = unit.module.calls.find(
    (item) =>
      DISTINCT_METHODS[item.callee.split('.').at(-1)!] === 'media-pick' &&
      (item.node.start ?? 0) <= unit.start &&
      (item.node.end ?? 0) >= unit.end,
  );
  return call ? (/Video/.test(call.callee) ? 'video' : 'photo') : undefined;
}
