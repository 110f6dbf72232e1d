import { dotted } from '../names.js';
import type { Call } from './body.js';
import type { Flows } from './flows.js';
import { sinkByName } from './sinks.js';
import { type Literal, leaves } from './values.js';

const HAN = /[\u3400-\u9fff]/;
/** Titles and buttons of dialogs, which say nothing of what is asked for. */
export const HEADINGS = /^(提示|温馨提示|警告|错误|确定|取消|知道了|我知道了|好的?|是|否)$/;

/** The message a call puts in front of the user: a toast, dialog or snack bar, also through the app's own helpers. */
export function messageOf(call: Call, flows: Flows): string | undefined {
  const literals: Literal[] = [];
  for (const arg of call.args) for (const leaf of leaves(arg)) if (leaf.kind === 'text') literals.push(leaf.literal);
  const texts = literals.map(({ text }) => text).filter((text) => HAN.test(text));
  if (texts.length === 0) return undefined;
  const found = texts.find((text) => !HEADINGS.test(text)) ?? texts[0]!;
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
