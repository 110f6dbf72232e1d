import type { Node } from '@babel/types';
import { keyName, unwrap } from '../../../decode/javascript/names.js';
import type { Application } from '../application/application.js';
import { calledUnits, calleesOf } from '../application/call-graph.js';
import type { Call, ScriptModule, Unit } from '../module/model.js';
import { encloses } from '../module/nodes.js';
import { type Control, controlsOf } from './control.js';
import { callsWithin } from './guards.js';
import { doneAfter, type Outcomes } from './outcomes.js';
import { sends } from './sending.js';
import { testsOf } from './tests.js';

const LEAVING = /(^|\.)(navigateBack|exitMiniProgram|back)$/;
/** Asks a person, or the device for him: what follows its success follows a yes, unlike a visit to the settings. */
const ASKING = /(^|\.)(authorize|get(Fuzzy|Current)?(Location|Position)|chooseLocation)$/;
const PLACE_PERMISSION = /scope\.userLocation|authSetting\.location$/;
/** Asks for the permission to locate, or says what cannot be done without it. */
export const ASKS_FOR_PLACE =
  /(打开|开启|允许|授权|授予|开通).{0,8}(定位|位置|地理|GPS)|(定位|位置|地理|GPS).{0,8}(打开|开启|允许|授权)|(无法|不能|才能|才可|[后再]).{0,4}(打卡|签到|提交|上报|上传|巡)/i;
/** Says that something is not done without it. */
const INSISTS = /无法|不能|不可|不得|才能|才可|方可|必须|否则/;
/** How many functions lie between a refusal and the asking that it comes back to. */
const MAX_STEPS = 3;

const known = new WeakMap<ScriptModule, (Outcomes & { node: Node })[]>();

/** The two ways on from each test of the permission to locate: `if (res.authSetting['scope.userLocation']) …`. */
export function permissionWays(app: Application, module: ScriptModule): (Outcomes & { node: Node })[] {
  const ways = known.get(module) ?? controlsOf(module).flatMap((control) => permissionWay(app, control) ?? []);
  known.set(module, ways);
  return ways;
}

function permissionWay(
  app: Application,
  { node, test, unit, whenTrue, whenFalse }: Control,
): (Outcomes & { node: Node }) | undefined {
  // Cheap before dear: most tests are of other things.
  if (!/userLocation|authSetting/.test(unit.module.text.slice(test.start ?? 0, test.end ?? 0))) return undefined;
  const demands = (holds: boolean) => testsOf(app, test, unit, holds).some(({ name }) => PLACE_PERMISSION.test(name));
  const [failed, done] = demands(true) ? [whenTrue, whenFalse] : demands(false) ? [whenFalse, whenTrue] : [];
  return failed || done ? { node, unit, failed: failed?.nodes ?? [], done: done?.nodes ?? [] } : undefined;
}

/** Whether a call asks for the permission to locate and no other. */
export function isPlaceAsked({ node }: Call): boolean {
  const [asked] = node.arguments;
  if (asked?.type !== 'ObjectExpression') return false;
  return asked.properties.some((member) => {
    if (member.type !== 'ObjectProperty' || keyName(member) !== 'scope') return false;
    const scope = unwrap(member.value);
    return scope.type === 'StringLiteral' && PLACE_PERMISSION.test(scope.value);
  });
}

/**
 * Whether a refusal leads nowhere: the person is sent away, or led back to the question at once, by a dialog that cannot be
 * refused, or by one that insists. What follows a later yes is neither, and where something is sent all the same, he went on.
 *
 * @param asking the function that asked
 */
export function goesNoFurther(
  app: Application,
  { unit, failed }: Outcomes,
  message: string,
  asking: Unit,
  memo: Map<Unit, boolean>,
): boolean {
  const calls = refusedCalls(app, unit, failed);
  const again = calls.filter((call) => comesBack(app, call, asking));
  if (calls.some((call) => !again.includes(call) && sends(app, call, memo))) return false;
  if (calls.some(({ callee }) => LEAVING.test(callee))) return true;
  if (again.length === 0 || !ASKS_FOR_PLACE.test(message)) return false;
  const text = failed.map(({ start, end }) => unit.module.text.slice(start ?? 0, end ?? 0)).join('\n');
  return INSISTS.test(message) || /showCancel['"]?\s*:\s*(false|!1)/.test(text) || !/\bconfirm\b/.test(text);
}

/** The calls after a refusal that do not follow a later yes. */
function refusedCalls(app: Application, unit: Unit, failed: readonly Node[]): Call[] {
  const calls = callsWithin(unit, failed);
  const yes = [
    ...calls.filter(({ callee }) => ASKING.test(callee)).flatMap((call) => doneAfter(app, call)),
    ...permissionWays(app, unit.module).flatMap(({ done }) => done),
  ];
  return calls.filter(({ node }) => !yes.some((part) => encloses(part, node)));
}

function comesBack(app: Application, call: Call, asking: Unit): boolean {
  const around = new Set<Unit>();
  for (let unit: Unit | undefined = asking; unit?.parent; unit = unit.parent) around.add(unit);
  let next = calledUnits(app, call);
  const seen = new Set<Unit>(next);
  for (let step = 0; step < MAX_STEPS; step++) {
    if (next.some((unit) => around.has(unit))) return true;
    next = next.flatMap((unit) => [...calleesOf(app, unit)]).filter((unit) => !seen.has(unit) && seen.add(unit));
  }
  return false;
}
