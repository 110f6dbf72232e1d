import type { Node } from '@babel/types';
import { dottedName, keyName } from '../../../decode/javascript/names.js';
import type { Application } from '../application/application.js';
import { follow } from '../application/follow.js';
import type { Call } from '../module/model.js';

/** `ax.post('/save', form)` and `ax({ url: '/save' })` after `const ax = axios.create({ … })`, in whatever file that stands. */
export function isMadeClient(app: Application, call: Call): boolean {
  const known = answers.get(call);
  if (known !== undefined) return known;
  const answer = isCallOfClient(app, call);
  answers.set(call, answer);
  return answer;
}

const answers = new WeakMap<Call, boolean>();

function isCallOfClient(app: Application, { callee, node, unit }: Call): boolean {
  const client = METHOD.test(callee)
    ? objectOf(node.callee as Node)
    : asksByOptions(node.arguments[0] as Node)
      ? node.callee
      : undefined;
  if (!client) return false;
  const { node: made } = follow(app, { node: client as Node, unit });
  if (made.type !== 'CallExpression' && made.type !== 'NewExpression') return false;
  return (made.type === 'NewExpression' ? CLASS : FACTORY).test(dottedName(made.callee as Node) ?? '');
}

const METHOD = /\.(get|post|put|delete|patch|request|upload)$/;
/** axios, Fly, uni-ajax and luch-request make a client each. */
const FACTORY = /(^|\.)\$?(axios|fly|ajax|http|request)(\.default)?\.create$/i;
const CLASS = /^(\w+\.)?(Fly|Axios|Request|HttpRequest|Http|Ajax)$/;

function objectOf(callee: Node): Node | undefined {
  return callee.type === 'MemberExpression' && callee.object.type === 'Identifier' ? callee.object : undefined;
}

function asksByOptions(first: Node | undefined): boolean {
  return (
    first?.type === 'ObjectExpression' &&
    first.properties.some((member) => member.type === 'ObjectProperty' && keyName(member) === 'url')
  );
}
