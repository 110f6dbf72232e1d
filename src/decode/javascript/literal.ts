import type { Node } from '@babel/types';
import { keyName, unwrap } from './names.js';
import { parseScript } from './parse.js';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const MAX_DEPTH = 40;

/**
 * JSON as configuration files really hold it: with comments, trailing commas, single quotes, a byte-order mark, and a key twice
 * (uni-app's `#ifdef` branches: arrays are joined, otherwise the last one wins). Undefined when nothing can be made of it.
 */
export function decodeLooseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    // the strict reader is the fast path only
  }
  const parsed = parseScript(`(${text.replace(/^\uFEFF/, ' ')}\n)`);
  const statement = parsed?.file.program.body[0];
  return statement?.type === 'ExpressionStatement' ? literalValue(statement.expression) : undefined;
}

/** The value of a literal expression; parts that are no literals are left out of objects and arrays. Undefined for no literal. */
export function literalValue(node: Node, depth = 0): Json | undefined {
  if (depth > MAX_DEPTH) return undefined;
  const inner = unwrap(node);
  switch (inner.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
      return inner.value;
    case 'NullLiteral':
      return null;
    case 'TemplateLiteral':
      return inner.expressions.length === 0 ? (inner.quasis[0]?.value.cooked ?? '') : undefined;
    case 'UnaryExpression': {
      const value = literalValue(inner.argument, depth + 1);
      if (inner.operator === '!' && typeof value === 'number') return !value;
      return inner.operator === '-' && typeof value === 'number' ? -value : undefined;
    }
    case 'ArrayExpression':
      return inner.elements.flatMap((item) => {
        const value = item ? literalValue(item as Node, depth + 1) : undefined;
        return value === undefined ? [] : [value];
      });
    case 'ObjectExpression':
      return objectValue(inner, depth);
    case 'CallExpression':
      // defineConfig({...}), definePageConfig({...})
      return inner.arguments[0] ? literalValue(inner.arguments[0] as Node, depth + 1) : undefined;
    default:
      return undefined;
  }
}

function objectValue(node: Extract<Node, { type: 'ObjectExpression' }>, depth: number): Json {
  const out: { [key: string]: Json } = Object.create(null);
  for (const member of node.properties) {
    if (member.type !== 'ObjectProperty') continue;
    const key = keyName(member);
    const value = key === undefined ? undefined : literalValue(member.value, depth + 1);
    if (key === undefined || value === undefined) continue;
    const before = out[key];
    out[key] = Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value;
  }
  return out;
}

export function isRecord(value: Json | undefined): value is { [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
