import type { Node } from '@babel/types';
import { unwrap } from '../../../decode/javascript/names.js';
import type { Subject } from '../../../facts/types.js';
import type { Application } from '../application/application.js';
import type { Call, Unit } from '../module/model.js';
import type { Control } from './control.js';
import type { Gate, Tested } from './gate.js';
import { callersReach, callsBetween, callsWithin, outermost } from './guards.js';
import { subjectNamed } from './origin.js';
import { sends } from './sending.js';
import { testsOf } from './tests.js';

/** Handlers that hand something in. One that only uploads is as often a step of another, which goes on without it. */
const HANDS_IN = /submit|publish|sign_?in|check_?in|clock_?in|punch|daka|qiandao|tijiao|fabu|shangbao|report/i;
/** Names of what is a picture, but of a person or for show. */
const FOR_SHOW = /avatar|cover|logo|banner|poster|icon|qr_?code|head_?img/i;
const UPLOADS = /upload/i;
const SUBJECTS: ReadonlySet<Subject> = new Set<Subject>(['photo', 'video']);

/**
 * Which of what is tested the handler of a submit button does nothing without, and says nothing either: it returns before
 * anything was sent, or sends only where there is a photo. A helper whose caller goes on is none, nor one that only uploads,
 * nor a test of what a callback was handed.
 *
 * @param holds whether it stops where the test is true
 */
export function refusedSilently(
  app: Application,
  control: Control,
  holds: boolean,
  tests: readonly Tested[],
  memo: Map<Unit, boolean>,
): Pick<Gate, 'subject' | 'shape'>[] {
  const { unit, node } = control;
  const [arm, present] = holds ? [control.whenTrue, control.whenFalse] : [control.whenFalse, control.whenTrue];
  const outer = outermost(unit);
  if (unit !== outer || !HANDS_IN.test(outer.name) || UPLOADS.test(outer.name)) return [];
  const photos = photosOf(tests, unit);
  if (photos.length === 0 || isEither(control.test, holds)) return [];
  const sent = (call: Call): boolean => sends(app, call, memo);
  if (arm && callsWithin(unit, arm.nodes).some(sent)) return [];
  if (callsBetween(unit.module, outer.start, node.start ?? 0).some(sent)) return [];
  const after = callsBetween(unit.module, node.end ?? 0, outer.end);
  if (!arm?.leaves && after.some(sent)) return [];
  const handedIn = [...callsWithin(unit, present?.nodes ?? []), ...after].some(
    (call) => sent(call) && !UPLOADS.test(call.callee),
  );
  return handedIn && callersReach(app, outer, memo) === undefined ? photos : [];
}

/** What is sent only where there is a photo, with nothing written for one who has none: `if (photos.length) post()`. */
export function readUnspoken(app: Application, control: Control, memo: Map<Unit, boolean>): Gate[] {
  const { unit, node, whenTrue, whenFalse } = control;
  const present = whenTrue ?? whenFalse;
  if (!present || (whenTrue && whenFalse) || !HANDS_IN.test(outermost(unit).name)) return [];
  const holds = present === whenFalse;
  const tests = testsOf(app, control.test, unit, holds);
  const guards = outermost(unit).name;
  return refusedSilently(app, control, holds, tests, memo).map((photo) => ({
    ...photo,
    guards,
    silent: true,
    node,
    unit,
  }));
}

/** Whether one of several things will do, even one that cannot be told: `photos.length || this.sure()`. */
function isEither(test: Node, holds: boolean): boolean {
  const node = unwrap(test);
  if (node.type === 'UnaryExpression' && node.operator === '!') return isEither(node.argument, !holds);
  return node.type === 'LogicalExpression' && (node.operator === '&&') === holds;
}

/** Pictures that are held by the page, not handed over by whoever calls. */
function photosOf(tests: readonly Tested[], unit: Unit): Pick<Gate, 'subject' | 'shape'>[] {
  return tests.flatMap((test) => {
    const subject = test.subject ?? subjectNamed(test, unit);
    const isGiven = unit.params.includes(test.name.split('.')[0]!);
    const asks = subject && SUBJECTS.has(subject) && test.shape !== 'flag' && !isGiven && !FOR_SHOW.test(test.name);
    return asks ? [{ subject, shape: test.shape }] : [];
  });
}
