import type { IfStatement, Node } from '@babel/types';
import { dottedName, keyName, unwrap } from '../../decode/javascript/names.js';
import { children, walk } from '../../decode/javascript/walk.js';
import type { GateFact, Subject } from '../../facts/types.js';
import { type Application, calledUnits, follow, resolveModule } from './application.js';
import { fold } from './fold.js';
import type { Call, ScriptModule, Site, Unit } from './model.js';
import { DISTINCT_METHODS } from './platform-apis.js';
import { isSendCall, reachesSend } from './requests.js';
import { subjectOfMessage, subjectOfName } from './subjects.js';

export interface Gate {
  subject: Subject;
  shape: GateFact['shape'];
  message?: string;
  guards?: string;
  node: Node;
  unit: Unit;
}

interface Tested {
  name: string;
  shape: 'empty' | 'min-count' | 'range' | 'flag';
  /** Origin or member the name leads to, where the name itself tells nothing. */
  subject?: Subject;
}

const MESSAGE_CALL = /(toast|tip|tips|msg|message|notify|notice|alert|modal|confirm|dialog|warn|error|fail)\w*$/i;
const FAILURE = /失败|错误|异常|超时|重试|网络|不支持|未知|出错|error|fail/i;
const RESPONSE_NAME = /^(res|result|response|err|error|e|ret|code|status|statusCode|errCode|errMsg|data|success)$/;

/** The submit paths of a module that test something and stop. */
export function readGates(app: Application, module: ScriptModule, memo: Map<Unit, boolean>): Gate[] {
  const gates: Gate[] = [];
  for (const site of module.branches) {
    if (site.node.type === 'IfStatement') gates.push(...readIf(app, site as Site<IfStatement>, memo));
  }
  return [...gates, ...readRules(app, module)];
}

function readIf(app: Application, site: Site<IfStatement>, memo: Map<Unit, boolean>): Gate[] {
  const { node, unit } = site;
  // In an else-if chain that collects one message the first test stands for all others' continuation.
  const stops = stopOf(app, node.consequent, unit);
  const elseStops = node.alternate && node.alternate.type !== 'IfStatement' ? stopOf(app, node.alternate, unit) : undefined;
  const gates: Gate[] = [];
  if (stops)
    gates.push(...gatesOf(site, testsOf(app, node.test, unit, true), stops, guardedBy(app, site, node.consequent, stops, memo)));
  if (elseStops)
    gates.push(...gatesOf(site, testsOf(app, node.test, unit, false), elseStops, guardedIn(app, node.consequent, unit, memo)));
  return gates;
}

interface Stop {
  message?: string;
  /** Ends by `return`, `throw`, or only says so. */
  leaves: boolean;
}

