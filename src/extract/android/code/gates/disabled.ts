import type { Subject } from '../../../../facts/types.js';
import { subjectOfMessage, subjectOfName } from '../../../subjects.js';
import { outerClass } from '../../names.js';
import type { Body, Branch, Call } from '../body.js';
import { controlOf } from '../control.js';
import { choices, type Value } from '../values.js';
import { givenAs } from './given.js';
import type { Gate, GateTools } from './index.js';
import { isAnswer, namesIn, testedBy } from './tested.js';

const SUBJECTS: ReadonlySet<Subject> = new Set(['photo', 'video', 'audio', 'file', 'location', 'track', 'distance', 'duration']);
const HANDLERS =
  /^(on\w*Click\w*|do\w*Click\w*|on(Submit|Save|Commit|Upload|Report)\w*|submit\w*|save\w*|commit\w*|upload\w*|report\w*)$/i;

/** A button that stays asleep until there is a picture, a position, enough time: `submit.setEnabled(photos.size() > 0)`. */
export function disabledGates(body: Body, tools: GateTools): Gate[] {
  const gates: Gate[] = [];
  for (const call of body.calls) {
    if (call.callee.name !== 'setEnabled' && call.callee.name !== 'setClickable') continue;
    const [asked] = call.args;
    const branch = decidedBy(call, body);
    const values = branch ? testedBy(body, branch) : asked ? [asked] : [];
    const names = values.flatMap((value) => [...namesIn(value), ...givenAs(value, body, tools)]);
    const said = asked && names.every((name) => subjectOfName(name) === undefined) ? saidOf(asked, body) : [];
    const subject = [...names.map(subjectOfName), ...said.map(subjectOfMessage)].find(
      (one) => one !== undefined && SUBJECTS.has(one),
    );
    const guards = subject && sendOfScreen(body, tools);
    if (subject && guards) gates.push({ at: call.at, subject, shape: 'disabled', guards });
  }
  return gates;
}

/** What a page says beside the button for the same reason: `button.setEnabled(near); hint.setText(near ? "已到达" : "未到达")`. */
function saidOf(asked: Value, body: Body): string[] {
  const control = controlOf(body);
  const same = body.branches.filter(({ left, right }) => !right && isSame(left, asked));
  const addresses = new Set(
    same.flatMap(({ next, target }) => [next, target].flatMap((from) => control.straight(from).map(({ at }) => at))),
  );
  return body.literals.flatMap(({ at, text }) => (addresses.has(at) ? [text] : []));
}

function isSame(a: Value, b: Value): boolean {
  if (a.kind === 'field') return b.kind === 'field' && a.node === b.node;
  return a === b && (a.kind === 'parameter' || a.kind === 'call');
}

/** The branch that decides whether the argument is true. */
function decidedBy(call: Call, body: Body): Branch | undefined {
  const [arg] = call.args;
  if (!arg) return undefined;
  if (isAnswer(arg)) return body.branches.findLast(({ at, left }) => at < call.at && call.at - at <= 24 && !isAnswer(left));
  const [value] = choices(arg);
  // `if (photos.isEmpty()) submit.setEnabled(false)`
  if (value?.kind !== 'number' || value.number !== 0) return undefined;
  const control = controlOf(body);
  const leads = (from: number, other: number): boolean =>
    control.straight(from).some((one) => one.at === call.at) && !control.reach(other).has(call.at);
  // What comes after both sides is decided by neither.
  return body.branches.findLast(({ at, next, target }) => at < call.at && (leads(next, target) || leads(target, next)));
}

/** What the buttons of a screen send. */
function sendOfScreen(body: Body, { program, sends }: GateTools): string | undefined {
  for (const name of program.family(outerClass(body.owner.name)))
    for (const one of program.bodiesOf(name)) {
      // What a layout names is handed the view that was tapped.
      if (!HANDLERS.test(one.ref.name) && one.ref.params.join() !== 'Landroid/view/View;') continue;
      const send = one.calls.find((call) => sends.leadsToSend(call));
      if (send)
        return `${outerClass(send.callee.owner.slice(1, -1).replaceAll('/', '.')).replace(/^.*\./, '')}.${send.callee.name}`;
    }
  return undefined;
}
