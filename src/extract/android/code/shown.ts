import { HEADINGS } from '../../headings.js';
import { dotted } from '../names.js';
import type { Body, Call } from './body.js';
import type { Flows } from './flows.js';
import type { Program } from './program.js';
import { sinkByName } from './sinks.js';
import { type Literal, leaves } from './values.js';

const HAN = /[\u3400-\u9fff]/;

/** The message a call puts in front of the user: a toast, dialog or snack bar, also through the app's own helpers. */
export function messageOf(call: Call, flows: Flows): string | undefined {
  const literals: Literal[] = [];
  for (const arg of call.args) for (const leaf of leaves(arg)) if (leaf.kind === 'text') literals.push(leaf.literal);
  const texts = literals.map(({ text }) => text).filter((text) => HAN.test(text));
  if (texts.length === 0) return undefined;
  const found = texts.find((text) => !HEADINGS.test(text)) ?? texts[0]!;
  return literals.some((literal) => isMessage(literal, flows)) || isMessageHelper(call) ? found : undefined;
}

const INSIDE = 2;
const SHORT = 8;

const insides = new WeakMap<Body, (string | undefined)[]>();

/** What a short method of the app's own says that is called for it: `view.showPhotoMissing()`, which a page answers with a toast. */
export function saidInside(call: Call, program: Program, flows: Flows, depth = INSIDE): string | undefined {
  const keys = program.resolve(call.callee);
  const body = keys.length === 1 ? program.body(keys[0]!) : undefined;
  if (!body || body.branches.length > 0 || body.calls.length > SHORT) return undefined;
  // Asked again for every call of it.
  const known = insides.get(body) ?? [];
  if (depth in known) return known[depth];
  insides.set(body, known);
  known[depth] = undefined;
  for (const one of body.calls)
    known[depth] ??= messageOf(one, flows) ?? (depth > 1 ? saidInside(one, program, flows, depth - 1) : undefined);
  return known[depth];
}

/** Whether a text ends in a toast or dialog. */
export function isMessage(literal: Literal, flows: Flows): boolean {
  const sinks = flows.of(literal);
  return sinks.has('toast') || sinks.has('dialog');
}

function isMessageHelper({ callee }: Call): boolean {
  const sink = sinkByName(callee.name);
  if (sink === 'toast' || sink === 'dialog') return true;
  return (
    /(Toast|Toasty|ToastUtils?|TipUtils?|Tips|Snack\w*)$/.test(dotted(callee.owner)) ||
    /^(showError|error|warning|onError|onFail\w*)$/.test(callee.name)
  );
}

/** Says what is to be done or is missing, as no heading or value does. */
const DEMAND = /^(请|需要?|必须|您?(还没有?|尚未|未|没有)|缺少|至少|先)|(不能为空|必[填传拍选]|无法(提交|打卡|签到|上报))/;

/** The demand a call puts into a text of the page: a line of red words beside the button instead of a toast. */
export function demandOf({ args }: Call, flows: Flows): string | undefined {
  for (const arg of args)
    for (const leaf of leaves(arg))
      if (leaf.kind === 'text' && DEMAND.test(leaf.literal.text) && flows.here(leaf.literal).has('label'))
        return leaf.literal.text;
  return undefined;
}
