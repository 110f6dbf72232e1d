import type { Application } from '../javascript/application/application.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { readMarkup } from '../markup/reading.js';
import { addTemplate, type Sources, type Template } from '../miniprogram/source-set.js';
import { markupOf, normalizedParts, takeLiterals } from '../vue/component.js';
import { loadedParts } from './components.js';

/**
 * Makes a script that is a whole page by itself that page: Weex renders each of its files, and so does uni-app with `nvue` pages.
 * All modules and components in it belong to the page. Undefined where none of it is the app's own.
 */
export function addPageBundle(app: Application, sources: Sources, stem: string, path: string): Template[] {
  const modules = [...app.modules.values()].filter((module) => module.path === path && module.owner !== 'third-party');
  const found = [...sources.templates.values()].flat().filter((template) => template.path === path);
  const templates = [...found, ...modules.flatMap((module) => componentTemplate(app, sources, stem, module))];
  for (const template of templates) if (template.stem !== stem) addTemplate(sources, { ...template, stem });
  for (const template of templates) if (template.stem === stem && !found.includes(template)) addTemplate(sources, template);
  sources.bundles.set(stem, modules);
  return templates;
}

/** The template of a component whose parts stand in modules of their own. */
function componentTemplate(app: Application, sources: Sources, stem: string, module: ScriptModule): Template[] {
  const parts = normalizedParts(app, module) ?? loadedParts(app, module);
  if (!parts?.render) return [];
  sources.markup.total++;
  const nodes = markupOf(parts.render);
  if (!nodes) {
    sources.markup.failed++;
    return [];
  }
  sources.markup.parsed++;
  takeLiterals(parts.render);
  const { path, text, owner } = parts.render.unit.module;
  const script = parts.script?.unit.module;
  return [{ stem, path, text, owner, reading: readMarkup(nodes, 'vue'), ...(script && { module: script }) }];
}
