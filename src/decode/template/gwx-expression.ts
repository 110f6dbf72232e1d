import type { Constant } from './gwx-constants.js';
import { BINARY, PRIMARY, TERNARY, UNARY } from './precedence.js';

/** Operation codes of the compiler. Source: `rev` and `grb` in the runtime that every compiled package carries. */
const CONSTANT = 1;
const OPERATOR = 2;
const LITERAL = 3;
const ARRAY = 4;
const ITEMS = 5;
const MEMBER = 6;
const VARIABLE = 7;
const PAIR = 8;
const MERGE = 9;
const SPREAD = 10;
const CONCAT = 11;
const CALL = 12;

const MAX_DEPTH = 120;
/** Shared parts can make an expression grow without end; what is longer is cut. */
const MAX_LENGTH = 20_000;

interface Printed {
  text: string;
  /** Binding strength, to know where parentheses are needed. */
  strength: number;
}

export interface ExpressionPrinter {
  /** The item as it stood in the template: literal text, `{{expression}}`, or a mixture. */
  print(item: Constant): string;
}

/** Prints operations back as WXML. One printer for one list of constants: parts are shared and printed once. */
export function createPrinter(): ExpressionPrinter {
  const memo = new Map<Constant, Printed>();
  const printed = (node: Constant | undefined, depth: number): Printed => {
    if (!node || depth > MAX_DEPTH) return primary('');
    const known = memo.get(node);
    if (known) return known;
    const made = printOperation(node, (inner) => printed(inner, depth + 1));
    const result = made.text.length > MAX_LENGTH ? primary(`${made.text.slice(0, MAX_LENGTH)}…`) : made;
    memo.set(node, result);
    return result;
  };
  return { print: (item) => printItem(item, (node) => printed(node, 0)) };
}

type Print = (node: Constant | undefined) => Printed;

function printItem(item: Constant, print: Print): string {
  const code = codeOf(item);
  if (item.kind !== 'list') return item.kind === 'text' ? item.value : '';
  if (code === LITERAL) return textOf(item.items[1]);
  if (code !== CONCAT) return braces(print(item).text);
  let out = '';
  for (const part of item.items.slice(1)) {
    out += codeOf(part) === LITERAL && part.kind === 'list' ? textOf(part.items[1]) : braces(print(part).text);
    if (out.length > MAX_LENGTH * 5) return out;
  }
  return out;
}

/** An object needs a space, or three braces would meet. */
function braces(text: string): string {
  return text.startsWith('{') || text.endsWith('}') ? `{{ ${text} }}` : `{{${text}}}`;
}

/** `[3,…]` and `[[6],…]` both name their operation first. */
function codeOf(node: Constant): number | undefined {
  if (node.kind !== 'list') return undefined;
  const first = node.items[0];
  const head = first?.kind === 'list' ? first.items[0] : first;
  return head?.kind === 'value' && typeof head.value === 'number' ? head.value : undefined;
}

function textOf(node: Constant | undefined): string {
  return node?.kind === 'text' ? node.value : node?.kind === 'value' && node.value !== undefined ? String(node.value) : '';
}

function primary(text: string): Printed {
  return { text, strength: PRIMARY };
}

function printOperation(node: Constant, print: Print): Printed {
  if (node.kind !== 'list') return primary(node.kind === 'text' ? quoted(node.value) : String(node.value));
  const [head, first, second] = node.items;
  switch (codeOf(node)) {
    case CONSTANT:
      return primary(first?.kind === 'text' ? quoted(first.value) : textOf(first) || 'undefined');
    case LITERAL:
      return primary(quoted(textOf(first)));
    case OPERATOR:
      return printOperator(head?.kind === 'list' ? textOf(head.items[1]) : '', node.items.slice(1), print);
    case ARRAY:
      return primary(`[${first ? print(first).text : ''}]`);
    case ITEMS:
      return primary(second ? `${print(first).text}, ${print(second).text}` : first ? print(first).text : '');
    case MEMBER:
      return primary(`${enclosed(print(first), PRIMARY)}${member(second, print)}`);
    case VARIABLE:
      return primary(first?.kind === 'list' ? textOf(first.items[1]) : '');
    case PAIR:
      return primary(`{${pairs(node, print)}}`);
    case MERGE:
      return primary(`{${pairs(node, print)}}`);
    case SPREAD:
      return primary(`{${pairs(node, print)}}`);
    case CONCAT:
      return {
        text: node.items
          .slice(1)
          .map((part) => enclosed(print(part), 11))
          .join(' + '),
        strength: 10,
      };
    case CALL:
      return primary(`${enclosed(print(first), PRIMARY)}(${print(second).text})`);
    default:
      return primary('');
  }
}

function printOperator(operator: string, operands: Constant[], print: Print): Printed {
  const [first, second, third] = operands;
  if (operator === '?:')
    return {
      text: `${enclosed(print(first), 2)} ? ${enclosed(print(second), TERNARY)} : ${enclosed(print(third), TERNARY)}`,
      strength: TERNARY,
    };
  if (!second) return { text: `${operator}${enclosed(print(first), UNARY)}`, strength: UNARY };
  const strength = BINARY[operator] ?? TERNARY;
  return { text: `${enclosed(print(first), strength)} ${operator} ${enclosed(print(second), strength + 1)}`, strength };
}

function member(property: Constant | undefined, print: Print): string {
  if (property?.kind === 'list' && codeOf(property) === LITERAL) {
    const name = textOf(property.items[1]);
    return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? `.${name}` : `[${quoted(name)}]`;
  }
  return `[${print(property).text}]`;
}

/** Inside of an object: `a: b, c, ...d`. */
function pairs(node: Constant, print: Print): string {
  if (node.kind !== 'list') return '';
  const [, first, second] = node.items;
  switch (codeOf(node)) {
    case PAIR: {
      const key = textOf(first);
      const value = print(second).text;
      return key === value ? key : `${key}: ${value}`;
    }
    case SPREAD:
      return `...${print(first).text}`;
    case MERGE:
      return [first, second]
        .filter((part) => part !== undefined)
        .map((part) => inner(print(part).text))
        .join(', ');
    default:
      return print(node).text;
  }
}

function inner(text: string): string {
  return text.startsWith('{') && text.endsWith('}') ? text.slice(1, -1) : text;
}

function enclosed(printed: Printed, needed: number): string {
  return printed.strength < needed ? `(${printed.text})` : printed.text;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n')}'`;
}
