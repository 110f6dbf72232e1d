import { type ArkInstruction, sourceName } from '../../../decode/ark/index.js';
import { stringOf, UNKNOWN, type Value } from '../../bytecode/values.js';
import { closure, literalsIn } from './member-steps.js';
import { accumulate, accumulator, type ClassInfo, classOf, get, type Machine } from './state.js';

type Step = (machine: Machine, instruction: ArkInstruction) => void;

/** Functions and classes. */
export const CLASS_STEPS: [names: string, step: Step][] = [
  [
    'definefunc',
    (machine, { operands }) => {
      const id = methodIn(machine, operands[1]!);
      accumulate(machine, id === undefined ? UNKNOWN : closure(machine, id));
    },
  ],
  [
    'definemethod',
    (machine, { operands }) => {
      const id = methodIn(machine, operands[1]!);
      const home = classOf(machine, accumulator(machine));
      accumulate(machine, id === undefined ? UNKNOWN : closure(machine, id, home && selfOf(home.info, home.isStatic)));
    },
  ],
  [
    'defineclasswithbuffer definesendableclass',
    (machine, { operands }) => {
      const id = methodIn(machine, operands[1]!);
      if (id === undefined) accumulate(machine, UNKNOWN);
      else accumulate(machine, defineClass(machine, id, operands[2]!, get(machine, operands.at(-1)!)));
    },
  ],
  [
    'definegettersetterbyvalue',
    (machine, { operands }) => {
      const [object, key, getter] = operands.map((register) => get(machine, register));
      const name = stringOf(key);
      const home = object && classOf(machine, object);
      if (home && name !== undefined && getter?.kind === 'function') home.info.getters.set(name, getter.id);
      accumulate(machine, object ?? UNKNOWN);
    },
  ],
];

function methodIn(machine: Machine, index: number): number | undefined {
  const offset = machine.file.item(machine.method, index);
  return offset === undefined ? undefined : machine.file.methodAt(offset)?.id;
}

function selfOf({ id }: ClassInfo, isStatic: boolean): Value {
  return isStatic ? { kind: 'function', id } : { kind: 'self', owner: id };
}

/** The literal names methods, each with its function and its number of parameters; the last number says how many are no statics. */
function defineClass(machine: Machine, id: number, index: number, parent: Value): Value {
  const name = sourceName(machine.file.methods[id]!.name);
  const info: ClassInfo = machine.classes.get(id) ?? {
    id,
    name,
    parent,
    source: machine.source,
    methods: new Map(),
    getters: new Map(),
    statics: new Map(),
    fields: new Map(),
    open: new Set(),
  };
  machine.classes.set(id, info);
  const made = closure(machine, id, selfOf(info, false));
  const literals = literalsIn(machine, index);
  const instanceMethods = typeof literals.at(-1) === 'number' ? (literals.at(-1) as number) : Number.POSITIVE_INFINITY;
  let count = 0;
  for (let i = 0; i + 1 < literals.length; i++) {
    const [key, literal] = [literals[i], literals[i + 1]];
    if (typeof key !== 'string' || typeof literal !== 'object' || literal === null || !('method' in literal)) continue;
    const method = machine.file.methodAt(literal.method);
    const isStatic = count++ >= instanceMethods;
    if (!method) continue;
    const value = closure(machine, method.id, selfOf(info, isStatic));
    if (isStatic) info.statics.set(key, value);
    else info.methods.set(key, method.id);
  }
  return made;
}
