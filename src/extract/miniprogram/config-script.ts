import type { Node } from '@babel/types';
import { isRecord, type Json, literalValue } from '../../decode/javascript/literal.js';
import { dottedName, keyName, unwrap } from '../../decode/javascript/names.js';
import { parseScript, type ScriptLanguage } from '../../decode/javascript/parse.js';
import { walk } from '../../decode/javascript/walk.js';

const MAX_DEPTH = 40;
/** Members of a list that code puts together; real apps have hundreds of pages. */
const MAX_ITEMS = 5000;
/** Methods whose outcome holds what the list held: which of the members stay is for a build to say. */
const LIST_METHODS = /^(filter|concat|slice|sort|reverse|map|flatMap|flat)$/;

/** Names a script gives values at its top, with what they were found to hold. */
interface Names {
  declared: Map<string, Node>;
  known: Map<string, Json | undefined>;
}

/** The object a configuration script gives: its default export, `definePageConfig(…)`, `module.exports`, or a member named `config`. */
export function configInScript(text: string, language: ScriptLanguage): Json | undefined {
  if (!/\b(pages|navigationBarTitleText|usingComponents)\b/.test(text)) return undefined;
  const { given, others, names } = valuesIn(text, language);
  for (const node of [...given, ...others]) {
    const value = configValue(node, names);
    if (isRecord(value) && (value.pages || value.navigationBarTitleText || value.usingComponents)) return value;
  }
  return undefined;
}

/** The list of pages a script gives, each by its path or an object with a `path`. */
export function pageListInScript(text: string, language: ScriptLanguage): Json[] | undefined {
  const { given, names } = valuesIn(text, language);
  for (const node of given) {
    const value = configValue(node, names);
    const pages = Array.isArray(value) ? value.filter((item) => typeof (isRecord(item) ? item.path : item) === 'string') : [];
    if (pages.length > 0) return pages;
  }
  return undefined;
}

/** What a script gives away, what else it names, and the values of its names. */
function valuesIn(text: string, language: ScriptLanguage): { given: Node[]; others: Node[]; names: Names } {
  const given: Node[] = [];
  const others: Node[] = [];
  const names: Names = { declared: new Map(), known: new Map() };
  const program = parseScript(text, language)?.file.program;
  if (!program) return { given, others, names };
  walk(program, (node) => {
    if (node.type === 'ExportDefaultDeclaration') given.push(node.declaration);
    else if (node.type === 'AssignmentExpression' && node.left.type === 'MemberExpression') given.push(node.right);
    else if (isConfigMember(node)) given.push(node.value as Node);
    else if (node.type === 'CallExpression' && /^define(App|Page)Config$/.test(dottedName(node.callee as Node) ?? ''))
      given.push(node);
    else if (node.type === 'VariableDeclarator' && node.init) {
      others.push(node.init);
      if (node.id.type === 'Identifier' && !names.declared.has(node.id.name)) names.declared.set(node.id.name, node.init);
    }
    return undefined;
  });
  return { given, others, names };
}

function isConfigMember(node: Node): node is Extract<Node, { type: 'ClassProperty' | 'ObjectProperty' }> {
  return (node.type === 'ClassProperty' || node.type === 'ObjectProperty') && keyName(node) === 'config' && Boolean(node.value);
}

/**
 * All that an expression may hold. Where code chooses by edition or platform both sides are taken, and a list that is
 * filtered or copied keeps its members: a page left out of one build is in another.
 */
function configValue(node: Node, names: Names, depth = 0): Json | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const inner = unwrap(node);
  const read = (part: Node) => configValue(part, names, depth + 1);
  switch (inner.type) {
    case 'Identifier':
      return named(inner.name, names, depth);
    case 'ConditionalExpression':
      return joined(read(inner.consequent), read(inner.alternate));
    case 'LogicalExpression':
      return joined(read(inner.left), read(inner.right));
    case 'ArrayExpression':
      return inner.elements.flatMap((item) => (item ? listed(item, read) : [])).slice(0, MAX_ITEMS);
    case 'ObjectExpression':
      return inner.properties.reduce<Json | undefined>((whole, member) => joined(whole, memberValue(member, read)), empty());
    case 'ArrowFunctionExpression':
      return inner.body.type === 'BlockStatement' ? returned(inner.body, read) : read(inner.body);
    case 'CallExpression':
      return calledValue(inner, read);
    default:
      return literalValue(inner);
  }
}

function named(name: string, names: Names, depth: number): Json | undefined {
  const init = names.declared.get(name);
  if (!init || names.known.has(name)) return names.known.get(name);
  names.known.set(name, undefined); // a name that leads back to itself has no value
  const value = configValue(init, names, depth + 1);
  names.known.set(name, value);
  return value;
}

type Read = (part: Node) => Json | undefined;

function listed(item: Node, read: Read): Json[] {
  const value = read(item.type === 'SpreadElement' ? item.argument : item);
  if (item.type === 'SpreadElement') return Array.isArray(value) ? value : [];
  return value === undefined ? [] : [value];
}

function memberValue(member: Node, read: Read): Json | undefined {
  if (member.type === 'SpreadElement') return read(member.argument);
  const key = member.type === 'ObjectProperty' ? keyName(member) : undefined;
  const value = member.type === 'ObjectProperty' ? read(member.value) : undefined;
  if (key === undefined || value === undefined) return undefined;
  const out = empty();
  out[key] = value;
  return out;
}

function calledValue(call: Extract<Node, { type: 'CallExpression' }>, read: Read): Json | undefined {
  const { callee } = call;
  const given = (call.arguments as Node[]).map((argument) =>
    read(argument.type === 'SpreadElement' ? argument.argument : argument),
  );
  if (dottedName(callee as Node) === 'Object.assign') return given.reduce(joined, empty());
  if (callee.type !== 'MemberExpression' || !LIST_METHODS.test(keyName(callee) ?? '')) return given[0];
  const list = read(callee.object);
  return keyName(callee) === 'concat' ? given.reduce(joined, list) : list;
}

function returned(body: Node, read: Read): Json | undefined {
  let value: Json | undefined;
  walk(body, (node) => {
    if (node.type === 'ReturnStatement' && node.argument) value = joined(value, read(node.argument));
    return node === body || !/Function/.test(node.type);
  });
  return value;
}

/** Two values of one place: lists and objects hold what both hold, otherwise the later one stands. */
function joined(one: Json | undefined, two: Json | undefined): Json | undefined {
  if (Array.isArray(one) && Array.isArray(two)) return [...one, ...two].slice(0, MAX_ITEMS);
  if (!isRecord(one) || !isRecord(two)) return two ?? one;
  const out = Object.assign(empty(), one);
  for (const [key, value] of Object.entries(two)) out[key] = joined(out[key], value)!;
  return out;
}

function empty(): { [key: string]: Json } {
  return Object.create(null);
}
