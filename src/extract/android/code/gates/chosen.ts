import type { Body, Branch } from '../body.js';
import type { Control } from '../control.js';
import { leaves } from '../values.js';

const HAN = /[\u3400-\u9fff]/;

/** A message chosen on one way, and the later test of whether there is one. */
export interface Chosen {
  message: string;
  test: Branch;
}

/** `String why = null; if (photos.isEmpty()) why = "请拍照"; … if (why != null) { toast(why); return; }`: said once for all that may be missing. */
export function chosenMessage(body: Body, from: number, control: Control): Chosen | undefined {
  const addresses = new Set(control.straight(from).map(({ at }) => at));
  for (const literal of body.literals) {
    if (!addresses.has(literal.at) || !HAN.test(literal.text)) continue;
    const test = body.branches.find(
      ({ left, right }) => !right && leaves(left).some((leaf) => leaf.kind === 'text' && leaf.literal === literal),
    );
    const others = test ? leaves(test.left) : [];
    if (test && others.some(({ kind }) => kind === 'number')) return { message: literal.text, test };
  }
  return undefined;
}
