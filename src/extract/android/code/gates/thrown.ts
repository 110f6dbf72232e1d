import type { Body } from '../body.js';
import type { Control } from '../control.js';
import { leaves } from '../values.js';

const HAN = /[\u3400-\u9fff]/;

/** The words of an exception that ends a way: `requireNotNull(location) { "请先获取定位" }`. Who catches it shows them. */
export function thrownMessage(body: Body, from: number, control: Control): string | undefined {
  const way = control.straight(from);
  if (way.at(-1)?.kind !== 'throw') return undefined;
  const addresses = new Set(way.map(({ at }) => at));
  for (const { at, callee, args } of body.calls) {
    if (!addresses.has(at) || callee.name !== '<init>') continue;
    for (const arg of args)
      for (const leaf of leaves(arg)) if (leaf.kind === 'text' && HAN.test(leaf.literal.text)) return leaf.literal.text;
  }
  return undefined;
}
