import type { CallExpression, Function as FunctionNode, Node } from '@babel/types';
import { keyName, valueOfKey } from '../../../decode/javascript/names.js';
import { calleeOf } from './nodes.js';

/** What a function is written in, where it may stand behind a comma: `submit: (f = asyncToGenerator(…), function () {…})`. */
export function holderOf(node: Node, ancestors: readonly Node[]): Node | undefined {
  let at = ancestors.length - 1;
  for (let inner = node; at >= 0; at--) {
    const holder = ancestors[at]!;
    if (holder.type !== 'SequenceExpression' || holder.expressions.at(-1) !== inner) break;
    inner = holder;
  }
  return ancestors[at];
}

/** The name a function is known by: its own, its key, the variable or member it is assigned to, through wrappers like `debounce(fn)`. */
export function functionName(node: FunctionNode, ancestors: readonly Node[]): string {
  if ('id' in node && node.id?.type === 'Identifier') return node.id.name;
  const own = keyName(node);
  if (own) return own;
  for (let i = ancestors.length - 1; i >= Math.max(0, ancestors.length - 3); i--) {
    const holder = ancestors[i]!;
    if (holder.type === 'ObjectProperty' || holder.type === 'ClassProperty')
      return describedName(holder, ancestors[i - 1]) ?? keyName(holder) ?? '';
    if (holder.type === 'VariableDeclarator') return holder.id.type === 'Identifier' ? holder.id.name : '';
    if (holder.type === 'AssignmentExpression') {
      if (holder.left.type === 'Identifier') return holder.left.name;
      return keyName(holder.left) ?? '';
    }
    // `value: (o = asyncToGenerator(…), function () {…})`: the last one is the value.
    if (holder.type === 'SequenceExpression' && holder.expressions.at(-1) === (ancestors[i + 1] ?? node)) continue;
    // `fn = function () { … return function () {…} }()`: what it is called for goes by that name.
    if (holder.type === 'CallExpression' && holder.callee === (ancestors[i + 1] ?? node)) continue;
    const defined = holder.type === 'CallExpression' ? definedName(holder, ancestors[i + 1] ?? node) : undefined;
    if (defined) return defined;
    // A callback handed to a call carries that call's name only through wrappers that return the function.
    if (
      holder.type !== 'CallExpression' ||
      !/^(\w+\.)?(debounce|throttle|useCallback|async|withTap|once|bind|memo|wrap\w*|mark)$/i.test(calleeOf(holder))
    )
      return '';
  }
  return '';
}

/** `{key: 'submit', value: function () {…}}`: how compilers hand the methods of a class to a helper. */
function describedName(holder: Node, object: Node | undefined): string | undefined {
  if (holder.type !== 'ObjectProperty' || keyName(holder) !== 'value' || object?.type !== 'ObjectExpression') return undefined;
  const key = valueOfKey(object, 'key');
  return key?.type === 'StringLiteral' ? key.value : undefined;
}

/** `on(element, 'click', function () {…})`: the word is an event. */
const LISTENS = /(^|\.)(on|off|one|once|bind|live|delegate|watch|\$watch|\w*(listen|event)\w*)$/i;

function definedName(call: CallExpression, value: Node): string | undefined {
  const defined = definedMember(call);
  return defined?.value === value ? defined.key : undefined;
}

/** `defineProperty(this, 'submit', function () {…})`: how they write a member of an object, under whatever name the helper has. */
export function definedMember(call: CallExpression): { object: Node; key: string; value: Node } | undefined {
  const [object, key, value] = call.arguments as Node[];
  if (call.arguments.length !== 3 || !object || !value || LISTENS.test(calleeOf(call))) return undefined;
  return key?.type === 'StringLiteral' && object.type !== 'StringLiteral' ? { object, key: key.value, value } : undefined;
}
