import type { Node, ObjectExpression } from '@babel/types';
import { evalModule } from '../javascript/eval-module.js';
import type { Json } from '../javascript/literal.js';
import { walk } from '../javascript/walk.js';
import { MAX_DEPTH, type MarkupAttribute, type MarkupElement, type MarkupNode } from './markup.js';
import { fieldOf, isObject, type RpkObject, type RpkValue, SHORT_NAMES, valueOfJson, valueOfNode } from './rpk-value.js';

/** Elements whose content the compiler moves into `attr.value`. Source: hap-toolkit's template compiler */
const TEXT_ELEMENTS = new Set(['text', 'span', 'a', 'label', 'option', 'marquee']);

/**
 * Markup of a quick app's compiled template object `{type, attr, style, classList, events, children, shown, repeat}`. Bound
 * parts are function sources and come out as `{{expression}}`. Offsets are 0: JSON has none.
 */
export function objectToMarkup(value: Json): MarkupNode[] {
  const made = valueOfJson(value);
  return isObject(made) ? [elementOf(made, 0)] : [];
}

/**
 * Finds the template objects in a compiled page bundle and gives their markup. A bundle holds one for the page and one for
 * each component in it; development builds keep them in `eval("…")` modules. Offsets are those of the bundle.
 */
export function decodeRpkTemplates(root: Node): { nodes: MarkupNode[]; offset: number }[] {
  const found: { nodes: MarkupNode[]; offset: number }[] = [];
  walk(root, (node, ancestors) => {
    const module = evalModule(node);
    if (module) {
      for (const { nodes } of templatesIn(module.file.program)) {
        moveOffsets(nodes, module.offsetOf);
        found.push({ nodes, offset: nodes[0]?.offset ?? 0 });
      }
      return false;
    }
    return collect(found, node, ancestors.at(-1));
  });
  return found;
}

type Found = ReturnType<typeof decodeRpkTemplates>;

function templatesIn(root: Node): Found {
  const found: Found = [];
  walk(root, (node, ancestors) => collect(found, node, ancestors.at(-1)));
  return found;
}

/** False where a template was found: what is inside belongs to it. */
function collect(found: Found, node: Node, parent: Node | undefined): boolean | undefined {
  if (node.type !== 'ObjectExpression' || !isTemplate(node, parent)) return undefined;
  const value = valueOfNode(node);
  if (isObject(value)) found.push({ nodes: [elementOf(value, 0)], offset: value.offset });
  return false;
}

function moveOffsets(nodes: MarkupNode[], offsetOf: (offset: number) => number): void {
  for (const node of nodes) {
    node.offset = offsetOf(node.offset);
    if (node.type === 'text') continue;
    for (const attribute of node.attributes) attribute.offset = offsetOf(attribute.offset);
    moveOffsets(node.children, offsetOf);
  }
}

/** The compiler always writes `type` and `attr`; one more sign keeps out other objects that happen to have both. */
function isTemplate(node: ObjectExpression, parent: Node | undefined): boolean {
  const keys = new Map<string, Node>();
  for (const property of node.properties) {
    if (property.type !== 'ObjectProperty' || property.computed) continue;
    const { key } = property;
    if (key.type === 'Identifier') keys.set(key.name, property.value);
    else if (key.type === 'StringLiteral') keys.set(key.value, property.value);
  }
  const exported =
    parent?.type === 'AssignmentExpression' &&
    parent.left.type === 'MemberExpression' &&
    parent.left.property.type === 'Identifier' &&
    /^(exports|template)$/.test(parent.left.property.name);
  // Short names say less: only what the module hands over is a template by them.
  const name = (long: string): string => (exported && !keys.has('type') ? SHORT_NAMES[long]! : long);
  if (keys.get(name('type'))?.type !== 'StringLiteral' || keys.get(name('attr'))?.type !== 'ObjectExpression') return false;
  return exported || ['children', 'classList', 'events', 'shown', 'repeat'].some((key) => keys.has(key));
}

function elementOf(value: RpkObject, depth: number): MarkupElement {
  const type = fieldOf(value, 'type');
  const name = type?.kind === 'text' ? type.text : 'div';
  const element: MarkupElement = { type: 'element', name, attributes: [], children: [], offset: value.offset };
  addDirectives(element, value);
  for (const { name: key, value: part } of fieldsOf(value, 'attr')) {
    if (key === 'value' && TEXT_ELEMENTS.has(name))
      element.children.push({ type: 'text', value: textOf(part), offset: part.offset });
    else element.attributes.push({ name: kebab(key), value: textOf(part), offset: part.offset });
  }
  addLooks(element, value);
  for (const { name: event, value: handler } of fieldsOf(value, 'events'))
    element.attributes.push({ name: `on${event}`, value: handlerOf(handler), offset: handler.offset });
  const children = fieldOf(value, 'children');
  if (children?.kind === 'list' && depth < MAX_DEPTH)
    for (const child of children.items) if (isObject(child)) element.children.push(elementOf(child, depth + 1));
  return element;
}

/** Both `elif` and `else` come as the whole condition of a `shown`. */
function addDirectives(element: MarkupElement, value: RpkObject): void {
  const repeat = fieldOf(value, 'repeat');
  if (repeat) element.attributes.push({ name: 'for', value: loopOf(repeat), offset: repeat.offset });
  const shown = fieldOf(value, 'shown');
  if (shown) element.attributes.push({ name: 'if', value: textOf(shown), offset: shown.offset });
}

/** `{exp, key, value}` where the template names its variables. */
function loopOf(repeat: RpkValue): string {
  if (!isObject(repeat)) return textOf(repeat);
  const [list, key, value] = ['exp', 'key', 'value'].map((name) => {
    const part = fieldOf(repeat, name);
    return part ? textOf(part).replace(/^\{\{|\}\}$/g, '') : '';
  });
  const names = key ? `(${key}, ${value || '$item'})` : value;
  return names ? `{{${names} in ${list}}}` : `{{${list}}}`;
}

function addLooks(element: MarkupElement, value: RpkObject): void {
  const looks: [string, string][] = [
    ['id', 'id'],
    ['classList', 'class'],
    ['style', 'style'],
  ];
  for (const [key, name] of looks) {
    const part = fieldOf(value, key);
    const text = part && textOf(part);
    if (part && text) element.attributes.push({ name, value: text, offset: part.offset });
  }
}

function fieldsOf(value: RpkObject, name: string): RpkObject['fields'] {
  const part = fieldOf(value, name);
  return part && isObject(part) ? part.fields : [];
}

/** Events name a method, or hold a function that calls one. */
function handlerOf(value: RpkValue): string {
  return value.kind === 'bound' ? value.expression : textOf(value);
}

function textOf(value: RpkValue): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'bound':
      return value.text;
    case 'list':
      return value.items.map(textOf).join(' ');
    case 'object':
      return value.fields
        .map((field): MarkupAttribute => ({ name: kebab(field.name), value: textOf(field.value), offset: 0 }))
        .map(({ name, value: text }) => `${name}: ${text}`)
        .join('; ');
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