/** Whether a branch stops the path: it says something, or leaves, without sending anything itself. */
function stopOf(app: Application, branch: Node, unit: Unit): Stop | undefined {
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

/** What an `if` keeps from running: the rest of its function, its other arm, or what callers do after a validator. */
function guardedBy(
  app: Application,
  site: Site<IfStatement>,
  branch: Node,
  stop: Stop,
  memo: Map<Unit, boolean>,
): string | undefined {
  const { node, unit } = site;
  if (node.alternate) {
    const other = guardedIn(app, node.alternate, unit, memo);
    if (other) return other;
  }
  const inChain = site.ancestors.at(-1)?.type === 'IfStatement';
  if (!stop.leaves && !node.alternate && !inChain && !stop.message) return undefined;
  const after = branch.end ?? 0;
  const outer = outermost(unit);
  const later = callsBetween(unit.module, after, outer.end).find((call) => sends(app, call, memo));
  if (later && (stop.leaves || node.alternate || inChain)) return nameOf(later);
  return callersReach(app, outer, memo);
}

function guardedIn(app: Application, branch: Node, unit: Unit, memo: Map<Unit, boolean>): string | undefined {
  const call = callsBetween(unit.module, branch.start ?? 0, branch.end ?? 0).find((item) => sends(app, item, memo));
  return call && nameOf(call);
}

function nameOf(call: Call): string {
  return call.callee.replaceAll('()', '');
}

function sends(app: Application, call: Call, memo: Map<Unit, boolean>): boolean {
  if (isSendCall(call.callee) || /\.(add|update|set|submit)$/.test(call.callee)) return true;
  if (SUBMIT_NAME.test(call.callee.split('.').at(-1)!)) return true;
  return calledUnits(app, call).some((unit) => reachesSend(app, unit, memo));
}

const SUBMIT_NAME =
  /^(\w*(submit|save|upload|post|publish|insert|create|commit|signin|checkin|punch|report|confirm)\w*|add[A-Z]\w*)$/i;

/** The named function a callback stands in. */
function outermost(unit: Unit): Unit {
  let outer = unit;
  while (outer.parent?.parent && !outer.method && outer.name === '') outer = outer.parent;
  return outer;
}

/** For validators: a caller that goes on to send something after asking them. */
function callersReach(app: Application, validator: Unit, memo: Map<Unit, boolean>): string | undefined {
  if (!validator.name) return undefined;
  const modules = validator.module.unitsByName.has(validator.name) ? [validator.module, ...importers(app, validator.module)] : [];
  for (const module of modules)
    for (const call of module.calls) {
      if (call.callee.split('.').at(-1) !== validator.name) continue;
      const outer = outermost(call.unit);
      if (outer === validator) continue;
      const later = callsBetween(module, call.node.end ?? 0, outer.end).find((item) => sends(app, item, memo));
      if (later) return nameOf(later);
    }
  return undefined;
}

const importersOf = new WeakMap<Application, Map<ScriptModule, ScriptModule[]>>();

function importers(app: Application, module: ScriptModule): ScriptModule[] {
  let index = importersOf.get(app);
  if (!index) {
    index = new Map();
    for (const other of app.modules.values())
      for (const specifier of other.specifiers) {
        const target = resolveModule(app, other, specifier);
        if (target) index.set(target, [...(index.get(target) ?? []), other]);
      }
    importersOf.set(app, index);
  }
  return index.get(module) ?? [];
}

function callsBetween(module: ScriptModule, start: number, end: number): Call[] {
  return module.calls.filter((call) => (call.node.start ?? 0) >= start && (call.node.end ?? 0) <= end);
}

function callsIn(unit: Unit, node: Node): Call[] {
  return callsBetween(unit.module, node.start ?? 0, node.end ?? 0);
}

function gatesOf(site: Site<IfStatement>, tests: Tested[], stop: Stop, guards: string | undefined): Gate[] {
  if (!guards || tests.length === 0) return [];
  const message = stop.message;
  if (message && FAILURE.test(message)) return [];
  const said = message ? subjectOfMessage(message) : undefined;
  const gates = new Map<Subject, Gate>();
  for (const test of tests) {
    const named = test.subject ?? subjectOfName(test.name) ?? originOf(test.name, site.unit);
    const subject = merge(said, named, test);
    if (!subject || gates.has(subject)) continue;
    gates.set(subject, { subject, shape: test.shape, message, guards, node: site.node, unit: site.unit });
  }
  return [...gates.values()];
}

/** The message says best what is demanded; a vague one gives way to the name of what is tested. */
function merge(said: Subject | undefined, named: Subject | undefined, test: Tested): Subject | undefined {
  if (said && said !== 'text' && said !== 'file') return said === 'photo' && named === 'text' ? 'text' : said;
  if (named && (!said || named !== 'other')) return said === 'text' && isVague(named) ? 'text' : named;
  return said ?? (test.name ? 'other' : undefined);
}

function isVague(subject: Subject): boolean {
  return subject === 'location' || subject === 'audio' || subject === 'login';
}

/** Where a value comes from when its name tells nothing: set from a picker's or a location call's result in the same module. */
function originOf(name: string, unit: Unit): Subject | undefined {
  const key = name.split('.').at(-1)!;
  if (key.length < 2 || RESPONSE_NAME.test(key)) return undefined;
  const values = [...(unit.module.members.get(key) ?? []), ...(unit.locals.get(key) ?? [])].slice(0, 20);
  for (const value of values) {
    const from = dottedName(value) ?? '';
    if (/tempFilePaths?|tempFiles|tempImagePath|imagePaths?/.test(from)) return 'photo';
    if (/tempFilePath|tempVideoPath/.test(from)) return 'file';
    if (/(^|\.)(latitude|longitude)$/.test(from)) return 'location';
    const holder = unit.module.units.find(
      (inner) => inner.start <= (value.start ?? 0) && inner.end >= (value.end ?? 0) && inner.parent && pickerAround(inner),
    );
    if (holder && /^(res|e|r|t|ret|result)\b/.test(from)) return pickerAround(holder);
  }
  return undefined;
}

function pickerAround(unit: Unit): Subject | undefined {
  const call = unit.module.calls.find(
    (item) =>
      DISTINCT_METHODS[item.callee.split('.').at(-1)!] === 'media-pick' &&
      (item.node.start ?? 0) <= unit.start &&
      (item.node.end ?? 0) >= unit.end,
  );
  return call ? (/Video/.test(call.callee) ? 'video' : 'photo') : undefined;
}

/**
 * What a test asks for. `holds` true: the branch is taken when the test is true, so `!x`, `x.length === 0`, `n < 3` demand x;
 * false: the other arm stops, so `x`, `x.length > 0`, `distance <= radius` demand x.
 */
function testsOf(app: Application, test: Node, unit: Unit, holds: boolean, depth = 0): Tested[] {
  if (depth > 6) return [];
  const node = unwrap(test);
  switch (node.type) {
    case 'LogicalExpression': {
      const left = testsOf(app, node.left, unit, holds, depth + 1);
      const right = testsOf(app, node.right, unit, holds, depth + 1);
      // `!text && !photos.length`: either one will do, so neither is demanded.
      const eitherWillDo = (node.operator === '&&') === holds && left.length > 0 && right.length > 0;
      return eitherWillDo && left[0]!.name !== right[0]!.name ? [] : [...left, ...right];
    }
    case 'UnaryExpression':
      return node.operator === '!' ? testsOf(app, node.argument, unit, !holds, depth + 1) : [];
    case 'BinaryExpression':
      return testOfComparison(app, node, unit, holds);
    case 'Identifier':
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return holds ? flagOf(node) : presenceOf(app, node, unit, depth);
    case 'CallExpression':
    case 'OptionalCallExpression':
      return testOfCall(app, node as Extract<Node, { type: 'CallExpression' }>, unit, holds, depth);
    default:
      return [];
  }
}

function flagOf(node: Node): Tested[] {
  // `if (tooFar) …`, `if (noPhoto) …`: a flag whose name tells what is missing.
  const name = dottedName(node) ?? '';
  return /(no|not|un|lack|missing|empty|without|too|out)[A-Z_]/.test(name.split('.').at(-1)!) ? [{ name, shape: 'flag' }] : [];
}

function presenceOf(app: Application, node: Node, unit: Unit, depth: number): Tested[] {
  const name = (dottedName(node) ?? '').replace(/\.length$/, '');
  if (!name || RESPONSE_NAME.test(name.split('.').at(-1)!)) return [];
  if (/scope\.userLocation/.test(name)) return [{ name, shape: 'flag', subject: 'permission' }];
  // A flag such as canSubmit is followed to what it was computed from.
  if (/^(can|is|all|has|valid|check|ready|enable)/i.test(name.split('.').at(-1)!) && depth < 4) {
    const target = follow(app, { node, unit });
    const inner =
      target.node !== node ? testsOf(app, target.node, target.unit, false, depth + 1) : memberTests(app, name, unit, depth);
    if (inner.length > 0) return inner;
  }
  return [{ name, shape: 'empty' }];
}

function memberTests(app: Application, name: string, unit: Unit, depth: number): Tested[] {
  const values = unit.module.members.get(name.split('.').at(-1)!) ?? [];
  return values
    .slice(0, 8)
    .flatMap((value) => (value.type === 'BooleanLiteral' ? [] : testsOf(app, value, unit, false, depth + 1)));
}

function testOfCall(
  app: Application,
  node: Extract<Node, { type: 'CallExpression' }>,
  unit: Unit,
  holds: boolean,
  depth: number,
): Tested[] {
  const callee = node.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(node.callee) ?? '');
  const arg = node.arguments[0] as Node | undefined;
  const name = callee.split('.').at(-1)!;
  if (/^(isEmpty|isNull|isNil|isBlank|empty|isUndefined)\w*$/i.test(name)) {
    const value = arg ?? (node.callee.type === 'MemberExpression' ? node.callee.object : undefined);
    return holds && value ? [{ name: dottedName(value) ?? '', shape: 'empty' }] : [];
  }
  if (/^(isNotEmpty|notEmpty|isNotNull|Boolean|isArray)$/i.test(name))
    return !holds && arg ? [{ name: dottedName(arg) ?? '', shape: 'empty' }] : [];
  if (/^(some|every|find|includes|indexOf|trim|test)$/.test(name) && node.callee.type === 'MemberExpression') {
    if (name === 'trim') return testsOf(app, node.callee.object, unit, holds, depth + 1);
    if (name === 'some' && holds) return [{ name: dottedName(node.callee.object) ?? '', shape: 'empty' }];
    if (name === 'every' && !holds) return [{ name: dottedName(node.callee.object) ?? '', shape: 'empty' }];
  }
  return [];
}

