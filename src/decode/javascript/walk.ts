import type { Node } from '@babel/types';

const SKIPPED = new Set(['type', 'loc', 'start', 'end', 'extra', 'errors', 'comments', 'tokens', 'interpreter', 'directives']);
const TYPE_ONLY =
  /^(TS(?!(AsExpression|NonNullExpression|SatisfiesExpression|ExportAssignment|TypeAssertion|EnumDeclaration|EnumMember|ModuleBlock|ModuleDeclaration)$)|TypeAnnotation$|Interface|DeclareT|OpaqueType|TypeAlias)/;

/** The child nodes of a node in source order of their keys, without type annotations (they never run). */
export function children(node: Node): Node[] {
  const out: Node[] = [];
  for (const key in node) {
    if (SKIPPED.has(key)) continue;
    const value = (node as unknown as Record<string, unknown>)[key];
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) out.push(item);
    } else if (isNode(value)) out.push(value);
  }
  return out;
}

function isNode(value: unknown): value is Node {
  if (typeof value !== 'object' || value === null) return false;
  const type = (value as { type?: unknown }).type;
  return typeof type === 'string' && !TYPE_ONLY.test(type);
}

/**
 * Visits a tree depth first without recursion, so that no nesting depth can overflow the stack. `enter` gets the ancestors,
 * nearest last (the array is reused: copy what is kept); returning false skips the children.
 */
export function walk(root: Node, enter: (node: Node, ancestors: readonly Node[]) => unknown, leave?: (node: Node) => void): void {
  const ancestors: Node[] = [];
  const frames: { node: Node; children: Node[]; next: number }[] = [];
  const open = (node: Node): void => {
    if (enter(node, ancestors) === false) {
      leave?.(node);
      return;
    }
    frames.push({ node, children: children(node), next: 0 });
    ancestors.push(node);
  };
  open(root);
  while (frames.length > 0) {
    const frame = frames[frames.length - 1]!;
    const child = frame.children[frame.next++];
    if (child) open(child);
    else {
      frames.pop();
      ancestors.pop();
      leave?.(frame.node);
    }
  }
}
