import type { Node } from '@babel/types';
import type { Json } from '../javascript/literal.js';
import { keyName, unwrap } from '../javascript/names.js';
import { parseScript } from '../javascript/parse.js';
import { expressionOf, interpolationOf, printExpression } from './expression.js';
import { MAX_DEPTH } from './markup.js';

export interface RpkObject {
  kind: 'object';
  fields: { name: string; value: RpkValue }[];
  offset: number;
}

/** A value in a compiled template, from an AST or from JSON. `bound` is a function that computes it. */
export type RpkValue =
  | RpkObject
  | { kind: 'text'; text: string; offset: number }
  /** `text` with braces, as in the template; `expression` without. */
  | { kind: 'bound'; text: string; expression: string; offset: number }
  | { kind: 'list'; items: RpkValue[]; offset: number };

const FUNCTION_SOURCE = /^\s*(?:function\b|\([\w$,\s]*\)\s*=>|[\w$]+\s*=>)/;

export function isObject(value: RpkValue): value is RpkObject {
  return value.kind === 'object';
}

/** Source: hap-toolkit's compiler, template/compress.js (`--optimize-template-attr`) */
export const SHORT_NAMES: Record<string, string> = {
  type: 't',
  attr: 'a',
  classList: 'cL',
  style: 's',
  events: 'e',
  children: 'c',
};

/** A field of an element, by its name or by the short one that an optimising build gives it. */
export function fieldOf(value: RpkObject, name: string): RpkValue | undefined {
  const short = SHORT_NAMES[name];
  return value.fields.find((field) => field.name === name || field.name === short)?.value;
}

export function valueOfNode(node: Node, depth = 0): RpkValue {
  const inner = unwrap(node);
  const offset = inner.start ?? 0;
  switch (inner.type) {
    case 'StringLiteral':
      return { kind: 'text', text: inner.value, offset: offset + 1 };
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return { kind: 'text', text: String(inner.value), offset };
    case 'ArrayExpression': {
      const items = depth > MAX_DEPTH * 2 ? [] : inner.elements;
      return { kind: 'list', items: items.filter((item) => item !== null).map((item) => valueOfNode(item, depth + 1)), offset };
    }
    case 'ObjectExpression': {
      const fields: RpkObject['fields'] = [];
      if (depth <= MAX_DEPTH * 2)
        for (const property of inner.properties) {
          const name = keyName(property);
          if (name === undefined) continue;
          if (property.type === 'ObjectProperty') fields.push({ name, value: valueOfNode(property.value, depth + 1) });
          else if (property.type === 'ObjectMethod') fields.push({ name, value: bound(property, property.start ?? 0) });
        }
      return { kind: 'object', fields, offset };
    }
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return bound(inner, offset);
    default: {
      const expression = printExpression(inner);
      return expression === 'true' || expression === 'false'
        ? { kind: 'text', text: expression, offset }
        : { kind: 'bound', text: `{{${expression}}}`, expression, offset };
    }
  }
}

function bound(node: Parameters<typeof expressionOf>[0], offset: number): RpkValue {
  return { kind: 'bound', text: interpolationOf(node) ?? '', expression: expressionOf(node) ?? '', offset };
}

export function valueOfJson(value: Json, depth = 0): RpkValue {
  if (typeof value === 'string') return functionSource(value) ?? { kind: 'text', text: value, offset: 0 };
  if (Array.isArray(value)) {
    const items = depth > MAX_DEPTH * 2 ? [] : value;
    return { kind: 'list', items: items.map((item) => valueOfJson(item, depth + 1)), offset: 0 };
  }
  if (typeof value !== 'object' || value === null) return { kind: 'text', text: value === null ? '' : String(value), offset: 0 };
  const entries = depth > MAX_DEPTH * 2 ? [] : Object.entries(value);
  return { kind: 'object', fields: entries.map(([name, part]) => ({ name, value: valueOfJson(part, depth + 1) })), offset: 0 };
}

function functionSource(text: string): RpkValue | undefined {
  if (!FUNCTION_SOURCE.test(text)) return undefined;
  const statement = parseScript(`(${text})`)?.file.program.body[0];
  const node = statement?.type === 'ExpressionStatement' ? unwrap(statement.expression) : undefined;
  return node?.type === 'FunctionExpression' || node?.type === 'ArrowFunctionExpression' ? bound(node, 0) : undefined;
}
