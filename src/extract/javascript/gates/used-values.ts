import type { ConditionalExpression, Node } from '@babel/types';
import { dottedName, unwrap } from '../../../decode/javascript/names.js';
import type { ScriptModule, Site } from '../module/model.js';
import type { Arm, Control } from './control.js';
import { endsHere, following } from './statements.js';
import { booleanOf, isEmptyValue } from './values.js';

/** Calls that tell something and answer with nothing, as against a question that is answered. */
const TELLS = /(toast|tips?|msg|message|notify|notice|alert|warn|error|fail)\w*$/i;

/**
 * A decision written as a value that is tested elsewhere: `(photos.length || (toast('…'), 0)) && post()`,
 * `const ok = photos.length ? true : (toast('…'), false); if (!ok) return; post()`. Undefined where neither side tells
 * something and is false.
 */
export function valueControl(site: Site): Control | undefined {
  const { node } = site;
  const base = { ...site, statement: false, chained: false };
  if (node.type === 'LogicalExpression' && node.operator === '||' && isRefusal(node.right)) {
    const goes = ranWhereTrue(site);
    return goes && { ...base, test: node.left, whenTrue: goes, whenFalse: { nodes: [node.right], leaves: true } };
  }
  if (node.type !== 'ConditionalExpression') return undefined;
  const refused = [node.consequent, node.alternate].find(isRefusal);
  const goes = refused && ranWhereTrue(site);
  if (!goes) return notedControl(site as Site<ConditionalExpression>);
  const stops = { nodes: [refused], leaves: true };
  return refused === node.consequent
    ? { ...base, test: node.test, whenTrue: stops, whenFalse: goes }
    : { ...base, test: node.test, whenTrue: goes, whenFalse: stops };
}

/** A complaint or nothing, kept to be told further down: `const message = photos.length ? '' : '请上传照片'`. */
function notedControl(site: Site<ConditionalExpression>): Control | undefined {
  const { consequent, alternate, test } = site.node;
  const holder = site.ancestors.at(-1);
  const noted =
    holder?.type === 'VariableDeclarator' ? holder.id : holder?.type === 'AssignmentExpression' ? holder.left : undefined;
  const isComplaint = (one: Node, two: Node) => one.type === 'StringLiteral' && HAN.test(one.value) && isEmptyValue(two);
  if (!noted || !(isComplaint(consequent, alternate) || isComplaint(alternate, consequent))) return undefined;
  const arm = (value: Node): Arm => ({
    nodes: [value],
    leaves: false,
    ...(value.type === 'StringLiteral' && value.value && { noted }),
  });
  return { ...site, statement: false, chained: false, test, whenTrue: arm(consequent), whenFalse: arm(alternate) };
}

const HAN = /[\u3400-\u9fff]/;

/** Tells something and is false: `(toast('…'), false)`, `toast('…')`. */
function isRefusal(node: Node): boolean {
  const inner = unwrap(node);
  if (inner.type === 'CallExpression')
    return inner.callee.type !== 'V8IntrinsicIdentifier' && TELLS.test(dottedName(inner.callee) ?? '');
  if (inner.type !== 'SequenceExpression') return false;
  const last = unwrap(inner.expressions.at(-1)!);
  return isRefusal(last) || isFalse(last);
}

function isFalse(node: Node): boolean {
  return booleanOf(node) === false || isEmptyValue(node) || (node.type === 'NumericLiteral' && node.value === 0);
}

/** What runs only where an expression's value is true; undefined where the value is for something else. */
function ranWhereTrue({ node, ancestors, unit }: Site): { nodes: Node[]; leaves: boolean } | undefined {
  const nodes: Node[] = [];
  const done = (): { nodes: Node[]; leaves: boolean } | undefined => (nodes.length > 0 ? { nodes, leaves: false } : undefined);
  let inner = node;
  let negated = false;
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const outer = ancestors[i]!;
    switch (outer.type) {
      case 'AwaitExpression':
      case 'ParenthesizedExpression':
        break;
      case 'UnaryExpression':
        if (outer.operator !== '!') return done();
        negated = !negated;
        break;
      case 'LogicalExpression':
        if (outer.operator !== (negated ? '||' : '&&')) return done();
        if (outer.left === inner) nodes.push(outer.right);
        break;
      case 'ConditionalExpression':
      case 'IfStatement':
        if (outer.test !== inner) return done();
        if (!negated) nodes.push(outer.consequent);
        else if (outer.alternate) nodes.push(outer.alternate);
        else if (outer.type === 'IfStatement' && endsHere(outer.consequent) && i > 0)
          nodes.push(...following(ancestors[i - 1]!, outer));
        return done();
      case 'VariableDeclarator':
      case 'AssignmentExpression': {
        const target = outer.type === 'VariableDeclarator' ? outer.id : outer.left;
        if (target.type === 'Identifier' && !negated)
          nodes.push(...ranWhereSet(unit.module, target.name, unit.start, unit.end, outer.end ?? 0));
        return done();
      }
      default:
        return done();
    }
    inner = outer;
  }
  return done();
}

/** What runs only where a local that was set before is true: `ok && post()`, `if (!ok) return; post()`. */
function ranWhereSet(module: ScriptModule, name: string, start: number, end: number, after: number): Node[] {
  return module.branches.flatMap(({ node, ancestors }) => {
    const at = node.start ?? 0;
    if (at < after || at < start || at >= end) return [];
    if (node.type === 'LogicalExpression') return node.operator === '&&' && isName(node.left, name) ? [node.right] : [];
    if (node.type !== 'IfStatement' && node.type !== 'ConditionalExpression') return [];
    if (isName(node.test, name)) return [node.consequent];
    const test = unwrap(node.test);
    if (test.type !== 'UnaryExpression' || test.operator !== '!' || !isName(test.argument, name)) return [];
    if (node.alternate) return [node.alternate];
    return node.type === 'IfStatement' && endsHere(node.consequent) ? following(ancestors.at(-1)!, node) : [];
  });
}

function isName(node: Node, name: string): boolean {
  const inner = unwrap(node);
  return inner.type === 'Identifier' && inner.name === name;
}
