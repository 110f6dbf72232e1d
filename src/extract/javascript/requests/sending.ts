import { PLATFORM_OBJECTS } from '../apis/platform-apis.js';
import type { Application } from '../application/application.js';
import { calleesOf, callsOf } from '../application/call-graph.js';
import { collectionOf } from '../application/collections.js';
import type { Call, Unit } from '../module/model.js';
import { isMadeClient } from './clients.js';
import { cloudObjectCall } from './cloud-objects.js';

const SEND_CALLS =
  /(^|\.)(sendBeacon|request|uploadFile|httpRequest|callFunction|callContainer|sendSocketMessage|ajax|axios|fetch|createUpload|uploadImage)$/;
/** Clients that are called by what they send with: `$http(…)` of AngularJS, `$.post(…)`, `this.$axios.put(…)`. */
const CLIENT_CALLS =
  /^\$http$|^((this|Vue|vm|that|self)\.)?(\$http|http|\$axios|axios|\$|jQuery|Zepto|mui)\.(get|post|put|delete|patch|getJSON|jsonp)$/;

/** The platform calls that send something by themselves, as against wrappers around them. */
export function isSendCall(callee: string): boolean {
  // Quick apps upload with `@system.request`.
  if (callee === 'request.upload') return true;
  // Weex: `weex.requireModule('stream').fetch(…)`.
  if (callee === 'stream.fetch') return true;
  // Its `send` goes by whatever name the variable has; making one is the sign.
  if (/(^|\.)XMLHttpRequest$/.test(callee)) return true;
  if (CLIENT_CALLS.test(callee)) return true;
  if (!SEND_CALLS.test(callee)) return false;
  const parts = callee.split('.');
  if (parts.length === 1) return /^(fetch|axios|uploadFile|request|ajax)$/.test(callee);
  return (
    PLATFORM_OBJECTS.has(parts[0]!) ||
    /(^|\.)(index|default|a|cloud|taro)\.\w+$/i.test(callee) ||
    /^(\$|axios|jquery|zepto|mui|api|navigator|fetch|request|\$?http|this\.\$http|window)\./i.test(callee) ||
    /\.(uploadFile|callFunction|callContainer)$/.test(callee)
  );
}

/** Whether a unit, or anything it can run, sends something. */
export function reachesSend(app: Application, unit: Unit, memo: Map<Unit, boolean>, depth = 0): boolean {
  const known = memo.get(unit);
  if (known !== undefined) return known;
  memo.set(unit, false);
  let found = callsOf(unit).some((call) => isSending(app, call));
  if (!found && depth < 25)
    for (const next of calleesOf(app, unit))
      if (reachesSend(app, next, memo, depth + 1)) {
        found = true;
        break;
      }
  memo.set(unit, found);
  return found;
}

/** Whether a call sends something by itself. */
export function isSending(app: Application, call: Call): boolean {
  return (
    isSendCall(call.callee) || isDatabaseWrite(app, call) || isMadeClient(app, call) || cloudObjectCall(app, call) !== undefined
  );
}

export function isDatabaseWrite(app: Application, call: Call): boolean {
  return /\.(add|update|set)$/.test(call.callee) && collectionOf(app, call.node, call.unit) !== undefined;
}
