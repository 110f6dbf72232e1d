import type { Node, ObjectExpression } from '@babel/types';
import { dottedName, keyName, unwrap, valueOfKey } from '../javascript/names.js';
import { walk } from '../javascript/walk.js';
import type { MarkupAttribute, MarkupNode } from './markup.js';
import { type RenderContext, sourceOf } from './vue-source.js';

export interface VueProps {
  attributes: MarkupAttribute[];
  /** Content given as a property: `domProps: {textContent: _s(x)}`. */
  text?: MarkupNode[];
}

/** Attributes as a Vue template writes them, from the property object of Vue 3 (flat) or Vue 2 (by kind). */
export function vueProps(object: ObjectExpression, context: RenderContext): VueProps {
  const out: VueProps = { attributes: [] };
  for (const member of object.properties) {
    if (member.type === 'SpreadElement') continue;
    const key = keyName(member);
    const value = member.type === 'ObjectProperty' ? unwrap(member.value) : member;
    if (key) addProp(out, key, value, context);
  }
  return out;
}

function addProp(out: VueProps, key: string, value: Node, context: RenderContext): void {
  if (/^onUpdate:/.test(key)) return;
  const offset = value.start ?? 0;
  const push = (name: string, text: string): void => {
    out.attributes.push({ name, value: text, offset });
  };
  const inside = (node: Node, each: (name: string, inner: Node) => void): void => {
    if (node.type !== 'ObjectExpression') return;
    for (const member of node.properties) {
      const name = member.type === 'SpreadElement' ? undefined : keyName(member);
      if (name) each(name, member.type === 'ObjectProperty' ? unwrap(member.value) : (member as Node));
    }
  };
  if (key === 'attrs' || key === 'props') inside(value, (name, inner) => addProp(out, name, inner, context));
  else if (key === 'on' || key === 'nativeOn')
    inside(value, (name, inner) => push(`@${name.replace(/^[~&!]+/, '')}`, handlerOf(inner, context)));
  else if (key === 'domProps') inside(value, (name, inner) => addContent(out, name, inner, context));
  else if (key === 'staticClass') addProp(out, 'class', value, context);
  else if (key === 'model')
    inside(value, (name, inner) => name === 'expression' && push('v-model', inner.type === 'StringLiteral' ? inner.value : ''));
  else if (key === 'directives') addDirectives(out, value);
  else if (/^on[A-Z]/.test(key))
    push(`@${key.slice(2).replace(/^./, (letter) => letter.toLowerCase())}`, handlerOf(value, context));
  else if (key === 'modelValue') push('v-model', sourceOf(value, context));
  else if (value.type === 'StringLiteral') push(key, value.value);
  else if (!/^(key|ref|scopedSlots|slot|style|staticStyle|pre)$/.test(key)) push(`:${key}`, sourceOf(value, context));
}

function addContent(out: VueProps, name: string, value: Node, context: RenderContext): void {
  if (!/^(textContent|innerHTML)$/.test(name)) addProp(out, name, value, context);
  else out.text = [{ type: 'text', value: `{{${sourceOf(value, context)}}}`, offset: value.start ?? 0 }];
}

/** `directives: [{name: "model", value: x, expression: "form.name"}]` of Vue 2. */
function addDirectives(out: VueProps, value: Node): void {
  if (value.type !== 'ArrayExpression') return;
  for (const item of value.elements) {
    if (item?.type !== 'ObjectExpression') continue;
    const field = (key: string): string => {
      const value = valueOfKey(item, key);
      return value?.type === 'StringLiteral' ? value.value : '';
    };
    if (field('name') === 'model') out.attributes.push({ name: 'v-model', value: field('expression'), offset: item.start ?? 0 });
  }
}

/**
 * The method a handler runs, or its source: `_cache[0] || (_cache[0] = (...args) => $options.sign && $options.sign(...args))`,
 * `withModifiers(() => ctx.sign(item), ['stop'])`, `function (e) { arguments[0] = e = vm.$handleEvent(e), vm.sign(e) }`.
 */
function handlerOf(node: Node, context: RenderContext): string {
  const source = sourceOf(node, context);
  const names = context.owners;
  const text = context.text.slice(node.start ?? 0, node.end ?? 0);
  for (const [, owner, name] of text.matchAll(/(?<![\w$.])([A-Za-z_$][\w$]*)\.([A-Za-z_$][\w$]*)/g))
    if (
      names.has(owner!) &&
      !/^(\$handleEvent|_cache|withModifiers|withKeys|apply|call|\$event|stopPropagation|preventDefault)$/.test(name!)
    )
      return `${name!}${textGiven(node, `${owner}.${name}`)}`;
  return source;
}

/** `('/pages/set/account')`, where a method is handed a text first: it may say which page it opens. */
function textGiven(handler: Node, callee: string): string {
  let given = '';
  walk(handler, (node) => {
    if (node.type !== 'CallExpression' || given || dottedName(node.callee as Node) !== callee) return;
    const [first] = node.arguments;
    if (first?.type === 'StringLiteral' && !/['\\\n]/.test(first.value)) given = `('${first.value}')`;
  });
  return given;
}
