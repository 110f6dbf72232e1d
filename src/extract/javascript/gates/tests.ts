import type { Node } from '@babel/types';
import { dottedName, unwrap } from '../../../decode/javascript/names.js';
import type { Subject } from '../../../facts/types.js';
import { subjectOfName } from '../../subjects.js';
import type { Application } from '../application/application.js';
import { follow } from '../application/follow.js';
import { fold } from '../constants/fold.js';
import type { Unit } from '../module/model.js';
import { unitAt } from '../module/units.js';
import { callTests, codeTests, computedTests, memberOfAnswer } from './answers.js';
import { flagTests } from './flags.js';
import type { Tested } from './gate.js';
import { isOneKind, RESPONSE_NAME, sourceName, subjectNamed } from './origin.js';
import { searchTests } from './tables.js';
import { booleanOf, isConstant, isEmptyValue } from './values.js';

/**
 * What a test asks for. `holds` true: the branch is taken when the test is true, so `!x`, `x.length === 0`, `n < 3` demand x;
 * false: the other arm stops, so `x`, `x.length > 0`, `distance <= radius` demand x.
 */
export function testsOf(app: Application, test: Node, unit: Unit, holds: boolean, depth = 0): Tested[] {
  if (depth > 6) return [];
  const node = unwrap(test);
  const searched = searchTests(testsOf, app, node, unit, holds, depth);
  if (searched) return searched;
  switch (node.type) {
    case 'LogicalExpression': {
      const each = operandsOf(node, node.operator).map((part) => testsOf(app, part, unit, holds, depth + 1));
      const demanding = each.filter((tests) => tests.length > 0);
      // `!text && !photos.length`: either one will do, so neither is demanded.
      const eitherWillDo = (node.operator === '&&') === holds && demanding.length > 1;
      return eitherWillDo && !demanding.every(([test]) => isOneKind(demanding[0]![0]!, test!)) ? [] : demanding.flat();
    }
    case 'UnaryExpression':
      return node.operator === '!' ? testsOf(app, node.argument, unit, !holds, depth + 1) : [];
    case 'BinaryExpression':
      return testOfComparison(app, node, unit, holds, depth);
    case 'SequenceExpression':
      return testsOf(app, node.expressions.at(-1)!, unit, holds, depth + 1);
    case 'Identifier':
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return holds ? flagOf(app, node, unit, depth) : presenceOf(app, node, unit, depth);
    case 'ConditionalExpression': {
      // `near ? true : false`
      const [whenTrue, whenFalse] = [booleanOf(node.consequent), booleanOf(node.alternate)];
      const isChoice = whenTrue !== undefined && whenFalse !== undefined && whenTrue !== whenFalse;
      return isChoice ? testsOf(app, node.test, unit, holds === whenTrue, depth + 1) : [];
    }
    case 'CallExpression':
    case 'OptionalCallExpression':
      return testOfCall(app, node as Extract<Node, { type: 'CallExpression' }>, unit, holds, depth);
    default:
      return [];
  }
}

/** `a`, `b` and `c` of `a && b && c`. */
function operandsOf(node: Node, operator: string): Node[] {
  const inner = unwrap(node);
  if (inner.type !== 'LogicalExpression' || inner.operator !== operator) return [inner];
  return [...operandsOf(inner.left, operator), ...operandsOf(inner.right, operator)];
}

function flagOf(app: Application, node: Node, unit: Unit, depth: number): Tested[] {
  const name = sourceName(app, node, unit);
  const set = flagTests(testsOf, app, name, unit, false, depth);
  if (set.length > 0) return set;
  const made = madeOf(app, node, name, unit, true, depth);
  if (made.length > 0) return made;
  // `if (tooFar) …`, `if (noPhoto) …`: a flag whose name tells what is missing.
  return /(no|not|un|lack|missing|empty|without|too|out)[A-Z_]/.test(name.split('.').at(-1)!) ? [{ name, shape: 'flag' }] : [];
}

function presenceOf(app: Application, node: Node, unit: Unit, depth: number): Tested[] {
  const name = sourceName(app, node, unit).replace(/\.length$/, '');
  const answered = memberOfAnswer(testsOf, app, name, unit, depth);
  if (answered.length > 0) return answered;
  if (!name || RESPONSE_NAME.test(name.split('.').at(-1)!)) return [];
  if (/scope\.userLocation/.test(name)) return [{ name, shape: 'flag', subject: 'permission' }];
  const set = flagTests(testsOf, app, name, unit, true, depth);
  if (set.length > 0) return set;
  const made = madeOf(app, node, name, unit, false, depth);
  if (made.length > 0) return made;
  // A flag such as canSubmit is followed to what it was computed from.
  if (/^(can|is|all|has|valid|check|ready|enable)/i.test(name.split('.').at(-1)!) && depth < 4) {
    const target = follow(app, { node, unit });
    const inner =
      target.node !== node ? testsOf(app, target.node, target.unit, false, depth + 1) : memberTests(app, name, unit, depth);
    if (inner.length > 0) return inner;
  }
  return [{ name, shape: 'empty' }];
}

