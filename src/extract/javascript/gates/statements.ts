import type { Node, Statement } from '@babel/types';
import { unwrap } from '../../../decode/javascript/names.js';

/** Whether a branch ends its function. */
export function endsHere(branch: Node): boolean {
  const last = branch.type === 'BlockStatement' ? branch.body.at(-1) : branch;
  return last?.type === 'ReturnStatement' || last?.type === 'ThrowStatement';
}

/** The statements after one, in the list that holds it. */
export function following(holder: Node, node: Statement): Statement[] {
  const list =
    holder.type === 'BlockStatement' || holder.type === 'Program'
      ? holder.body
      : holder.type === 'SwitchCase'
        ? holder.consequent
        : [];
  return list.slice(list.indexOf(node) + 1 || list.length);
}

/** The value a sequence has. */
export function lastOf(node: Node): Node {
  const inner = unwrap(node);
  return inner.type === 'SequenceExpression' ? lastOf(inner.expressions.at(-1)!) : inner;
}
