import type { Node } from '@babel/types';
import { keyName, unwrap } from '../../../decode/javascript/names.js';
import type { Unit } from '../module/model.js';
import type { Application, Located } from './application.js';
import { follow } from './follow.js';

/** The collection of a cloud database that a call acts on. */
export interface Collection {
  /** Its name as it is written, and where. */
  name: Located;
  /** What its records are ordered by. */
  sort?: Located[];
}

const MAX_STEPS = 14;

/**
 * The collection a chain such as `db.collection('x').where(…).orderBy('score', 'desc').get()` acts on. The chain may begin
 * with a name that holds a part of it: `const users = db.collection('user')`, `users.add(…)`.
 */
export function collectionOf(app: Application, node: Node, unit: Unit): Collection | undefined {
  let at: Located = { node, unit };
  let sort: Located[] | undefined;
  for (let step = 0; step < MAX_STEPS; step++) {
    const inner = unwrap(at.node);
    if (inner.type === 'CallExpression') {
      const callee: Node = unwrap(inner.callee as Node);
      if (callee.type !== 'MemberExpression') return undefined;
      const name = keyName(callee);
      const given = inner.arguments.map((argument) => ({ node: argument as Node, unit: at.unit }));
      if (name === 'collection') return given[0] && { name: given[0], sort };
      if (name === 'orderBy' || name === 'sort') sort = given;
      at = { node: callee.object, unit: at.unit };
      continue;
    }
    const held = follow(app, at);
    if (held.node !== inner) at = held;
    else if (inner.type === 'MemberExpression') at = { node: inner.object, unit: at.unit };
    else return undefined;
  }
  return undefined;
}
