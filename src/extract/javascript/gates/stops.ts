import type { Node } from '@babel/types';
import { dottedName } from '../../../decode/javascript/names.js';
import { walk } from '../../../decode/javascript/walk.js';
import type { Application } from '../application.js';
import { fold } from '../fold.js';
import type { Unit } from '../model.js';
import { isSendCall } from '../requests.js';
import { callsIn } from './guards.js';

const MESSAGE_CALL = /(toast|tip|tips|msg|message|notify|notice|alert|modal|confirm|dialog|warn|error|fail)\w*$/i;

export interface Stop {
  message?: string;
  /** Ends by `return`, `throw`, or only says so. */
  leaves: boolean;
}

/** Whether a branch stops the path: it says something, or leaves, without sending anything itself. */
export function stopOf(app: Application, branch: Node, unit: Unit): Stop | undefined {
  const message = messageIn(app, branch, unit);
  const leaves = leavesPath(branch);
  if (!message && !leaves) return undefined;
  if (callsIn(unit, branch).some((call) => isSendCall(call.callee))) return undefined;
  return { message, leaves };
}

function leavesPath(branch: Node): boolean {
  const last = branch.type === 'BlockStatement' ? branch.body.at(-1) : branch;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

/** The message a branch shows, sets or returns. */
function messageIn(app: Application, branch: Node, unit: Unit): string | undefined {
  let found: string | undefined;
  walk(branch, (node) => {
    if (found) return false;
    if (node.type === 'IfStatement' && node !== branch) return false;
    if (node.type === 'CallExpression' && node.callee.type !== 'V8IntrinsicIdentifier') {
      const callee = dottedName(node.callee) ?? '';
      if (/^console\./.test(callee)) return false;
      if (MESSAGE_CALL.test(callee.split('.').at(-1)!) || /toast/i.test(callee))
        found = longestText(app, node.arguments as Node[], unit) ?? undefined;
      else if (/reject$|^callback$|^cb$/.test(callee)) found = longestText(app, node.arguments as Node[], unit);
    } else if ((node.type === 'ReturnStatement' || node.type === 'ThrowStatement') && node.argument)
      found = longestText(app, [node.argument], unit);
    else if (node.type === 'AssignmentExpression' && node.right.type === 'StringLiteral' && HAN.test(node.right.value))
      found = node.right.value;
    return undefined;
  });
  return found;
}

const HAN = /[\u3400-\u9fff]/;

function longestText(app: Application, args: Node[], unit: Unit): string | undefined {
  const texts: string[] = [];
  for (const arg of args)
    walk(arg, (node) => {
      if (node.type === 'StringLiteral' || node.type === 'TemplateLiteral') {
        const text = fold(app, node, unit);
        if (text && HAN.test(text)) texts.push(text);
      }
      if (node.type === 'Identifier' || node.type === 'MemberExpression') {
        const text = texts.length === 0 && node === arg ? fold(app, node, unit) : undefined;
        if (text && HAN.test(text)) texts.push(text);
        return false;
      }
      return undefined;
    });
  const [first] = texts.filter((text) => !/^(提示|温馨提示|警告|错误|确定|取消|知道了|我知道了|好的)$/.test(text));
  return first ?? texts[0];
}
