import type { Node } from '@babel/types';
import { unwrap } from '../../../decode/javascript/names.js';
import type { Unit } from './model.js';

/** `var url = void 0`: how compilers write `let url`, which is declared and given nothing. */
export function isNothing(node: Node): boolean {
  return (
    (node.type === 'UnaryExpression' && node.operator === 'void' && node.argument.type === 'NumericLiteral') ||
    (node.type === 'Identifier' && node.name === 'undefined')
  );
}

/**
 * Whether a variable is a parameter that a compiler took out of the list because it has a default:
 * `var url = arguments.length > 0 && void 0 !== arguments[0] ? arguments[0] : ''`. It then goes back into the list of its
 * function; in a state machine that is the one around it, which keeps the arguments under another name.
 */
export function isLoweredParameter(unit: Unit, name: string, value: Node): boolean {
  const taken = argumentTaken(value);
  const owner = taken && taken.index < MAX_PARAMETERS ? ownerOfArguments(unit, taken.list) : undefined;
  if (!taken || !owner) return false;
  while (owner.params.length < taken.index) owner.params.push('');
  owner.params[taken.index] ||= name;
  return owner.params[taken.index] === name;
}

/** Source: @babel/plugin-transform-parameters lib/params.js, buildDefaultParam and buildLooseDefaultParam; Babel 6 the same */
function argumentTaken(value: Node): { list: string; index: number } | undefined {
  if (value.type !== 'ConditionalExpression' || !asksForArguments(value.test)) return undefined;
  return elementOf(value.consequent) ?? elementOf(value.alternate);
}

/** `arguments.length > 0 && …`, `arguments.length <= 0 || …`, `arguments.length > 1`. */
function asksForArguments(test: Node): boolean {
  const first = unwrap(test.type === 'LogicalExpression' ? test.left : test);
  if (first.type !== 'BinaryExpression' || !/^[<>]=?$/.test(first.operator)) return false;
  return [first.left, first.right].some(
    (side) => side.type === 'MemberExpression' && side.property.type === 'Identifier' && side.property.name === 'length',
  );
}

function elementOf(node: Node): { list: string; index: number } | undefined {
  return node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.property.type === 'NumericLiteral'
    ? { list: node.object.name, index: node.property.value }
    : undefined;
}

/** More arguments than anybody takes: a forged index must not fill the memory. */
const MAX_PARAMETERS = 64;

function ownerOfArguments(unit: Unit, list: string): Unit | undefined {
  if (list === 'arguments') return unit.parent && unit;
  for (let scope: Unit | undefined = unit; scope?.parent; scope = scope.parent) {
    const [kept] = scope.locals.get(list) ?? [];
    if (kept) return kept.type === 'Identifier' && kept.name === 'arguments' ? scope : undefined;
  }
  return undefined;
}
