import type { Node } from '@babel/types';
import { keyName } from '../../../decode/javascript/names.js';
import type { Application } from '../application.js';
import type { Call, ScriptModule } from '../model.js';
import { isFunction } from '../nodes.js';
import type { Gate } from './gate.js';
import { callsWithin } from './guards.js';
import { messageIn } from './stops.js';

const LOCATING = /(^|\.)get(Fuzzy|Current)?(Location|Position)$/;
const LEAVING = /(^|\.)(navigateBack|exitMiniProgram|back)$/;

/** A page that sends a person away when it cannot have the place: a locating call whose failure says so and leaves. */
export function readLocating(app: Application, module: ScriptModule): Gate[] {
  return module.calls.flatMap((call): Gate[] => {
    const failure = LOCATING.test(call.callee) ? failureOf(call) : undefined;
    if (!failure) return [];
    const away = callsWithin(call.unit, [failure]).find(({ callee }) => LEAVING.test(callee));
    const message = messageIn(app, { nodes: [failure], leaves: true }, call.unit);
    if (!away || !message) return [];
    return [{ subject: 'location', shape: 'flag', message, guards: call.callee, node: call.node, unit: call.unit }];
  });
}

function failureOf({ node }: Call): Node | undefined {
  for (const argument of node.arguments)
    if (argument.type === 'ObjectExpression')
      for (const member of argument.properties) {
        if (member.type === 'SpreadElement' || keyName(member) !== 'fail') continue;
        if (member.type === 'ObjectMethod') return member;
        if (isFunction(member.value)) return member.value;
      }
  return undefined;
}
