import { eachInstruction } from '../../../decode/dex/index.js';
import type { AppClass } from '../classes.js';
import { dotted } from '../names.js';

const MAX_STEPS = 5000;
const FINAL = 0x10;

/**
 * Texts and numbers the static fields of a class start with: those the DEX lists, and texts its static initialiser sets
 * without a condition, as compilers write fields that are not final.
 */
export function constantsOf(item: AppClass): Map<string, string | number> {
  const { fields, methods } = item.data();
  const out = new Map<string, string | number>();
  // Nought in a field that is not final is only where it starts, not what is read from it later.
  for (const { ref, constant, flags } of fields)
    if (constant !== undefined && (constant !== 0 || flags & FINAL)) out.set(ref.name, constant);
  const initialiser = methods.find(({ ref, code }) => ref.name === '<clinit>' && code !== 0);
  if (initialiser) readInitialiser(item, initialiser.code, out);
  return out;
}

function readInitialiser(item: AppClass, code: number, out: Map<string, string | number>): void {
  const { dex } = item.source;
  const body = dex.code(code);
  if (!body) return;
  const texts = new Map<number, string>();
  let steps = 0;
  for (const { kind, registers, index } of eachInstruction(dex.bytes, body)) {
    if (kind === 'if' || kind === 'switch' || kind === 'goto' || ++steps > MAX_STEPS) return;
    const [register = -1] = registers;
    if (kind === 'const-string') texts.set(register, dex.string(index));
    else if (kind === 'sput') {
      const ref = dex.field(index);
      const text = texts.get(register);
      if (ref && text !== undefined && dotted(ref.owner) === item.name) out.set(ref.name, text);
    } else if (kind !== 'invoke' && kind !== 'iput' && kind !== 'aput') texts.delete(register);
  }
}
