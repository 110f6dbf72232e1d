import type { Node } from '@babel/types';
import { unwrap } from '../../../decode/javascript/names.js';
import { pushTo } from '../../multimap.js';
import type { Call, ScriptModule, Unit } from '../module/model.js';
import { ownerOf } from '../module/units.js';
import type { Application, Located } from './application.js';
import { follow, memberOf } from './follow.js';

/** `requests[name](data)` of a function that has `name` as a parameter: the table, and which parameter that is. */
interface Choice {
  table: Located;
  index: number;
}

const choices = new WeakMap<ScriptModule, Map<Unit, Choice[]>>();

/** Choices by the function whose parameter names what is called, though the call may stand in a callback inside it. */
function choicesOf(module: ScriptModule): Map<Unit, Choice[]> {
  const known = choices.get(module);
  if (known) return known;
  const found = new Map<Unit, Choice[]>();
  choices.set(module, found);
  for (const { callee, node, unit } of module.calls) {
    if (!callee.includes('?') || node.callee.type !== 'MemberExpression' || !node.callee.computed) continue;
    const key = unwrap(node.callee.property);
    const owner = key.type === 'Identifier' ? ownerOf(key.name, unit) : undefined;
    const index = key.type === 'Identifier' && owner ? owner.params.indexOf(key.name) : -1;
    if (owner && index !== -1) pushTo(found, owner, { table: { node: node.callee.object, unit }, index });
  }
  return found;
}

/**
 * What a call runs by a name that it gives: `send('signIn', form)`, where `send(name, data)` calls `requests[name](data)`.
 * @param targets the functions that the call itself runs
 */
export function namedByCall(app: Application, { node, unit }: Call, targets: readonly Unit[]): Located[] {
  return targets.flatMap((target) =>
    (choicesOf(target.module).get(target) ?? []).flatMap(({ table, index }) => {
      const given = node.arguments[index] as Node | undefined;
      const name = given && follow(app, { node: given, unit }).node;
      const found = name?.type === 'StringLiteral' ? memberOf(app, table, name.value) : undefined;
      return found ? [follow(app, found)] : [];
    }),
  );
}
