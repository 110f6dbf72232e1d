import type { Node } from '@babel/types';
import { dottedName, keyName, unwrap } from '../../../decode/javascript/names.js';
import type { Application } from '../application/application.js';
import { follow } from '../application/follow.js';
import type { Call } from '../module/model.js';
import { writtenText } from '../module/nodes.js';

/**
 * The object and method on the server that a call runs: `todo.add(title)` where `todo = uniCloud.importObject('todo')`, whatever
 * compiling made of `uniCloud`.
 * Source: uniCloud, https://doc.dcloud.net.cn/uniCloud/cloud-obj.html
 */
export function cloudObjectCall(app: Application, { node, unit }: Call): { name: string; method: string } | undefined {
  if (!imports(app)) return undefined;
  const callee = node.callee.type === 'V8IntrinsicIdentifier' ? undefined : unwrap(node.callee as Node);
  if (callee?.type !== 'MemberExpression') return undefined;
  const method = keyName(callee);
  const made = method ? importing(unwrap(callee.object)) : undefined;
  const object = made ?? (method ? importing(follow(app, { node: callee.object, unit }).node) : undefined);
  return method && object ? { name: object, method } : undefined;
}

const importers = new WeakMap<Application, boolean>();

/** Few apps have such objects; in others no call need be followed. */
function imports(app: Application): boolean {
  const known = importers.get(app);
  if (known !== undefined) return known;
  const found = [...app.modules.values()].some(
    (module) => module.owner !== 'third-party' && writtenText(module).includes('importObject'),
  );
  importers.set(app, found);
  return found;
}

/** `todo` of `uniCloud.importObject('todo')`. */
function importing(node: Node): string | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const [name] = node.arguments;
  return name?.type === 'StringLiteral' && /(^|\.)importObject$/.test(dottedName(node.callee as Node) ?? '')
    ? name.value
    : undefined;
}
