import { dotted } from '../classes.js';
import type { Body, Call } from './body.js';
import type { Flows } from './flows.js';
import { sinkByName } from './sinks.js';
import { type Literal, leaves } from './values.js';

const HAN = /[\u3400-\u9fff]/;
const HEADINGS = /^(提示|温馨提示|警告|错误|确定|取消|知道了|我知道了|好的?|是|否)$/;

/** The message a call puts in front of the user: a toast, dialog or snack bar, also through the app's own helpers. */
export function messageOf(call: Call, flows: Flows): string | undefined {
  const texts: string[] = [];
  for (const arg of call.args)
    for (const leaf of leaves(arg)) if (leaf.kind === 'text' && HAN.test(leaf.literal.text)) texts.push(leaf.literal.text);
  if (texts.length === 0) return undefined;
  const found = texts.find((text) => !HEADINGS.test(text)) ?? texts[0]!;
  const literals = call.args.flatMap((arg) => [...leaves(arg)].flatMap((leaf) => (leaf.kind === 'text' ? [leaf.literal] : [])));
  return literals.some((literal) => isMessage(literal, flows)) || isMessageHelper(call) ? found : undefined;
}

function isMessage(literal: Literal, flows: Flows): boolean {
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

/** Calls of a body by address. */
export function callsByAddress(body: Body): Map<number, Call> {
  return new Map(body.calls.map((call) => [call.at, call]));
}
