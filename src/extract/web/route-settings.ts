import type { Node } from '@babel/types';
import { keyName } from '../../decode/javascript/names.js';
import type { Application } from '../javascript/application/application.js';
import { fold, foldObject } from '../javascript/constants/fold.js';
import type { Unit } from '../javascript/module/model.js';
import type { Route } from './routes.js';

/** `Object.assign({path, load}, {navigationBarTitleText})`: a page of Taro's for browsers, with its settings. */
export function addSettings(app: Application, route: Route, call: Node | undefined): void {
  const [first, settings] = call?.type === 'CallExpression' ? call.arguments : [];
  if (first !== route.node || settings?.type !== 'ObjectExpression') return;
  route.title ??= titleOf(app, settings, route.unit);
  route.shell = true;
}

export function textAt(app: Application, node: Node | undefined, unit: Unit): string | undefined {
  return (node && fold(app, node, unit)) || undefined;
}

/** The title among a route's settings: `meta: { title }`, `meta: { navigationBar: { titleText } }`. */
export function titleOf(app: Application, meta: Node, unit: Unit): string | undefined {
  const object = foldObject(app, meta, unit);
  for (const member of object?.node.properties ?? [])
    if (
      member.type === 'ObjectProperty' &&
      /^(title|name|label|pageTitle|titleText|navigationBarTitleText)$/.test(keyName(member) ?? '')
    )
      return textAt(app, member.value, object!.unit);
    else if (member.type === 'ObjectProperty' && keyName(member) === 'navigationBar')
      return titleOf(app, member.value, object!.unit);
  return undefined;
}

/** Whether the app opens with the page, or shows it in its tab bar: `meta: { isEntry: !0 }`. */
export function isOpening(app: Application, meta: Node, unit: Unit): boolean {
  const object = foldObject(app, meta, unit);
  return (object?.node.properties ?? []).some(
    (member) => member.type === 'ObjectProperty' && /^is(Entry|TabBar)$/.test(keyName(member) ?? '') && !isFalse(member.value),
  );
}

/** `false`, `!1`. */
function isFalse(node: Node): boolean {
  const inner = node.type === 'UnaryExpression' && node.operator === '!' ? node.argument : undefined;
  return inner ? inner.type === 'NumericLiteral' && inner.value === 1 : node.type === 'BooleanLiteral' && !node.value;
}
