import type { Node } from '@babel/types';
import type { Subject } from '../../../facts/types.js';
import { subjectOfMessage } from '../../subjects.js';
import type { Application } from '../application.js';
import type { Call, ScriptModule, Unit } from '../model.js';
import type { Gate } from './gate.js';
import { callsWithin, outermost } from './guards.js';
import { type Outcomes, outcomesOf } from './outcomes.js';
import { isSubmitHandler, sends } from './sending.js';
import { messageIn } from './stops.js';

const LEAVING = /(^|\.)(navigateBack|exitMiniProgram|back)$/;
/** Asks for the permission to locate, or says what cannot be done without it. */
const ASKS_FOR_PLACE =
  /(打开|开启|允许|授权|授予|开通).{0,8}(定位|位置|地理|GPS)|(定位|位置|地理|GPS).{0,8}(打开|开启|允许|授权)|(无法|不能|才能|才可|[后再]).{0,4}(打卡|签到|提交|上报|上传|巡)/i;
/** Handlers whose own purpose is to take a picture and send it are none of these. */
const SUBMITS_MORE = /submit|sign_?in|check_?in|clock_?in|punch|daka|qiandao/i;

/** What a device gives, and what its refusal has to say to be a demand. */
interface Asked {
  call: RegExp;
  subject: Subject;
  asks: (message: string) => boolean;
  handler: (unit: Unit) => boolean;
  /** Whether a page that sends a person away without it demands it, too. */
  leaving: boolean;
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
    call: /(^|\.)(chooseImage|chooseMedia|takePhoto)$/,
    subject: 'photo',
    asks: (message) => subjectOfMessage(message) === 'photo',
    handler: ({ name }) => SUBMITS_MORE.test(name),
    leaving: false,
  },
];

/**
 * What is not done where the device gave nothing: a page that sends a person away with a word where the place cannot be had,
 * or a submitting whose request only follows a locating or a picture that came off.
 */
export function readDevice(app: Application, module: ScriptModule, memo: Map<Unit, boolean>): Gate[] {
  return module.calls.flatMap((call): Gate[] => {
    const asked = ASKED.find((item) => item.call.test(call.callee));
    if (!asked) return [];
    const { subject } = asked;
    for (const ways of outcomesOf(app, call)) {
      const message = messageIn(app, { nodes: [ways.failed], leaves: true }, ways.unit);
      const guards = message && (asked.leaving && leaves(ways) ? call.callee : sentOnly(app, asked, call, ways, message, memo));
      if (message && guards) return [{ subject, shape: 'flag', message, guards, node: call.node, unit: call.unit }];
    }
    return [];
  });
}

function leaves({ unit, failed }: Outcomes): boolean {
  return callsWithin(unit, [failed]).some(({ callee }) => LEAVING.test(callee));
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
  return sentIn([ways.failed]) ? undefined : sentIn(ways.done);
}