type Comparison = Extract<Node, { type: 'BinaryExpression' }>;

function testOfComparison(app: Application, node: Comparison, unit: Unit, holds: boolean): Tested[] {
  let left = unwrap(node.left as Node);
  let right = unwrap(node.right);
  let operator: string = node.operator;
  if (isConstant(left) && !isConstant(right)) {
    [left, right] = [right, left];
    operator = operator.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
  }
  if (!holds) operator = NEGATED[operator] ?? operator;
  const name = dottedName(left.type === 'UnaryExpression' && left.operator === 'typeof' ? left.argument : left) ?? '';
  if (!name) return [];
  const count = /\.(length|size)$/.test(name);
  const bare = name.replace(/\.(length|size)$/, '');
  const last = bare.split('.').at(-1)!;
  if (RESPONSE_NAME.test(last) && !count) return [];
  const limit = numberOf(app, right, unit);
  if (operator === '==' || operator === '===') {
    if (isEmptyValue(right) || (limit === 0 && (count || subjectOfName(last) !== undefined)))
      return [{ name: bare, shape: 'empty' }];
    if (right.type === 'BooleanLiteral' && !right.value) return [{ name: bare, shape: 'flag' }];
    return [];
  }
  if (operator === '<' || operator === '<=') {
    if (count)
      return limit !== undefined && limit > (operator === '<' ? 1 : 0)
        ? [{ name: bare, shape: 'min-count' }]
        : limit === undefined || limit >= 0
          ? [{ name: bare, shape: 'empty' }]
          : [];
    if (limit === 0 || limit === 1) return [{ name: bare, shape: 'empty' }];
    const subject = subjectOfName(last);
    return subject === 'duration' ? [{ name: bare, shape: 'range', subject }] : [];
  }
  if (operator === '>' || operator === '>=') {
    const subject =
      subjectOfName(last) ??
      (right.type !== 'NumericLiteral' ? subjectOfName((dottedName(right) ?? '').split('.').at(-1)!) : undefined);
    return subject === 'distance' ? [{ name: bare, shape: 'range', subject }] : [];
  }
  return [];
}

