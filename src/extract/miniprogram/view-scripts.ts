import { decodeGwxScripts } from '../../decode/template/gwx-wxs.js';
import type { Entry } from '../../open/tree.js';
import { readModule } from '../javascript/module/module.js';
import { type CompiledTemplates, nameViewScripts } from './compiled-templates.js';
import { ownerIn } from './registered.js';
import { register, type Sources } from './source-set.js';

/** What a compiled script of the view calls what Node calls so, once the compiler's prefix is off. */
const WRAPPER = { module: 'module', exports: 'exports', require: 'require' };

/** Reads the `.wxs` scripts that were compiled together with the templates of a file. One in several files is read once. */
export function readViewScripts(sources: Sources, templates: CompiledTemplates, entry: Entry, text: string): void {
  const { scripts, uses } = decodeGwxScripts(text);
  nameViewScripts(templates, uses);
  for (const { id, root } of scripts) {
    const owner = ownerIn(sources.pages, id);
    if (owner === 'third-party' || sources.modules.some((module) => module.id === id)) continue;
    sources.scripts.total++;
    sources.scripts.parsed++;
    register(sources, readModule({ path: entry.path, text, id, owner, wrapper: WRAPPER }, root), id);
  }
}
