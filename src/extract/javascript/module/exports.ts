import type { CallExpression, Node, ObjectExpression } from '@babel/types';
import { isFunction, keyName, unwrap } from '../../../decode/javascript/names.js';
import type { ScriptModule } from './model.js';
import { specifierName } from './nodes.js';

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

/**
 * `require.d(exports, {name: () => value})` and `require.d(exports, 'name', function () { return value })` of webpack;
 * `Object.defineProperty(exports, 'name', { get: () => value })` and `_export(exports, {name: () => value})` of other compilers.
 * Source: swc 1.13, TypeScript 5 and Babel 7 with CommonJS modules
 */
export function readDefinedExports(module: ScriptModule, callee: string, node: CallExpression): void {
  const [target, second, third] = node.arguments;
  const isDefined = target?.type === 'Identifier' && written(module, `${target.name}.x`) === 'exports.x';
  const isWebpack = Boolean(module.wrapper?.require) && callee === `${module.wrapper?.require}.d`;
  if (!isWebpack && !isDefined) return;
  if (second?.type === 'StringLiteral' && third?.type === 'ObjectExpression') {
    const getter = third.properties.find((member) => keyName(member) === 'get');
    defineExport(module, second.value, getter?.type === 'ObjectProperty' ? getter.value : getter);
  } else if (second?.type === 'StringLiteral' && third && isWebpack) defineExport(module, second.value, third as Node);
  if (second?.type === 'ObjectExpression') readGettersOf(module, second);
}

/** `{ name: () => value, get other() { return thing } }`: how compilers keep exports that may change. */
export function readGettersOf(module: ScriptModule, { properties }: ObjectExpression): void {
  for (const member of properties) {
    if (member.type === 'ObjectProperty') defineExport(module, keyName(member), member.value);
    else if (member.type === 'ObjectMethod') defineExport(module, keyName(member), member);
  }
}

/** `var e = {get save() { return n }}; for (var r in e) Object.defineProperty(exports, r, …)`: swc's helper, put where it is called. */
export function isTableOfGetters(node: Node): node is ObjectExpression {
  return (
    node.type === 'ObjectExpression' &&
    node.properties.length > 0 &&
    node.properties.every((member) => member.type === 'ObjectMethod' && member.kind === 'get' && returned(member))
  );
}

function defineExport(module: ScriptModule, key: string | undefined, getter: Node | undefined): void {
  const value = getter && returned(getter);
  if (key && value) module.exports.set(key, value);
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
  readGettersOf(module, getters);
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
