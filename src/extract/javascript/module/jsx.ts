import type { JSXAttribute, JSXElement, JSXFragment, Node } from '@babel/types';
import { unwrap } from '../../../decode/javascript/names.js';
import { walk } from '../../../decode/javascript/walk.js';
import { loopOfCall } from '../../../decode/template/list-call.js';
import type { MarkupElement, MarkupNode } from '../../../decode/template/markup.js';
import type { ScriptModule } from './model.js';

const MAX_DEPTH = 200;

/** The JSX of a module as markup, so that one reader serves all templates; expressions stand as `{{source}}`. */
export function jsxToMarkup(module: ScriptModule): MarkupNode[] {
  return module.jsx.flatMap((site) => convert(module, site.node, 0));
}

function convert(module: ScriptModule, node: Node, depth: number): MarkupNode[] {
  if (depth > MAX_DEPTH) return [];
  if (node.type === 'JSXFragment') return node.children.flatMap((child) => convertChild(module, child, depth + 1));
  if (node.type !== 'JSXElement') return [];
  const element: MarkupElement = {
    type: 'element',
    name: nameOf(node.openingElement.name),
    offset: node.start ?? 0,
    attributes: node.openingElement.attributes.flatMap((attribute) =>
      attribute.type === 'JSXAttribute' ? [convertAttribute(module, attribute)] : [],
    ),
    children: node.children.flatMap((child) => convertChild(module, child, depth + 1)),
  };
  return [
    element,
    ...node.openingElement.attributes.flatMap((attribute) =>
      attribute.type === 'JSXAttribute' && attribute.value ? nested(module, attribute.value, depth) : [],
    ),
  ];
}

function nameOf(node: Node): string {
  if (node.type === 'JSXIdentifier') return node.name;
  if (node.type === 'JSXMemberExpression') return `${nameOf(node.object)}.${nameOf(node.property)}`;
  return node.type === 'JSXNamespacedName' ? `${node.namespace.name}:${node.name.name}` : '';
}

function convertAttribute(module: ScriptModule, attribute: JSXAttribute): MarkupElement['attributes'][number] {
  const value = attribute.value;
  const name = nameOf(attribute.name);
  if (!value) return { name, value: '', offset: attribute.start ?? 0 };
  if (value.type === 'StringLiteral') return { name, value: value.value, offset: value.start ?? 0 };
  if (value.type === 'JSXExpressionContainer') {
    const inner = unwrap(value.expression);
    if (inner.type === 'StringLiteral') return { name, value: inner.value, offset: inner.start ?? 0 };
    return { name, value: `{{${module.text.slice(inner.start ?? 0, inner.end ?? 0)}}}`, offset: inner.start ?? 0 };
  }
  return { name, value: '', offset: value.start ?? 0 };
}

function convertChild(
  module: ScriptModule,
  child: JSXElement['children'][number] | JSXFragment['children'][number],
  depth: number,
): MarkupNode[] {
  if (child.type === 'JSXText')
    return child.value.trim()
      ? [{ type: 'text', value: child.value, offset: (child.start ?? 0) + child.value.search(/\S/) }]
      : [];
  if (child.type === 'JSXElement' || child.type === 'JSXFragment') return convert(module, child, depth);
  if (child.type !== 'JSXExpressionContainer') return [];
  const inner = unwrap(child.expression);
  if (inner.type === 'JSXEmptyExpression') return [];
  const elements = nested(module, inner, depth);
  const loop = loopOfCall(inner, module.text);
  const offset = inner.start ?? 0;
  if (elements.length > 0 && loop === undefined) return elements;
  if (elements.length > 0)
    return [{ type: 'element', name: 'block', offset, attributes: [{ name: 'for', value: loop!, offset }], children: elements }];
  return [{ type: 'text', value: `{{${module.text.slice(inner.start ?? 0, inner.end ?? 0)}}}`, offset: inner.start ?? 0 }];
}

/** The outermost elements inside an expression: both arms of a condition, the body of a map callback, render props. */
function nested(module: ScriptModule, expression: Node, depth: number): MarkupNode[] {
  const out: MarkupNode[] = [];
  walk(expression, (node) => {
    if (node.type !== 'JSXElement' && node.type !== 'JSXFragment') return undefined;
    out.push(...convert(module, node, depth + 1));
    return false;
  });
  return out;
}
