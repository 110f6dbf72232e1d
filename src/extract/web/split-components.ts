import type { Node } from '@babel/types';
import type { Application } from '../javascript/application/application.js';
import { readMarkup } from '../markup/reading.js';
import { addTemplate, type Sources } from '../miniprogram/source-set.js';
import { markupOf, normalizedParts, takeLiterals } from '../vue/component.js';

/** The options of a component that has none. */
const NO_OPTIONS = { type: 'ObjectExpression', properties: [] } as unknown as Node;

/**
 * Single-file components of Vue 2 whose options, template and the call that joins them stand in modules of their own: where the
 * compiler made CommonJS of them, webpack cannot put them into one. Each gets its template and is known by that call.
 * Known from: uni-app with Vue 2, built for browsers
 */
export function joinSplitComponents(app: Application, sources: Sources): void {
  const joined = new Set([...(sources.components?.values() ?? [])].map(({ bundle }) => bundle));
  for (const module of app.modules.values()) {
    if (!module.wrapper || module.owner === 'third-party' || joined.has(module)) continue;
    const parts = normalizedParts(app, module);
    if (!parts?.render || !parts.call || sources.components?.has(parts.call)) continue;
    const { module: template } = parts.render.unit;
    const nodes = markupOf(parts.render);
    const logic = parts.script?.unit.module ?? template;
    sources.components?.set(parts.call, {
      module: logic,
      script: parts.script?.node ?? NO_OPTIONS,
      bundle: logic,
      ...(parts.components && { tags: parts.components }),
    });
    sources.markup.total++;
    if (!nodes) {
      sources.markup.failed++;
      continue;
    }
    sources.markup.parsed++;
    takeLiterals(parts.render);
    const { path, text, owner } = template;
    addTemplate(sources, { stem: logic.id, path, text, owner, reading: readMarkup(nodes, 'vue'), module: logic });
  }
}