const NEGATED: Record<string, string> = {
  '==': '!=',
  '===': '!==',
  '!=': '==',
  '!==': '===',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

function isConstant(node: Node): boolean {
  return (
    node.type === 'NumericLiteral' ||
    node.type === 'StringLiteral' ||
    node.type === 'NullLiteral' ||
    node.type === 'BooleanLiteral' ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}

function isEmptyValue(node: Node): boolean {
  return (
    node.type === 'NullLiteral' ||
    (node.type === 'StringLiteral' && /^(undefined|null)?$/.test(node.value.trim())) ||
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'UnaryExpression' && node.operator === 'void') ||
    (node.type === 'ArrayExpression' && node.elements.length === 0)
  );
}

function numberOf(app: Application, node: Node, unit: Unit): number | undefined {
  if (node.type === 'NumericLiteral') return node.value;
  const text = node.type === 'Identifier' || node.type === 'MemberExpression' ? fold(app, node, unit) : undefined;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** Declared form rules: `{images: [{required: true, message: '请上传图片'}]}`, `{type: 'image', must: true, title: '现场照片'}`. */
function readRules(app: Application, module: ScriptModule): Gate[] {
  const gates: Gate[] = [];
  const seen = new Set<Node>();
  for (const key of ['required', 'must', 'isMust', 'isRequired', 'mustUpload', 'mandatory']) {
    for (const value of module.members.get(key) ?? []) {
      if (seen.has(value) || !isTrue(value)) continue;
      seen.add(value);
      const gate = ruleAround(app, module, value);
      if (gate) gates.push(gate);
    }
  }
  return gates;
}

function isTrue(node: Node): boolean {
  return (
    (node.type === 'BooleanLiteral' && node.value) ||
    (node.type === 'NumericLiteral' && node.value === 1) ||
    (node.type === 'UnaryExpression' &&
      node.operator === '!' &&
      node.argument.type === 'NumericLiteral' &&
      node.argument.value === 0)
  );
}

function ruleAround(app: Application, module: ScriptModule, value: Node): Gate | undefined {
  const path = pathTo(module.root, value);
  const object = [...path].reverse().find((node) => node.type === 'ObjectExpression');
  if (object?.type !== 'ObjectExpression') return undefined;
  const unit =
    module.units.filter((inner) => inner.start <= (object.start ?? 0) && inner.end >= (object.end ?? 0)).at(-1) ?? module.top;
  const text = (key: string): string | undefined => {
    const member = object.properties.find((item) => item.type === 'ObjectProperty' && keyName(item) === key);
    return member?.type === 'ObjectProperty' ? fold(app, member.value, unit) : undefined;
  };
  const message =
    text('message') ?? text('errorMessage') ?? text('msg') ?? text('title') ?? text('label') ?? text('mark') ?? text('name');
  const type = text('type');
  const field = path
    .filter((node) => node.type === 'ObjectProperty')
    .map((node) => keyName(node))
    .reverse()
    .find((name) => name && !/^(required|rules|must\w*|isMust|isRequired|mandatory|rule|fields)$/.test(name));
  const subject =
    (type && /^(image|img|photo|pic|video|file|upload|location|map)\w*$/i.test(type) ? subjectOfName(type) : undefined) ??
    (message && HAN.test(message) ? subjectOfMessage(message) : undefined) ??
    (field ? subjectOfName(field) : undefined);
  if (!subject || subject === 'text' || subject === 'phone' || subject === 'other') return undefined;
  return { subject, shape: 'required-rule', message, guards: field, node: object, unit };
}

/** The nodes from the root down to one that spans the same place. */
function pathTo(root: Node, target: Node): Node[] {
  const path: Node[] = [];
  let node: Node | undefined = root;
  while (node && node !== target) {
    path.push(node);
    node = children(node).find((child) => (child.start ?? 0) <= (target.start ?? 0) && (child.end ?? 0) >= (target.end ?? 0));
  }
  return path;
}

/** What a button's `disabled` expression demands before it lets a person press. */
export function disabledTests(app: Application, expression: Node, unit: Unit): { subject: Subject }[] {
  const subjects = testsOf(app, expression, unit, true).map(
    (test) => test.subject ?? subjectOfName(test.name) ?? originOf(test.name, unit),
  );
  return [...new Set(subjects)].flatMap((subject) => (subject ? [{ subject }] : []));
}
