import type { Node, Program } from '@babel/types';
import type { BundledModule } from '../../decode/javascript/bundle.js';
import { isFunction } from '../../decode/javascript/names.js';
import { decodeRpkTemplates } from '../../decode/template/rpk.js';
import { findVueComponents } from '../../decode/template/vue-components.js';
import type { Entry } from '../../open/tree.js';
import { stemOf } from '../javascript/application/application.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { readModule } from '../javascript/module/module.js';
import { encloses } from '../javascript/module/nodes.js';
import { type MarkupReading, readMarkup } from '../markup/reading.js';
import { addJsxComponents, findJsxComponents, mayHoldJsx } from './jsx-bundle.js';
import { addTemplate, register, type Sources } from './source-set.js';
import { addComponents } from './vue-bundle.js';
import { browserRuntime, runtimeNames } from './vue-runtimes.js';

/** What of a file stands in no bundled module: all of it where there are none. Components of a Vue bundle are read by themselves. */
export function readRest(
  sources: Sources,
  entry: Entry,
  base: Pick<ScriptModule, 'path' | 'text' | 'owner'>,
  program: Program,
  bundled: readonly BundledModule[],
): void {
  const runtime = runtimeNames(sources, entry, program, base.text);
  const foreign = browserRuntime(sources, entry, program, base.text);
  const ownFrom = foreign?.table.start ?? 0;
  const components = (runtime || mayHoldComponents(sources, base.text) ? findVueComponents(program, runtime) : []).filter(
    ({ definition }) => (definition.start ?? 0) >= ownFrom,
  );
  const jsx =
    sources.jsxModules && components.length === 0 && bundled.length === 0 && mayHoldJsx(base.text)
      ? findJsxComponents(program)
      : [];
  const outside = new Set<Node>([
    ...(foreign?.own ?? []),
    ...jsx.map(({ definition }) => definition),
    ...bundled.map(({ root, holder }) => holder ?? root),
    ...components.flatMap(({ script, render }) => [script, render]),
  ]);
  const module = readModule({ ...base, id: entry.name }, program, outside);
  if (foreign) {
    module.routes = module.routes.filter(({ node }) => !encloses(foreign.table, node));
    module.literals = module.literals.filter(({ node }) => !encloses(foreign.table, node));
  }
  register(sources, module, entry.name);
  addComponents(sources, entry, module, components, runtime);
  addJsxComponents(sources, entry, module, jsx);
}

/** `(0, r.uX)(), (0, r.CE)("view"`: a block of Vue 3 where webpack has shortened the names of its helpers. */
const SHORT_BLOCK = /\(0,\s*([\w$]+)[^()]{0,60}?\.\w{1,3}\)\((?:!0|true)?\),\s*\(0,\s*\1[^()]{0,60}?\.\w{1,3}\)\(/;

/** Whether a script can hold compiled Vue templates; those of Vue 2 are looked for only where pages are made of them. */
export function mayHoldComponents({ vueModules }: Sources, text: string): boolean {
  return (
    /\b(createElementBlock|createBlock|createVNode)\b/.test(text) ||
    SHORT_BLOCK.test(text) ||
    (vueModules === true && /\b_self\b|\$createElement\b/.test(text))
  );
}

/** A bundle that shares no module with others: a page of a quick app with its components, their templates and what they require. */
export function addBundle(sources: Sources, entry: Entry, parts: ScriptModule[], root: Node): void {
  const stem = stemOf(entry.name);
  sources.bundles.set(stem, entryModules(parts));
  if (!sources.templateObjects) return;
  const { path, text, owner } = parts[0]!;
  for (const { nodes } of decodeRpkTemplates(root)) {
    sources.markup.total++;
    sources.markup.parsed++;
    const reading = readMarkup(nodes, 'quickapp');
    addTemplate(sources, { stem, path, text, owner, reading, module: scriptOf(reading, parts) });
  }
}

/** A script of a build handed in as files: all its modules are the page's or component's whose name it has. */
export function addChunk(sources: Sources, entry: Entry, modules: ScriptModule[]): void {
  if (modules.length > 0) sources.bundles.set(stemOf(entry.name), modules);
}

/** Modules no other one requires, and of those that define a component what they require: its script, template and style. */
function entryModules(parts: ScriptModule[]): ScriptModule[] {
  const required = new Set(parts.flatMap((part) => part.specifiers));
  const idOf = (part: ScriptModule): string => part.id.slice(part.id.indexOf('#') + 1);
  const roots = parts.filter((part) => !required.has(idOf(part)));
  const defining = roots.filter((part) => part.calls.some((call) => call.callee === '$app_define$'));
  const handed = new Set(defining.flatMap((part) => part.specifiers));
  return roots.length === 0 ? parts : parts.filter((part) => roots.includes(part) || handed.has(idOf(part)));
}

/** A module that holds a template and nothing else is read as markup only. */
export function isTemplateModule(root: Node): boolean {
  const body = isFunction(root) ? root.body : root;
  const statements = body.type === 'BlockStatement' || body.type === 'Program' ? body.body : [body];
  const rest = statements.filter((statement) => statement.type !== 'VariableDeclaration');
  return rest.length === 1 && decodeRpkTemplates(rest[0]!).length > 0;
}

/** The module that has most of the functions a template's handlers name. */
export function scriptOf(reading: MarkupReading, parts: readonly ScriptModule[]): ScriptModule | undefined {
  const names = reading.handlers.flatMap((handler) => handler.expression.match(/[A-Za-z_$][\w$]*/g) ?? []);
  const hits = (part: ScriptModule): number => names.filter((name) => part.unitsByName.has(name)).length;
  const [best] = [...parts].sort((a, b) => hits(b) - hits(a));
  return best && hits(best) > 0 ? best : undefined;
}
