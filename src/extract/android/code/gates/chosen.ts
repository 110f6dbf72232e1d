import type { Subject } from '../../../../facts/types.js';
import { subjectOfMessage } from '../../../subjects.js';
import type { Body, Branch } from '../body.js';
import type { Control } from '../control.js';
import type { Flows } from '../flows.js';
import { isMessage } from '../shown.js';
import { leaves } from '../values.js';

const HAN = /[\u3400-\u9fff]/;
const EVIDENCE: ReadonlySet<Subject> = new Set(['photo', 'video']);

const speaking = new WeakMap<Body, boolean>();

/** Whether a method holds Chinese words at all: few do, and each is asked for every branch it has. */
function speaks(body: Body): boolean {
  const known = speaking.get(body) ?? body.literals.some(({ text }) => HAN.test(text));
  speaking.set(body, known);
  return known;
}

/** A message chosen on one way, and the later test of whether there is one. */
export interface Chosen {
  message: string;
  test: Branch;
}

/** `String why = null; if (photos.isEmpty()) why = "请拍照"; … if (why != null) { toast(why); return; }`: said once for all that may be missing. */
export function chosenMessage(body: Body, from: number, control: Control): Chosen | undefined {
  if (!speaks(body)) return undefined;
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

/**
 * One of two messages, where a second test chooses between them: `if (photo == null || here == null) toast(photo == null ? "请拍照" : "定位中")`.
 * The one that asks for a picture or a place tells more.
 */
export function eitherMessage(body: Body, from: number, control: Control, flows: Flows): string | undefined {
  if (!speaks(body)) return undefined;
  const next = control.straight(from).at(-1)?.next ?? from;
  const test = body.branches.find(({ at }) => at === next);
  if (!test) return undefined;
  const addresses = new Set([test.next, test.target].flatMap((way) => control.straight(way).map(({ at }) => at)));
  const texts = body.literals.flatMap((literal) => {
    const isSaid = addresses.has(literal.at) && HAN.test(literal.text) && isMessage(literal, flows);
    return isSaid ? [literal.text] : [];
  });
  return texts.find((text) => EVIDENCE.has(subjectOfMessage(text) ?? 'other')) ?? texts[0];
}
