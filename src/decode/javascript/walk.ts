import type { Node } from '@babel/types';
import { CHILD_KEYS } from './child-keys.js';

/** The child nodes of a node in source order, without types and type annotations (they never run). */
export function children(node: Node): Node[] {
  const out: Node[] = [];
  pushChildren(node, out);
  return out.reverse();
}

/** Last child first, as a stack wants them. */
function pushChildren(node: Node, stack: (Node | undefined)[]): void {
  const keys = CHILD_KEYS.get(node.type);
  if (!keys) return;
  for (let k = keys.length - 1; k >= 0; k--) {
    const value = (node as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[keys[k]!];
    if (!value) continue;
    if (!Array.isArray(value)) stack.push(value);
    else for (let i = value.length - 1; i >= 0; i--) if (value[i]) stack.push(value[i]!);
  }
}

/**
 * Visits a tree depth first without recursion, so that no nesting depth can overflow the stack. `enter` gets the ancestors,
 * nearest last (the array is reused: copy what is kept); returning false skips the children.
 */
export function walk(root: Node, enter: (node: Node, ancestors: readonly Node[]) => unknown, leave?: (node: Node) => void): void {
  const ancestors: Node[] = [];
  // An empty place marks that all children of the innermost ancestor have been visited.
  const stack: (Node | undefined)[] = [root];
  while (stack.length > 0) {
    const node = stack.pop();
    if (!node) {
      const left = ancestors.pop()!;
      leave?.(left);
      continue;
    }
    if (enter(node, ancestors) === false) {
      leave?.(node);
      continue;
    }
    stack.push(undefined);
    ancestors.push(node);
    pushChildren(node, stack);
  }
}

/** Whether a node of a tree, the root included, passes a test. */
export function some(root: Node, test: (node: Node) => boolean): boolean {
  let found = false;
  walk(root, (node) => {
    found ||= test(node);
    return !found;
  });
  return found;
}
