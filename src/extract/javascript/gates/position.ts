import type { Node } from '@babel/types';

/** Where an expression stands when its value is not used: run for its effects, and whether the function ends with it. */
export interface EffectPosition {
  returns: boolean;
}

/**
 * Whether an expression runs for its effects, as a statement does: `a && b()`, `a ? b() : c()`, `(b(), !1)`, and what is
 * returned, since minifiers write `return a ? b() : void c()` for `if`. Undefined where the value goes into something else.
 * @param ancestors nearest last; chains longer than what was kept are taken for statements
 */
export function effectPosition(node: Node, ancestors: readonly Node[]): EffectPosition | undefined {
  let inner = node;
  for (let i = ancestors.length - 1; i >= 0; i--) {
    const outer = ancestors[i]!;
    switch (outer.type) {
      case 'ExpressionStatement':
        return { returns: false };
      case 'ReturnStatement':
        return { returns: true };
      case 'ArrowFunctionExpression':
        return outer.body === inner ? { returns: true } : undefined;
      case 'SequenceExpression':
        if (outer.expressions.at(-1) !== inner) return { returns: false };
        break;
      case 'ConditionalExpression':
        if (outer.test === inner) return undefined;
        break;
      case 'LogicalExpression':
        if (outer.left === inner) return undefined;
        break;
      case 'UnaryExpression':
        if (outer.operator !== 'void') return undefined;
        break;
      case 'AwaitExpression':
      case 'ParenthesizedExpression':
        break;
      default:
        return undefined;
    }
    inner = outer;
  }
  return { returns: false };
}
