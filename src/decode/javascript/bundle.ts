import type { CallExpression, File, Function as FunctionNode, Node } from '@babel/types';
import { dottedName, keyName, unwrap } from './names.js';
import { walk } from './walk.js';

export interface BundledModule {
  /** `pages/index/index.js` of an AMD define, or the id in a webpack table. */
  id: string;
  root: FunctionNode;
}

/**
 * The modules inside a bundle: AMD `define("pages/a.js", function (require, module, exports) {…})` as WeChat's and Alipay's
 * tools write it, and webpack tables (`push([[chunks], {id: function (module, exports, require) {…}}])`, an array of functions, or the object
 * handed to the bootstrap). Empty where the file is one module. Nested tables (a webpack bundle inside a define) are split too.
 */
export function splitBundle(file: File): BundledModule[] {
  const out: BundledModule[] = [];
  walk(file.program, (node, ancestors) => {
    if (node.type !== 'CallExpression' || ancestors.length > 14) return undefined;
    const defined = amdModule(node);
    if (defined) {
      out.push(defined);
      return undefined;
    }
    out.push(...webpackTable(node));
    return undefined;
  });
  return out;
}

function amdModule(node: CallExpression): BundledModule | undefined {
  if (node.callee.type === 'V8IntrinsicIdentifier' || !/(^|\.)(define|\$__define)$/.test(dottedName(node.callee) ?? ''))
    return undefined;
  const [id] = node.arguments;
  const body = node.arguments.find(
    (arg): arg is Extract<Node, { type: 'FunctionExpression' | 'ArrowFunctionExpression' }> =>
      arg.type === 'FunctionExpression' || arg.type === 'ArrowFunctionExpression',
  );
  return id?.type === 'StringLiteral' && body ? { id: id.value.replace(/^\//, ''), root: body } : undefined;
}

function webpackTable(node: CallExpression): BundledModule[] {
  const args = node.arguments;
  const pushed =
    args.length === 1 && args[0]?.type === 'ArrayExpression' && args[0].elements[0]?.type === 'ArrayExpression'
      ? args[0].elements[1]
      : undefined;
  const table = pushed ?? (isBootstrap(node) ? args[0] : undefined);
  if (!table) return [];
  const inner = unwrap(table as Node);
  if (inner.type === 'ObjectExpression') {
    return inner.properties.flatMap((member) => {
      const key = member.type === 'SpreadElement' ? undefined : keyName(member);
      const value = member.type === 'ObjectMethod' ? member : member.type === 'ObjectProperty' ? unwrap(member.value) : undefined;
      return key && value && isModuleFunction(value) ? [{ id: key, root: value }] : [];
    });
  }
  if (inner.type !== 'ArrayExpression' || inner.elements.length === 0) return [];
  return inner.elements.flatMap((item, index) =>
    item && isModuleFunction(item as Node) ? [{ id: String(index), root: item as FunctionNode }] : [],
  );
}

/** `(function (modules) {…})({…})` or `!function (e) {…}([…])`: a function called at once with a table of functions. */
function isBootstrap(node: CallExpression): boolean {
  const callee = unwrap(node.callee as Node);
  return (
    (callee.type === 'FunctionExpression' || callee.type === 'ArrowFunctionExpression') &&
    callee.params.length === 1 &&
    node.arguments.length === 1
  );
}

function isModuleFunction(node: Node): node is FunctionNode {
  return (
    (node.type === 'FunctionExpression' || node.type === 'ArrowFunctionExpression' || node.type === 'ObjectMethod') &&
    node.params.length <= 4
  );
}
