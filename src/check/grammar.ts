import type { Expression, Leaves } from './expression.js';
import { DECLARED, MATCHERS, PARTS, type Shape } from './matcher-keys.js';
import { mistakeInPattern } from './pattern.js';

export const LEAVES = Object.keys(MATCHERS) as (keyof Leaves)[];
const NESTED = ['not', 'flow', 'package'] as const;
const OTHERS = ['element', 'declared', 'covered'] as const;
const LISTS = ['any', 'all', 'of'] as const;

interface Grammar {
  /** Elements named before this one. */
  elements: ReadonlySet<string>;
  /** Whether a role is in a lexicon. */
  hasRole(role: string): boolean;
}

export function grammarOf(elements: ReadonlySet<string>, hasRole: (role: string) => boolean): Grammar {
  return { elements: new Set(elements), hasRole };
}

/** What is wrong with an element, the first thing found; undefined when it fits the grammar. */
export function mistakeInElement(element: unknown, where: string, grammar: Grammar): string | undefined {
  return mistakeIn(element, where, grammar, ['title', 'review', 'clue']);
}

/**
 * What is wrong with an expression, the first thing found; undefined when it fits the grammar.
 * @param where path of keys, put before the message
 */
function mistakeIn(expression: unknown, where: string, grammar: Grammar, extra: readonly string[] = []): string | undefined {
  if (!isObject(expression)) return `${where}：应是表达式`;
  const keys = Object.keys(expression);
  if (keys.every((key) => extra.includes(key))) return `${where}：没有条件`;
  if ('of' in expression !== 'atLeast' in expression) return `${where}：atLeast 与 of 须同时给出`;
  for (const key of keys) {
    const mistake = extra.includes(key) ? undefined : mistakeInKey(expression, key as keyof Expression, where, grammar);
    if (mistake) return mistake;
  }
  return undefined;
}

function mistakeInKey(expression: object, key: keyof Expression, where: string, grammar: Grammar): string | undefined {
  const value = (expression as Expression)[key];
  const place = `${where}.${key}`;
  if (isOneOf(LISTS, key)) {
    if (!Array.isArray(value) || value.length === 0) return `${place}：应是非空列表`;
    return firstOf(value.map((part, i) => mistakeIn(part, `${place}[${i}]`, grammar)));
  }
  if (isOneOf(NESTED, key)) return mistakeIn(value, place, grammar);
  if (key === 'element') return grammar.elements.has(String(value)) ? undefined : `${place}：“${value}”不是写在前面的要件`;
  if (key === 'covered') return mistakeInValue(PARTS, value, place, grammar);
  if (key === 'atLeast') return Number.isInteger(value) ? undefined : `${place}：应是整数`;
  const keys = key === 'declared' ? DECLARED : isOneOf(LEAVES, key) ? MATCHERS[key] : undefined;
  if (!keys) return `${where}：不认识的键“${key}”，可用：${[...LISTS, ...NESTED, ...OTHERS, ...LEAVES].join('、')}`;
  if (!isObject(value)) return `${place}：应是映射`;
  return firstOf(
    Object.entries(value).map(([name, held]) =>
      Object.hasOwn(keys, name)
        ? mistakeInValue(keys[name]!, held, `${place}.${name}`, grammar)
        : `${place}.${name}：不认识的键，可用：${Object.keys(keys).join('、')}`,
    ),
  );
}

function mistakeInValue(shape: Shape, value: unknown, place: string, grammar: Grammar): string | undefined {
  const values = Array.isArray(value) ? value : [value];
  if (values.length === 0) return `${place}：列表是空的`;
  if (shape === 'number' || shape === 'boolean') return typeof value === shape ? undefined : `${place}：应是 ${shape}`;
  const strange = values.find((item) => typeof item !== 'string');
  if (strange !== undefined) return `${place}：“${String(strange)}”应是字符串`;
  if (shape === 'string') return Array.isArray(value) ? `${place}：应是一个字符串` : undefined;
  if (shape === 'pattern') {
    const fault = mistakeInPattern(String(value));
    return fault && `${place}：${fault}`;
  }
  if (shape === 'strings') return undefined;
  const known = (item: string): boolean => (shape === 'roles' ? grammar.hasRole(item) : shape.includes(item));
  const unknown = values.find((item) => !known(item));
  if (unknown === undefined) return undefined;
  return `${place}：不认识“${unknown}”，${shape === 'roles' ? '词表中没有这个角色' : `可用：${[...new Set(shape)].join('、')}`}`;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isOneOf<T extends string>(list: readonly T[], key: string): key is T {
  return (list as readonly string[]).includes(key);
}

function firstOf(mistakes: (string | undefined)[]): string | undefined {
  return mistakes.find((mistake) => mistake !== undefined);
}
