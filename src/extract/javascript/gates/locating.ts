import type { MemberExpression, Node } from '@babel/types';
import { keyName, unwrap } from '../../../decode/javascript/names.js';
import type { Application } from '../application.js';
import { functionsOf } from '../call-graph.js';
import type { Call, ScriptModule, Unit } from '../model.js';
import { isFunction } from '../nodes.js';
import type { Gate } from './gate.js';
import { callsWithin, outermost } from './guards.js';
import { isSubmitHandler, sends } from './sending.js';
import { messageIn } from './stops.js';

const LOCATING = /(^|\.)get(Fuzzy|Current)?(Location|Position)$/;
const LEAVING = /(^|\.)(navigateBack|exitMiniProgram|back)$/;
/** Asks for the permission to locate, or says what cannot be done without it. */
const ASKS_FOR_PLACE =
  /(打开|开启|允许|授权|授予|开通).{0,8}(定位|位置|地理|GPS)|(定位|位置|地理|GPS).{0,8}(打开|开启|允许|授权)|(无法|不能|才能|才可|[后再]).{0,4}(打卡|签到|提交|上报|上传|巡)/i;

/** The two ways on from a call that may fail. */
interface Ways {
  failed: Node;
  /** Where the failure is told. */
  unit: Unit;
  done: readonly Node[];
}

/**
 * What is not done where the place cannot be had: a page that sends a person away with a word, or a submitting whose request
 * only follows a locating that came off.
 */
export function readLocating(app: Application, module: ScriptModule, memo: Map<Unit, boolean>): Gate[] {
  return module.calls.flatMap((call): Gate[] => {
    if (!LOCATING.test(call.callee)) return [];
    for (const ways of waysFrom(app, call)) {
      const message = messageIn(app, { nodes: [ways.failed], leaves: true }, ways.unit);
      const guards = message && (leaves(ways) ? call.callee : sentOnly(app, call, ways, message, memo));
      if (message && guards) return [{ subject: 'location', shape: 'flag', message, guards, node: call.node, unit: call.unit }];
    }
    return [];
  });
}

function leaves({ unit, failed }: Ways): boolean {
  return callsWithin(unit, [failed]).some(({ callee }) => LEAVING.test(callee));
}

/** What is sent where the place was had and not otherwise, by a handler that submits. */
function sentOnly(app: Application, call: Call, ways: Ways, message: string, memo: Map<Unit, boolean>): string | undefined {
  if (!ASKS_FOR_PLACE.test(message) || !isSubmitHandler(outermost(call.unit))) return undefined;
  const sentIn = (nodes: readonly Node[]) => callsWithin(call.unit, nodes).find((item) => sends(app, item, memo))?.callee;
  return sentIn([ways.failed]) ? undefined : sentIn(ways.done);
}

/** `fail` beside `success`, what a promise is caught with beside what it goes on to, `catch` around an `await`. */
function waysFrom(app: Application, call: Call): Ways[] {
  const { chain, handlers } = chainOf(app, call);
  const done = [...handed(app, call, 'success'), ...handlers('then', 0)].map(({ node }) => node);
  const failures = [...handed(app, call, 'fail'), ...handlers('catch', 0), ...handlers('then', 1)];
  const ways = failures.map((unit) => ({ failed: unit.node, unit, done }));
  const around = [...call.ancestors].reverse().find((node) => node.type === 'TryStatement' || isFunction(node));
  if (around?.type !== 'TryStatement' || !around.handler || chain) return ways;
  return [...ways, { failed: around.handler.body, unit: call.unit, done: [around.block] }];
}

/** The functions that `then` and `catch` after a call are handed. */
function chainOf(app: Application, { node, unit }: Call) {
  const later = unit.module.calls.filter((call) => call.node !== node && startOfChain(call.node) === node);
  const handlers = (method: string, place: number): Unit[] =>
    later.flatMap((call) => {
      const handler = call.node.arguments[place] as Node | undefined;
      return handler && methodOf(call.node) === method ? functionsOf(app, handler, unit) : [];
    });
  return { chain: later.length > 0, handlers };
}

function methodOf({ callee }: Call['node']): string {
  return callee.type === 'MemberExpression' ? (keyName(callee) ?? '') : '';
}

function startOfChain(node: Node): Node {
  let at = unwrap(node);
  while (at.type === 'CallExpression' && /^(then|catch|finally)$/.test(methodOf(at)))
    at = unwrap((at.callee as MemberExpression).object);
  return at;
}

function handed(app: Application, { node, unit }: Call, name: string): Unit[] {
  return node.arguments.flatMap((argument) => {
    if (argument.type !== 'ObjectExpression') return [];
    return argument.properties.flatMap((member) => {
      if (member.type === 'SpreadElement' || keyName(member) !== name) return [];
      return functionsOf(app, member.type === 'ObjectMethod' ? member : member.value, unit);
    });
  });
}
