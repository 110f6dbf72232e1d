import type { Function as FunctionNode, Node, ObjectExpression } from '@babel/types';

/** The static key of a property or member, undefined when computed. */
export function keyName(node: Node): string | undefined {
  if (
    node.type === 'ObjectProperty' ||
    node.type === 'ObjectMethod' ||
    node.type === 'ClassMethod' ||
    node.type === 'ClassProperty'
  ) {
    if (node.computed && node.key.type !== 'StringLiteral') return undefined;
    return literalName(node.key);
  }
  if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
    if (node.computed) return node.property.type === 'StringLiteral' ? node.property.value : undefined;
    return literalName(node.property);
  }
  return undefined;
}

/** The static keys of an object in order, `''` for those that are computed or spread. */
export function keysOf({ properties }: ObjectExpression): string[] {
  return properties.map((member) => keyName(member) ?? '');
}

/** The value an object literal gives to a key; nothing where the key is not known. */
export function valueOfKey(object: ObjectExpression, key: string | undefined): Node | undefined {
  if (key === undefined) return undefined;
  const member = object.properties.find((item) => item.type === 'ObjectProperty' && keyName(item) === key);
  return member?.type === 'ObjectProperty' ? member.value : undefined;
}

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'ObjectMethod' ||
    node.type === 'ClassMethod' ||
    node.type === 'ClassPrivateMethod'
  );
}

function literalName(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  if (node.type === 'StringLiteral') return node.value;
  if (node.type === 'NumericLiteral') return String(node.value);
  if (node.type === 'PrivateName') return node.id.name;
  return undefined;
}

/** Takes off what changes no value: parentheses, `await`, type assertions, `(0, x.y)`, and `Object(x.y)` of webpack before 5. */
export function unwrap(node: Node): Node {
  let inner = node;
  for (;;) {
    if (
      inner.type === 'TSAsExpression' ||
      inner.type === 'TSNonNullExpression' ||
      inner.type === 'TSSatisfiesExpression' ||
      inner.type === 'TSTypeAssertion' ||
      inner.type === 'TypeCastExpression' ||
      inner.type === 'ParenthesizedExpression' ||
      inner.type === ('ChainExpression' as string)
    )
      inner = (inner as unknown as { expression: Node }).expression;
    else if (inner.type === 'AwaitExpression' || inner.type === 'YieldExpression') {
      if (!inner.argument) return inner;
      inner = inner.argument;
    } else if (inner.type === 'SequenceExpression' && inner.expressions[0]?.type === 'NumericLiteral') {
      inner = inner.expressions[inner.expressions.length - 1]!;
    } else if (inner.type === 'CallExpression' && inner.callee.type === 'Identifier' && inner.callee.name === 'Object') {
      const [only] = inner.arguments;
      if (inner.arguments.length !== 1 || only?.type !== 'MemberExpression') return inner;
      inner = only;
    } else return inner;
  }
}

/**
 * A chain of names as written: `wx.cloud.callFunction`, `this.data.photos`. Parts that are no names stand as `?`; a call in
 * the chain keeps its name with `()`: `db.collection().add`. Undefined for other expressions.
 */
export function dottedName(node: Node): string | undefined {
  const parts: string[] = [];
  let inner = unwrap(node);
  for (let depth = 0; depth < 12; depth++) {
    if (inner.type === 'MemberExpression' || inner.type === 'OptionalMemberExpression') {
      parts.push(keyName(inner) ?? '?');
      inner = unwrap(inner.object);
    } else if (inner.type === 'CallExpression' || inner.type === 'OptionalCallExpression') {
      const callee: string | undefined = inner.callee.type === 'V8IntrinsicIdentifier' ? undefined : dottedName(inner.callee);
      parts.push(callee ? `${callee}()` : '?');
      break;
    } else if (inner.type === 'Identifier') {
      parts.push(inner.name);
      break;
    } else if (inner.type === 'ThisExpression') {
      parts.push('this');
      break;
    } else if (inner.type === 'Import') {
      parts.push('import');
      break;
    } else {
      if (parts.length === 0) return undefined;
      parts.push('?');
      break;
    }
  }
  return parts.reverse().join('.');
}
