import type { Instruction, MethodRef } from '../../../decode/dex/index.js';
import { node } from './body.js';
import { evaluateCall } from './evaluate.js';
import { carryIn, connect, foldParts, literalAt, type Reading } from './reading.js';
import { choices, UNKNOWN, type Value } from './values.js';

const NO_SINKS: readonly undefined[] = [];

export function invoke(reading: Reading, one: Instruction): void {
  const { body, registers, around } = reading;
  reading.result = UNKNOWN;
  const callee = body.owner.source.dex.method(one.index);
  if (!callee) return;
  const isStatic = one.op === 0x71 || one.op === 0x77;
  let cursor = isStatic ? 0 : 1;
  const args = callee.params.map((type) => {
    const value = registers[one.registers[cursor] ?? -1] ?? UNKNOWN;
    cursor += type === 'J' || type === 'D' ? 2 : 1;
    return value;
  });
  const receiver = isStatic ? undefined : (registers[one.registers[0] ?? -1] ?? UNKNOWN);
  // Compilers append a text of one character as a character.
  const [first] = args;
  if (
    callee.params[0] === 'C' &&
    first?.kind === 'number' &&
    receiver &&
    choices(receiver).some(({ kind }) => kind === 'builder')
  )
    args[0] = { kind: 'text', literal: literalAt(reading, one.at, String.fromCharCode(first.number), 'constant') };
  const targets = around.resolve(callee);
  body.calls.push({ at: one.at, callee, args, ...(receiver && { receiver }) });
  const sinks = targets.length === 0 ? around.sinks(callee) : NO_SINKS;
  args.forEach((arg, index) => {
    const sink = sinks[index];
    if (sink) connect(reading, arg, node.sink(sink), one.at);
    for (const key of targets) connect(reading, arg, node.parameter(key, index), one.at);
  });
  for (const other of targets.slice(1)) reading.body.edges.push([node.result(other), node.result(targets[0]!)]);
  throughContainer(reading, one.at, callee, receiver, args);
  const extra = extraNode(callee, args);
  if (extra && callee.name.startsWith('put') && args[1]) connect(reading, args[1], extra, one.at);
  if (receiver && /^(equals|equalsIgnoreCase)$/.test(callee.name)) connect(reading, receiver, node.sink('compare'), one.at);
  const fold = (parts: Value[]): Value => foldParts(reading, one.at, parts);
  const carry = (format: Value, values: Value[]): Value => carryIn(reading, one.at, format, values);
  const result = targets.length > 0 ? node.result(targets[0]!) : (extra ?? '');
  reading.result = evaluateCall(callee, receiver, args, result, { fold, carry });
}

/**
 * A call site makes an object whose method is the handle among its constants: `LambdaMetafactory` takes the lambda's body there. Who
 * makes the object leads to the body, as with a class of its own. Source: "Dalvik Executable format", call_site_item
 */
export function invokeCustom(reading: Reading, one: Instruction): void {
  const { body, registers, around } = reading;
  reading.result = UNKNOWN;
  const [, , , ...constants] = body.owner.source.dex.callSite(one.index);
  for (const constant of constants) {
    const callee = typeof constant === 'string' ? methodOf(constant) : undefined;
    if (!callee) continue;
    // What the lambda captures comes first among the parameters of a static body, and is `this` of another.
    const captured = one.registers.map((register) => registers[register] ?? UNKNOWN);
    const isStatic = String(constant).startsWith('invoke-static');
    const args = isStatic ? captured : captured.slice(1);
    body.calls.push({ at: one.at, callee, args, ...(!isStatic && captured[0] && { receiver: captured[0] }) });
    for (const key of around.resolve(callee))
      for (const [index, arg] of args.entries()) connect(reading, arg, node.parameter(key, index), one.at);
  }
}

/** `invoke-static@Lcn/example/A;->make(I)V` as a reference. */
function methodOf(handle: string): MethodRef | undefined {
  const [, owner, name, params = '', returns] = /^invoke-[a-z]+@(L[^;]+;)->([^(]+)\(([^)]*)\)(\S+)$/.exec(handle) ?? [];
  if (!owner || !name || !returns) return undefined;
  return { owner, name, params: params.match(/\[*(?:L[^;]+;|[A-Z])/g) ?? [], returns };
}

/** What is put into a Bundle or Intent under a name comes out under it, in whatever screen. */
function extraNode({ owner, name }: MethodRef, args: readonly Value[]): string | undefined {
  if (owner !== 'Landroid/os/Bundle;' && owner !== 'Landroid/content/Intent;') return undefined;
  const key = args[0]?.kind === 'text' ? args[0].literal.text : undefined;
  return key !== undefined && /^(put|get)(Extra|String|CharSequence|StringExtra|CharSequenceExtra)$/.test(name)
    ? `b|${key}`
    : undefined;
}

const HOLDERS =
  /(^|\/)(\w*(LiveData|StateFlow|SharedFlow|Subject|Relay|Channel|ObservableField|UnPeek\w*|SingleLiveEvent))(<.*)?;$/;
const GIVES = /^(setValue|postValue|set|emit|tryEmit|send|trySend(-\w+)?|onNext|accept)$/;
const TAKES = /^(observe\w*|collect\w*|subscribe|onEach|consumeEach|forEach)$/;

/** Whether a call hands an object over to be told what is put into a LiveData, flow or subject. */
export function isObserving({ name }: MethodRef): boolean {
  return TAKES.test(name);
}

/**
 * What is put into a LiveData, flow or subject comes out at those that observe it: the holder's node stands for what it holds.
 */
function throughContainer(reading: Reading, at: number, callee: MethodRef, receiver: Value | undefined, args: Value[]): void {
  if (receiver && GIVES.test(callee.name) && HOLDERS.test(callee.owner)) {
    for (const held of choices(receiver))
      if (held.kind === 'field' || (held.kind === 'call' && held.node))
        for (const arg of args) connect(reading, arg, held.node, at);
    return;
  }
  if (!isObserving(callee)) return;
  for (const arg of args) {
    if (arg.kind !== 'new') continue;
    for (const key of reading.around.callbacks(arg.name))
      for (const held of receiver ? [receiver] : args) if (held !== arg) connect(reading, held, node.parameter(key, 0), at);
  }
}
