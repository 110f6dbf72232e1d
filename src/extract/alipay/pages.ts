import type { ObjectExpression } from '@babel/types';
import { keyName, valueOfKey } from '../../decode/javascript/names.js';
import { walk } from '../../decode/javascript/walk.js';
import { decodeAxmlRender } from '../../decode/template/axml-render.js';
import { type Application, stemOf } from '../javascript/application/application.js';
import { resolveModule } from '../javascript/application/resolve-modules.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { readMarkup } from '../markup/reading.js';
import type { ComponentTable } from '../miniprogram/screens.js';
import { addTemplate, type Sources } from '../miniprogram/source-set.js';

/** What one side of the package says of a page or component. */
interface Part {
  stem: string;
  module: ScriptModule;
}

interface Logic extends Part {
  /** Tag → path. */
  components: Record<string, string>;
}

/**
 * Joins pages and components of a compiled mini-program of Alipay, which stand in two bundles: `index.js` gives each
 * `Page({pagePath: 'pages/a/a', render: …})`, `index.worker.js` sets `currentPageConfig = {pagePath: 'pages/a/a', usingComponents}`
 * before its logic. Components go by `is` and `currentComponentConfig`.
 */
export function addAlipayPages(app: Application, sources: Sources): ComponentTable {
  const modules = [...app.modules.values()];
  const logic = new Map(modules.flatMap(logicOf).map((part) => [part.stem, part]));
  for (const { stem, module } of logic.values()) sources.bundles.set(stem, [module]);
  for (const module of modules) nameBridge(module);
  for (const part of modules.flatMap(viewsOf)) addView(app, sources, part, logic.get(part.stem));
  return (stem) => logic.get(stem)?.components ?? {};
}

function addView(app: Application, sources: Sources, { stem, module }: Part, logic: Logic | undefined): void {
  const view = renderModule(app, module);
  if (!view) return;
  sources.markup.total++;
  const tags = new Map(Object.entries(logic?.components ?? {}).map(([tag, path]) => [stemOf(path), tag]));
  const nodes = decodeAxmlRender(view.root, (path) => tags.get(stemOf(path)) ?? path.split('/').at(-1)!);
  if (!nodes) {
    sources.markup.failed++;
    return;
  }
  sources.markup.parsed++;
  // It is read as a template, not as code.
  view.literals = [];
  view.calls = [];
  const { path, text, owner } = view;
  addTemplate(sources, { stem, path, text, owner, reading: readMarkup(nodes, 'alipay'), ...(logic && { module: logic.module }) });
}

/** `Page({pagePath, render})` and `WorkerComponent({is, render})`. */
function viewsOf(module: ScriptModule): Part[] {
  return module.calls.flatMap(({ node }) => {
    const [first] = node.arguments;
    if (first?.type !== 'ObjectExpression' || !valueOfKey(first, 'render')) return [];
    const name = valueOfKey(first, 'pagePath') ?? valueOfKey(first, 'is');
    return name?.type === 'StringLiteral' ? [{ stem: stemOf(name.value.replace(/^\//, '')), module }] : [];
  });
}

/** The one module that a view requires for its rendering. */
function renderModule(app: Application, module: ScriptModule): ScriptModule | undefined {
  let found: ScriptModule | undefined;
  for (const render of module.members.get('render') ?? [])
    walk(render, (node) => {
      const [id] = node.type === 'CallExpression' ? node.arguments : [];
      if (id?.type === 'NumericLiteral' || id?.type === 'StringLiteral') found ??= resolveModule(app, module, String(id.value));
      return !found;
    });
  return found;
}

function logicOf(module: ScriptModule): Logic[] {
  const settings = [...(module.members.get('currentPageConfig') ?? []), ...(module.members.get('currentComponentConfig') ?? [])];
  return settings.flatMap((value) => {
    if (value.type !== 'ObjectExpression') return [];
    const name = valueOfKey(value, 'pagePath') ?? valueOfKey(value, 'is');
    if (name?.type !== 'StringLiteral') return [];
    const used = valueOfKey(value, 'usingComponents');
    const components = used?.type === 'ObjectExpression' ? texts(used) : {};
    return [{ stem: stemOf(name.value.replace(/^\//, '')), module, components }];
  });
}

function texts(object: ObjectExpression): Record<string, string> {
  return Object.fromEntries(
    object.properties.flatMap((member) => {
      const key = member.type === 'ObjectProperty' ? keyName(member) : undefined;
      return key && member.type === 'ObjectProperty' && member.value.type === 'StringLiteral' ? [[key, member.value.value]] : [];
    }),
  );
}

/** `var f = appx.bridge` is the platform's `my` under a name of the compiler's. */
function nameBridge(module: ScriptModule): void {
  const names = new Set<string>();
  for (const unit of module.units)
    for (const [name, values] of unit.locals)
      if (values.some((value) => value.type === 'MemberExpression' && keyName(value) === 'bridge')) names.add(name);
  if (names.size === 0) return;
  for (const call of module.calls) {
    const [first, ...rest] = call.callee.split('.');
    if (first && rest.length > 0 && names.has(first)) call.callee = ['my', ...rest].join('.');
  }
}
