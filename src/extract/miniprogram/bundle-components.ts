import type { Node } from '@babel/types';
import { dottedName, keyName, unwrap } from '../../decode/javascript/names.js';
import { walk } from '../../decode/javascript/walk.js';
import type { Application, Located } from '../javascript/application/application.js';
import { follow, lookup } from '../javascript/application/follow.js';
import { resolveModule } from '../javascript/application/resolve-modules.js';
import type { ScriptModule, Unit } from '../javascript/module/model.js';
import { pushTo } from '../multimap.js';
import type { Sources, VueModule } from './source-set.js';

const MAX_DEPTH = 10;
/** A module that a route loads and that holds more components than this is the whole app. */
const MAX_OF_MODULE = 40;

/** Components of single-page apps: by what defines them, by the module they stand in, and the way from one to those it uses. */
export interface Components {
  app: Application;
  sources: Sources;
  byDefinition: ReadonlyMap<Node, VueModule>;
  byBundle: ReadonlyMap<ScriptModule, VueModule[]>;
  /** Components that all others can use, by their tag: `Vue.component('uni-icons', A)`. */
  registered: ReadonlyMap<string, Located>;
}

export function indexComponents(app: Application, sources: Sources): Components {
  const byDefinition = sources.components ?? new Map<Node, VueModule>();
  const byBundle = new Map<ScriptModule, VueModule[]>();
  for (const component of byDefinition.values()) pushTo(byBundle, component.bundle, component);
  return { app, sources, byDefinition, byBundle, registered: registeredIn(app) };
}

function registeredIn(app: Application): Map<string, Located> {
  const registered = new Map<string, Located>();
  for (const { owner, calls } of app.modules.values())
    for (const { callee, node, unit } of owner === 'third-party' ? [] : calls) {
      const [name, component] = node.arguments;
      if (callee.endsWith('.component') && name?.type === 'StringLiteral' && component)
        registered.set(tagName(name.value), { node: component as Node, unit });
    }
  return registered;
}

/** `SignCard` is used as `<sign-card>` too. */
export function tagName(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => (at > 0 ? '-' : '') + letter.toLowerCase());
}

/**
 * What a route, or a tag, stands for: a component by name, by import, or loaded when it is needed
 * (`() => import('./a.js')`, `n.e(3).then(n.bind(null, 'abc'))`, `require(['a'], resolve)`).
 */
export function componentsOf(index: Components, node: Node, unit: Unit, depth = 0): VueModule[] {
  if (depth > MAX_DEPTH) return [];
  const inner = unwrap(node);
  const direct = index.byDefinition.get(inner);
  if (direct) return [direct];
  if (inner.type === 'MemberExpression' && keyName(inner) === 'exports')
    return componentsOf(index, inner.object, unit, depth + 1);
  // `n("b5f2").default`
  if (inner.type === 'MemberExpression' && keyName(inner) === 'default' && inner.object.type === 'CallExpression')
    return componentsOf(index, inner.object, unit, depth + 1);
  const loaded = loadedModules(index.app, inner, unit).flatMap((module) => ofModule(index, module));
  if (loaded.length > 0) return loaded;
  if (inner.type === 'SequenceExpression') return componentsOf(index, inner.expressions.at(-1)!, unit, depth + 1);
  const target = follow(index.app, { node: inner, unit });
  if (target.node !== inner) return componentsOf(index, target.node, target.unit, depth + 1);
  if (inner.type === 'CallExpression') {
    // markRaw(A), withLayout(A), () => h(A)
    for (const arg of inner.arguments) {
      const found = componentsOf(index, arg as Node, unit, depth + 1);
      if (found.length > 0) return found;
    }
  }
  const binding = inner.type === 'Identifier' || inner.type === 'MemberExpression' ? dottedName(inner)?.split('.')[0] : undefined;
  const from = binding === undefined ? undefined : importOf(unit.module, binding);
  const module = from && resolveModule(index.app, from.module, from.specifier);
  return module ? defaultOf(index, module) : [];
}

function importOf(module: ScriptModule, name: string): { module: ScriptModule; specifier: string } | undefined {
  for (let at: ScriptModule | undefined = module, i = 0; at && i < 4; at = at.outer?.module, i++) {
    const binding = at.imports.get(name);
    if (binding) return { module: at, specifier: binding.specifier };
  }
  return undefined;
}

