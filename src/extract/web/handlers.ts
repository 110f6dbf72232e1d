import type { Node } from '@babel/types';
import { dottedName, isFunction, keyName, unwrap } from '../../decode/javascript/names.js';
import type { MarkupElement, MarkupNode } from '../../decode/template/markup.js';
import type { Application } from '../javascript/application/application.js';
import { follow } from '../javascript/application/follow.js';
import { fold } from '../javascript/constants/fold.js';
import type { Call, ScriptModule, Unit } from '../javascript/module/model.js';
import { unitOfFunction } from '../javascript/module/units.js';

/** A function that a script runs when somebody touches the elements a selector finds. */
export interface Binding {
  selector: string;
  unit: Unit;
}

const TOUCH = /^(click|tap|touchend|touchstart|submit|change|longtap|longpress|press|mousedown|mouseup|doubletap)(\.[\w.]+)?$/;
const LISTEN = /^(addEventListener|attachEvent|on|bind|live|delegate|one)$/;
/** Calls that find elements, by what their argument names. */
const FINDERS: [RegExp, string][] = [
  [/(^|\.)(getElementById|byId|\$id)$/, '#'],
  [/(^|\.)getElementsByClassName$/, '.'],
  [
    /(^|\.)(querySelector(All)?|getElementsByTagName|\$|jQuery|Zepto|mui|Dom7|\$\$|find|children|closest|\$api\.(dom|domAll))$/,
    '',
  ],
];
const MAX_DEPTH = 8;

/** What a page's scripts bind by `addEventListener`, jQuery and its like, and `element.onclick = …`. */
export function readBindings(app: Application, modules: readonly ScriptModule[]): Binding[] {
  return modules.flatMap((module) => [
    ...module.calls.flatMap((call) => bindingOf(app, call)),
    ...module.units.flatMap((unit) => assignedHandler(app, unit)),
  ]);
}

function bindingOf(app: Application, { callee, node, unit }: Call): Binding[] {
  const method = callee.split('.').at(-1)!;
  const args = node.arguments as Node[];
  const receiver = node.callee.type === 'MemberExpression' ? node.callee.object : undefined;
  if (!receiver || args.length === 0) return [];
  const event = LISTEN.test(method)
    ? args.map((arg) => literal(arg)).find((text) => text && TOUCH.test(firstWord(text)))
    : method;
  if (!event || !TOUCH.test(firstWord(event))) return [];
  const handler = handlerUnit(app, args.at(-1)!, unit) ?? handlerUnit(app, args[1] ?? args[0]!, unit);
  if (!handler) return [];
  // `$('.list').on('tap', 'li', f)` and `$('.list').delegate('li', 'tap', f)` speak of what lies inside.
  const inner = LISTEN.test(method) ? args.map((arg) => literal(arg)).find((text) => text && text !== event) : undefined;
  const selector = inner ?? selectorOf(app, receiver, unit, 0);
  return selector ? [{ selector, unit: handler }] : [];
}

function firstWord(text: string): string {
  return text.trim().split(/\s+/)[0]!.replace(/^on/, '');
}

function literal(node: Node): string | undefined {
  return node.type === 'StringLiteral' ? node.value : undefined;
}

function handlerUnit(app: Application, node: Node, unit: Unit): Unit | undefined {
  const target = isFunction(node) ? { node, unit } : follow(app, { node, unit });
  return isFunction(target.node) ? unitOfFunction(target.unit.module, target.node) : undefined;
}

/** `document.getElementById('x').onclick = function () {…}`: the unit is known by the member it is assigned to. */
function assignedHandler(app: Application, unit: Unit): Binding[] {
  if (!/^on(click|tap|touchend|submit|change)$/.test(unit.name) || !unit.parent) return [];
  const before = unit.module.text.slice(Math.max(0, unit.start - 120), unit.start);
  const target = /([\w$]+)?(?:\(\s*['"]([\w#. -]+)['"]\s*\))?(?:\[\d\])?\.on\w+\s*=\s*$/.exec(before);
  if (!target) return [];
  const [, name = '', argument] = target;
  if (argument) {
    const prefix = FINDERS.find(([pattern]) => pattern.test(name))?.[1];
    return prefix === undefined ? [] : [{ selector: prefix + argument, unit }];
  }
  const selector = name && selectorOf(app, { type: 'Identifier', name } as Node, unit.parent, 0);
  return selector ? [{ selector, unit }] : [];
}

function selectorOf(app: Application, node: Node, unit: Unit, depth: number): string | undefined {
  const inner = unwrap(node);
  if (depth > MAX_DEPTH) return undefined;
  if (inner.type === 'CallExpression') {
    const name = inner.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(inner.callee) ?? '');
    const prefix = FINDERS.find(([pattern]) => pattern.test(name))?.[1];
    const text = prefix !== undefined && inner.arguments[0] ? fold(app, inner.arguments[0] as Node, unit) : undefined;
    if (text && !text.includes('<')) return prefix + text;
    return inner.callee.type === 'MemberExpression' ? selectorOf(app, inner.callee.object, unit, depth + 1) : undefined;
  }
  if (inner.type === 'MemberExpression')
    return inner.computed || keyName(inner) === undefined ? selectorOf(app, inner.object, unit, depth + 1) : undefined;
  if (inner.type !== 'Identifier') return undefined;
  const target = follow(app, { node: inner, unit });
  return target.node === inner ? undefined : selectorOf(app, target.node, target.unit, depth + 1);
}

/** Writes on elements what scripts bind to them, so that one reader of markup sees both. */
export function applyBindings(nodes: MarkupNode[], bindings: readonly Binding[]): void {
  const tests = bindings.flatMap(({ selector, unit }) =>
    selector.split(',').flatMap((one) => {
      const test = lastCompound(one);
      return test ? [{ ...test, value: unit.name && !/^on/.test(unit.name) ? unit.name : one.trim().split(/\s+/).at(-1)! }] : [];
    }),
  );
  if (tests.length > 0) annotate(nodes, tests);
}

interface Compound {
  tag: string;
  ids: string[];
  classes: string[];
}

/** The last part of a selector: the element itself. A bare tag such as `div` says too little. */
function lastCompound(selector: string): Compound | undefined {
  const last =
    selector
      .trim()
      .split(/[\s>+~]+/)
      .at(-1) ?? '';
  const tag = /^[a-z][\w-]*/i.exec(last)?.[0].toLowerCase() ?? '';
  const ids = [...last.matchAll(/#([\w-]+)/g)].map((match) => match[1]!);
  const classes = [...last.matchAll(/\.([\w-]+)/g)].map((match) => match[1]!);
  if (ids.length + classes.length === 0 && !/^(button|form|a|li)$/.test(tag)) return undefined;
  return { tag, ids, classes };
}

function annotate(nodes: MarkupNode[], tests: (Compound & { value: string })[]): void {
  for (const node of nodes) {
    if (node.type === 'text') continue;
    const hit = tests.find((test) => matches(node, test));
    if (hit && !node.attributes.some(({ name }) => name === 'onclick'))
      node.attributes.push({ name: 'onclick', value: hit.value, offset: node.offset });
    annotate(node.children, tests);
  }
}

function matches(node: MarkupElement, { tag, ids, classes }: Compound): boolean {
  if (tag && node.name.toLowerCase() !== tag) return false;
  const value = (key: string): string => node.attributes.find(({ name }) => name === key)?.value ?? '';
  const own = classes.length > 0 ? value('class').split(/\s+/) : [];
  return ids.every((id) => value('id') === id) && classes.every((name) => own.includes(name));
}
