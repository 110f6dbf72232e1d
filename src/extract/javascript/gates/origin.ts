import type { Node } from '@babel/types';
import { dottedName, keyName, unwrap } from '../../../decode/javascript/names.js';
import { some } from '../../../decode/javascript/walk.js';
import type { Subject } from '../../../facts/types.js';
import { subjectOfName } from '../../subjects.js';
import { DISTINCT_METHODS } from '../apis/platform-apis.js';
import type { Application } from '../application/application.js';
import { fold } from '../constants/fold.js';
import type { Call, ScriptModule, Unit } from '../module/model.js';
import { encloses } from '../module/nodes.js';
import { refScope, withoutRef } from '../module/refs.js';
import { unitAt } from '../module/units.js';
import { watchedAs } from '../module/watchers.js';
import type { Tested } from './gate.js';

/** Names of answers and errors: testing them demands nothing of a person. */
export const RESPONSE_NAME =
  /^(res|result|response|err|error|e|ret|code|status|statusCode|errCode|errMsg|errno|errorCode|resultCode|retCode|data|success|sent)$/i;

/**
 * The name of a value as its source had it: a minified local gives way to what it was set from, `a.length` after
 * `var e = this.data, a = e.photos` is `this.data.photos.length`.
 */
export function sourceName(app: Application, node: Node, unit: Unit, depth = 0): string {
  const written = nameWithKeys(app, node, unit);
  const name = withoutRef(written, unit);
  if (name !== written) return name;
  const [root, ...rest] = name.split('.');
  const watched = root && watchedIn(root, unit);
  if (watched) return [watched, ...rest].join('.');
  if (!root || root.length > 2 || depth > 4 || refScope(root, unit)) return name;
  const value = firstValue(root, unit);
  const origin = value && value !== node ? sourceName(app, value, unit, depth + 1) : '';
  return origin && !origin.endsWith('?') ? [origin, ...rest].join('.') : name;
}

/** What the nearest function that takes a name as its parameter watches by it. */
function watchedIn(name: string, unit: Unit): string | undefined {
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) {
    if (scope.locals.has(name)) return undefined;
    if (scope.params.includes(name)) return watchedAs(name, scope);
  }
  return undefined;
}

/** `form[field.key]` by the key it stands for, where that is known. */
function nameWithKeys(app: Application, node: Node, unit: Unit): string {
  const inner = unwrap(node);
  const name = dottedName(inner) ?? '';
  if (!name.includes('?') || (inner.type !== 'MemberExpression' && inner.type !== 'OptionalMemberExpression')) return name;
  const key = keyName(inner) ?? fold(app, inner.property, unit);
  return `${nameWithKeys(app, inner.object, unit)}.${key && /^[\w$.]+$/.test(key) ? key : '?'}`;
}

function firstValue(name: string, unit: Unit): Node | undefined {
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) {
    const values = scope.locals.get(name);
    if (values) return values[0];
    if (scope.params.includes(name)) return undefined;
  }
  return undefined;
}

/** Two names for one thing, or two things of which a photo, a video or a place is demanded either way. */
export function isOneKind(one: Tested, two: Tested): boolean {
  const kind = subjectOfName(one.name);
  if (one.name === two.name) return true;
  return kind !== undefined && kind !== 'text' && kind !== 'other' && kind === subjectOfName(two.name);
}

/** What a tested value is: by its name, by what it is filled with, by what it was set from. */
export function subjectNamed(test: { name: string }, unit: Unit): Subject | undefined {
  const tested = withoutRef(test.name, unit);
  const own = subjectOfName(tested) ?? originOf(tested, unit);
  if (own || tested.includes('.')) return own;
  const first = firstValue(tested, unit);
  const value = first && unwrap(first);
  const name = value && value.type !== 'CallExpression' ? dottedName(value) : undefined;
  return name ? subjectOfName(name.split('.').at(-1)!) : undefined;
}

