import { type CodeItem, type Dex, type EncodedMethod, eachInstruction, type Instruction } from '../../../decode/dex/index.js';
import type { AppClass, Classes } from '../classes.js';
import { dotted } from '../names.js';

/** What is left in the bodies of the app's own methods; every count is of methods. */
export interface BodyFigures {
  /** All but abstract methods. */
  total: number;
  native: number;
  /** `onCreate` of screens moved into native code: nobody writes them there by hand. */
  nativeScreens: number;
  /** Neither code nor a reason to have none. */
  missing: number;
  /** A stub with the room of the code that was there: zeros after the return, or nothing but zeros. */
  emptied: number;
  /** Nothing but a constant returned or an exception thrown. */
  trivial: number;
  /** Methods that share one body longer than compilers share. */
  shared: number;
  /** Methods that only hand their arguments to one static native method, and which. */
  forwarded: number;
  interpreter?: string;
}

const ACC = { static: 0x8, native: 0x100, abstract: 0x400 };
/** Own methods looked at: enough for a share. */
const METHODS = 20_000;
/** With fewer own methods the code no package name claims is looked at too. */
const FEW = 20;
/** Instructions of a body that can still be a stub or a hand-over. */
const STUB = 64;
/** Units a body must have to be told from those that are alike by nature. */
const ALIKE = 12;
const GENERATED = /(^|\.)(R(\$\w+)?|BuildConfig|BR)$/;
const BOXING = /^Ljava\/lang\/(Integer|Long|Short|Byte|Character|Boolean|Float|Double|Number);$/;

/**
 * Looks at how the app's methods are made without following them. Packers that leave classes and signatures in place take the
 * instructions out and put them back at run time (函数抽取), or turn them into native code or the code of an interpreter of
 * their own (dex2c, VMP).
 */
export function bodyFigures(classes: Classes): BodyFigures {
  const own = figuresOf(classes.own, classes);
  if (own.total >= FEW) return own;
  const readable = [...classes.byName.values()].filter(({ owner }) => owner !== 'third-party');
  return figuresOf(readable, classes);
}

function figuresOf(items: readonly AppClass[], classes: Classes): BodyFigures {
  const figures: BodyFigures = {
    total: 0,
    native: 0,
    nativeScreens: 0,
    missing: 0,
    emptied: 0,
    trivial: 0,
    shared: 0,
    forwarded: 0,
  };
  const bodies = new Map<string, number>();
  const interpreters = new Map<string, number>();
  for (const item of items) {
    if (GENERATED.test(item.name)) continue;
    for (const method of item.data().methods) {
      if (method.flags & ACC.abstract || figures.total >= METHODS) continue;
      figures.total++;
      countBody(figures, item, method, bodies);
      const callee = method.code ? interpreterOf(item.source.dex, method, classes) : undefined;
      if (callee) interpreters.set(callee, (interpreters.get(callee) ?? 0) + 1);
    }
  }
  for (const count of bodies.values()) if (count > 1) figures.shared = Math.max(figures.shared, count);
  for (const [name, count] of interpreters)
    if (count > figures.forwarded) {
      figures.forwarded = count;
      figures.interpreter = name;
    }
  return figures;
}

function countBody(figures: BodyFigures, item: AppClass, method: EncodedMethod, bodies: Map<string, number>): void {
  const { dex, entry } = item.source;
  if (method.flags & ACC.native) {
    figures.native++;
    if (method.ref.name === 'onCreate' && method.ref.params.join() === 'Landroid/os/Bundle;') figures.nativeScreens++;
    return;
  }
  const code = method.code ? dex.code(method.code) : undefined;
  if (!code) {
    figures.missing++;
    return;
  }
  const kind = bodyKind(dex.bytes, code);
  if (kind) figures[kind]++;
  if (!kind && code.size >= ALIKE) {
    const place = `${entry.path}@${method.code}`;
    bodies.set(place, (bodies.get(place) ?? 0) + 1);
  }
}

/**
 * First bytes of a body that is no stub: a branch, a field, a call. Most bodies begin so, and need not be decoded.
 * Source: "Dalvik bytecode", opcodes 28 to 3d and 44 to 78
 */
const STARTS_WORK = new Set([
  ...Array.from({ length: 0x3d - 0x28 + 1 }, (_, i) => 0x28 + i),
  ...Array.from({ length: 0x78 - 0x44 + 1 }, (_, i) => 0x44 + i),
]);

/** Whether a body is a stub: reads to the first return or throw, which must come without a call, a field or a branch. */
function bodyKind(bytes: Buffer, code: CodeItem): 'emptied' | 'trivial' | undefined {
  if (isZero(bytes, code, 0)) return 'emptied';
  if (STARTS_WORK.has(bytes[code.start]!)) return undefined;
  for (const one of eachInstruction(bytes, code, STUB)) {
    if (one.kind === 'return' || one.kind === 'throw') {
      const left = code.size - one.next;
      // A single unit of padding may stand before a table.
      return left > 1 && isZero(bytes, code, one.next) ? 'emptied' : left <= 1 ? 'trivial' : undefined;
    }
    if (!isHarmless(one)) return undefined;
  }
  return undefined;
}

function isHarmless(one: Instruction): boolean {
  return one.op === 0 || one.kind === 'const' || one.kind === 'const-string' || one.kind === 'new-instance';
}

function isZero(bytes: Buffer, code: CodeItem, from: number): boolean {
  if (code.size === from) return false;
  for (let at = code.start + from * 2; at < code.start + code.size * 2; at++) if (bytes[at] !== 0) return false;
  return true;
}

/** The static native method a body hands everything to, where that is all it does. */
function interpreterOf(dex: Dex, method: EncodedMethod, classes: Classes): string | undefined {
  const code = dex.code(method.code);
  if (!code || code.size > STUB * 3) return undefined;
  let only: string | undefined;
  for (const one of eachInstruction(dex.bytes, code, STUB)) {
    if (one.kind === 'if' || one.kind === 'iget' || one.kind === 'iput' || one.kind === 'sput') return undefined;
    if (one.kind !== 'invoke') continue;
    const callee = dex.method(one.index);
    if (!callee || BOXING.test(callee.owner)) continue;
    const name = `${dotted(callee.owner)}.${callee.name}`;
    if (only !== undefined && only !== name) return undefined;
    if (!isNative(classes, dotted(callee.owner), callee.name)) return undefined;
    only = name;
  }
  return only;
}

function isNative(classes: Classes, owner: string, name: string): boolean {
  const found = classes.byName
    .get(owner)
    ?.data()
    .methods.find((method) => method.ref.name === name);
  return found !== undefined && (found.flags & (ACC.native | ACC.static)) === (ACC.native | ACC.static);
}
