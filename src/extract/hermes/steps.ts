import type { HermesInstruction, Literal } from '../../decode/hermes/index.js';
import { accessor } from '../bytecode/plain-calls.js';
import {
  constant,
  either,
  GLOBAL,
  type Items,
  type LoadedText,
  type Members,
  member,
  type Scope,
  SELF,
  sum,
  textsIn,
  UNDEFINED,
  UNKNOWN,
  type Value,
} from '../bytecode/values.js';
import { CALL_STEPS } from './call-steps.js';
import { get, type Machine, set } from './state.js';

/** What one instruction does to the registers. Instructions without a step leave their first register unknown, or have none. */
export type Step = (machine: Machine, instruction: HermesInstruction) => void;

const steps = new Map<string, Step>();
export const STEPS: ReadonlyMap<string, Step> = steps;

function define(names: string, step: Step): void {
  for (const name of names.split(' ')) steps.set(name, step);
}

/** Instructions whose first register is written and of whose value nothing is known. */
define(
  'Negate BitNot Mul MulN Div DivN Mod Sub SubN LShift RShift URshift BitAnd BitXor BitOr Inc Dec InstanceOf IsIn PrivateIsIn GetNewTarget LoadParentNoTraps GetOwnBySlotIdx GetOwnBySlotIdxLong DelById DelByIdLong DelByIdLoose DelByIdStrict DelByIdLooseLong DelByIdStrictLong DelByVal DelByValLoose DelByValStrict GetPNameList GetNextPName Catch CreateThis CreateThisForNew CreateThisForSuper LoadConstBigInt LoadConstBigIntLongIndex GetArgumentsPropByVal GetArgumentsPropByValLoose GetArgumentsPropByValStrict GetArgumentsLength ReifyArguments ReifyArgumentsStrict ReifyArgumentsLoose CreateRegExp IteratorBegin IteratorNext ResumeGenerator GetOwnPrivateBySym CreatePrivateName TypedLoadParent FastArrayLength GetBuiltinClosure DirectEval TypeOfIs CacheNewObject',
  (machine, { operands }) => set(machine, operands[0]!, UNKNOWN),
);

// Constants.
define('LoadConstString LoadConstStringLongIndex', (machine, { at, operands }) => {
  set(machine, operands[0]!, loadText(machine, at, operands[1]!));
});
define('LoadConstUInt8 LoadConstInt LoadConstDouble', (machine, { operands }) => {
  set(machine, operands[0]!, constant(operands[1]!));
});
const PLAIN: [string, Value][] = [
  ['LoadConstUndefined', UNDEFINED],
  ['LoadConstEmpty', UNKNOWN],
  ['LoadConstNull', constant(null)],
  ['LoadConstTrue', constant(true)],
  ['LoadConstFalse', constant(false)],
  ['LoadConstZero', constant(0)],
  ['GetGlobalObject', GLOBAL],
  ['LoadThisNS', SELF],
  ['CoerceThisNS', SELF],
];
for (const [name, value] of PLAIN) define(name, (machine, { operands }) => set(machine, operands[0]!, value));

define('Mov MovLong ToNumber ToNumeric ToInt32 ToUint32 AddEmptyString ToPropertyKey', (machine, { operands }) => {
  set(machine, operands[0]!, get(machine, operands[1]!));
});
define('ThrowIfEmpty ThrowIfUndefined', (machine, { operands }) => set(machine, operands[0]!, get(machine, operands[1]!)));
define('LoadParam LoadParamLong', (machine, { operands }) => {
  const index = operands[1]!;
  const known = machine.parameters?.[index];
  set(machine, operands[0]!, index === 0 ? SELF : (known ?? { kind: 'parameter', unit: machine.unit.id, index }));
});
define('SelectObject', (machine, { operands }) => set(machine, operands[0]!, get(machine, operands[2]!)));

