import type { Node } from '@babel/types';
import { dottedName, keysOf } from '../../decode/javascript/names.js';
import { walk } from '../../decode/javascript/walk.js';
import type { ScriptModule } from '../javascript/module/model.js';
import type { Sources } from '../miniprogram/source-set.js';

/**
 * Takes the copies of the manifest out of the app's script, where the tool-chain puts one or two: what they say is read from
 * the manifest itself, and the paths in them open no page.
 */
export function dropManifestCopies(sources: Sources): void {
  for (const module of sources.modules) {
    if (!/^app\.js(#|$)/.test(module.id)) continue;
    const copies = copiesIn(module);
    if (copies.length === 0) continue;
    const isKept = (node: Node): boolean =>
      !copies.some((copy) => copy.start! <= (node.start ?? 0) && (node.end ?? 0) <= copy.end!);
    module.literals = module.literals.filter(({ node }) => isKept(node));
    module.routes = module.routes.filter(({ node }) => isKept(node));
    for (const [key, values] of module.members) {
      const kept = values.filter(isKept);
      if (kept.length > 0) module.members.set(key, kept);
      else module.members.delete(key);
    }
  }
}

/** As an object, or as text handed to `JSON.parse`. */
function copiesIn(module: ScriptModule): Node[] {
  const copies: Node[] = [];
  walk(module.root, (node) => {
    const copy = isManifest(node) ? node : undefined;
    if (copy) copies.push(copy);
    return copy === undefined;
  });
  return copies;
}

function isManifest(node: Node): boolean {
  if (node.type === 'ObjectExpression') {
    const keys = new Set(keysOf(node));
    return keys.has('package') && keys.has('versionCode') && keys.has('router');
  }
  if (node.type !== 'CallExpression' || node.callee.type === 'V8IntrinsicIdentifier') return false;
  const [text] = node.arguments;
  return (
    dottedName(node.callee) === 'JSON.parse' &&
    text?.type === 'StringLiteral' &&
    ['"package"', '"versionCode"', '"router"'].every((key) => text.value.includes(key))
  );
}
