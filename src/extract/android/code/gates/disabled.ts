import type { Subject } from '../../../../facts/types.js';
import { subjectOfName } from '../../../subjects.js';
import { outerClass } from '../../names.js';
import type { Body, Branch, Call } from '../body.js';
import { controlOf } from '../control.js';
import { choices } from '../values.js';
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
    const subject = names.map(subjectOfName).find((one) => one !== undefined && SUBJECTS.has(one));
    const guards = subject && sendOfScreen(body, tools);
    if (subject && guards) gates.push({ at: call.at, subject, shape: 'disabled', guards });
  }
  return gates;
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
  return body.branches.findLast(
    ({ at, next, target }) =>
      at < call.at && [next, target].some((from) => control.straight(from).some((one) => one.at === call.at)),
  );
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
