import type { CallExpression, Node } from '@babel/types';
import { keyName, unwrap } from '../../../decode/javascript/names.js';
import type { ScriptModule } from './model.js';
import { isFunction, specifierName } from './nodes.js';

export function readNamedExport(module: ScriptModule, node: Extract<Node, { type: 'ExportNamedDeclaration' }>): void {
  const from = node.source?.value;
  if (from) module.specifiers.push(from);
  for (const part of node.specifiers) {
    if (part.type !== 'ExportSpecifier') continue;
    const exported = specifierName(part.exported);
    if (from) {
      // `export { a as b } from './x'`: an import under a local name that cannot clash with written ones.
      const local = `#${exported}`;
      module.imports.set(local, { specifier: from, imported: part.local.name });
      module.exports.set(exported, { ...part.local, type: 'Identifier', name: local } as Node);
    } else module.exports.set(exported, part.local);
  }
  const declaration = node.declaration;
  if (!declaration) return;
  if (declaration.type === 'VariableDeclaration') {
    for (const item of declaration.declarations)
      if (item.id.type === 'Identifier' && item.init) module.exports.set(item.id.name, item.init);
  } else if ('id' in declaration && declaration.id && declaration.id.type === 'Identifier')
    module.exports.set(declaration.id.name, declaration);
}

/** A name as the source had it: a minifier's `e.default` is `exports.default` where the wrapper calls exports `e`. */
export function written({ wrapper }: ScriptModule, name: string): string {
  if (!wrapper) return name;
  const [first, ...rest] = name.split('.');
  if (!first || rest.length === 0) return name;
  const original = first === wrapper.exports ? 'exports' : first === wrapper.module ? 'module' : first;
  return [original, ...rest].join('.');
}

/** Compilers first set every export to `void 0`; what comes later is the value. */
export function setExport(module: ScriptModule, key: string, value: Node): void {
  const inner = unwrap(value);
  if (inner.type === 'UnaryExpression' && inner.operator === 'void') return;
  if (inner.type === 'AssignmentExpression' && inner.operator === '=') setExport(module, key, inner.right);
  else module.exports.set(key, value);
}

/** `require.d(exports, {name: () => value})` and `require.d(exports, 'name', function () { return value })` of webpack. */
export function readDefinedExports(module: ScriptModule, callee: string, node: CallExpression): void {
  if (!module.wrapper?.require || callee !== `${module.wrapper.require}.d`) return;
  const [, second, third] = node.arguments;
  const define = (key: string | undefined, getter: Node): void => {
    const value = returned(getter);
    if (key && value) module.exports.set(key, value);
  };
  if (second?.type === 'StringLiteral' && third) define(second.value, third as Node);
  if (second?.type !== 'ObjectExpression') return;
  for (const member of second.properties) {
    if (member.type === 'ObjectProperty') define(keyName(member), member.value);
    else if (member.type === 'ObjectMethod') define(keyName(member), member);
  }
}

/** What a function that does nothing else returns. */
function returned(getter: Node): Node | undefined {
  if (!isFunction(getter)) return undefined;
  if (getter.body.type !== 'BlockStatement') return getter.body;
  const [only] = getter.body.body;
  return getter.body.body.length === 1 && only?.type === 'ReturnStatement' ? (only.argument ?? undefined) : undefined;
}

/**
 * `__export(all, {name: () => value}); module.exports = __toCommonJS(all)` of esbuild, whatever its helpers are called.
 * Source: esbuild 0.25, `--format=cjs`
 */
function readGetters(module: ScriptModule, wrapped: CallExpression): boolean {
  const [all] = wrapped.arguments;
  if (all?.type !== 'Identifier') return false;
  const defining = module.calls.find(
    ({ node: { arguments: args } }) =>
      args[0]?.type === 'Identifier' && args[0].name === all.name && args[1]?.type === 'ObjectExpression',
  );
  const [, getters] = defining?.node.arguments ?? [];
  if (getters?.type !== 'ObjectExpression') return false;
  for (const member of getters.properties) {
    const value = member.type === 'ObjectProperty' ? returned(member.value) : undefined;
    const key = keyName(member);
    if (key && value) module.exports.set(key, value);
  }
  return true;
}

export function readExportsObject(module: ScriptModule, right: Node): void {
  const value = unwrap(right);
  if (value.type === 'CallExpression' && readGetters(module, value)) return;
  module.exports.set('default', right);
  if (value.type !== 'ObjectExpression') return;
  for (const property of value.properties) {
    const key = keyName(property);
    if (!key) continue;
    if (property.type === 'ObjectMethod') module.exports.set(key, property);
    else if (property.type === 'ObjectProperty') module.exports.set(key, property.value);
  }
}
