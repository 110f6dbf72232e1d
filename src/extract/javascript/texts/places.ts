import type { CallExpression, Node, ObjectExpression } from '@babel/types';
import { dottedName, keyName, keysOf } from '../../../decode/javascript/names.js';
import type { TextPosition } from '../../../facts/types.js';
import type { Application } from '../application/application.js';
import { callAt } from '../application/call-graph.js';
import { fold } from '../constants/fold.js';
import type { Site } from '../module/model.js';
import { shownThrough } from './speaking-functions.js';
import { toldAs } from './told-variables.js';

const DROPPED =
  /^(console|logger|log|uni\.report|monitor)\b|(^|\.)(log|warn|debug|trace|console|report\w*|track\w*|reportEvent|require|test|match|indexOf|includes|split|replace|startsWith|endsWith|localeCompare)$/;
const TOAST = /(toast|tip|tips|msg|message|notify|notice|alert|showloading|loading|warning|hint|showerror|showsuccess|errmsg)$/i;
const DIALOG = /(modal|confirm|dialog|prompt|actionsheet|popup)$/i;
const RENDER =
  /(^|\.)(_v|_e|h|jsx|jsxs|jsxDEV|_?createElement|createTextVNode|_createTextVNode|createElementVNode|_createElementVNode|createVNode|_c|toDisplayString|t)$/;
export const NAVIGATION_KEY = /^(url|path|page|pages|pagePath|route|link|to|href|navigateUrl|jump\w*|nav\w*)$/i;
export const LABEL_KEY =
  /^(title|label|text|name|btn\w*|button\w*|placeholder|content|desc|description|tip|tips|subtitle|header|value|status\w*|\w+(Text|Title|Label|Name|Tip|Msg))$/i;
export const MENU_HINT = /^(icon\w*|img|image|pic|bindtap|handler|event|fn|click|onClick|action)$/i;

/** Where a person sees a text, and what it leads to. */
export interface Place {
  position: TextPosition;
  action?: 'navigate' | 'none';
  target?: string;
}

/** Where the text at a site is seen, by what it is handed to or kept in; undefined where nobody sees it. */
export function placeOf(app: Application, site: Site): Place | undefined {
  let key: string | undefined;
  for (let i = site.ancestors.length - 1; i >= 0; i--) {
    const node = site.ancestors[i]!;
    switch (node.type) {
      case 'CallExpression':
      case 'OptionalCallExpression':
      case 'NewExpression': {
        const callee = node.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(node.callee) ?? '');
        const shown = shownBy(app, site, i, key, callee);
        if (shown !== 'go-on') return shown;
        break;
      }
      case 'ObjectProperty': {
        key ??= keyName(node);
        if (key && /^navigationBarTitleText$/.test(key)) return { position: 'page-title' };
        const holder = site.ancestors[i - 1];
        if (holder?.type === 'ObjectExpression') {
          const place = placeInObject(app, site, holder, key, site.ancestors[i - 2]);
          if (place) return place;
          if (isAnsweredFrom(site.ancestors.slice(0, i - 1))) return { position: 'label' };
        }
        break;
      }
      case 'ClassMethod':
      case 'ObjectMethod':
      case 'FunctionExpression':
      case 'FunctionDeclaration':
      case 'ArrowFunctionExpression':
        return { position: key && LABEL_KEY.test(key) ? 'label' : 'code' };
      case 'AssignmentExpression':
        if (node.left.type === 'MemberExpression') return { position: 'label' };
        return (node.left.type === 'Identifier' && toldAs(node.left.name, site.unit, placeInCall)) || { position: 'code' };
      case 'ThrowStatement':
        return { position: 'code' };
    }
  }
  return { position: key && LABEL_KEY.test(key) ? 'label' : 'code' };
}

/** Where a call shows a text: by its name, or where that tells nothing by what it runs. A letter may be any function of the app. */
function shownBy(app: Application, site: Site, at: number, key: string | undefined, name: string): Place | undefined | 'go-on' {
  const { node, unit, ancestors } = site;
  const call = ancestors[at] as CallExpression;
  const written = callAt(unit.module, call);
  const byName = placeInCall(written?.callee ?? name, key);
  const isLetter = /(^|\.)\w$/.test(name);
  if (!written || (byName !== 'go-on' && !isLetter)) return byName;
  const place = call.arguments.indexOf((ancestors[at + 1] ?? node) as CallExpression['arguments'][number]);
  const shown = place === -1 ? 'go-on' : shownThrough(app, written, { place, key }, placeInBody);
  return shown === 'go-on' ? byName : shown;
}

