import type { CallExpression, Node } from '@babel/types';
import { dottedName } from '../../../decode/javascript/names.js';
import type { ScriptModule } from './model.js';

export function calleeOf(node: CallExpression): string {
  return node.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(node.callee) ?? '');
}

export function specifierName(node: Node): string {
  return node.type === 'Identifier' ? node.name : node.type === 'StringLiteral' ? node.value : '';
}

/** A name however its words are joined: `form-submit`, `formSubmit` and `FormSubmit` are one. */
export function plainName(name: string): string {
  return name.replace(/[-_:]/g, '').toLowerCase();
}

/** Whether a node stands inside another, or spans the same place. */
export function encloses(outer: Node, inner: Node): boolean {
  return (outer.start ?? 0) <= (inner.start ?? 0) && (outer.end ?? 0) >= (inner.end ?? 0);
}

/**
 * What a bundle calls a module, `pages/sign/sign.js`, or what it is a part of; undefined where that is a number or a digest, or
 * the module is a file of its own.
 */
export function bundledName({ id, wrapper, within }: ScriptModule): string | undefined {
  if (!wrapper) return within;
  // Ids of a table that is local to its file begin with the file's name, and those of a second block end with its place.
  const name = id
    .replace(/#\d+$/, '')
    .replace(/^[^#]*#/, '')
    .replace(/^\.\//, '');
  return isScriptName(name) ? name : within;
}

/** Whether an id of a bundle is a path, as against a number or a digest. */
export function isScriptName(id: string): boolean {
  return /[/.]/.test(id);
}

/** What is written of a module. The modules of a bundle have the whole bundle as their text: to search that for each takes time of its square. */
export function writtenText({ text, top }: ScriptModule): string {
  return text.slice(top.start, top.end);
}
