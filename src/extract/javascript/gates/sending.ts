import { dottedName } from '../../../decode/javascript/names.js';
import type { Application } from '../application/application.js';
import { calledUnits } from '../application/call-graph.js';
import { follow } from '../application/follow.js';
import type { Call, Unit } from '../module/model.js';
import { isSending, reachesSend } from '../requests/sending.js';

/** Whether a function is called by what it submits. */
export function isSubmitHandler({ name }: Unit): boolean {
  return SUBMIT_HANDLER.test(name);
}

const SUBMIT_HANDLER = /submit|upload|publish|sign_?in|check_?in|clock_?in|punch|daka|qiandao|report/i;

/** Whether a call sends something, itself or by what it runs. */
export function sends(app: Application, call: Call, memo: Map<Unit, boolean>): boolean {
  if (isSending(app, call) || CLIENT_WRITE.test(call.callee) || writesTo(app, call)) return true;
  const name = call.callee.split('.').at(-1)!;
  if (SUBMIT_NAME.test(name) && !LOCAL_NAME.test(name)) return true;
  return calledUnits(app, call).some((unit) => reachesSend(app, unit, memo));
}

/** `users.add()` after `const users = db.collection('users')`. */
function writesTo(app: Application, { callee, node, unit }: Call): boolean {
  if (!/^[\w$.]+\.(add|update|set)$/.test(callee) || node.callee.type !== 'MemberExpression') return false;
  const object = follow(app, { node: node.callee.object, unit });
  return object.node.type === 'CallExpression' && /(^|\.)collection\(\)$/.test(dottedName(object.node) ?? '');
}

/** `orderApi.update()`, `this.$api.add()`, `form.submit()`. */
const CLIENT_WRITE = /(api|service|http|request|server|db|cloud|dao|collection|model)\w*\.(add|update|set)$|\.submit$/i;
/** Names of that kind that write nothing but a file, an element or an object of the platform. */
const LOCAL_NAME =
  /^create\w*(Element|Context|Observer|Query|Selector|Animation|Manager|Node|Event|Record|Local|Object|Fragment|Image|Canvas|Buffer|Shader|Texture|Program)$|^create$|^objectCreate$|^save(Image|Video|File)\w*$/i;
const SUBMIT_NAME =
  /^(\w*(submit|save|upload|post|publish|insert|create|commit|signin|checkin|punch|report|confirm)\w*|add[A-Z]\w*)$/i;
