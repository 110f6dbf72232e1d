import type { Node } from '@babel/types';
import { splitBundle } from '../../decode/javascript/bundle.js';
import { parseScript, type ScriptLanguage } from '../../decode/javascript/parse.js';
import { findVueComponents } from '../../decode/template/vue-components.js';
import type { Owner } from '../../facts/types.js';
import type { Entry } from '../../open/tree.js';
import { stemOf } from '../javascript/application/application.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { readModule } from '../javascript/module/module.js';
import { encloses, isScriptName } from '../javascript/module/nodes.js';
import { isVendorChunk, partOwners } from './bundled-owner.js';
import { addBundle, addChunk, isTemplateModule, mayHoldComponents, readRest } from './bundles.js';
import { extension, openScript, readText } from './entry-texts.js';
import { addJsxComponents, findJsxComponents, mayHoldJsx } from './jsx-bundle.js';
import { ownerIn } from './registered.js';
import { register, type Sources } from './source-set.js';
import { addComponents } from './vue-bundle.js';

/** A script larger than this is not parsed: it would take minutes and gigabytes. */
const MAX_SCRIPT_BYTES = 12 * 1024 * 1024;
/** Own scripts of one package that are parsed in all. */
const MAX_TOTAL_BYTES = 48 * 1024 * 1024;

/** A uni-app's view of Vue 2 runs apart from its logic; both number the modules of one component alike. */
const VIEW_OF_VUE = /(^|\/)app-view\.js$/;

const MAX_LANGUAGE_BYTES = 1024 * 1024;
/** A script file of its own; a library's is only counted. */
export function readScript(sources: Sources, entry: Entry): void {
  const found = openScript(sources, entry);
  if (!found) return;
  const { owner, text } = found;
  const language = extension(entry.name);
  const known = language === 'ts' || language === 'tsx' || language === 'jsx' ? language : language === 'uts' ? 'ts' : 'js';
  addModule(sources, entry, text, text, known, owner);
}

/** Texts by key, as a script that exports them. What stands before them moves nothing but the first line. */
export function readLanguage(sources: Sources, entry: Entry): void {
  if (ownerIn(sources.pages, entry.name) === 'third-party' || entry.size > MAX_LANGUAGE_BYTES) return;
  const text = `export default ${readText(sources, entry)?.replace(/^\uFEFF/, '') ?? '{}'}`;
  const parsed = parseScript(text);
  if (!parsed) return;
  // A text counts where a page shows it, not where the table keeps it.
  const module = readModule({ path: entry.path, text, owner: 'own', id: entry.name }, parsed.file.program);
  module.literals = [];
  register(sources, module, entry.name);
}

/** Parses a script and adds its modules; one that cannot be parsed, or is beyond the budget, becomes a failure. */
export function addModule(
  sources: Sources,
  entry: Entry,
  source: string,
  text: string,
  language: ScriptLanguage,
  owner: Owner,
): void {
  sources.scripts.total++;
  const bytes = source.length;
  if (bytes > MAX_SCRIPT_BYTES || sources.scriptBytes + bytes > MAX_TOTAL_BYTES) {
    sources.scripts.failed++;
    sources.failures.push({
      path: entry.path,
      name: entry.name,
      reason: 'budget',
      detail: `${entry.name} 有 ${(bytes / 1048576).toFixed(1)} MB，超出脚本解析上限，未解析`,
      bytes,
    });
    return;
  }
  sources.scriptBytes += bytes;
  const parsed = parseScript(source, language);
  if (!parsed) {
    sources.scripts.failed++;
    sources.failures.push({
      path: entry.path,
      name: entry.name,
      reason: 'parse-failed',
      detail: `${entry.name} 不是能解析的脚本`,
      bytes,
    });
    return;
  }
  sources.scripts.parsed++;
  const bundled = splitBundle(parsed.file);
  const ownerOfPart = partOwners(sources.pages, bundled);
  const fileOwner = isVendorChunk(entry.name, text) ? 'third-party' : owner;
  const base = { path: entry.path, text, owner: fileOwner };
  // A table of its own file leaves the rest of the file: a library bundled before, with the app's code around it.
  if (bundled.every((part) => part.local)) readRest(sources, entry, base, parsed.file.program, bundled);
  const parts: ScriptModule[] = [];
  const shared: ScriptModule[] = [];
  const scripts = bundled.filter(({ id }) => isScriptName(id));
  // Said of the whole file, of which a bundle has hundreds of modules.
  const mayHoldVue = mayHoldComponents(sources, text);
  const mayHoldReact = sources.jsxModules && mayHoldJsx(text);
  for (const part of bundled) {
    const partOwner = ownerOfPart(part) === 'third-party' ? 'third-party' : fileOwner;
    const id = part.local || VIEW_OF_VUE.test(entry.name) ? `${entry.name}#${part.id}` : part.id;
    if (sources.templateObjects && part.local && isTemplateModule(part.root)) continue;
    const vue =
      partOwner !== 'third-party' && mayHoldVue && holdsVue(sources, text, part.root) ? findVueComponents(part.root) : [];
    const jsx = partOwner !== 'third-party' && vue.length === 0 && mayHoldReact ? findJsxComponents(part.root) : [];
    const outside = new Set<Node>([
      ...vue.flatMap(({ script, render }) => [script, render]),
      ...jsx.map(({ definition }) => definition),
    ]);
    const within = scripts.find(({ root }) => root !== part.root && encloses(root, part.root))?.id;
    const source = { ...base, id, owner: partOwner, ...(within && { within }), wrapper: part.wrapper };
    const module = readModule(source, part.root, outside);
    register(sources, module, part.id);
    addComponents(sources, entry, module, vue);
    addJsxComponents(sources, entry, module, jsx);
    if (partOwner !== 'third-party') (part.local ? parts : shared).push(module);
  }
  if (parts.length > 0) addBundle(sources, entry, parts, parsed.file.program);
  else if (!bundled.some(({ id }) => stemOf(id) === stemOf(entry.name))) addChunk(sources, entry, shared);
}

/** Single-page apps have components in any module; elsewhere only modules with templates are looked through. */
function holdsVue(sources: Sources, text: string, { start, end }: Node): boolean {
  return sources.vueModules === true || mayHoldComponents(sources, text.slice(start ?? 0, end ?? 0));
}
