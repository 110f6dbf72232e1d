import { eachInstruction, type MethodRef } from '../../../decode/dex/index.js';
import type { Analysis } from '../analysis.js';
import type { Classes } from '../classes.js';
import { type Call, methodKey } from '../code/body.js';
import type { Value } from '../code/values.js';
import { dotted } from '../names.js';
import { isEncodedText } from './encoded-text.js';

/** How much of the code's text is made by decrypting it when it is needed. */
export interface StringFigures {
  /** Calls with constants of methods that decrypt. */
  decrypted: number;
  /** Constant strings that stand in the code as they are. */
  readable: number;
  /** The methods that decrypt, most called first. */
  methods: string[];
}

const TEXT = /^Ljava\/lang\/(String|CharSequence|Object);$/;
/** What ciphertext and keys come as: text, numbers, arrays of numbers. */
const GIVEN = /^(Ljava\/lang\/String;|\[?[BCIJS])$/;
/** `xor-int` and `xor-long` in their forms; `aput-byte`, `aput-char`, `aput-short`, which write the text unit by unit. */
const MIXES = new Set([0x97, 0xa2, 0xb7, 0xc2, 0xd7, 0xdf, 0x4f, 0x50, 0x51]);
const CRYPTO = /^Ljavax\/crypto\/|^L(android|java)\/util\/Base64/;
const FROM_ARRAY = /^\[[BCI]/;
/** Calls of one method below which a helper is not looked at. */
const CALLS = 3;
/** Share of its constants that must look like ciphertext where the method's code does not tell. */
const ENCODED_SHARE = 0.7;
const DEPTH = 2;
const INSTRUCTIONS = 2000;

/**
 * Counts calls of methods that turn constants into text by decrypting them: static methods that compute an array unit by unit
 * or by a cipher and make a string of it, that are native, or whose constants look like ciphertext.
 */
export function stringFigures({ bodies, program: { classes } }: Analysis): StringFigures {
  const groups = new Map<string, { callee: MethodRef; calls: Call[] }>();
  let constants = 0;
  for (const body of bodies) {
    constants += body.literals.filter(({ origin, text }) => origin === 'constant' && text.length > 1).length;
    for (const call of body.calls) {
      if (!isCandidate(call, classes)) continue;
      const key = methodKey(call.callee, dotted(call.callee.owner));
      const group = groups.get(key) ?? { callee: call.callee, calls: [] };
      group.calls.push(call);
      groups.set(key, group);
    }
  }
  const found = [...groups].filter(
    ([, { callee, calls }]) => calls.length >= CALLS && (decrypts(callee, classes, DEPTH) || takesCiphertext(calls)),
  );
  found.sort(([a, one], [b, two]) => two.calls.length - one.calls.length || (a < b ? -1 : 1));
  const calls = found.flatMap(([, group]) => group.calls);
  const ciphertexts = calls.reduce((sum, { args }) => sum + args.filter(({ kind }) => kind === 'text').length, 0);
  return {
    decrypted: calls.length,
    readable: Math.max(0, constants - ciphertexts),
    methods: found.map(([, { callee }]) => `${dotted(callee.owner)}.${callee.name}`),
  };
}

function isCandidate({ callee, args, receiver }: Call, classes: Classes): boolean {
  return (
    receiver === undefined &&
    TEXT.test(callee.returns) &&
    callee.params.length > 0 &&
    callee.params.every((type) => GIVEN.test(type)) &&
    classes.byName.has(dotted(callee.owner)) &&
    args.every(isConstant)
  );
}

/** Constants, and what obfuscators make of them: sums of constants and of fields that hold one. */
function isConstant(value: Value): boolean {
  return ['number', 'text', 'array', 'arithmetic', 'field'].includes(value.kind);
}

function takesCiphertext(calls: readonly Call[]): boolean {
  const texts = calls.flatMap(({ args }) => args.flatMap((arg) => (arg.kind === 'text' ? [arg.literal.text] : [])));
  return texts.length >= CALLS && texts.filter(isEncodedText).length / texts.length >= ENCODED_SHARE;
}

function decrypts(ref: MethodRef, classes: Classes, depth: number): boolean {
  const owner = classes.byName.get(dotted(ref.owner));
  const method = owner?.data().methods.find((one) => methodKey(one.ref, '') === methodKey(ref, ''));
  if (!owner || !method) return false;
  if (method.flags & 0x100) return true;
  const { dex } = owner.source;
  const code = method.code ? dex.code(method.code) : undefined;
  if (!code) return false;
  let mixes = false;
  let makesText = false;
  for (const one of eachInstruction(dex.bytes, code, INSTRUCTIONS)) {
    if (MIXES.has(one.op)) mixes = true;
    if (one.kind !== 'invoke') continue;
    const callee = dex.method(one.index);
    if (!callee) continue;
    if (CRYPTO.test(callee.owner)) mixes = true;
    if (callee.owner === 'Ljava/lang/String;' && FROM_ARRAY.test(callee.params[0] ?? '')) makesText = true;
    if (depth > 0 && callee.owner === ref.owner && callee.name !== ref.name && decrypts(callee, classes, depth - 1)) return true;
  }
  return mixes && makesText;
}
