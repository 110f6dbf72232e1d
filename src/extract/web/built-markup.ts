import type { Node } from '@babel/types';
import { walk } from '../../decode/javascript/walk.js';
import type { MarkupNode } from '../../decode/template/markup.js';
import { decodeStringMarkup } from '../../decode/template/string-markup.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { writtenText } from '../javascript/module/nodes.js';

const LITERAL_TAG = /['"`>\s]\s*<[a-zA-Z]/;
const TAG = /<[a-zA-Z][\w-]*[\s/>]/;

/**
 * Markup that a script of a page builds as text and shows by `innerHTML`, `html()`, `append()` or a `template:` of its own. Its
 * literals are taken out of the module's texts: they are read as markup.
 */
export function takeBuiltMarkup(module: ScriptModule): MarkupNode[] {
  if (!LITERAL_TAG.test(writtenText(module))) return [];
  const nodes: MarkupNode[] = [];
  const taken = new Set<Node>();
  walk(module.root, (node) => {
    if (taken.has(node) || !isText(node)) return undefined;
    const found = decodeStringMarkup(node, module.text);
    if (!found) {
      // What the whole sum lacks, its left side lacks too.
      for (let left: Node = node; left.type === 'BinaryExpression'; left = left.left as Node) taken.add(left);
      return undefined;
    }
    for (const part of found.parts) taken.add(part);
    nodes.push(...found.nodes);
    return undefined;
  });
  module.literals = module.literals.filter((site) => !taken.has(site.node));
  return nodes;
}

function isText(node: Node): boolean {
  if (node.type === 'StringLiteral') return TAG.test(node.value);
  if (node.type === 'TemplateLiteral') return node.quasis.some(({ value }) => TAG.test(value.raw));
  if (node.type === 'BinaryExpression') return node.operator === '+';
  return node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && node.arguments.length <= 1;
}