/** Modules an expression loads when it runs. */
export function loadedModules(app: Application, node: Node, unit: Unit): ScriptModule[] {
  if (!/Function|Method|CallExpression/.test(node.type)) return [];
  const found: ScriptModule[] = [];
  const add = (specifier: string): void => {
    const module =
      resolveModule(app, unit.module, specifier) ??
      (unit.module.outer && resolveModule(app, unit.module.outer.module, specifier));
    if (module && module.owner !== 'third-party' && !found.includes(module)) found.push(module);
  };
  walk(node, (inner) => {
    if (inner.type === 'ImportExpression' && inner.source.type === 'StringLiteral') add(inner.source.value);
    if (inner.type !== 'CallExpression' || inner.callee.type === 'V8IntrinsicIdentifier') return;
    const callee = dottedName(inner.callee) ?? '';
    const [first, second] = inner.arguments;
    const id = /\.bind$/.test(callee) ? second : first;
    const isLoad = /^(import|require|\w|\w\.\w|__webpack_require__)$/.test(callee) || /\.bind$/.test(callee);
    if (isLoad && (id?.type === 'StringLiteral' || id?.type === 'NumericLiteral')) add(String(id.value));
    if (first?.type === 'ArrayExpression' && /^require$/.test(callee))
      for (const item of first.elements) if (item?.type === 'StringLiteral') add(item.value);
  });
  return found;
}

/** Components of a module that is loaded for one of them: all where it holds few, or what it exports. */
function ofModule(index: Components, module: ScriptModule): VueModule[] {
  const all = index.byBundle.get(module) ?? [];
  return all.length > 0 && all.length <= MAX_OF_MODULE ? all : defaultOf(index, module);
}

function defaultOf(index: Components, module: ScriptModule): VueModule[] {
  const value = module.exports.get('default') ?? [...module.exports.values()][0];
  const found = value ? componentsOf(index, value, module.top, 1) : [];
  if (found.length > 0) return found;
  const all = index.byBundle.get(module) ?? [];
  if (all.length === 1) return all;
  // A file that only hands on what another defines.
  return all.length === 0 && module.specifiers.length <= 6
    ? module.specifiers.flatMap((specifier) => {
        const next = resolveModule(index.app, module, specifier);
        const inside = next ? (index.byBundle.get(next) ?? []) : [];
        return inside.length === 1 ? inside : [];
      })
    : [];
}

/** A component with all it uses, directly or not. */
export function withChildren(index: Components, roots: readonly VueModule[]): Set<VueModule> {
  const seen = new Set<VueModule>();
  const open = [...roots];
  for (let next = open.pop(); next && seen.size < 400; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...childrenOf(index, next));
  }
  return seen;
}

/** Components that a component uses. */
export function childrenOf(index: Components, component: VueModule): VueModule[] {
  const { module, script, bundle } = component;
  const unit = module.outer ?? bundle.top;
  const listed = script.type === 'ObjectExpression' ? script.properties : [];
  const option = listed.find((item) => item.type === 'ObjectProperty' && keyName(item) === 'components');
  const table = option?.type === 'ObjectProperty' ? follow(index.app, { node: option.value, unit }).node : undefined;
  const named = table ? valuesOf(table) : [];
  const tags = (index.sources.templates.get(module.id) ?? []).flatMap(({ reading }) =>
    reading.components.map(({ name }) => name),
  );
  // `<script setup>` uses components by their variables.
  const variables = [...new Set(tags)].flatMap((tag) => {
    // `u.default` is the component that the module `u` stands for exports.
    const imported = /^([\w$]+)\.\w+$/.exec(tag)?.[1] ?? tag;
    const binding = importOf(module, imported);
    const from = binding && resolveModule(index.app, binding.module, binding.specifier);
    if (from) return [{ node: { type: 'Identifier', name: imported } as Node, unit: module.top }];
    const found = /^[A-Za-z_$][\w$]*$/.test(imported) ? lookup(index.app, imported, module.top) : undefined;
    return found ? [found] : [];
  });
  const everywhere = [...new Set(tags.map(tagName))].flatMap((tag) => index.registered.get(tag) ?? []);
  const found = component.tags;
  return [
    ...named.flatMap((node) => componentsOf(index, node, unit)),
    ...(found ? valuesOf(found.node) : []).flatMap((node) => componentsOf(index, node, found!.unit)),
    ...[...variables, ...everywhere].flatMap((at) => componentsOf(index, at.node, at.unit)),
  ];
}

function valuesOf(table: Node): Node[] {
  return table.type === 'ObjectExpression'
    ? table.properties.flatMap((item) => (item.type === 'ObjectProperty' ? [item.value as Node] : []))
    : [];
}