/** What a name was made of: a computed value, or a decision. */
function madeOf(app: Application, node: Node, name: string, unit: Unit, holds: boolean, depth: number): Tested[] {
  return [...computedTests(testsOf, app, name, unit, holds, depth), ...decidedBefore(app, node, unit, holds, depth)];
}

/** What a local stands for that was decided before: `const none = !photos.length; if (none) …`. */
function decidedBefore(app: Application, node: Node, unit: Unit, holds: boolean, depth: number): Tested[] {
  if (node.type !== 'Identifier' || depth > 3) return [];
  const { node: value, unit: within } = follow(app, { node, unit });
  const isDecision =
    (value.type === 'UnaryExpression' && value.operator === '!') ||
    value.type === 'LogicalExpression' ||
    value.type === 'ConditionalExpression' ||
    value.type === 'CallExpression' ||
    (value.type === 'BinaryExpression' && value.operator in NEGATED);
  return isDecision ? testsOf(app, value, within, holds, depth) : [];
}

function memberTests(app: Application, name: string, unit: Unit, depth: number): Tested[] {
  const values = unit.module.members.get(name.split('.').at(-1)!) ?? [];
  return values.slice(0, 8).flatMap((value) =>
    // A name there is the setter's own: `const canSubmit = photos.length > 0; this.setData({ canSubmit })`.
    booleanOf(value) !== undefined ? [] : testsOf(app, value, unitAt(unit.module, value), false, depth + 1),
  );
}

function testOfCall(
  app: Application,
  node: Extract<Node, { type: 'CallExpression' }>,
  unit: Unit,
  holds: boolean,
  depth: number,
): Tested[] {
  const callee = node.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(node.callee) ?? '');
  const arg = node.arguments[0] as Node | undefined;
  const name = callee.split('.').at(-1)!;
  if (/^(isEmpty|isNull|isNil|isNone|isBlank|isWhite_?Space|empty|isUndefined)\w*$/i.test(name)) {
    const value = arg ?? (node.callee.type === 'MemberExpression' ? node.callee.object : undefined);
    return holds && value ? [{ name: dottedName(value) ?? '', shape: 'empty' }] : [];
  }
  if (/^(isNotEmpty|notEmpty|isNotNull|required|isRequired|hasValue|Boolean|isArray)$/i.test(name))
    return !holds && arg ? [{ name: dottedName(withoutDefault(arg)) ?? '', shape: 'empty' }] : [];
  if (/^(some|every|find|includes|indexOf|trim|test)$/.test(name) && node.callee.type === 'MemberExpression') {
    if (name === 'trim') return testsOf(app, node.callee.object, unit, holds, depth + 1);
    if (name === (holds ? 'some' : 'every')) {
      const listed = unwrap(node.callee.object);
      return listed.type === 'ArrayExpression'
        ? listed.elements.flatMap((item) => (item ? testsOf(app, item as Node, unit, false, depth + 1) : []))
        : [{ name: dottedName(listed) ?? '', shape: 'empty' }];
    }
  }
  return callTests(testsOf, app, node, unit, holds, depth);
}

/** `x` of `x || ''`. */
function withoutDefault(node: Node): Node {
  const inner = unwrap(node);
  return inner.type === 'LogicalExpression' && isConstant(unwrap(inner.right)) ? inner.left : inner;
}

type Comparison = Extract<Node, { type: 'BinaryExpression' }>;

