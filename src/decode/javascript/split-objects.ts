import type { Node, ObjectExpression } from '@babel/types';
import { dottedName, keyName } from './names.js';
import { walk } from './walk.js';

/** A member that is put into an object after its literal. */
interface Added {
  object: Node;
  key: string;
  value: Node;
}

/**
 * Puts object literals together again that compilers take apart where a key is computed or comes twice:
 * `(t = {a: 1}, define(t, "b", f), t["c"] = g, t)` and `define(define({a: 1}, "b", f), "c", g)` become `{a: 1, b: f, c: g}`,
 * so that a page, an app or a table of functions is one object whatever it went through.
 * Source: Babel 6 and 7, TypeScript 5, swc 1.13 for ES5
 */
export function joinSplitObjects(root: Node, source: string): void {
  const helpers = source.includes('defineProperty') ? definingHelpers(root) : new Set<string>();
  walk(
    root,
    () => undefined,
    (node) => {
      const joined = joinedSequence(node) ?? joinedCalls(node, helpers);
      if (joined) become(node, joined);
    },
  );
}

/** Functions of the script that define a property of what they are given. */
function definingHelpers(root: Node): Set<string> {
  const names = new Set<string>();
  walk(root, (node, ancestors) => {
    if (node.type !== 'CallExpression' || dottedName(node.callee as Node) !== 'Object.defineProperty') return;
    const [object] = node.arguments;
    const holder = ancestors.findLastIndex((outer) => outer.type.includes('Function'));
    const maker = ancestors[holder];
    if (object?.type !== 'Identifier' || !maker || !('params' in maker) || maker.params.length < 3) return;
    const [first] = maker.params;
    if (first?.type !== 'Identifier' || first.name !== object.name) return;
    const outer = ancestors[holder - 1];
    const id = 'id' in maker && maker.id ? maker.id : outer?.type === 'VariableDeclarator' ? outer.id : undefined;
    if (id?.type === 'Identifier') names.add(id.name);
  });
  return names;
}

/** The parts of `(t = {…}, define(t, …), t)`. */
function joinedSequence(node: Node): { literal: ObjectExpression; added: Added[] } | undefined {
  if (node.type !== 'SequenceExpression' || node.expressions.length < 2) return undefined;
  const last = node.expressions.at(-1)!;
  if (last.type !== 'Identifier') return undefined;
  let literal: ObjectExpression | undefined;
  const added: Added[] = [];
  for (const part of node.expressions.slice(0, -1)) {
    const given = addedBy(part);
    const target = given ? given.object : part;
    if (target.type === 'AssignmentExpression' && target.right.type === 'ObjectExpression' && !literal) {
      if (target.left.type !== 'Identifier' || target.left.name !== last.name) return undefined;
      literal = target.right;
    } else if (!given || target.type !== 'Identifier' || target.name !== last.name || !literal) return undefined;
    if (given) added.push(given);
  }
  return literal && added.length > 0 ? { literal, added } : undefined;
}

function addedBy(node: Node): Added | undefined {
  if (node.type === 'CallExpression') {
    const [object, key, value] = node.arguments as Node[];
    const isThree = node.arguments.length === 3 && object && value;
    return isThree && key?.type === 'StringLiteral' ? { object, key: key.value, value } : undefined;
  }
  if (node.type !== 'AssignmentExpression' || node.operator !== '=' || node.left.type !== 'MemberExpression') return undefined;
  const key = keyName(node.left);
  return key === undefined ? undefined : { object: node.left.object, key, value: node.right };
}

/** `define({…}, "key", value)`; what stands inside has been put together before. */
function joinedCalls(node: Node, helpers: ReadonlySet<string>): { literal: ObjectExpression; added: Added[] } | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const given = addedBy(node);
  if (given?.object.type !== 'ObjectExpression') return undefined;
  const name = dottedName(node.callee as Node) ?? '';
  const defines = helpers.has(name) || /define_?property/i.test(name);
  return defines ? { literal: given.object, added: [given] } : undefined;
}

function become(node: Node, { literal, added }: { literal: ObjectExpression; added: Added[] }): void {
  const properties = [
    ...literal.properties,
    ...added.map(({ key, value }) => {
      const { start, end } = value;
      return { type: 'ObjectProperty', key: { type: 'StringLiteral', value: key, start, end }, value, start, end };
    }),
  ];
  Object.assign(node, { type: 'ObjectExpression', properties, expressions: undefined, callee: undefined, arguments: undefined });
}
