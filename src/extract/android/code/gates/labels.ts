import type { Subject } from '../../../../facts/types.js';
import { subjectOfMessage } from '../../../subjects.js';
import { dotted } from '../../names.js';
import { type Body, node } from '../body.js';
import { type Literal, leaves } from '../values.js';
import type { GateTools } from './index.js';

const HAN = /[\u3400-\u9fff]/;
const HOLE = /\{\}|%(\d+\$)?[sd]/;
const LONGEST = 20;
const EVIDENCE: ReadonlySet<Subject> = new Set(['photo', 'video', 'audio', 'location', 'track']);

/** A field of a form built at run time, and the message that is shown where it is empty. */
export interface Labelled {
  subject: Subject;
  message: string;
}

/**
 * What a message with a hole in it asks for, where the labels that may fill it are written in the code: `label + "不能为空"` in a loop over
 * the fields of a form, one of them `new Field("现场照片", PHOTO, true)`. Only of fields that are made with nothing that says no.
 */
export function labelled(body: Body, message: string, tools: GateTools): Labelled | undefined {
  if (!HOLE.test(message) || message.length > LONGEST) return undefined;
  const shown = body.literals.find(({ text, carries }) => carries && text === message);
  if (!shown) return undefined;
  const into = tools.flows.into(node.literal(body.key, shown.at));
  for (const { literal, maker } of tools.textsInto(into)) {
    const label = literal.text;
    const subject = label.length <= LONGEST && HAN.test(label) ? subjectOfMessage(label) : undefined;
    if (subject && EVIDENCE.has(subject) && isRequired(maker, literal, tools))
      return { subject, message: message.replace(HOLE, label) };
  }
  return undefined;
}

/** No switch of the call that makes the field is off; a field whose switch is set elsewhere may be left out. */
function isRequired(maker: Body, literal: Literal, { program }: GateTools): boolean {
  const call = maker.calls.find(({ args }) =>
    args.some((arg) => leaves(arg).some((leaf) => leaf.kind === 'text' && leaf.literal === literal)),
  );
  if (!call) return false;
  const switches = call.callee.params.flatMap((type, index) => (type === 'Z' ? [call.args[index]] : []));
  if (switches.length > 0) return switches.every((value) => value?.kind === 'number' && value.number === 1);
  const made = program.classes.byName.get(dotted(call.callee.owner));
  return !made?.data().fields.some(({ ref }) => ref.type === 'Z');
}