// Sums and comparisons.
define('Add AddS AddN', (machine, { operands }) => {
  set(machine, operands[0]!, sum(get(machine, operands[1]!), get(machine, operands[2]!)));
});
define('Eq StrictEq Neq StrictNeq Less LessEq Greater GreaterEq', (machine, { opcode, operands }) => {
  const sides = [get(machine, operands[1]!), get(machine, operands[2]!)];
  if (opcode.name.endsWith('q')) for (const side of sides) drop(side);
  set(machine, operands[0]!, { kind: 'test', operator: opcode.name, of: sides });
});
define('Not TypeOf', (machine, { opcode, operands }) => {
  set(machine, operands[0]!, { kind: 'test', operator: opcode.name, of: [get(machine, operands[1]!)] });
});
define(
  'JEqual JEqualLong JNotEqual JNotEqualLong JStrictEqual JStrictEqualLong JStrictNotEqual JStrictNotEqualLong',
  (machine, { operands }) => {
    drop(get(machine, operands[1]!));
    drop(get(machine, operands[2]!));
  },
);

/** A text that is only compared, or is a key, is not shown. */
export function drop(value: Value): void {
  for (const text of textsIn(value)) text.dropped = true;
}

// Properties.
define('GetByIdShort GetById GetByIdLong TryGetById TryGetByIdLong', (machine, { operands }) => {
  set(machine, operands[0]!, member(get(machine, operands[1]!), key(machine, operands[3]!)));
});
define('GetByIdWithReceiverLong', (machine, { operands }) => {
  set(machine, operands[0]!, member(get(machine, operands[1]!), key(machine, operands[4]!)));
});
define('GetByVal GetByValWithReceiver', (machine, { operands }) => {
  const name = get(machine, operands[2]!);
  drop(name);
  set(machine, operands[0]!, name.kind === 'constant' ? member(get(machine, operands[1]!), String(name.value)) : UNKNOWN);
});
define('GetByIndex', (machine, { operands }) => {
  set(machine, operands[0]!, member(get(machine, operands[1]!), String(operands[2]!)));
});
define(
  'PutById PutByIdLong TryPutById TryPutByIdLong PutByIdLoose PutByIdStrict PutByIdLooseLong PutByIdStrictLong TryPutByIdLoose TryPutByIdStrict TryPutByIdLooseLong TryPutByIdStrictLong DefineOwnById DefineOwnByIdLong',
  (machine, { at, operands }) => store(machine, at, operands[0]!, key(machine, operands[3]!), operands[1]!),
);
define('PutNewOwnByIdShort PutNewOwnById PutNewOwnByIdLong PutNewOwnNEById PutNewOwnNEByIdLong', (machine, { at, operands }) =>
  store(machine, at, operands[0]!, key(machine, operands[2]!), operands[1]!),
);
define(
  'PutOwnByIndex PutOwnByIndexL DefineOwnByIndex DefineOwnByIndexL DefineOwnInDenseArray DefineOwnInDenseArrayL',
  (machine, { at, operands }) => store(machine, at, operands[0]!, String(operands[2]!), operands[1]!),
);
define('PutOwnBySlotIdx PutOwnBySlotIdxLong', (machine, { at, operands }) => {
  const object = get(machine, operands[0]!);
  const name = object.kind === 'object' ? [...object.members.keys()][operands[2]!] : undefined;
  if (name !== undefined) store(machine, at, operands[0]!, name, operands[1]!);
});
define('PutByVal PutByValLoose PutByValStrict', (machine, { at, operands }) => {
  storeByValue(machine, at, operands[0]!, operands[1]!, operands[2]!);
});
define('PutOwnByVal DefineOwnByVal PutByValWithReceiver', (machine, { at, opcode, operands }) => {
  // The first two give the value before its key.
  const keyFirst = opcode.name === 'PutByValWithReceiver';
  storeByValue(machine, at, operands[0]!, operands[keyFirst ? 1 : 2]!, operands[keyFirst ? 2 : 1]!);
});
define('PutOwnGetterSetterByVal DefineOwnGetterSetterByVal', (machine, { at, operands }) => {
  const object = get(machine, operands[0]!);
  const name = get(machine, operands[1]!);
  drop(name);
  if (object.kind === 'object' && name.kind === 'constant')
    object.members.set(String(name.value), accessor(machine.unit.id, at, get(machine, operands[2]!)));
});
define('FastArrayPush', (machine, { operands }) => {
  const array = get(machine, operands[0]!);
  if (array.kind === 'array') array.items.push(get(machine, operands[1]!));
});

