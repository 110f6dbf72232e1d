import type { MarkupAttribute } from '../../decode/template/markup.js';
import type { Dialect, DialectTable } from './dialects.js';

/** A loop of a template: the name of its list and of the row it shows. */
export interface Loop {
  list: string;
  /** Variable of a row; `{a, b}` where its members are taken apart. */
  item: string;
  /** Variable of a row's place, where the loop names it or the dialect has one of its own. */
  index?: string;
}

/** A member of each row of a list that a loop shows: `{{item.name}}` in `item in menus` is `name` of `menus`. */
export interface ShownMember {
  list: string;
  key: string;
}

const NAMED = /^\s*(\(.*?\)|\{.*?\}|[\w$]+(?:\s*,\s*[\w$]+)?)\s+(?:in|of)\s+(.+)$/s;
/** Longer is no loop a person wrote, and patterns are slow on it. */
const LONGEST = 500;
/** What a list may still be put through before it is shown. */
const PASSED_ON = /\.(slice|filter|concat|sort|reverse|value)\b.*$/s;

/** The loop an element is repeated by; undefined where it is not, or its list has no name. */
export function loopOf(attributes: readonly MarkupAttribute[], { loop }: DialectTable, dialect: Dialect): Loop | undefined {
  const written = attributes.find(({ name }) => loop.test(name));
  if (!written || written.value.length > LONGEST) return undefined;
  const value = written.value.replace(/^\s*\{\{|\}\}\s*$/g, '');
  const [, names, source] = NAMED.exec(value) ?? [];
  const list = /([\w$]+)\s*$/.exec((source ?? value).replace(PASSED_ON, ''))?.[1];
  if (!list) return undefined;
  if (names) return { list, item: itemOf(names, dialect), index: indexOf(names, dialect) };
  const own = (suffix: string): string | undefined =>
    attributes.find(({ name }) => new RegExp(`(^|:|-)for-${suffix}$`).test(name))?.value;
  const [item, index] = dialect === 'quickapp' ? ['$item', '$idx'] : ['item', 'index'];
  return { list, item: own('item') || item, index: own('index') || index };
}

/** `(item, index)`; quick apps put the index first. */
function itemOf(names: string, dialect: Dialect): string {
  if (names.startsWith('{')) return names;
  const parts = names.replace(/^\(|\)$/g, '').trim();
  if (parts.startsWith('{')) return parts.slice(0, parts.indexOf('}') + 1);
  const [first = '', second] = parts.split(',').map((part) => part.trim());
  return (dialect === 'quickapp' && second) || first;
}

/** `i` of `(item, i)`, of `({ name }, i)`, of `item, i`; the first of two in quick apps. */
function indexOf(names: string, dialect: Dialect): string | undefined {
  const parts = names.replace(/^\(|\)$/g, '').trim();
  const [first = '', second] = parts.replace(/^\{[^}]*\}/, '{}').split(',');
  return (dialect === 'quickapp' && second ? first : second)?.trim() || undefined;
}

/** Members of rows that an expression shows, by the loops around it. */
export function shownMembers(expression: string, loops: readonly Loop[]): ShownMember[] {
  return loops.flatMap(({ list, item }) => keysOf(expression, item).map((key) => ({ list, key })));
}

function keysOf(expression: string, item: string): string[] {
  if (item.startsWith('{'))
    return (item.match(/[\w$]+/g) ?? []).filter((name) => new RegExp(`(?<![\\w$.])${escaped(name)}(?![\\w$])`).test(expression));
  const member = new RegExp(`(?<![\\w$.])(?:this\\.)?${escaped(item)}\\??\\.([\\w$]+)`, 'g');
  return [...expression.matchAll(member)].map((match) => match[1]!);
}

function escaped(name: string): string {
  return name.replace(/[$]/g, '\\$&');
}