function testOfComparison(app: Application, node: Comparison, unit: Unit, holds: boolean, depth: number): Tested[] {
  let left = unwrap(node.left as Node);
  let right = unwrap(node.right);
  let operator: string = node.operator;
  if (isConstant(left) && !isConstant(right)) {
    [left, right] = [right, left];
    operator = operator.replace(/[<>]/, (sign) => (sign === '<' ? '>' : '<'));
  }
  if (!holds) operator = NEGATED[operator] ?? operator;
  const written = writtenEmpty(left, right);
  if (written) return /^===?$/.test(operator) ? [{ name: written, shape: 'empty' }] : [];
  const coded = /^===?$/.test(operator) ? codeTests(testsOf, app, left, right, unit, depth) : [];
  if (coded.length > 0) return coded;
  const counted = countedBy(left);
  const name = sourceName(
    app,
    counted ?? (left.type === 'UnaryExpression' && left.operator === 'typeof' ? left.argument : scaledBy(left)),
    unit,
  );
  if (!name) return [];
  const count = counted !== undefined || /\.(length|size)$/.test(name);
  const bare = name.replace(/\.(length|size)$/, '');
  const last = bare.split('.').at(-1)!;
  if (RESPONSE_NAME.test(last) && !count) return [];
  const limit = numberOf(app, right, unit);
  if (operator === '==' || operator === '===') {
    if (isEmptyValue(right) || (limit === 0 && (count || subjectOfName(last) !== undefined)))
      return [{ name: bare, shape: 'empty' }];
    if (isPicture(app, right, unit)) return [{ name: bare, shape: 'empty', placeholder: true }];
    const flag = booleanOf(right);
    const set = flag === undefined ? [] : flagTests(testsOf, app, bare, unit, !flag, depth);
    return set.length > 0 ? set : flag === false ? [{ name: bare, shape: 'flag' }] : [];
  }
  // `latitude < place.maxLat && latitude > place.minLat`: an area by its edges; the ends of the earth are numbers.
  if (/^[<>]/.test(operator) && subjectOfName(last) === 'location' && limit === undefined && isName(right))
    return [{ name: bare, shape: 'range', subject: 'location' }];
  if (operator === '<' || operator === '<=') {
    if (count)
      return limit !== undefined && limit > (operator === '<' ? 1 : 0)
        ? [{ name: bare, shape: 'min-count' }]
        : limit === undefined || limit >= 0
          ? [{ name: bare, shape: 'empty' }]
          : [];
    if (limit === 0 || limit === 1) return [{ name: bare, shape: 'empty' }];
    const subject = subjectOfName(last);
    return subject === 'duration' ? [{ name: bare, shape: 'range', subject }] : [];
  }
  if (operator === '>' || operator === '>=') {
    const subject =
      subjectOfName(last) ??
      (right.type !== 'NumericLiteral' ? subjectOfName((dottedName(right) ?? '').split('.').at(-1)!) : undefined);
    return subject === 'distance' ? [{ name: bare, shape: 'range', subject }] : [];
  }
  return [];
}

/** `photos` of `_.size(photos)`. */
function countedBy(node: Node): Node | undefined {
  if (node.type !== 'CallExpression' || node.arguments.length !== 1) return undefined;
  return /(^|\.)(size|len|count)$/.test(dottedName(node.callee as Node) ?? '') ? (node.arguments[0] as Node) : undefined;
}

/** `metres` of `metres * 1000`, `metres / 1000`: in another unit it is what it was. */
function scaledBy(node: Node): Node {
  if (node.type !== 'BinaryExpression' || !/^[*/]$/.test(node.operator)) return node;
  const [left, right] = [unwrap(node.left as Node), unwrap(node.right)];
  if (right.type === 'NumericLiteral') return left;
  return left.type === 'NumericLiteral' && node.operator === '*' ? right : node;
}

/** A name, or one that is counted with: `place.maxLat * 1`, `here.latitude + 0.002`. */
function isName(node: Node): boolean {
  if (node.type === 'BinaryExpression') return isName(unwrap(node.left as Node)) || isName(unwrap(node.right));
  return node.type === 'Identifier' || node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
}

/** `JSON.stringify(x) === '[]'`: the name of what is empty. */
function writtenEmpty(left: Node, right: Node): string | undefined {
  if (left.type !== 'CallExpression' || right.type !== 'StringLiteral' || !/^(\[\]|\{\})$/.test(right.value)) return undefined;
  const arg = left.arguments[0] as Node | undefined;
  return arg && dottedName(left.callee as Node) === 'JSON.stringify' ? dottedName(arg) : undefined;
}

const NEGATED: Record<string, string> = {
  '==': '!=',
  '===': '!==',
  '!=': '==',
  '!==': '===',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

function numberOf(app: Application, node: Node, unit: Unit): number | undefined {
  if (node.type === 'NumericLiteral') return node.value;
  const text = node.type === 'Identifier' || node.type === 'MemberExpression' ? fold(app, node, unit) : undefined;
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : undefined;
}

/** `'/static/camera.png'`, by itself or by a name: what a page shows in place of a picture not yet chosen. */
function isPicture(app: Application, node: Node, unit: Unit): boolean {
  const isNamed = node.type === 'Identifier' || node.type === 'MemberExpression';
  const text = node.type === 'StringLiteral' ? node.value : isNamed ? fold(app, node, unit) : undefined;
  return text !== undefined && /[\w-]\.(png|jpe?g|gif|svg|webp)(\?[^/]*)?$/i.test(text);
}

/** What a button's `disabled` expression demands before it lets a person press. */
export function disabledTests(app: Application, expression: Node, unit: Unit): { subject: Subject }[] {
  const inner = unwrap(expression);
  const name = dottedName(inner)?.split('.').at(-1) ?? '';
  // `disabled="{{submitDisabled}}"`: what the page sets that name to.
  const values = /disabled?$/i.test(name) ? (unit.module.members.get(name) ?? []).slice(0, 12) : [];
  const subjects = [inner, ...values.filter((value) => booleanOf(value) === undefined)]
    .flatMap((value) => testsOf(app, value, unit, true))
    .map((test) => test.subject ?? subjectNamed(test, unit));
  return [...new Set(subjects)].flatMap((subject) => (subject ? [{ subject }] : []));
}
