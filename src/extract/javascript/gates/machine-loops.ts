import type { Node } from '@babel/types';
import { keyName, unwrap } from '../../../decode/javascript/names.js';
import { walk } from '../../../decode/javascript/walk.js';
import type { Unit } from '../module/model.js';

/**
 * The object whose keys a test of a state machine is asked for, and the name that stands for the key: what compilers make of
 * `for (key in form) if (!form[key])` in an `async` function. `e.t0 = regeneratorRuntime.keys(form)`, then for each round
 * `if ((e.t1 = e.t0()).done) …; key = e.t1.value`.
 * Source: regenerator-transform lib/emit.js, explodeStatement, ForInStatement
 */
export function machineLoop(unit: Unit, test: Node): { object: Node; key: string } | undefined {
  if (!unit.given) return undefined;
  for (const key of namesIn(test))
    for (const value of unit.locals.get(key) ?? []) {
      const round = temporary(memberOf(value, 'value'));
      const asked = round && givenTo(unit, round);
      const keys = asked?.type === 'CallExpression' ? temporary(asked.callee) : undefined;
      const listed = keys && givenTo(unit, keys);
      if (listed?.type === 'CallExpression' && listed.callee.type === 'MemberExpression' && keyName(listed.callee) === 'keys') {
        const [object] = listed.arguments;
        if (object) return { object: object as Node, key };
      }
    }
  return undefined;
}

function namesIn(test: Node): Set<string> {
  const names = new Set<string>();
  walk(test, (node) => {
    if (node.type === 'Identifier') names.add(node.name);
  });
  return names;
}

function memberOf(node: Node, key: string): Node | undefined {
  return node.type === 'MemberExpression' && keyName(node) === key ? unwrap(node.object) : undefined;
}

/** `e.t0`: where a state machine keeps what it needs later. */
function temporary(node: Node | undefined): { holder: string; key: string } | undefined {
  const key = node?.type === 'MemberExpression' ? keyName(node) : undefined;
  return node?.type === 'MemberExpression' && node.object.type === 'Identifier' && key && /^t\d+$/.test(key)
    ? { holder: node.object.name, key }
    : undefined;
}

function givenTo(unit: Unit, { holder, key }: { holder: string; key: string }): Node | undefined {
  return unit.given?.get(holder)?.find((given) => given.key === key)?.value;
}

/**
 * Whether a test only asks if a loop of a state machine has another round: `(e.t1 = e.t0()).done`,
 * `normal = (step = iterator.next()).done`. What the source has there is no decision.
 */
export function isNextRound(test: Node): boolean {
  const asked = unwrap(test);
  if (asked.type === 'UnaryExpression' && asked.operator === '!') return isNextRound(asked.argument);
  if (asked.type === 'AssignmentExpression') return isNextRound(asked.right);
  return memberOf(asked, 'done')?.type === 'AssignmentExpression';
}
