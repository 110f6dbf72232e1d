import type { Node } from '@babel/types';
import { isFunction, keyName, valueOfKey } from '../../../decode/javascript/names.js';
import { children, walk } from '../../../decode/javascript/walk.js';
import type { Subject } from '../../../facts/types.js';
import { subjectOfMessage, subjectOfName } from '../../subjects.js';
import type { Application } from '../application/application.js';
import { fold } from '../constants/fold.js';
import type { ScriptModule } from '../module/model.js';
import { calleeOf, encloses } from '../module/nodes.js';
import { unitAt } from '../module/units.js';
import type { Gate } from './gate.js';

const HAN = /[\u3400-\u9fff]/;

/**
 * Declared form rules: `{images: [{required: true, message: '请上传图片'}]}`, `{type: 'image', must: true, title: '现场照片'}`,
 * rows of a checker, `{name: 'images', checkType: 'notnull', errorMsg: '请上传图片'}`, `{name: 'images', rule: ['required'], msg: […]}`,
 * `{value: photos.length, method: 'min', param: 1, message: '请上传照片'}`,
 * and validators, `validator: (rule, value, callback) => { if (!value.length) callback(new Error('请上传照片')) }`.
 * Source: graceUI GraceChecker, thorui form validation, async-validator
 */
export function readRules(app: Application, module: ScriptModule): Gate[] {
  return [...declaredRules(app, module), ...validatorRules(module)];
}

function declaredRules(app: Application, module: ScriptModule): Gate[] {
  const valuesOf = (keys: readonly string[]): Node[] => keys.flatMap((key) => module.members.get(key) ?? []);
  const demanding = [...valuesOf(CHECKED).filter(demandsValue), ...valuesOf(REQUIRED).filter(isTrue)];
  const least = valuesOf(CHECKED).filter(setsLeast);
  return [
    ...[...new Set(demanding)].flatMap((value) => ruleAround(app, module, value) ?? []),
    // At least so many: of what, only the message tells; a number or a text has a least as well.
    ...least
      .flatMap((value) => ruleAround(app, module, value) ?? [])
      .filter(({ message }) => BROUGHT.has(subjectOfMessage(message ?? '') ?? 'other')),
  ];
}

const CHECKED = ['checkType', 'rule', 'method'];
const REQUIRED = ['required', 'must', 'isMust', 'isRequired', 'mustUpload', 'mandatory'];

/** `checkType: 'notnull'` of a checker's row, `rule: ['required', 'range:[2,4]']`. */
function demandsValue(node: Node): boolean {
  const words = node.type === 'ArrayExpression' ? node.elements : [node];
  return words.some((word) => word?.type === 'StringLiteral' && /^(notnull|required|notEmpty)$/i.test(word.value));
}

/** `method: 'min'` of a checker's row. */
function setsLeast(node: Node): boolean {
  return node.type === 'StringLiteral' && /^min(_?(length|size|count))?$/i.test(node.value);
}

/** What a validator complains of, as long as it says what a person has to bring. */
function validatorRules(module: ScriptModule): Gate[] {
  return (module.members.get('validator') ?? []).flatMap((value) => {
    const body = isFunction(value)
      ? value
      : value.type === 'Identifier'
        ? (module.unitsByName.get(value.name)?.[0]?.node ?? module.top.locals.get(value.name)?.[0])
        : undefined;
    const message = body && isFunction(body) ? complaintOf(body) : undefined;
    const subject = message ? subjectOfMessage(message) : undefined;
    const field = pathTo(module.root, value)
      .flatMap((node) => (node.type === 'ObjectProperty' ? [keyName(node) ?? ''] : []))
      .findLast((name) => name && !NO_FIELD.test(name));
    if (!message || !subject || !BROUGHT.has(subject)) return [];
    return [{ subject, shape: 'required-rule' as const, message, guards: field, node: value, unit: unitAt(module, value) }];
  });
}

const BROUGHT: ReadonlySet<Subject> = new Set<Subject>(['photo', 'video', 'location', 'track', 'face', 'audio']);
const NO_FIELD = /^(validator|required|rules|must\w*|isMust|isRequired|mandatory|rule|checkType|method|fields)$/;

/** The text a validator refuses with: `callback(new Error('…'))`, `Promise.reject('…')`, `throw new Error('…')`. */
function complaintOf(body: Node): string | undefined {
  let found: string | undefined;
  walk(body, (node) => {
    const isRefusal =
      node.type === 'NewExpression' || (node.type === 'CallExpression' && /(^|\.)(callback|cb|reject)$/.test(calleeOf(node)));
    const text = isRefusal ? node.arguments[0] : undefined;
    if (text?.type === 'StringLiteral' && HAN.test(text.value)) found ??= text.value;
    return found === undefined;
  });
  return found;
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
  const unit = unitAt(module, object);
  const text = (key: string): string | undefined => {
    const value = valueOfKey(object, key);
    const first = value?.type === 'ArrayExpression' ? value.elements[0] : value;
    return first ? fold(app, first as Node, unit) : undefined;
  };
  const message =
    text('message') ??
    text('errorMessage') ??
    text('errorMsg') ??
    text('msg') ??
    text('title') ??
    text('label') ??
    text('mark') ??
    text('name');
  // `props: { videoData: { required: true } }`: what a component is handed, by its code.
  if (path.some((node) => node.type === 'ObjectProperty' && keyName(node) === 'props')) return undefined;
  const type = text('type');
  const field =
    path
      .filter((node) => node.type === 'ObjectProperty')
      .map((node) => keyName(node))
      .reverse()
      .find((name) => name && !NO_FIELD.test(name)) ?? registeredField(path);
  const subject =
    (type && /^(image|img|photo|pic|video|file|upload|location|map)\w*$/i.test(type) ? subjectOfName(type) : undefined) ??
    (message && HAN.test(message) ? subjectOfMessage(message) : undefined) ??
    (field ? subjectOfName(field) : undefined);
  if (!subject || subject === 'text' || subject === 'phone' || subject === 'other') return undefined;
  return { subject, shape: 'required-rule', message, guards: field ?? text('name'), node: object, unit };
}

/** `photos` of `getFieldDecorator('photos', { rules: [{ required: true }] })`, `register('photos', { required: true })`. */
function registeredField(path: readonly Node[]): string | undefined {
  const call = path.findLast((node) => node.type === 'CallExpression');
  const [name] = call?.type === 'CallExpression' && REGISTERS.test(calleeOf(call)) ? call.arguments : [];
  return name?.type === 'StringLiteral' ? name.value : undefined;
}

const REGISTERS = /(^|\.)(getField(Decorator|Props)|register(Field)?|useField|useController)$/;

/** The nodes from the root down to one that spans the same place. */
function pathTo(root: Node, target: Node): Node[] {
  const path: Node[] = [];
  let node: Node | undefined = root;
  while (node && node !== target) {
    path.push(node);
    node = children(node).find((child) => encloses(child, target));
  }
  return path;
}
