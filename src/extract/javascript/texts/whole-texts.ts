import type { Node } from '@babel/types';
import { writtenName } from '../../../decode/javascript/block-names.js';
import { dottedName, keyName } from '../../../decode/javascript/names.js';
import type { Application } from '../application/application.js';
import { fold } from '../constants/fold.js';
import type { Site } from '../module/model.js';

const METHODS = /^(join|concat|split|reverse|replace|replaceAll|trim|slice|substring|toString|map)$/;
const MAKERS =
  /(^|\.)(fromCharCode|fromCodePoint|unescape|escape|decodeURI|decodeURIComponent|atob|String|JSON\.parse|concat|Buffer\.from)$/;
/** Longer is content, or markup put together by a script: its parts say more. */
const LONGEST = 60;

/** The expression a literal is only a part of: `'打' + '卡'`, `['打', '卡'].join('')`, `unescape('%u6253')`; itself where it is whole. */
export function wholeOf({ node, unit, ancestors }: Site): Site {
  let whole: Site = { node, unit, ancestors };
  let child = node;
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const parent = ancestors[i]!;
    const step = stepOf(parent, child, ancestors[i - 1]);
    if (step === 'no') break;
    if (step === 'part' && i > 0) whole = { node: parent, unit, ancestors: ancestors.slice(0, i) };
    child = parent;
  }
  return whole;
}

/** Whether a parent makes one text out of its parts; `maybe` where what is around it tells. */
function stepOf(parent: Node, child: Node, around: Node | undefined): 'part' | 'maybe' | 'no' {
  switch (parent.type) {
    case 'BinaryExpression':
      return parent.operator === '+' ? 'part' : 'no';
    case 'TemplateLiteral':
      return 'part';
    case 'ParenthesizedExpression':
    case 'ArrayExpression':
    case 'SpreadElement':
      return 'maybe';
    case 'MemberExpression':
      return parent.object === child && around?.type === 'CallExpression' && METHODS.test(keyName(parent) ?? '') ? 'maybe' : 'no';
    case 'CallExpression': {
      if (parent.callee === child) return 'part';
      const callee = parent.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(parent.callee) ?? '');
      return MAKERS.test(callee.replace(/\.(apply|call)$/, '')) ? 'part' : 'no';
    }
    default:
      return 'no';
  }
}

/** The text a whole expression makes, with `{name}` for what is not known; undefined where its parts are better read one by one. */
export function wholeText(app: Application, { node, unit }: Site): string | undefined {
  const text = isSum(node) ? sumText(app, node, { node, unit, ancestors: [] }) : fold(app, node, unit);
  return text === undefined || text.length > LONGEST || /[<\n]/.test(text) ? undefined : text.trim();
}

function isSum(node: Node): node is Extract<Node, { type: 'BinaryExpression' | 'TemplateLiteral' }> {
  return node.type === 'TemplateLiteral' || (node.type === 'BinaryExpression' && node.operator === '+');
}

function sumText(app: Application, node: Node, site: Site): string {
  const parts: string[] = [];
  let left = node;
  while (left.type === 'BinaryExpression' && left.operator === '+') {
    parts.push(sumText(app, left.right, site));
    left = left.left as Node;
  }
  if (left.type === 'ParenthesizedExpression') parts.push(sumText(app, left.expression, site));
  else if (left.type === 'TemplateLiteral')
    parts.push(
      left.quasis
        .map(
          (part, i) =>
            (part.value.cooked ?? part.value.raw) +
            (left.type === 'TemplateLiteral' && left.expressions[i] ? sumText(app, left.expressions[i] as Node, site) : ''),
        )
        .join(''),
    );
  else parts.push(fold(app, left, site.unit) ?? `{${writtenName(dottedName(left) ?? '')}}`);
  return parts.reverse().join('');
}
