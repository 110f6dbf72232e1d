import { type Dex, eachInstruction, type Instruction } from '../../../decode/dex/index.js';
import type { AppClass } from '../classes.js';
import { dotted } from '../names.js';
import { isBuilderType } from './evaluate.js';

export type Constants = Map<string, string | number>;

const MAX_STEPS = 5000;
const MAX_LENGTH = 500;
const FINAL = 0x10;

/**
 * Texts and numbers the static fields of a class start with: those the DEX lists, and texts its static initialiser sets
 * without a condition, as compilers write fields that are not final: `URL_LOGIN = HOST + "login"`.
 *
 * @param known constants already read, where classes that name each other end
 * @param constant constant of a static field of another class
 */
export function constantsOf(
  item: AppClass,
  constant: (owner: string, name: string) => string | number | undefined,
  known: Constants = new Map(),
): Constants {
  const { fields, methods } = item.data();
  // Nought or no text in a field that is not final is only where it starts, not what is read from it later.
  for (const { ref, constant: value, flags } of fields)
    if (value !== undefined && (flags & FINAL || (value !== 0 && value !== ''))) known.set(ref.name, value);
  const initialiser = methods.find(({ ref, code }) => ref.name === '<clinit>' && code !== 0);
  if (initialiser) readInitialiser(item, initialiser.code, constant, known);
  return known;
}

/** A text a register holds, or one that is being put together. */
interface Held {
  text: string;
  builder: boolean;
}

interface Initialiser {
  dex: Dex;
  owner: string;
  registers: Map<number, Held>;
  result?: Held;
  constant(owner: string, name: string): string | number | undefined;
  known: Constants;
}

function readInitialiser(
  item: AppClass,
  code: number,
  constant: (owner: string, name: string) => string | number | undefined,
  known: Constants,
): void {
  const { dex } = item.source;
  const body = dex.code(code);
  if (!body) return;
  const state: Initialiser = { dex, owner: item.name, registers: new Map(), constant, known };
  let steps = 0;
  for (const one of eachInstruction(dex.bytes, body)) {
    if (one.kind === 'if' || one.kind === 'switch' || one.kind === 'goto' || ++steps > MAX_STEPS) return;
    step(state, one);
  }
}

function step(state: Initialiser, one: Instruction): void {
  const { dex, registers: held, owner, known } = state;
  const [register = -1] = one.registers;
  if (one.kind === 'invoke') state.result = invoked(state, one.registers, one.index);
  else if (one.kind === 'sput') {
    const ref = dex.field(one.index);
    const value = held.get(register);
    if (ref && value && !value.builder && value.text !== '' && dotted(ref.owner) === owner) known.set(ref.name, value.text);
  } else if (one.kind !== 'iput' && one.kind !== 'aput') {
    const value = given(state, one);
    if (value) held.set(register, value);
    else held.delete(register);
  }
}

/** What an instruction leaves in its register, where that is a text or a builder of one. */
function given({ dex, registers: held, owner, known, result, constant }: Initialiser, one: Instruction): Held | undefined {
  switch (one.kind) {
    case 'const-string':
      return { text: dex.string(one.index), builder: false };
    case 'new-instance':
      return isBuilderType(dex.type(one.index)) ? { text: '', builder: true } : undefined;
    case 'move':
      return held.get(one.registers[1] ?? -1);
    case 'move-result':
      return result;
    case 'sget': {
      const ref = dex.field(one.index);
      const value = ref && (dotted(ref.owner) === owner ? known.get(ref.name) : constant(dotted(ref.owner), ref.name));
      return typeof value === 'string' ? { text: value, builder: false } : undefined;
    }
    default:
      return undefined;
  }
}

/** Texts joined by a builder or by `concat`; what is not known stands as `{}`. */
function invoked({ dex, registers: held }: Initialiser, registers: readonly number[], index: number): Held | undefined {
  const callee = dex.method(index);
  const receiver = held.get(registers[0] ?? -1);
  if (!callee || !receiver) return undefined;
  const part = callee.params.length > 0 ? (held.get(registers[1] ?? -1)?.text ?? '{}') : '';
  if (receiver.builder && (callee.name === 'append' || callee.name === '<init>')) {
    if (receiver.text.length < MAX_LENGTH) receiver.text += part;
    return receiver;
  }
  if (callee.name === 'toString') return { text: receiver.text, builder: false };
  const joins = callee.owner === 'Ljava/lang/String;' && callee.name === 'concat' && !receiver.builder;
  return joins ? { text: receiver.text + part, builder: false } : undefined;
}