/** Where a value comes from when its name tells nothing: set from a picker's or a location call's result in the same module. */
function originOf(name: string, unit: Unit): Subject | undefined {
  const bare = name.replace(/\.value$/, '');
  const key = bare.split('.').at(-1)!;
  // A ref is told by where it is declared, however short its name.
  const scope = bare === key ? refScope(bare, unit) : undefined;
  if (!scope && (key.length < 2 || RESPONSE_NAME.test(key))) return undefined;
  const set = scope ? [] : (unit.module.members.get(key) ?? []);
  const values = [...set, ...((scope ?? unit).locals.get(key) ?? [])].slice(0, 20);
  for (const value of values) {
    const from = answerIn(value, unit.module);
    if (/tempFilePaths?|tempFiles|tempImagePath|imagePaths?/.test(from)) return 'photo';
    if (/tempFilePath|tempVideoPath/.test(from)) return 'file';
    if (/(^|\.)(latitude|longitude)$/.test(from)) return 'location';
    const picker = ANSWER.test(from) ? pickerAround(unit.module, value) : undefined;
    if (picker) return picker;
  }
  // Handed on under its own name it stays what it was: `{ before: this.data.before }`.
  const given = values.filter((value) => dottedName(value)?.split('.').at(-1) !== key);
  return given.length > 0 && given.every(isEmptyList) ? filledByKey(unit.module) : undefined;
}

const ANSWER = /^(res|e|r|t|ret|result)\b/;

/**
 * The name of a value, and of what stands in one that is put together: the picture's part of `host + data.url`, where `data` was
 * read from the answer: `const data = JSON.parse(res.data)`.
 */
function answerIn(value: Node, module: ScriptModule): string {
  const inner = unwrap(value);
  const parts =
    inner.type === 'BinaryExpression'
      ? [inner.left as Node, inner.right]
      : inner.type === 'TemplateLiteral'
        ? inner.expressions
        : [];
  const names = (parts.length > 0 ? (parts as Node[]) : [inner]).map((part) =>
    readFromAnswer(dottedName(unwrap(part)) ?? '', part, module),
  );
  return names.find((name) => ANSWER.test(name) || /temp|image/i.test(name)) ?? names.at(-1) ?? '';
}

/** `data.url` as `res.data.url`, where `data` is `JSON.parse(res.data)`. */
function readFromAnswer(name: string, at: Node, module: ScriptModule): string {
  const [root, ...rest] = name.split('.');
  const unit = root && !ANSWER.test(name) ? unitAt(module, at) : undefined;
  const first = unit && firstValue(root!, unit);
  const call = first && unwrap(first);
  if (call?.type !== 'CallExpression' || call.callee.type === 'V8IntrinsicIdentifier') return name;
  const parsed =
    dottedName(call.callee) === 'JSON.parse' && call.arguments[0] ? dottedName(call.arguments[0] as Node) : undefined;
  return parsed ? [parsed, ...rest].join('.') : name;
}

function isEmptyList(node: Node): boolean {
  const inner = unwrap(node);
  return inner.type === 'ArrayExpression' && inner.elements.length === 0;
}

const filled = new WeakMap<ScriptModule, { subject?: Subject }>();

/** What fills the lists that are written by a key known only as it runs: `setData({ [key]: urls })` in a picker's or an upload's callback. */
function filledByKey(module: ScriptModule): Subject | undefined {
  let known = filled.get(module);
  if (!known) {
    const within = module.calls.find(({ callee, node }) => {
      const family = DISTINCT_METHODS[callee.split('.').at(-1)!];
      return (family === 'media-pick' || family === 'upload') && some(node, isWrittenByKey);
    });
    known = { subject: within && (pickerAround(module, within.node) ?? 'file') };
    filled.set(module, known);
  }
  return known.subject;
}

/** `{ [key]: … }`, `this.form[key] = …`, `this.lists[key].push(…)`, `this.$set(this.form, key, …)`. */
function isWrittenByKey(node: Node): boolean {
  if (node.type === 'ObjectProperty') return node.computed && !isConstantKey(node.key);
  if (node.type === 'AssignmentExpression') return isKeyed(node.left as Node);
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const method = keyName(node.callee);
  if (method === '$set' || method === 'set') return node.arguments.length === 3 && !isConstantKey(node.arguments[1] as Node);
  return /^(push|unshift|splice)$/.test(method ?? '') && isKeyed(unwrap(node.callee.object));
}

function isKeyed(node: Node): boolean {
  return node.type === 'MemberExpression' && node.computed && !isConstantKey(node.property);
}

function isConstantKey(node: Node): boolean {
  return node.type === 'StringLiteral' || node.type === 'NumericLiteral';
}

const pickers = new WeakMap<ScriptModule, Call[]>();

/** What a picker call hands to the callback a value stands in. */
function pickerAround(module: ScriptModule, value: Node): Subject | undefined {
  let calls = pickers.get(module);
  if (!calls) {
    calls = module.calls.filter((call) => DISTINCT_METHODS[call.callee.split('.').at(-1)!] === 'media-pick');
    pickers.set(module, calls);
  }
  const around = calls.find(({ node }) => encloses(node, value));
  return around && (/Video/.test(around.callee) ? 'video' : 'photo');
}
