import type { Node } from '@babel/types';
import { isFunction, keyName, valueOfKey } from '../../decode/javascript/names.js';
import { walk } from '../../decode/javascript/walk.js';
import type { MarkupAttribute, MarkupNode } from '../../decode/template/markup.js';
import { type Application, type Located, stemOf } from '../javascript/application/application.js';
import { follow } from '../javascript/application/follow.js';
import { resolveModule } from '../javascript/application/resolve-modules.js';
import type { ScriptModule, Unit } from '../javascript/module/model.js';
import { readMarkup } from '../markup/reading.js';
import { addTemplate, type Sources } from '../miniprogram/source-set.js';
import { addTo } from '../multimap.js';
import { type ComponentParts, markupOf, normalizedParts, takeLiterals } from '../vue/component.js';
import { listShown, type SentValues, sentValues, withSentValues } from './sent-values.js';

const MAX_DEPTH = 6;
/** Words, and the page that something leads to. */
const SAYS = /[\u3400-\u9fff]|^\/[\w-]+\/[\w/-]+(\?|$)/;

/**
 * Pages of a uni-app compiled with Vue 2, which stands in two bundles: `app-service.js` has the logic, and templates without their
 * words; `app-view.js` the templates with all words, and handlers that only say that something was touched. Elements of both bear
 * the same number. Source: @dcloudio/uni-template-compiler, lib/app/service.js and view.js
 */
export function addVue2Pages(app: Application, sources: Sources): void {
  const views = new Map<string, ScriptModule>();
  const services = new Map<string, ScriptModule>();
  for (const module of app.modules.values())
    for (const { callee, node } of module.calls) {
      const [route, factory] = node.arguments;
      if (callee !== '__definePage' || route?.type !== 'StringLiteral' || !factory || !isFunction(factory as Node)) continue;
      const target = requiredIn(app, module, factory as Node);
      const stem = stemOf(route.value.replace(/^\/+/, ''));
      if (target) (/(^|\/)app-view\.js$/.test(module.path.replace(/^.*!/, '')) ? views : services).set(stem, target);
    }
  for (const stem of new Set([...services.keys(), ...views.keys()])) {
    const modules = new Set<ScriptModule>();
    addComponent({ app, sources, stem, modules, seen: new Set() }, services.get(stem), views.get(stem), 0);
    if (modules.size > 0) sources.bundles.set(stem, [...modules]);
  }
}

interface Page {
  app: Application;
  sources: Sources;
  stem: string;
  modules: Set<ScriptModule>;
  seen: Set<ScriptModule>;
}

function requiredIn(app: Application, module: ScriptModule, node: Node): ScriptModule | undefined {
  let found: ScriptModule | undefined;
  walk(node, (inner) => {
    const [first] = inner.type === 'CallExpression' ? inner.arguments : [];
    if (!found && (first?.type === 'StringLiteral' || first?.type === 'NumericLiteral'))
      found = resolveModule(app, module, String(first.value));
    return !found;
  });
  return found;
}

function addComponent(page: Page, service: ScriptModule | undefined, view: ScriptModule | undefined, depth: number): void {
  const first = service ?? view;
  if (!first || depth > MAX_DEPTH || page.seen.has(first)) return;
  page.seen.add(first);
  const logic = service && normalizedParts(page.app, service);
  const shown = view && normalizedParts(page.app, view);
  const script = logic?.script?.unit.module;
  if (script && script.owner !== 'third-party') page.modules.add(script);
  const nodes = shown?.render && markupOf(shown.render);
  page.sources.markup.total++;
  if (nodes) {
    page.sources.markup.parsed++;
    const service = (logic?.render && markupOf(logic.render)) ?? [];
    const sides: Sides = { handlers: new Map(), loops: new Map(), sent: sentValues(service) };
    collect(service, sides);
    const words = service.length > 0 ? handedOver(service, attributesOf(nodes, new Map())) : [];
    join(nodes, sides);
    const { module } = shown!.render!.unit;
    takeLiterals(shown!.render!);
    addTemplate(page.sources, {
      stem: page.stem,
      path: module.path,
      text: module.text,
      owner: 'own',
      reading: readMarkup(nodes, 'vue'),
      ...(script && { module: script }),
      ...(words.length > 0 && { goesOn: true }),
    });
    if (words.length > 0) addWords(page, logic!.render!.unit.module, words);
  }
  const inService = children(page.app, logic);
  const inView = children(page.app, shown);
  for (const name of new Set([...inService.keys(), ...inView.keys()]))
    addComponent(page, inService.get(name), inView.get(name), depth + 1);
}

/** A template of nothing but words and links: what it is made of is read with the view. */
function addWords({ sources, stem }: Page, module: ScriptModule, nodes: MarkupNode[]): void {
  const { path, text } = module;
  const { texts, navigations } = readMarkup(nodes, 'vue');
  const taken = new Set(texts.map(({ offset }) => offset));
  module.literals = module.literals.filter(({ node }) => !taken.has(node.start ?? 0));
  addTemplate(sources, { stem, path, text, owner: 'own', reading: { ...readMarkup([], 'vue'), texts, navigations } });
}

