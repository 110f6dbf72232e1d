import { MAX_DEPTH, type MarkupAttribute, type MarkupElement, type MarkupNode, type MarkupProblem } from './markup.js';

/** A node of the runtime that leaves no trace: it holds the place of a condition, a loop or a template use. */
export interface Virtual {
  type: 'virtual';
  children: MarkupNode[];
}

/** Whatever has children. Virtual nodes stand among them until `settle`; no one sees them before. */
export interface Holder {
  children: MarkupNode[];
}

export function createVirtual(): Virtual {
  return { type: 'virtual', children: [] };
}

/** Adds a node that is under construction. */
export function attach(parent: Holder, child: MarkupNode | Virtual): void {
  parent.children.push(child as MarkupNode);
}

/** Puts loop or condition on the one element inside, as people write it, or on a block around several. */
export function directive(inside: Holder, attributes: MarkupAttribute[], conflicting: RegExp): MarkupElement {
  const children = withoutVirtuals(inside.children);
  const [only] = children;
  if (only?.type === 'element' && children.length === 1 && !only.attributes.some(({ name }) => conflicting.test(name))) {
    only.attributes.unshift(...attributes);
    return only;
  }
  return { type: 'element', name: 'block', attributes, children, offset: attributes[0]?.offset ?? 0 };
}

/** Takes the virtual nodes out of a finished tree; what is nested too deeply becomes a flat list. */
export function settle(children: MarkupNode[], problems: MarkupProblem[]): MarkupNode[] {
  const nodes = withoutVirtuals(children);
  const open = nodes.map((node) => ({ node, depth: 1 }));
  for (let next = open.pop(); next; next = open.pop()) {
    const { node, depth } = next;
    if (node.type !== 'element') continue;
    node.children = withoutVirtuals(node.children);
    if (depth >= MAX_DEPTH && node.children.length > 0) {
      problems.push({ message: 'nested too deeply', offset: node.offset });
      node.children = descendants(node);
    } else for (const child of node.children) open.push({ node: child, depth: depth + 1 });
  }
  return nodes;
}

/** No recursion: a hostile package chains as many virtual nodes as it likes. */
function withoutVirtuals(children: (MarkupNode | Virtual)[]): MarkupNode[] {
  if (!children.some((child) => child.type === 'virtual')) return children as MarkupNode[];
  const out: MarkupNode[] = [];
  const open = [...children].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.type === 'virtual') for (let i = node.children.length - 1; i >= 0; i--) open.push(node.children[i]!);
    else out.push(node);
  }
  return out;
}

function descendants(element: MarkupElement): MarkupNode[] {
  const out: MarkupNode[] = [];
  const open: (MarkupNode | Virtual)[] = [...element.children].reverse();
  for (let node = open.pop(); node; node = open.pop()) {
    const children = node.type === 'text' ? [] : node.children;
    for (let i = children.length - 1; i >= 0; i--) open.push(children[i]!);
    if (node.type === 'text') out.push(node);
    else if (node.type === 'element') out.push({ ...node, children: [] });
  }
  return out;
}
