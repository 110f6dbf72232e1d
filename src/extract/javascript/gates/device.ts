import type { Node } from '@babel/types';
import type { Subject } from '../../../facts/types.js';
import { subjectOfMessage } from '../../subjects.js';
import type { Application } from '../application/application.js';
import type { Call, ScriptModule, Unit } from '../module/model.js';
import { ASKS_FOR_PLACE, goesNoFurther, isPlaceAsked, permissionWays } from './asked-again.js';
import type { Gate } from './gate.js';
import { callsWithin, outermost } from './guards.js';
import { type Outcomes, outcomesOf } from './outcomes.js';
import { isSubmitHandler, sends } from './sending.js';
import { messageIn } from './stops.js';

/** Handlers whose own purpose is to take a picture and send it are none of these. */
const SUBMITS_MORE = /submit|sign_?in|check_?in|clock_?in|punch|daka|qiandao/i;

/** What a device gives, and what its refusal has to say to be a demand. */
interface Asked {
  call: RegExp;
  subject: Subject;
  asks: (message: string) => boolean;
  handler: (unit: Unit) => boolean;
  /** Whether a page that sends a person away without it, or asks again and again, demands it, too. */
  leaving: boolean;
  /** Which of those calls; all if left out. */
  isAsked?: (call: Call) => boolean;
}

const ASKED: readonly Asked[] = [
  {
    call: /(^|\.)get(Fuzzy|Current)?(Location|Position)$/,
    subject: 'location',
    asks: (message) => ASKS_FOR_PLACE.test(message),
    handler: isSubmitHandler,
    leaving: true,
  },
  {
    call: /(^|\.)authorize$/,
    subject: 'location',
    asks: (message) => ASKS_FOR_PLACE.test(message),
    handler: isSubmitHandler,
    leaving: true,
    isAsked: isPlaceAsked,
  },
  {
    call: /(^|\.)(chooseImage|chooseMedia|takePhoto)$/,
    subject: 'photo',
    asks: (message) => subjectOfMessage(message) === 'photo',
    handler: ({ name }) => SUBMITS_MORE.test(name),
    leaving: false,
  },
];

/**
 * What is not done where the device gave nothing: a page that sends a person away with a word where the place cannot be had,
 * or asks for it until it is given, or a submitting whose request only follows a locating or a picture that came off.
 */
export function readDevice(app: Application, module: ScriptModule, memo: Map<Unit, boolean>): Gate[] {
  return [...module.calls.flatMap((call) => readCall(app, call, memo)), ...readPermission(app, module, memo)];
}

function readCall(app: Application, call: Call, memo: Map<Unit, boolean>): Gate[] {
  const asked = ASKED.find((item) => item.call.test(call.callee));
  if (!asked || asked.isAsked?.(call) === false) return [];
  const { subject } = asked;
  for (const ways of outcomesOf(app, call)) {
    const message = messageIn(app, { nodes: ways.failed, leaves: true }, ways.unit);
    const guards =
      message &&
      (asked.leaving && goesNoFurther(app, ways, message, call.unit, memo)
        ? call.callee
        : sentOnly(app, asked, call, ways, message, memo));
    if (message && guards) return [{ subject, shape: 'flag', message, guards, node: call.node, unit: call.unit }];
  }
  return [];
}

/** The tests of a permission whose refusal leads nowhere; those that keep something from being sent are read with all others. */
function readPermission(app: Application, module: ScriptModule, memo: Map<Unit, boolean>): Gate[] {
  return permissionWays(app, module).flatMap(({ node, ...ways }): Gate[] => {
    const message = messageIn(app, { nodes: ways.failed, leaves: true }, ways.unit);
    if (!message || !goesNoFurther(app, ways, message, ways.unit, memo)) return [];
    return [{ subject: 'location', shape: 'flag', message, guards: askerOf(ways.unit), node, unit: ways.unit }];
  });
}

/** The function that asks, not the callback that hears the answer. */
function askerOf(unit: Unit): string | undefined {
  let asker = unit;
  while (asker.parent?.parent) asker = asker.parent;
  return asker.name || undefined;
}

/** What is sent where the device gave something and not otherwise, by a handler that submits. */
function sentOnly(
  app: Application,
  { asks, handler }: Asked,
  call: Call,
  ways: Outcomes,
  message: string,
  memo: Map<Unit, boolean>,
): string | undefined {
  if (!asks(message) || !handler(outermost(call.unit))) return undefined;
  const sentIn = (nodes: readonly Node[]) => callsWithin(call.unit, nodes).find((item) => sends(app, item, memo))?.callee;
  return sentIn(ways.failed) ? undefined : sentIn(ways.done);
}