function key(machine: Machine, id: number): string {
  return machine.file.strings.text(id) ?? '';
}

function storeByValue(machine: Machine, at: number, object: number, name: number, value: number): void {
  const found = get(machine, name);
  drop(found);
  if (found.kind === 'constant') store(machine, at, object, String(found.value), value);
}

const MAX_MEMBERS = 20_000;

/** A literal of this function takes the member in; of other values it is noted what is set. */
function store(machine: Machine, at: number, register: number, name: string, from: number): void {
  const object = get(machine, register);
  const value = get(machine, from);
  if (object.kind === 'object') {
    if (object.members.size < MAX_MEMBERS) object.members.set(name, value);
  } else if (object.kind === 'array' && /^\d{1,5}$/.test(name) && Number(name) < MAX_MEMBERS) {
    while (object.items.length < Number(name)) object.items.push(UNKNOWN);
    object.items[Number(name)] = value;
  }
  machine.reading.stores.push({ object, key: name, value, at });
}

// Literals.
define('NewObject NewObjectWithParent', (machine, { at, operands }) => set(machine, operands[0]!, newObject(machine, at, [])));
define('NewObjectWithBuffer NewObjectWithBufferLong', (machine, { at, operands }) => {
  const { literals } = machine.file;
  const pairs =
    operands.length === 5
      ? literals.object(operands[3]!, operands[4]!, operands[2]!)
      : literals.shaped(operands[1]!, operands[2]!);
  set(machine, operands[0]!, newObject(machine, at, pairs));
});
define('NewObjectWithBufferAndParent NewTypedObjectWithBuffer', (machine, { at, operands }) => {
  set(machine, operands[0]!, newObject(machine, at, machine.file.literals.shaped(operands[2]!, operands[3]!)));
});
define('NewArray NewFastArray', (machine, { at, operands }) => set(machine, operands[0]!, newArray(machine, at, [])));
define('NewArrayWithBuffer NewArrayWithBufferLong', (machine, { at, operands }) => {
  set(machine, operands[0]!, newArray(machine, at, machine.file.literals.array(operands[3]!, operands[2]!)));
});

function newObject(machine: Machine, at: number, pairs: [Literal, Literal][]): Members {
  const object: Members = { kind: 'object', members: new Map(), unit: machine.unit.id, at };
  for (const [name, value] of pairs) object.members.set(String(plain(machine, name) ?? ''), literal(machine, at, value));
  machine.budget.left -= pairs.length;
  machine.reading.objects.push(object);
  return object;
}

function newArray(machine: Machine, at: number, values: Literal[]): Items {
  const array: Items = { kind: 'array', items: values.map((value) => literal(machine, at, value)), unit: machine.unit.id, at };
  machine.budget.left -= values.length;
  machine.reading.arrays.push(array);
  return array;
}

function plain(machine: Machine, value: Literal): string | number | boolean | null | undefined {
  return typeof value === 'object' && value !== null ? machine.file.strings.text(value.string) : value;
}

function literal(machine: Machine, at: number, value: Literal): Value {
  return typeof value === 'object' && value !== null ? loadText(machine, at, value.string) : constant(value);
}

function loadText(machine: Machine, at: number, id: number): Value {
  const text = machine.file.strings.text(id);
  if (text === undefined) return UNKNOWN;
  const loaded: LoadedText = { text, unit: machine.unit.id, at };
  machine.reading.texts.push(loaded);
  return constant(text, loaded);
}