/** Names of the attributes that elements of the view have, by the element's number. */
function attributesOf(nodes: readonly MarkupNode[], found: Map<string, Set<string>>): Map<string, Set<string>> {
  for (const node of nodes) {
    if (node.type === 'text') continue;
    const number = numberOf(node.attributes);
    for (const { name, value } of node.attributes) if (number && value !== '') addTo(found, number, name);
    attributesOf(node.children, found);
  }
  return found;
}

/** What only the logic hands to a component: `s("title", {attrs: {name: "每日任务", url: "/pages/tasks/tasks", _i: 25}})`, which the view has without them. */
function handedOver(nodes: readonly MarkupNode[], shown: ReadonlyMap<string, ReadonlySet<string>>): MarkupNode[] {
  return nodes.flatMap((node): MarkupNode[] => {
    if (node.type === 'text') return [];
    const known = shown.get(numberOf(node.attributes) ?? '');
    const attributes = node.attributes.filter(
      ({ name, value }) => /^[a-z]/i.test(name) && !name.startsWith('v-') && SAYS.test(value) && !known?.has(name),
    );
    const children = handedOver(node.children, shown);
    return attributes.length + children.length > 0 ? [{ ...node, attributes, children }] : [];
  });
}

function numberOf(attributes: readonly MarkupAttribute[]): string | undefined {
  // In a list the number is the beginning of a sum: `"3-" + i`.
  return /[\d-]+/.exec(attributes.find(({ name }) => name === ':_i')?.value ?? '')?.[0];
}

/** What the template of the logic knows, by the element's number. */
interface Sides {
  handlers: Map<string, MarkupAttribute[]>;
  /** Loops as written: `item in list`. */
  loops: Map<string, string>;
  sent: SentValues;
}

const SENT_LIST = /_\$s\(\s*["']?([\d-]+)[^,()]*,\s*["']f["'],/;

function collect(nodes: readonly MarkupNode[], sides: Sides): void {
  for (const node of nodes) {
    if (node.type === 'text') continue;
    const number = numberOf(node.attributes);
    if (number !== undefined)
      sides.handlers.set(
        number,
        node.attributes.filter(({ name }) => name.startsWith('@')),
      );
    for (const { name, value } of node.attributes) {
      const key = name === 'v-for' && SENT_LIST.exec(value)?.[1];
      const list = key && sides.sent.get(`${key} f`);
      if (list) sides.loops.set(`${key} f`, `${value.slice(0, value.indexOf(' in '))} in ${list}`);
    }
    collect(node.children, sides);
  }
}

/** Puts the handlers of the logic in place of those that only report a touch, and its expressions in place of their numbers. */
function join(nodes: readonly MarkupNode[], sides: Sides): void {
  for (const node of nodes) {
    if (node.type === 'text') {
      node.value = withSentValues(node.value, sides.sent);
      continue;
    }
    const own = sides.handlers.get(numberOf(node.attributes) ?? '');
    node.attributes = node.attributes.flatMap((item) => {
      if (item.name === ':_i') return [];
      const real = item.name.startsWith('@') ? own?.find(({ name }) => name === item.name)?.value : undefined;
      const loop = item.name === 'v-for' ? sides.loops.get(listShown(item.value) ?? '') : undefined;
      return [{ ...item, value: withSentValues(real ?? loop ?? item.value, sides.sent) }];
    });
    join(node.children, sides);
  }
}

/** Components that a component's options name, and those its compiler found for its tags, by name. */
function children(app: Application, parts: ComponentParts | undefined): Map<string, ScriptModule> {
  const out = new Map<string, ScriptModule>();
  for (const table of [optionTable(app, parts?.script), parts?.components]) {
    if (table?.node.type !== 'ObjectExpression') continue;
    for (const member of table.node.properties) {
      const key = keyName(member);
      if (member.type !== 'ObjectProperty' || !key || out.has(key)) continue;
      const module = moduleNamed(app, member.value, table.unit);
      if (module && module.owner !== 'third-party') out.set(key, module);
    }
  }
  return out;
}

function optionTable(app: Application, script: Located | undefined): Located | undefined {
  const option = script?.node.type === 'ObjectExpression' ? valueOfKey(script.node, 'components') : undefined;
  return option && follow(app, { node: option, unit: script!.unit });
}

/** The module of `a.default` where `a = n("b5f2")`, and of `n("b5f2").default`. */
function moduleNamed(app: Application, value: Node, unit: Unit): ScriptModule | undefined {
  const base = value.type === 'MemberExpression' ? value.object : value;
  if (base.type === 'CallExpression') return requiredIn(app, unit.module, base);
  const binding = base.type === 'Identifier' ? unit.module.imports.get(base.name) : undefined;
  return binding && resolveModule(app, unit.module, binding.specifier);
}
