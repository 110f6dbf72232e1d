import type { Node } from '@babel/types';
import { dottedName, keyName, unwrap, valueOfKey } from '../../../decode/javascript/names.js';
import type { Application, Located } from '../application/application.js';
import { follow } from '../application/follow.js';
import { isSelf } from '../module/units.js';

/** Rows of one table that are read. */
const MAX_ROWS = 40;

/** The names that a parameter or variable gives to a row or to its parts. */
export function parts(target: Node, row: Node): [string, Node][] {
  if (target.type === 'Identifier') return [[target.name, row]];
  if (target.type === 'ArrayPattern' && row.type === 'ArrayExpression')
    return target.elements.flatMap((element, i) => {
      const value = row.elements[i];
      return element?.type === 'Identifier' && value ? [[element.name, value as Node] as [string, Node]] : [];
    });
  if (target.type !== 'ObjectPattern' || row.type !== 'ObjectExpression') return [];
  return target.properties.flatMap((property) => {
    if (property.type !== 'ObjectProperty') return [];
    const local = property.value.type === 'AssignmentPattern' ? property.value.left : property.value;
    const value = valueOfKey(row, keyName(property));
    return local.type === 'Identifier' && value ? [[local.name, value] as [string, Node]] : [];
  });
}

/** The rows of a list or table, as far as the code holds them: an array, or the keys, values or entries of an object. */
export function rowsOf(app: Application, at: Located): Node[] {
  const value = unwrap(at.node);
  const listed =
    value.type === 'CallExpression' ? /^Object\.(keys|values|entries)$/.exec(dottedName(value.callee as Node) ?? '') : null;
  const argument = value.type === 'CallExpression' ? (value.arguments[0] as Node | undefined) : undefined;
  if (listed && argument) {
    const object = literalOf(app, { node: argument, unit: at.unit });
    return object.type === 'ObjectExpression' ? rowsOfObject(object, listed[1]!) : [];
  }
  const list = literalOf(app, at);
  if (list.type !== 'ArrayExpression') return [];
  return list.elements.flatMap((row) => (row && row.type !== 'SpreadElement' ? [unwrap(row)] : [])).slice(0, MAX_ROWS);
}

function rowsOfObject(object: Extract<Node, { type: 'ObjectExpression' }>, what: string): Node[] {
  return object.properties.slice(0, MAX_ROWS).flatMap((member) => {
    const key = member.type === 'ObjectProperty' ? keyName(member) : undefined;
    if (member.type !== 'ObjectProperty' || key === undefined) return [];
    const name = { type: 'StringLiteral', value: key, start: member.start, end: member.end } as Node;
    return what === 'keys' ? [name] : what === 'values' ? [member.value] : [arrayNode(name, member.value)];
  });
}

/** The literal a name stands for, that of a member of the page too: `this.data.fields`, `this.rules`. */
function literalOf(app: Application, at: Located): Node {
  const { node } = follow(app, at);
  if (node.type === 'ArrayExpression' || node.type === 'ObjectExpression') return node;
  const [object = '', ...path] = dottedName(node)?.split('.') ?? [];
  const key = path.length > 0 && isSelf(at.unit, object) ? keyName(node) : undefined;
  const values = key ? (at.unit.module.members.get(key) ?? []) : [];
  return values.length === 1 ? unwrap(values[0]!) : node;
}

export function keysOf(object: Node): Node {
  const { start, end } = object;
  const name = (text: string): Node => ({ type: 'Identifier', name: text, start, end }) as Node;
  const callee = { type: 'MemberExpression', object: name('Object'), property: name('keys'), computed: false, start, end };
  return { type: 'CallExpression', callee, arguments: [object], start, end } as unknown as Node;
}

export function arrayNode(...elements: Node[]): Node {
  return { type: 'ArrayExpression', elements, start: elements[0]!.start, end: elements.at(-1)!.end } as Node;
}

export function numberNode(value: number, { start, end }: Node): Node {
  return { type: 'NumericLiteral', value, start, end } as Node;
}
