import type { Body } from '../body.js';
import type { Control } from '../control.js';
import type { Flows } from '../flows.js';
import { leaves } from '../values.js';

const HAN = /[\u3400-\u9fff]/;
const SHOWN = ['toast', 'dialog', 'label'] as const;

/** What a validator answers on one way, for who asked it to show: `if (photos.isEmpty()) return R.string.need_photo`. */
export function answeredMessage(body: Body, from: number, control: Control, flows: Flows): string | undefined {
  const way = control.straight(from);
  if (way.at(-1)?.kind !== 'return') return undefined;
  const addresses = new Set(way.map(({ at }) => at));
  // `return Result.missing("请录制视频")`: an object that holds what to say.
  const held = body.calls.flatMap(({ at, args, callee }) =>
    addresses.has(at) && (callee.name === '<init>' || callee.returns === body.ref.returns) ? args : [],
  );
  for (const leaf of [...body.returns, ...held].flatMap(leaves)) {
    if (leaf.kind !== 'text' || !addresses.has(leaf.literal.at) || !HAN.test(leaf.literal.text)) continue;
    const sinks = flows.of(leaf.literal);
    if (SHOWN.some((sink) => sinks.has(sink))) return leaf.literal.text;
  }
  return undefined;
}
