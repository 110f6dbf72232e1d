import { SINGLE_FILE } from '../../decode/template/single-file.js';
import { type Entry, EntryError, type Tree } from '../../open/tree.js';
import { stemOf } from '../javascript/application/application.js';
import { readMarkup } from '../markup/reading.js';
import type { PageConfig } from './app-config.js';
import {
  addCompiledTemplates,
  type CompiledTemplate,
  type CompiledTemplates,
  holdsCompiledTemplates,
  holdsModules,
  namesOtherTemplates,
} from './compiled-templates.js';
import { tellUnreadable } from './entry-texts.js';
import { pluginFeatures } from './plugin-features.js';
import { isShippedIn, ownerIn, registeredPages } from './registered.js';
import { readLanguage, readScript } from './scripts.js';
import { serverFiles } from './server-folders.js';
import { readSingleFile } from './single-files.js';
import { addTemplate, emptySources, type Sources } from './source-set.js';
import { readTemplate, TEMPLATE } from './templates.js';
import { readViewScripts } from './view-scripts.js';

const SCRIPT = /\.(js|ts|uts|jsx|tsx|mjs|wxs|sjs)$/;
/** Texts of the app by language: uni-app and quick apps keep them as data. */
const LANGUAGE_JSON = /(^|\/)(lang|langs|locales?|i18n|languages?)\/[\w/-]+\.json$/i;
/** A uni-app's list of pages and tabs, read as configuration. */
const CONFIG = /(^|\/)app-config(-service)?\.js$/;

/** Scripts of WeChat's view layer: templates and styles, never the app's logic. */
const VIEW_LAYER = /(^|\/)(page-frame|app-wxss|webview\.app|pageframe)\.js$/;
/** How a page's style begins where it is a script of its own, beside the page's path. */
const STYLE = Buffer.from('setCssToHead(');

function isViewLayer(entry: Entry): boolean {
  return VIEW_LAYER.test(entry.name) || entry.peek().subarray(0, STYLE.length).equals(STYLE);
}

/**
 * Reads every script and template of the app's own code; libraries are counted, not parsed.
 * @param pages the app's own wherever they stand
 * @param isCompiled templates stand in the scripts as wcc writes them
 */
export function readSources(tree: Tree, pages: readonly PageConfig[], isCompiled: boolean): Sources {
  const sources: Sources = {
    ...emptySources(),
    pages: registeredPages(pages, pluginFeatures(tree.entries)),
    templateObjects: !isCompiled,
    jsxModules: true,
    components: new Map(),
    outside: new Map(),
  };
  const compiled = isCompiled ? findCompiled(sources, tree) : undefined;
  const isOfServer = serverFiles(tree.entries, sources.pages);
  for (const entry of tree.entries) {
    if (!isShippedIn(sources.pages, entry.name) || CONFIG.test(entry.name) || isOfServer(entry.name)) continue;
    if (LANGUAGE_JSON.test(entry.name)) readLanguage(sources, entry);
    else if (SINGLE_FILE.test(entry.name)) readSingleFile(sources, entry, tree);
    else if (TEMPLATE.test(entry.name)) readTemplate(sources, entry);
    else if (SCRIPT.test(entry.name) && !(compiled && (isViewLayer(entry) || compiled.without.has(entry))))
      readScript(sources, entry);
  }
  for (const { entry, text } of compiled?.files ?? []) readViewScripts(sources, compiled!.templates, entry, text);
  for (const template of compiled?.templates.values() ?? []) addCompiled(sources, template);
  return sources;
}

interface Compiled {
  templates: CompiledTemplates;
  without: Set<Entry>;
  /** All files that hold some, those that hold nothing else first. */
  files: { entry: Entry; text: string }[];
}

/**
 * Templates compiled into the scripts and page frames of a package, whatever these are called; `without`: files that hold
 * nothing else. Copies in files of modules come last: they are for scope data and as a rule have no texts.
 */
function findCompiled(sources: Sources, tree: Tree): Compiled {
  const templates: CompiledTemplates = new Map();
  const without = new Set<Entry>();
  const copies: { entry: Entry; text: string }[] = [];
  const files: { entry: Entry; text: string }[] = [];
  for (const entry of tree.entries) {
    if (
      !/\.(js|html)$/.test(entry.name) ||
      !isShippedIn(sources.pages, entry.name) ||
      ownerIn(sources.pages, entry.name) === 'third-party'
    )
      continue;
    const text = compiledText(sources, entry);
    if (text === undefined) continue;
    if (holdsModules(text)) copies.push({ entry, text });
    else {
      without.add(entry);
      files.push({ entry, text });
      addCompiledTemplates(templates, entry, text);
    }
  }
  for (const { entry, text } of copies) if (namesOtherTemplates(templates, text)) addCompiledTemplates(templates, entry, text);
  return { templates, without, files: files.concat(copies) };
}

function compiledText(sources: Sources, entry: Entry): string | undefined {
  try {
    const bytes = entry.read();
    return holdsCompiledTemplates(bytes) ? bytes.toString('utf8') : undefined;
  } catch (error) {
    if (!(error instanceof EntryError)) throw error;
    // A script is read again, and told of, with the others.
    if (!SCRIPT.test(entry.name)) tellUnreadable(sources, entry);
    return undefined;
  }
}

/** Compiled WXML: each template under its own path, evidence in the file that holds it. */
function addCompiled(sources: Sources, { name, nodes, entry, text }: CompiledTemplate): void {
  const owner = ownerIn(sources.pages, name);
  sources.markup.total++;
  sources.markup.parsed++;
  if (owner === 'third-party') return;
  const stem = stemOf(name.replace(TEMPLATE, ''));
  const reading = readMarkup(nodes, 'wechat');
  addTemplate(sources, { stem, path: entry.path, name, text, owner, reading, nodes, dialect: 'wechat' });
}
