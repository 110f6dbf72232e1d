import type { Node } from '@babel/types';
import type { VueComponent } from '../../decode/template/vue-components.js';
import { decodeVueRender } from '../../decode/template/vue-render.js';
import type { RuntimeNames } from '../../decode/template/vue-runtime.js';
import type { Entry } from '../../open/tree.js';
import { stemOf } from '../javascript/application/application.js';
import type { ScriptModule, Site } from '../javascript/module/model.js';
import { readModule } from '../javascript/module/module.js';
import { bundledName } from '../javascript/module/nodes.js';
import { unitAt } from '../javascript/module/units.js';
import { readMarkup } from '../markup/reading.js';
import { pushTo } from '../multimap.js';
import { ownerIn } from './registered.js';
import { addTemplate, keepModule, type Sources } from './source-set.js';

/**
 * Reads the components of a Vue bundle as modules of their own, so that `this.x` and handlers mean those of the component.
 * What they use of the rest is looked up in the module around them. Pages are known by `__definePage('pages/a/a', A)`.
 */
export function addComponents(
  sources: Sources,
  entry: Entry,
  bundle: ScriptModule,
  components: VueComponent[],
  names?: RuntimeNames,
): void {
  const pages = pagesOf(bundle);
  const values = components.length > 0 ? firstValues(bundle) : new Map<string, Node>();
  for (const component of components) {
    const owner =
      component.file && ownerIn(sources.pages, component.file.replaceAll('\\', '/')) === 'third-party'
        ? 'third-party'
        : bundle.owner;
    const id = componentId(entry, bundle, component);
    // A component written inside another one is read by itself.
    const others = new Set(components.flatMap((one) => (one === component ? [] : [one.script, one.render])));
    const within = component.file ?? bundledName(bundle);
    const source = { id, path: bundle.path, text: bundle.text, owner, ...(within && { within }) };
    const module = readModule(source, component.script, others);
    module.outer = unitAt(bundle, component.script);
    keepModule(sources, module);
    sources.components?.set(component.definition, { module, script: component.script, bundle });
    sources.markup.total++;
    const nodes = decodeVueRender(component.render, {
      text: bundle.text,
      resolve: (name) => values.get(name),
      ...(names && { names }),
    });
    if (!nodes) {
      sources.markup.failed++;
      continue;
    }
    sources.markup.parsed++;
    if (names) module.literals = module.literals.filter((site) => !isOfTemplate(site, names));
    if (owner === 'third-party') continue;
    const template = { path: bundle.path, text: bundle.text, owner, reading: readMarkup(nodes, 'vue'), module };
    const own = [...(pages.get(component.name) ?? []), ...(pages.get(component.definition) ?? [])];
    for (const stem of [...own, id]) addTemplate(sources, { ...template, stem });
    for (const page of own) sources.bundles.set(page, [module]);
  }
}

const BETWEEN = /^(Binary|Conditional|Logical|Array|Object)Expression$|^(TemplateLiteral|ObjectProperty)$/;

/** A text or attribute that is handed to the runtime where the template stands is read there, not as code. */
function isOfTemplate({ ancestors }: Site, { helpers }: RuntimeNames): boolean {
  const call = ancestors.findLast(({ type }) => !BETWEEN.test(type));
  return call?.type === 'CallExpression' && call.callee.type === 'Identifier' && helpers.has(call.callee.name);
}

/** Components of a whole file go by their variable, those of a module in a table by that module too. */
function componentId(entry: Entry, bundle: ScriptModule, { name }: VueComponent): string {
  return bundle.id !== entry.name ? `${bundle.id}#${name}` : `${entry.name}#${name}`;
}

/** The first value of each name, outer functions before inner ones. */
function firstValues(bundle: ScriptModule): Map<string, Node> {
  const values = new Map<string, Node>();
  for (const unit of bundle.units)
    for (const [name, [value]] of unit.locals) if (value && !values.has(name)) values.set(name, value);
  return values;
}

/** Variable of a component, or the component itself → routes it is registered under. */
function pagesOf(bundle: ScriptModule): Map<string | Node, string[]> {
  const pages = new Map<string | Node, string[]>();
  for (const call of bundle.calls) {
    const [route, component] = call.node.arguments;
    if (call.callee !== '__definePage' || route?.type !== 'StringLiteral' || !component) continue;
    const key = component.type === 'Identifier' ? component.name : component;
    pushTo(pages, key, stemOf(route.value.replace(/^\/+/, '')));
  }
  return pages;
}
