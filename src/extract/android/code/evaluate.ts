import type { MethodRef } from '../../../decode/dex/index.js';
import { callValue, choices, type Value } from './values.js';

const BUILDER = /^Ljava\/lang\/String(Builder|Buffer);$/;
/** Calls whose result is the text or number they are given, for our purposes. */
const SAME =
  /^(Ljava\/lang\/String;->(valueOf|trim|toString|intern|copyValueOf|toUpperCase|toLowerCase)|Ljava\/lang\/(Integer|Long|Double|Float|Short|Boolean);->(valueOf|(int|long|double|float|boolean)Value|parse\w+|toString)|Ljava\/lang\/(CharSequence|Object);->toString|Landroid\/text\/(Html;->fromHtml|Spanned;->toString)|Ljava\/lang\/Math;->(abs|round|max|min)|Landroid\/net\/Uri;->(parse|toString)|Ljava\/net\/UR[IL];->(create|normalize|parseServerAuthority|to(URI|URL|String|ASCIIString|ExternalForm))|Lkotlin\/text\/StringsKt;->trim\w*|Ljava\/util\/Objects;->(requireNonNull|toString)|Lkotlin\/jvm\/internal\/Intrinsics;->checkNotNull\w*)$/;

export function isBuilderType(type: string): boolean {
  return BUILDER.test(type);
}

/** The address and folding a call needs from its method. */
export interface Folding {
  /** A text made of parts, registered as a literal of the method. */
  fold(parts: Value[]): Value;
  /** Notes that a format's text shows other values. */
  carry(format: Value, values: Value[]): Value;
}

/**
 * Value of a call: texts are folded through builders, formats and conversions; every other call stands for itself.
 * @param node flow node of the result
 */
export function evaluateCall(
  callee: MethodRef,
  receiver: Value | undefined,
  args: Value[],
  node: string,
  folding: Folding,
): Value {
  const { owner, name } = callee;
  if (BUILDER.test(owner)) return builderCall(name, receiver, args, folding) ?? callValue(callee, args, node);
  const id = `${owner}->${name}`;
  if (isSame(callee, id)) return receiver ?? args[0] ?? callValue(callee, args, node);
  if (id === 'Ljava/lang/String;->concat' && receiver && args[0]) return folding.fold([receiver, args[0]]);
  if (id === 'Ljava/lang/String;->format') {
    const format = args.find((arg) => arg.kind === 'text');
    if (format) return folding.carry(format, args);
  }
  // Context.getString(id, …), Resources.getText(id), stringResource(id): the id already stands for its text.
  if (
    /^(get(String|Text|QuantityString)|stringResource(-\w+)?)$/.test(name) &&
    args[0]?.kind === 'text' &&
    args[0].literal.origin === 'resource'
  )
    return folding.carry(args[0], args.slice(1));
  // The same of an id that a method was given or answered: it goes where its text goes.
  if (isTextOf(callee) && args[0] && ['call', 'parameter', 'field'].includes(args[0].kind)) return args[0];
  const all = receiver ? [receiver, ...args] : args;
  if (isPlainTextCall(callee) && all.some((arg) => arg.kind === 'text')) return folding.fold(all);
  return callValue(callee, all, node);
}

/** Source: Context, Resources, Fragment */
function isTextOf({ owner, name, params }: MethodRef): boolean {
  return /^get(String|Text)$/.test(name) && params[0] === 'I' && !/(Cursor|ResultSet|TypedArray);$/.test(owner);
}

const same = new WeakMap<MethodRef, boolean>();

function isSame(callee: MethodRef, id: string): boolean {
  const known = same.get(callee) ?? SAME.test(id);
  same.set(callee, known);
  return known;
}

function builderCall(name: string, receiver: Value | undefined, args: Value[], folding: Folding): Value | undefined {
  // In a loop the builder comes from before it and from the round before.
  const builders = receiver ? choices(receiver).filter((one) => one.kind === 'builder') : [];
  if (!receiver || builders.length === 0 || builders.length < choices(receiver).length) return undefined;
  if (name === '<init>' || name === 'append') {
    const part = args[0];
    if (part && !(name === '<init>' && part.kind === 'number') && part !== receiver)
      for (const { parts } of builders) if (parts.length < 64) parts.push(part);
    return receiver;
  }
  if (name === 'toString' || name === 'substring')
    return folding.fold([...builders.reduce((a, b) => (b.parts.length > a.parts.length ? b : a)).parts]);
  return name === 'insert' || name === 'deleteCharAt' || name === 'delete' ? receiver : undefined;
}

/** Kotlin's string templates before Java 9, and the desugared concatenation. */
function isPlainTextCall({ owner, name }: MethodRef): boolean {
  return (owner === 'Lkotlin/jvm/internal/Intrinsics;' && name === 'stringPlus') || name === 'makeConcatWithConstants';
}
