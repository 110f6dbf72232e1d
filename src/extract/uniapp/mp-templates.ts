import type { MarkupAttribute, MarkupElement, MarkupNode } from '../../decode/template/markup.js';
import type { Application } from '../javascript/application/application.js';
import { readMarkup } from '../markup/reading.js';
import type { Sources } from '../miniprogram/source-set.js';
import { type ShownValue, type ShownValues, shownValues } from './mp-render.js';

/**
 * Templates that uni-app (Vue 3) compiles for mini-programs name nothing: `<button bindtap="{{d}}">{{a}}</button>`, and the page's
 * script says what `a` and `d` are. Reads them again with what the script says in its place.
 */
export function nameTemplates(app: Application, sources: Sources): void {
  for (const [stem, templates] of sources.templates) {
    const module = app.byStem.get(stem);
    if (!module || module.owner === 'third-party' || !templates.some(({ nodes }) => nodes)) continue;
    const found = shownValues(module);
    if (!found) continue;
    const { start, end } = found.render;
    module.literals = module.literals.filter(({ node }) => (node.start ?? 0) < (start ?? 0) || (node.end ?? 0) > (end ?? 0));
    for (const template of templates)
      if (template.nodes)
        template.reading = readMarkup(
          template.nodes.map((node) => named(node, { root: found.values, rows: [] })),
          template.dialect ?? 'wechat',
        );
  }
}

interface Scope {
  root: ShownValues;
  /** Of the loops around, innermost first: the template's name for a row, and what the rows hold. */
  rows: { item: string; values: ShownValues }[];
}

const NAMES = /(?<![\w$.'"])([A-Za-z_$][\w$]*)(?:\.([A-Za-z_$][\w$]*))?/g;

function named(node: MarkupNode, scope: Scope): MarkupNode {
  if (node.type === 'text') return { ...node, value: withValues(node.value, scope) };
  const loop = loopOf(node, scope);
  const inside = loop ? { root: scope.root, rows: [{ item: loop.item, values: loop.list.row }, ...scope.rows] } : scope;
  return {
    ...node,
    attributes: node.attributes.flatMap((attribute) => attributesOf(attribute, inside, loop)),
    children: node.children.map((child) => named(child, inside)),
  };
}

interface Loop {
  list: Extract<ShownValue, { kind: 'list' }>;
  /** The template's name for a row. */
  item: string;
}

function loopOf({ attributes }: MarkupElement, scope: Scope): Loop | undefined {
  const value = (ending: RegExp): string | undefined => attributes.find(({ name }) => ending.test(name))?.value;
  const list = onlyValue(value(/:for(-items)?$/) ?? '', scope);
  return list?.kind === 'list' ? { list, item: value(/:for-item$/) ?? 'item' } : undefined;
}

/** A bound attribute with what it is bound to; a loop with the names that its rows have in the script. */
function attributesOf(attribute: MarkupAttribute, scope: Scope, loop: Loop | undefined): MarkupAttribute[] {
  const { name, value, offset } = attribute;
  if (loop && /:for(-items)?$/.test(name)) {
    const prefix = name.slice(0, name.indexOf(':'));
    return [
      { name, value: `{{${loop.list.text}}}`, offset },
      { name: `${prefix}:for-item`, value: loop.list.item, offset },
      { name: `${prefix}:for-index`, value: loop.list.index, offset },
    ];
  }
  if (loop && /:for-(item|index)$/.test(name)) return [];
  const whole = onlyValue(value, scope);
  if (whole?.kind === 'props') return whole.members.map(([key, text]) => ({ name: key, value: text, offset }));
  if (whole?.kind === 'handler') return [{ name, value: whole.text, offset }];
  return [{ name, value: withValues(value, scope), offset }];
}

/** What a value that is one name alone stands for: `{{a}}`, `{{item.b}}`. */
function onlyValue(value: string, scope: Scope): ShownValue | undefined {
  const [, first, second] = /^\{\{\s*([A-Za-z_$][\w$]*)(?:\.([A-Za-z_$][\w$]*))?\s*\}\}$/.exec(value) ?? [];
  return first ? lookUp(scope, first, second) : undefined;
}

function lookUp({ root, rows }: Scope, first: string, second: string | undefined): ShownValue | undefined {
  const row = rows.find(({ item }) => item === first);
  if (row) return second ? row.values.get(second) : undefined;
  return second ? undefined : root.get(first);
}

function withValues(text: string, scope: Scope): string {
  return text.replace(/\{\{([\s\S]*?)\}\}/g, (_, inner: string) => {
    const full = inner.replace(NAMES, (whole, first: string, second: string | undefined) => {
      const found = lookUp(scope, first, second);
      return found && found.kind !== 'props' ? found.text : whole;
    });
    return `{{${full}}}`;
  });
}
