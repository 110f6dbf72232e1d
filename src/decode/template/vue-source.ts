import type { Node } from '@babel/types';
import type { RuntimeNames } from './vue-runtime.js';

/** What a render function is read with: the file's text, and the value a name was given outside it. */
export interface RenderScope {
  text: string;
  resolve: (name: string) => Node | undefined;
  /** What the file calls the parts of Vue's runtime, where a bundler shortened them. */
  names?: RuntimeNames;
}

export interface RenderContext extends RenderScope {
  /** Names by which the function reaches the component: `_ctx`, `$data`, `_vm`. */
  owners: Set<string>;
  /** Constants of the function itself: `_component_card = resolveComponent('card')`. */
  locals: Map<string, Node>;
  /** The name of Vue's runtime where its helpers have lost theirs. */
  runtime?: string;
}

const OWNER = /(?<![\w$.])([A-Za-z_$][\w$]*)\.(?=[A-Za-z_$])/g;

/** An expression as the template had it: without the names by which the function reaches the component. */
export function sourceOf(node: Node, { text, owners }: RenderContext): string {
  const source = text.slice(node.start ?? 0, node.end ?? 0);
  if (owners.size === 0) return source;
  return source.replace(OWNER, (whole, name: string) => (owners.has(name) || name === '$setup' ? '' : whole));
}
