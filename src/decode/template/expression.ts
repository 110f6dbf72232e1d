import type { Expression, Function as FunctionNode, Node, Statement } from '@babel/types';
import { unwrap } from '../javascript/names.js';
import { BINARY, PRIMARY, TERNARY, UNARY } from './precedence.js';

const MAX_DEPTH = 60;
const MAX_LENGTH = 4000;

interface Printer {
  /** Names that stand for `this` in compiled functions: `const _vm_ = vm || this`. */
  aliases: Set<string>;
  /** Parameters handed on at the end of a call, which the template did not write. */
  event?: string;
}

/**
 * What a compiled function computes, as the template wrote it: `function(){return this.a?"是":"否"}` gives `a ? '是' : '否'`.
 * Escapes in strings are resolved. Undefined for a function that does more than return a value or make a call.
 */
export function expressionOf(body: FunctionNode): string | undefined {
  const printer = printerOf(body);
  const result = resultOf(body);
  return result && print(result, printer, 0);
}

/** Like `expressionOf`, with a sum of strings as mixed text: `共 {{n}} 条`. */
export function interpolationOf(body: FunctionNode): string | undefined {
  const printer = printerOf(body);
  const result = resultOf(body);
  if (!result) return undefined;
  const parts = sumOf(result);
  const isText = parts.slice(0, 2).some((part) => part.type === 'StringLiteral');
  if (!isText) return `{{${print(result, printer, 0)}}}`;
  return parts.map((part) => (part.type === 'StringLiteral' ? part.value : `{{${print(part, printer, 0)}}}`)).join('');
}

/** An expression outside of any function. */
export function printExpression(node: Node): string {
  return print(node, { aliases: new Set() }, 0);
}

function printerOf(body: FunctionNode): Printer {
  const aliases = new Set<string>();
  for (const statement of statementsOf(body)) {
    if (statement.type !== 'VariableDeclaration') continue;
    for (const { id, init } of statement.declarations) {
      const source = init?.type === 'LogicalExpression' ? init.right : init;
      if (id.type === 'Identifier' && source?.type === 'ThisExpression') aliases.add(id.name);
    }
  }
  const [parameter] = body.params;
  return { aliases, event: parameter?.type === 'Identifier' ? parameter.name : undefined };
}

function statementsOf(body: FunctionNode): Statement[] {
  return body.body.type === 'BlockStatement' ? body.body.body : [];
}

function resultOf(body: FunctionNode): Expression | undefined {
  if (body.body.type !== 'BlockStatement') return body.body;
  const last = statementsOf(body).at(-1);
  if (last?.type === 'ReturnStatement') return last.argument ?? undefined;
  return last?.type === 'ExpressionStatement' ? last.expression : undefined;
}

/** The operands of a chain of `+`, left to right. */
function sumOf(node: Expression): Node[] {
  const parts: Node[] = [];
  let inner = unwrap(node);
  while (inner.type === 'BinaryExpression' && inner.operator === '+') {
    parts.unshift(unwrap(inner.right));
    inner = unwrap(inner.left);
  }
  parts.unshift(inner);
  return parts;
}

function print(node: Node, printer: Printer, depth: number): string {
  return printed(node, printer, depth).text.slice(0, MAX_LENGTH);
}

interface Printed {
  text: string;
  strength: number;
}

function printed(node: Node, printer: Printer, depth: number): Printed {
  if (depth > MAX_DEPTH) return { text: '…', strength: PRIMARY };
  const inner = unwrap(node);
  const enclosed = (child: Node, needed: number): string => {
    const { text, strength } = printed(child, printer, depth + 1);
    return strength < needed ? `(${text})` : text;
  };
  switch (inner.type) {
    case 'ConditionalExpression':
      return {
        text: `${enclosed(inner.test, TERNARY + 1)} ? ${enclosed(inner.consequent, TERNARY)} : ${enclosed(inner.alternate, TERNARY)}`,
        strength: TERNARY,
      };
    case 'BinaryExpression':
    case 'LogicalExpression': {
      const strength = BINARY[inner.operator] ?? TERNARY;
      return { text: `${enclosed(inner.left, strength)} ${inner.operator} ${enclosed(inner.right, strength + 1)}`, strength };
    }
    case 'UnaryExpression':
      return unary(inner.operator, inner.argument, enclosed);
    case 'AssignmentExpression':
      return { text: `${enclosed(inner.left, PRIMARY)} ${inner.operator} ${enclosed(inner.right, TERNARY)}`, strength: 0 };
    default:
      return { text: primary(inner, printer, (child) => enclosed(child, TERNARY), enclosed), strength: PRIMARY };
  }
}

type Enclosed = (child: Node, needed: number) => string;

/** `!0` and `!1` are a minifier's true and false. */
function unary(operator: string, argument: Node, enclosed: Enclosed): Printed {
  if (operator === '!' && argument.type === 'NumericLiteral') return { text: String(argument.value === 0), strength: PRIMARY };
  if (operator === 'void' && argument.type === 'NumericLiteral') return { text: 'undefined', strength: PRIMARY };
  const gap = /\w/.test(operator) ? ' ' : '';
  return { text: `${operator}${gap}${enclosed(argument, UNARY)}`, strength: UNARY };
}

function primary(node: Node, printer: Printer, item: (child: Node) => string, enclosed: Enclosed): string {
  switch (node.type) {
    case 'StringLiteral':
      return quoted(node.value);
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return String(node.value);
    case 'NullLiteral':
      return 'null';
    case 'ThisExpression':
      return 'this';
    case 'Identifier':
      return printer.aliases.has(node.name) ? 'this' : node.name;
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return member(node.object, node.property, node.computed, enclosed);
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const args = node.arguments.filter((arg) => !(arg.type === 'Identifier' && arg.name === printer.event));
      return `${enclosed(node.callee, PRIMARY)}(${args.map(item).join(', ')})`;
    }
    case 'ArrayExpression':
      return `[${node.elements.map((element) => (element ? item(element) : '')).join(', ')}]`;
    case 'ObjectExpression':
      return `{${node.properties.map((property) => objectMember(property, item)).join(', ')}}`;
    case 'TemplateLiteral':
      return `\`${node.quasis.map(({ value }, i) => (value.cooked ?? '') + hole(node.expressions[i], item)).join('')}\``;
    case 'SequenceExpression':
      return node.expressions.map(item).join(', ');
    case 'SpreadElement':
      return `...${item(node.argument)}`;
    default:
      return '…';
  }
}

function hole(expression: Node | undefined, item: (child: Node) => string): string {
  return expression ? `\${${item(expression)}}` : '';
}

function objectMember(property: Node, item: (child: Node) => string): string {
  if (property.type === 'SpreadElement') return item(property);
  if (property.type !== 'ObjectProperty') return '…';
  const key = property.key.type === 'Identifier' ? property.key.name : item(property.key);
  return `${property.computed ? `[${key}]` : key}: ${item(property.value)}`;
}

/** `this.` is what compiling added. */
function member(object: Node, property: Node, computed: boolean, enclosed: Enclosed): string {
  const holder = enclosed(object, PRIMARY);
  if (computed) return `${holder}[${enclosed(property, TERNARY)}]`;
  const name = property.type === 'Identifier' ? property.name : '…';
  return holder === 'this' ? name : `${holder}.${name}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
}
