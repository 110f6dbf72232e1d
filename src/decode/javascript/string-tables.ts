import type { CallExpression, Node, ObjectExpression } from '@babel/types';
import { evaluate } from './evaluate/index.js';
import { keyName, valueOfKey } from './names.js';
import { declaredIn, isScope, type StaticScope, staticScopes } from './static-scopes.js';
import { walk } from './walk.js';

/** Turning a table until a sum is right: hundreds of rounds over hundreds of texts. */
const MOST_STEPS = 1_500_000;
const STEPS_A_CHARACTER = 200;
/** Longest function that only turns a table. */
const LONGEST_TURN = 20_000;
/** A list whose first item goes to its own end. Begins with a plain word, since whole bundles are searched for it. */
const TURNS = /push(?<=(?<![\w$])([\w$]+)(?:\.|\[\s*['"])push)['"]?\]?\(\s*\1(?:\.|\[\s*['"])shift/;

/** Whether a script has the loop by which obfuscators turn their table of strings. */
export function mayHoldStringTables(source: string): boolean {
  return source.includes('shift') && TURNS.test(source);
}

/** Where such loops stand. */
export function turningPlaces(source: string): number[] {
  if (!source.includes('shift')) return [];
  return [...source.matchAll(new RegExp(TURNS, 'g'))].map(({ index }) => index);
}

/**
 * Writes the texts back that javascript-obfuscator and its like took out: strings kept in a turned table and fetched by a
 * decoding function, split strings, keys and operations kept in objects, numbers written as sums. The tree is changed in place,
 * at the places of the source; what cannot be decoded stays.
 * Source: javascript-obfuscator 4.1, presets low and medium (stringArray, rotate, base64, wrappers, controlFlowFlattening)
 */
export function decodeStringTables(root: Node, source: string): void {
  const scopes = staticScopes(root);
  const steps = Math.min(MOST_STEPS, source.length * STEPS_A_CHARACTER);
  const turning = { steps };
  let turned = 0;
  for (const { node, scope } of scopes.immediate) {
    const [start, end] = [node.start ?? 0, node.end ?? 0];
    if (node.arguments.length === 0 || end - start > LONGEST_TURN || !TURNS.test(source.slice(start, end))) continue;
    // Half turned, every text would be another's.
    if (!evaluate(node, scope, turning)) return;
    turned++;
  }
  if (turned === 0) return;
  const budget = { steps };
  const stack: StaticScope[] = [];
  walk(
    root,
    (node) => {
      if (isScope(node)) stack.push(scopes.of.get(node)!);
    },
    (node) => {
      if (isScope(node)) stack.pop();
      const scope = stack.at(-1);
      if (scope) simplify(node, scope, budget);
    },
  );
}

function simplify(node: Node, scope: StaticScope, budget: { steps: number }): void {
  switch (node.type) {
    case 'CallExpression':
      if (!fetch(node, scope, budget)) inline(node, scope);
      break;
    case 'BinaryExpression':
      if (isConstant(node.left as Node) && isConstant(node.right)) replace(node, evaluate(node, scope, budget)?.value);
      break;
    case 'AssignmentExpression': {
      // A table filled key by key is one that was written whole.
      const key = node.left.type === 'MemberExpression' ? keyName(node.left) : undefined;
      const table = key !== undefined && node.left.type === 'MemberExpression' ? tableOf(node.left.object, scope) : undefined;
      if (key !== undefined && table)
        table.properties.push({
          type: 'ObjectProperty',
          key: { type: 'StringLiteral', value: key },
          value: node.right,
          computed: false,
          shorthand: false,
        } as ObjectExpression['properties'][number]);
      break;
    }
    case 'MemberExpression': {
      const value = memberOf(node, scope);
      if (value?.type === 'StringLiteral') replace(node, value.value);
      break;
    }
  }
}

function isConstant(node: Node): boolean {
  return (
    node.type === 'StringLiteral' ||
    node.type === 'NumericLiteral' ||
    (node.type === 'UnaryExpression' && node.operator === '-' && isConstant(node.argument))
  );
}

function replace(node: Node, value: unknown): boolean {
  if (typeof value === 'string') Object.assign(node, { type: 'StringLiteral', value });
  else if (typeof value === 'number') Object.assign(node, { type: 'NumericLiteral', value });
  else return false;
  return true;
}

/** A call of a function of the script with constants only, that gives a text. */
function fetch(node: CallExpression, scope: StaticScope, budget: { steps: number }): boolean {
  if (node.callee.type !== 'Identifier' || node.arguments.length === 0 || !node.arguments.every((arg) => isConstant(arg as Node)))
    return false;
  if (!declaredIn(scope, node.callee.name)) return false;
  const value = evaluate(node, scope, budget)?.value;
  return typeof value === 'string' && replace(node, value);
}

/** `table.add(a, b)` where the table keeps `function (x, y) { return x + y }`, and `table.run(f, a)` for `f(a)`. */
function inline(node: CallExpression, scope: StaticScope): void {
  const kept = node.callee.type === 'MemberExpression' ? memberOf(node.callee, scope) : undefined;
  if (kept?.type !== 'FunctionExpression') return;
  const [only] = kept.body.body;
  const body = only?.type === 'ReturnStatement' ? only.argument : undefined;
  const argument = (name: Node | undefined): Node | undefined => {
    const at =
      name?.type === 'Identifier'
        ? kept.params.findIndex((param) => param.type === 'Identifier' && param.name === name.name)
        : -1;
    return node.arguments[at] as Node | undefined;
  };
  if (body?.type === 'BinaryExpression') {
    const [left, right] = [argument(body.left as Node), argument(body.right)];
    if (left && right) Object.assign(node, { type: body.type, operator: body.operator, left, right });
  } else if (body?.type === 'CallExpression') {
    const callee = argument(body.callee as Node);
    const args = body.arguments.map((arg) => argument(arg as Node));
    if (callee && args.every((arg) => arg !== undefined)) Object.assign(node, { callee, arguments: args });
  }
}

function memberOf(node: Extract<Node, { type: 'MemberExpression' }>, scope: StaticScope): Node | undefined {
  const key = node.object.type === 'Identifier' ? keyName(node) : undefined;
  const table = key === undefined ? undefined : tableOf(node.object, scope);
  return table && valueOfKey(table, key);
}

/** The object literal a variable was given, through other variables. */
function tableOf(written: Node, from: StaticScope): ObjectExpression | undefined {
  let node: Node | undefined = written;
  let scope = from;
  for (let depth = 0; depth < 5 && node?.type === 'Identifier'; depth++) {
    const found = declaredIn(scope, node.name);
    node = found?.declared.value;
    scope = found?.scope ?? scope;
  }
  return node?.type === 'ObjectExpression' ? node : undefined;
}
