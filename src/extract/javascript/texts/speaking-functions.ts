import type { CallExpression, Node } from '@babel/types';
import { dottedName, keyName } from '../../../decode/javascript/names.js';
import type { Application } from '../application/application.js';
import { calledUnits, callsOf } from '../application/call-graph.js';
import type { Call } from '../module/model.js';
import { innerUnits } from '../module/units.js';

/** An argument of a call, or a member of an object that is one. */
export interface Given {
  place: number;
  key?: string;
}

/** Where a call by some name shows what it is given under some key; `go-on` where that does not tell. */
type Reader<T> = (callee: string, key: string | undefined) => T | 'go-on';

/** Functions around functions that show something. */
const MAX_WRAPPERS = 3;

/**
 * Where the functions of the app that a call runs show a text they are given: `function tell(text) { wx.showToast({ title: text }) }`.
 * What such a function is called says nothing once a minifier has been at it, and often enough before.
 */
export function shownThrough<T>(app: Application, call: Call, given: Given, read: Reader<T>, depth = MAX_WRAPPERS): T | 'go-on' {
  for (const target of calledUnits(app, call)) {
    if (target === call.unit || target.module.owner !== 'own') continue;
    const name = target.params[given.place];
    if (!name) continue;
    for (const inner of [target, ...innerUnits(target)].flatMap(callsOf)) {
      const handed = handedOn(inner.node, name, given.key);
      if (!handed) continue;
      // `promised(wx.showToast, options)` shows it as well.
      for (const callee of [inner.callee, ...inner.node.arguments.map((arg) => dottedName(arg as Node) ?? '')]) {
        const place = callee === name ? 'go-on' : read(callee, handed.key);
        if (place !== 'go-on') return place;
      }
      const deeper = depth > 1 ? shownThrough(app, inner, handed, read, depth - 1) : 'go-on';
      if (deeper !== 'go-on') return deeper;
    }
  }
  return 'go-on';
}

/** As which argument a call hands on a parameter, or a member of it. */
function handedOn({ arguments: args }: CallExpression, name: string, key: string | undefined): Given | undefined {
  for (const [place, arg] of args.entries()) {
    if (isPassed(arg as Node, name, key)) return { place, ...(dottedName(arg as Node) === name && { key }) };
    if (arg.type !== 'ObjectExpression') continue;
    for (const member of arg.properties)
      if (member.type === 'ObjectProperty' && isPassed(member.value, name, key)) return { place, key: keyName(member) };
  }
  return undefined;
}

/** The value itself, one of two that are chosen between, or a text made with it. */
function isPassed(node: Node, name: string, key: string | undefined): boolean {
  switch (node.type) {
    case 'Identifier':
      return node.name === name;
    case 'MemberExpression':
      return key !== undefined && dottedName(node) === `${name}.${key}`;
    case 'LogicalExpression':
    case 'BinaryExpression':
      return isPassed(node.left as Node, name, key) || isPassed(node.right, name, key);
    case 'ConditionalExpression':
      return isPassed(node.consequent, name, key) || isPassed(node.alternate, name, key);
    case 'TemplateLiteral':
      return node.expressions.some((part) => isPassed(part as Node, name, key));
    default:
      return false;
  }
}
