import type { ArkInstruction } from '../../../decode/ark/index.js';
import { constant, GLOBAL, member, SELF, sum, textsIn, UNDEFINED, UNKNOWN, type Value } from '../../bytecode/values.js';
import { CALL_STEPS } from './call-steps.js';
import { CLASS_STEPS } from './class-steps.js';
import { loadText, MEMBER_STEPS } from './member-steps.js';
import { accumulate, accumulator, environment, get, kept, type Machine, set, setEnvironment } from './state.js';

/** What one instruction does to accumulator and registers. */
export type Step = (machine: Machine, instruction: ArkInstruction) => void;

const steps = new Map<string, Step>();

function define(names: string, one: Step): void {
  for (const name of names.split(' ')) steps.set(name, one);
}

/** Instructions that leave the accumulator as it is. */
const KEEPS = /^(st|nop$|debugger$|throw|deprecated\.st|setobjectwithproto|setgeneratorstate|jmp$|j|return|mov$|poplexenv$)/;

/** Does what an instruction does; of what is not followed the result is unknown. */
export function step(machine: Machine, instruction: ArkInstruction): void {
  const { name } = instruction.opcode;
  // Wide forms differ in the size of their operands alone.
  const found = steps.get(name) ?? steps.get(name.replace(/^(wide|callruntime)\.(wide)?/, ''));
  if (found) found(machine, instruction);
  else if (!KEEPS.test(name)) accumulate(machine, UNKNOWN);
}

// Constants.
const PLAIN: [string, Value][] = [
  ['ldundefined', UNDEFINED],
  ['ldnull', constant(null)],
  ['ldtrue', constant(true)],
  ['ldfalse', constant(false)],
  ['ldglobal', GLOBAL],
];
for (const [name, value] of PLAIN) define(name, (machine) => accumulate(machine, value));
define('ldthis', (machine) => accumulate(machine, machine.self));
define('ldai fldai', (machine, { operands }) => accumulate(machine, constant(operands[0]!)));
define('lda.str', (machine, { at, operands }) => accumulate(machine, loadText(machine, at, operands[0]!)));
define('lda', (machine, { operands }) => accumulate(machine, get(machine, operands[0]!)));
define('sta', (machine, { operands }) => set(machine, operands[0]!, accumulator(machine)));
define('mov', (machine, { operands }) => set(machine, operands[0]!, get(machine, operands[1]!)));
// What is only checked or turned into a number stays what it is; what is waited for comes back as it is.
define('tonumber tonumeric topropertykey nop', () => undefined);
define('asyncfunctionawaituncaught', (machine) => {
  machine.awaited = accumulator(machine);
});
define('resumegenerator', (machine) => accumulate(machine, machine.awaited));

// Sums and comparisons.
define('add2', (machine, { operands }) => accumulate(machine, sum(get(machine, operands[1]!), accumulator(machine))));
define('neg', (machine) => {
  const value = accumulator(machine);
  const isNumber = value.kind === 'constant' && typeof value.value === 'number';
  accumulate(machine, isNumber ? constant(-Number(value.value)) : UNKNOWN);
});
define(
  'eq noteq stricteq strictnoteq less lesseq greater greatereq sub2 mul2 div2 mod2 isin instanceof',
  (machine, { opcode, operands }) => {
    const sides = [get(machine, operands[1]!), accumulator(machine)];
    if (opcode.name.endsWith('eq') && !/^(less|greater)/.test(opcode.name)) for (const side of sides) drop(side);
    accumulate(machine, { kind: 'test', operator: opcode.name, of: sides });
  },
);
define('isfalse istrue not typeof', (machine, { opcode }) => {
  accumulate(machine, { kind: 'test', operator: opcode.name, of: [accumulator(machine)] });
});
define('jeq jne jstricteq jnstricteq', (machine, { operands }) => {
  drop(get(machine, operands[0]!));
  drop(accumulator(machine));
});
define('throw', (machine) => drop(accumulator(machine)));

/** A text that is only compared, or is thrown, is not shown. */
function drop(value: Value): void {
  for (const text of textsIn(value)) text.dropped = true;
}

// Variables that inner functions see, and those of the module.
define('newlexenv newlexenvwithname', (machine) => {
  const parent = environment(machine);
  setEnvironment(machine, { slots: new Map(), ...(parent && { parent }) });
  accumulate(machine, UNKNOWN);
});
define('poplexenv', (machine) => setEnvironment(machine, environment(machine)?.parent));
define('ldlexvar', (machine, { operands }) => {
  const found = scopeAt(machine, operands[0]!)?.slots.get(operands[1]!);
  machine.variables.unmet ||= found === undefined;
  accumulate(machine, found ?? UNKNOWN);
});
define('stlexvar', (machine, { operands }) => {
  machine.variables.late ||= machine.variables.unmet;
  const scope = scopeAt(machine, operands[0]!);
  scope?.slots.set(operands[1]!, kept(scope.slots.get(operands[1]!), accumulator(machine)));
});
define('stmodulevar', (machine, { operands }) => {
  const { variables } = machine.source;
  const index = operands[0]!;
  if (index < MAX_VARIABLES) variables[index] = kept(variables[index], accumulator(machine));
});
define('ldlocalmodulevar ldsendablelocalmodulevar', (machine, { operands }) => {
  accumulate(machine, machine.source.variables[operands[0]!] ?? UNKNOWN);
});
define('ldexternalmodulevar ldlazymodulevar ldsendableexternalmodulevar ldlazysendablemodulevar', (machine, { operands }) => {
  const { record } = machine.source;
  const found = record?.imports[operands[0]!];
  const from = found && record?.requests[found.request];
  if (!found || from === undefined) return accumulate(machine, UNKNOWN);
  const value: Value = { kind: 'import', from, name: found.name, local: found.local };
  machine.reading.imports.push(value);
  accumulate(machine, value);
});
define('getmodulenamespace', (machine, { operands }) => {
  const { record } = machine.source;
  const found = record?.requests[operands[0]!];
  const local = record?.namespaces.find(({ request }) => request === operands[0]!)?.local ?? '';
  accumulate(machine, found === undefined ? UNKNOWN : { kind: 'import', from: found, name: '*', local });
});

const MAX_VARIABLES = 20_000;

function scopeAt(machine: Machine, levels: number): ReturnType<typeof environment> {
  let scope = environment(machine);
  for (let i = 0; i < levels && scope; i++) scope = scope.parent;
  return scope;
}

define('return asyncfunctionresolve', (machine) => void machine.reading.returns.push(accumulator(machine)));
define('ldsuperbyname', (machine, { operands }) => {
  const name = machine.file.string(machine.file.item(machine.method, operands[1]!) ?? -1) ?? '';
  accumulate(machine, member(SELF, name));
});

for (const [names, one] of [...MEMBER_STEPS, ...CALL_STEPS, ...CLASS_STEPS]) define(names, one);