/** What a function does with a text it is given: a framework's own functions build elements of everything. */
function placeInBody(callee: string, key: string | undefined): Place | undefined | 'go-on' {
  const place = placeInCall(callee, key);
  const isBuilt = place !== 'go-on' && place?.position === 'label' && !/(^|\.)set(Data|State)$/.test(callee);
  return isBuilt ? 'go-on' : place;
}

/** A table whose entry a function returns: `const names = {…}; return names[kind] || kind`, `return {…}[state]`. */
function isAnsweredFrom(ancestors: readonly Node[]): boolean {
  const holder = ancestors.at(-1);
  if (holder?.type === 'MemberExpression')
    return (
      holder.computed && ancestors.slice(0, -1).findLast(({ type }) => type !== 'LogicalExpression')?.type === 'ReturnStatement'
    );
  if (holder?.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') return false;
  const { name } = holder.id;
  const block = ancestors.at(-3);
  if (block?.type !== 'BlockStatement') return false;
  return block.body.some((statement) => statement.type === 'ReturnStatement' && asks(statement.argument, name));
}

function asks(node: Node | null | undefined, name: string): boolean {
  if (node?.type === 'LogicalExpression') return asks(node.left, name);
  if (node?.type === 'ConditionalExpression') return asks(node.consequent, name) || asks(node.alternate, name);
  return node?.type === 'MemberExpression' && node.computed && dottedName(node.object) === name;
}

/** Where a text handed to a call is seen; undefined where nobody sees it, `go-on` where the call does not tell. */
export function placeInCall(callee: string, key: string | undefined): Place | undefined | 'go-on' {
  const name = callee.split('.').at(-1) ?? '';
  if (DROPPED.test(callee)) return undefined;
  if (/setNavigationBarTitle|setTitle$|useTitle$/i.test(name)) return { position: 'page-title' };
  if (DIALOG.test(name))
    return { position: key && /^(confirmText|cancelText)$/.test(key) ? 'button' : key === 'itemList' ? 'option' : 'dialog' };
  if (TOAST.test(name) || /\$?(u\.)?toast/i.test(callee) || /^(message|toast|notify|alert)\./i.test(callee))
    return { position: 'toast' };
  if (name === 'setData' || name === 'setState' || /^set[A-Z]\w*$/.test(name)) return { position: 'label' };
  if (RENDER.test(callee)) return { position: key === 'placeholder' ? 'placeholder' : 'label' };
  if (/^(Error|TypeError|reject)$/.test(name)) return { position: 'code' };
  return 'go-on';
}

/** A text in an object literal: a menu entry when it leads somewhere, a rule's message, or a row of data. */
function placeInObject(
  app: Application,
  site: Site,
  object: ObjectExpression,
  key: string | undefined,
  holder: Node | undefined,
): Place | undefined {
  const { isRule, isMenu, size, link } = shapeOf(object);
  if (key === 'message' && isRule) return { position: 'toast' };
  if (link && key && LABEL_KEY.test(key)) {
    const target = fold(app, link, site.unit);
    if (target && /[\w/]{3}/.test(target) && !/^javascript:/.test(target))
      return { position: 'menu', action: 'navigate', target };
  }
  if (holder?.type !== 'ArrayExpression') return undefined;
  if (key && LABEL_KEY.test(key) && isMenu && size <= 6) return { position: 'menu', action: 'none' };
  return { position: holder.elements.length >= 3 && size >= 3 ? 'data' : 'option' };
}

interface ObjectShape {
  isRule: boolean;
  isMenu: boolean;
  size: number;
  /** Value of the first member that names a way to go. */
  link?: Node;
}

const shapes = new WeakMap<ObjectExpression, ObjectShape>();

/** What an object's keys say, read once: a table of thousands of texts asks for each of them. */
function shapeOf(object: ObjectExpression): ObjectShape {
  const known = shapes.get(object);
  if (known) return known;
  const keys = keysOf(object);
  const link = object.properties.find((item, i) => item.type === 'ObjectProperty' && NAVIGATION_KEY.test(keys[i]!));
  const shape: ObjectShape = {
    isRule: keys.some((key) => /^(required|pattern|min|max|validator|trigger|rule)$/.test(key)),
    isMenu: keys.some((key) => MENU_HINT.test(key)),
    size: keys.length,
    ...(link?.type === 'ObjectProperty' && { link: link.value }),
  };
  shapes.set(object, shape);
  return shape;
}
