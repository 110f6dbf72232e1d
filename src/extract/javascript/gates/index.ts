import type { Subject } from '../../../facts/types.js';
import { subjectOfMessage } from '../../subjects.js';
import type { Application } from '../application/application.js';
import type { ScriptModule, Unit } from '../module/model.js';
import { type Arm, type Control, controlsOf } from './control.js';
import { readDevice } from './device.js';
import type { Gate, Tested } from './gate.js';
import { callsWithin, guardedBy, outermost } from './guards.js';
import { laterExit } from './notes.js';
import { subjectNamed } from './origin.js';
import { readRules } from './rules.js';
import { readUnspoken, refusedSilently } from './silent.js';
import { messageIn, type Stop, stopOf } from './stops.js';
import { rowUnits } from './tables.js';
import { testsOf } from './tests.js';
import { guardedAbove } from './told-apart.js';

export { disabledTests } from './tests.js';

const FAILURE = /失败|错误|异常|超时|重试|网络|不支持|未知|出错|error|fail/i;
/** What follows a failure in its message. */
const AGAIN = /重新|稍[后候]|再试|检查|刷新/;
/** What a message may still ask for after it told of a failure. */
const ASKED_OF_A_PERSON: ReadonlySet<Subject> = new Set<Subject>([
  'photo',
  'video',
  'audio',
  'location',
  'track',
  'distance',
  'duration',
  'face',
  'scan',
]);
/** Speaks of an address, a path or a type of data: nothing a person could bring. */
const TECHNICAL = /(图片|照片|视频|文件|附件).{0,2}(地址|路径|链接|url|id\b)|必须[是为].{0,16}(数组|字符串|对象|函数|类型)/i;
/** Told after something was done, not asked for; `还没有获取成功` is not done. */
const DONE = /(?<!(没有?|未|不)[^，。,]{0,4})成功|已(添加|保存|提交|删除|取消|复制|发送|选中)/;
/** Told when what a person asked for is done; a file chosen, uploaded or removed is only a step on the way. */
const ACHIEVED = /(?<!上传|选择|获取|定位|复制|加载|登录|删除|移除|清空|取消)成功/;

/** The submit paths of a module that test something and stop. */
export function readGates(app: Application, module: ScriptModule, memo: Map<Unit, boolean>): Gate[] {
  const gates = controlsOf(module).flatMap((control) => [
    ...readArm(app, control, true, memo),
    ...readArm(app, control, false, memo),
    ...readUnspoken(app, control, memo),
  ]);
  return [...gates, ...readRules(app, module), ...readDevice(app, module, memo)];
}

/** The gate of one side: it stops when the test is `holds`, and what it stops is on the other side or after it. */
function readArm(app: Application, control: Control, holds: boolean, memo: Map<Unit, boolean>): Gate[] {
  const [arm, other] = holds ? [control.whenTrue, control.whenFalse] : [control.whenFalse, control.whenTrue];
  // An `else if` is a decision of its own, and so is each further case of a `switch`.
  if (!arm || (!holds && /^(IfStatement|SwitchCase)$/.test(arm.nodes[0]?.type ?? '') && !arm.rest)) return [];
  const read = (unit: Unit): Gate[] => {
    const tests = testsOf(app, control.test, unit, holds);
    if (tests.length === 0) return [];
    const stop = stopOf(app, { ...control, unit }, arm, other, memo);
    if (!stop || (stop.message && complains(stop.message) === '')) return [];
    const guards =
      guardedBy(app, control, arm, other, stop, memo) ??
      toldDone(app, control, stop, other) ??
      (stop.message ? guardedAbove(app, control, tests, memo) : undefined);
    if (!guards || (guards !== '?' && callsWithin(control.unit, arm.nodes).some((call) => call.callee === guards))) return [];
    const gates = gatesOf(control, tests, toldLater(app, control, arm, stop), guards);
    const silent = stop.message ? [] : refusedSilently(app, control, holds, tests, memo).map(({ subject }) => subject);
    return gates.map((gate) => (silent.includes(gate.subject) ? { ...gate, silent: true } : gate));
  };
  const rows = rowUnits(app, control);
  const gates = rows?.flatMap(read) ?? [];
  if (rows?.length === 0 || gates.length > 0) return onePerSubject(gates);
  return read(control.unit);
}

/** What a person is told: a name noted for it, `missing.push('现场照片')`, is told after what introduces it, `请补充：`. */
function toldLater(app: Application, control: Control, arm: Arm, { message, leaves }: Stop): string | undefined {
  const exit = message && !leaves ? laterExit(control, arm, outermost(control.unit)) : undefined;
  const told = exit?.whenTrue && messageIn(app, exit.whenTrue, exit.unit);
  return told?.endsWith('：') || told?.endsWith(':') ? `${told}${message}` : message;
}

function onePerSubject(gates: Gate[]): Gate[] {
  return gates.filter(({ subject }, i) => gates.findIndex((gate) => gate.subject === subject) === i);
}

/** The handler that only says that something is done where it did not stop, as a draft without a server does. */
function toldDone(app: Application, control: Control, stop: Stop, other: Arm | undefined): string | undefined {
  const told = other && stop.message && messageIn(app, other, control.unit);
  return told && DONE.test(told) && ACHIEVED.test(told) ? outermost(control.unit).name || undefined : undefined;
}

/** A message without its clauses that tell of a failure: `签到失败，你不在签到范围` still says what is demanded. */
function complains(message: string): string {
  if (DONE.test(message) || TECHNICAL.test(message)) return '';
  if (!FAILURE.test(message)) return message;
  const clauses = message.split(/[,，。;；!！:：\s]+/);
  const rest = clauses.filter((clause) => !FAILURE.test(clause) && !AGAIN.test(clause)).join('，');
  return ASKED_OF_A_PERSON.has(subjectOfMessage(rest) ?? 'other') ? rest : '';
}

function gatesOf(control: Control, tests: Tested[], message: string | undefined, guards: string): Gate[] {
  const said = message ? subjectOfMessage(complains(message)) : undefined;
  const gates = new Map<Subject, Gate>();
  for (const test of tests) {
    if (test.placeholder && said !== 'photo' && said !== 'file') continue;
    const named = test.subject ?? subjectNamed(test, control.unit);
    const subject = merge(said, named, test);
    if (!subject || gates.has(subject)) continue;
    gates.set(subject, { subject, shape: test.shape, message, guards, node: control.node, unit: control.unit });
  }
  return [...gates.values()];
}

/** The message says best what is demanded; a vague one gives way to the name of what is tested. */
function merge(said: Subject | undefined, named: Subject | undefined, test: Tested): Subject | undefined {
  // Coordinates are a location, whatever the message goes on to speak of.
  if (/(^|\.)(lat|lng|lon|latitude|longitude)$/i.test(test.name) && said !== 'distance' && said !== 'track') return 'location';
  if (said && said !== 'text' && said !== 'file') return said === 'photo' && named === 'text' ? 'text' : said;
  if (named && (!said || named !== 'other')) return said === 'text' && isVague(named) ? 'text' : named;
  return said ?? (test.name ? 'other' : undefined);
}

function isVague(subject: Subject): boolean {
  return subject === 'location' || subject === 'audio' || subject === 'login';
}