// Variables that inner functions see.
define('CreateEnvironment CreateInnerEnvironment', (machine, { operands }) => {
  // Until 96 an environment lies inside that of the closure; inner ones, and all of 97 on, name theirs.
  enter(machine, operands[0]!, operands.length > 1 ? scopeOf(machine, operands[1]!) : machine.scope);
});
define('CreateFunctionEnvironment', (machine, { operands }) => enter(machine, operands[0]!, machine.scope));
define('CreateTopLevelEnvironment', (machine, { operands }) => enter(machine, operands[0]!, undefined));
define('GetParentEnvironment', (machine, { operands }) => setScope(machine, operands[0]!, outer(machine.scope, operands[1]!)));
define('GetEnvironment', (machine, { operands }) => {
  const from = operands.length > 2 ? scopeOf(machine, operands[1]!) : machine.scope;
  setScope(machine, operands[0]!, outer(from, operands.at(-1)!));
});
define('GetClosureEnvironment', (machine, { operands }) => set(machine, operands[0]!, UNKNOWN));
define('StoreToEnvironment StoreToEnvironmentL StoreNPToEnvironment StoreNPToEnvironmentL', (machine, { operands }) => {
  machine.variables.late ||= machine.variables.unmet;
  keep(scopeOf(machine, operands[0]!), operands[1]!, get(machine, operands[2]!));
});
define('LoadFromEnvironment LoadFromEnvironmentL', (machine, { operands }) => {
  const found = scopeOf(machine, operands[1]!)?.slots.get(operands[2]!);
  machine.variables.unmet ||= found === undefined;
  set(machine, operands[0]!, found ?? UNKNOWN);
});

function enter(machine: Machine, register: number, parent: Scope | undefined): void {
  set(machine, register, { kind: 'scope', scope: { slots: new Map(), ...(parent && { parent }) } });
}

function scopeOf(machine: Machine, register: number): Scope | undefined {
  const value = get(machine, register);
  return value.kind === 'scope' ? value.scope : undefined;
}

function setScope(machine: Machine, register: number, scope: Scope | undefined): void {
  set(machine, register, scope ? { kind: 'scope', scope } : UNKNOWN);
}

function outer(scope: Scope | undefined, levels: number): Scope | undefined {
  let found = scope;
  for (let i = 0; i < levels && found; i++) found = found.parent;
  return found;
}

/** A variable that is given several values may hold any of them; what it is before its first is of no interest. */
function keep(scope: Scope | undefined, slot: number, value: Value): void {
  if (!scope || (value.kind === 'constant' && value.value === undefined)) return;
  scope.slots.set(slot, either(scope.slots.get(slot), value));
}

// Functions.
define(
  'CreateClosure CreateClosureLongIndex CreateGeneratorClosure CreateGeneratorClosureLongIndex CreateAsyncClosure CreateAsyncClosureLongIndex CreateGenerator CreateGeneratorLongIndex',
  (machine, { operands }) => set(machine, operands[0]!, closure(machine, operands[1]!, operands[2]!)),
);
define('CreateBaseClass CreateBaseClassLongIndex CreateDerivedClass CreateDerivedClassLongIndex', (machine, { at, operands }) => {
  const made = closure(machine, operands[2]!, operands.at(-1)!);
  set(machine, operands[0]!, made);
  // Methods are put on the second register: they belong to the class.
  set(machine, operands[1]!, { ...newObject(machine, at, []), owner: made });
});

function closure(machine: Machine, register: number, id: number): Value {
  const scope = scopeOf(machine, register);
  machine.reading.closures.push({ id, ...(scope && { scope }) });
  return { kind: 'function', id };
}

define('Ret', (machine, { operands }) => void machine.reading.returns.push(get(machine, operands[0]!)));
define('Throw', (machine, { operands }) => drop(get(machine, operands[0]!)));

for (const [names, step] of CALL_STEPS) define(names, step);
