import type { Node, ObjectExpression } from '@babel/types';
import { dottedName, keyName } from './names.js';
import { holdsOffset, offsetsOf } from './offsets.js';
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
  const helpers = new Set(definingHelpers(source));
  const named = [...helpers].map((name) => new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\(`, 'g'));
  const places = [OPENS_SEQUENCE, NAMED_HELPER, ...named].flatMap((pattern) => offsetsOf(source, pattern)).sort((a, b) => a - b);
  if (places.length === 0) return;
  walk(
    root,
    (node) => node === root || holdsOffset(node, places),
    (node) => {
      const joined = joinedSequence(node) ?? joinedCalls(node, helpers);
      if (joined) become(node, joined);
    },
  );
}

/** `(t = {`, and `define(t = {` where a call is the first part. */
const OPENS_SEQUENCE = /\(\s*[\w$]+\s*=\s*\{/g;
const NAMED_HELPER = /define_?property(?:\d*\.default)?\)?\(/gi;
const DEFINES = 'Object.defineProperty(';
/** Helpers looked for, and how much of a function there may be before it defines the property. */
const MOST_HELPERS = 200;
const HEAD = 200;
const HELPER =
  /(?:function\s+([\w$]+)\s*|([\w$]+)\s*=\s*(?:function\s*[\w$]*\s*)?)\(\s*([\w$]+)\s*,\s*[\w$]+\s*,\s*[\w$]+\s*\)\s*(?:=>\s*)?[^{}]{0,40}\{?[^{}]*$/;

/** Functions of three parameters that define a property of the first: `function d(o, k, v) { return k in o ? Object.defineProperty(o, …`. */
function* definingHelpers(source: string): Generator<string> {
  let at = source.indexOf(DEFINES);
  for (let left = MOST_HELPERS; at >= 0 && left > 0; left--, at = source.indexOf(DEFINES, at + 1)) {
    const [, declared, given, object] = HELPER.exec(source.slice(Math.max(0, at - HEAD), at)) ?? [];
    const name = declared ?? given;
    if (name && object && source.startsWith(object, at + DEFINES.length)) yield name;
  }
}

/** The parts of `(t = {…}, define(t, …), t)`, and of `(t = {…}, define(t, …), define(t, …))`, where the helper hands the object on. */
function joinedSequence(node: Node): { literal: ObjectExpression; added: Added[] } | undefined {
  if (node.type !== 'SequenceExpression' || node.expressions.length < 2) return undefined;
  const end = node.expressions.at(-1)!;
  const parts = end.type === 'Identifier' ? node.expressions.slice(0, -1) : node.expressions;
  const last = end.type === 'Identifier' ? end : handedOn(node.expressions);
  if (last?.type !== 'Identifier') return undefined;
  let literal: ObjectExpression | undefined;
  const added: Added[] = [];
  for (const part of parts) {
    const given = allAddedBy(part);
    const target = given[0]?.object ?? part;
    if (target.type === 'AssignmentExpression' && target.right.type === 'ObjectExpression' && !literal) {
      if (target.left.type !== 'Identifier' || target.left.name !== last.name) return undefined;
      literal = target.right;
    } else if (given.length === 0 || target.type !== 'Identifier' || target.name !== last.name || !literal) return undefined;
    added.push(...given);
  }
  return literal && added.length > 0 ? { literal, added } : undefined;
}

/** The object that the last call of a sequence hands on: one of the helper that the call before it is of. */
function handedOn(parts: readonly Node[]): Node | undefined {
  const [before, last] = parts.slice(-2);
  const helper = last?.type === 'CallExpression' ? dottedName(last.callee as Node) : undefined;
  const same = before?.type === 'CallExpression' && dottedName(before.callee as Node) === helper;
  return helper && same ? allAddedBy(last!)[0]?.object : undefined;
}

/** `define(define(t, "b", f), "c", g)`: what is put in first comes first, with the object itself. */
function allAddedBy(node: Node): Added[] {
  const added: Added[] = [];
  for (let given = addedBy(node); given; given = addedBy(given.object)) added.unshift(given);
  return added;
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
