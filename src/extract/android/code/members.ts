import type { FieldRef } from '../../../decode/dex/index.js';
import { leaves, type Value } from './values.js';

/** What a field is called outside: the name it is sent and read under, where an annotation gives one. */
export type Naming = (ref: FieldRef) => string;

const KEYED = /^(opt|get)(String|Int|Long|Double|IntValue|AsString)?$/;
const GETTER = /^get(?=[A-Z])/;

/** What a value is called where a record is read: a field, an accessor, a key. */
export function memberIn(value: Value, naming: Naming = ({ name }) => name): string[] {
  if (value.kind === 'field') return [naming(value.ref)];
  if (value.kind !== 'call') return [];
  const { name } = value.callee;
  const key = KEYED.test(name) ? value.args.find((arg) => arg.kind === 'text') : undefined;
  if (key?.kind === 'text') return [key.literal.text];
  return GETTER.test(name) ? [name.replace(GETTER, '').replace(/^./, (first) => first.toLowerCase())] : [];
}

/** Of all that a shown text is made of. */
export function namesShown(value: Value, naming: Naming): string[] {
  return leaves(value).flatMap((leaf) =>
    leaf.kind === 'text'
      ? (leaf.literal.parts ?? []).flatMap(leaves).flatMap((part) => memberIn(part, naming))
      : memberIn(leaf, naming),
  );
}
