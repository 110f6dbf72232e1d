import type { Node } from '@babel/types';
import { splitBundle } from '../../decode/javascript/bundle.js';
import { parseScript, type ScriptLanguage } from '../../decode/javascript/parse.js';
import { decodeMarkup, type MarkupNode } from '../../decode/template/markup.js';
import { type Block, type ComponentImport, SINGLE_FILE, splitSingleFile } from '../../decode/template/single-file.js';
import { findVueComponents } from '../../decode/template/vue-components.js';
import type { Owner } from '../../facts/types.js';
import { type Entry, EntryError, type Tree } from '../../open/tree.js';
import { joinPath, stemOf } from '../javascript/application/application.js';
import { knownScript, noteKnown } from '../javascript/libraries/known-scripts.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { readModule } from '../javascript/module/module.js';
import type { Dialect } from '../markup/dialects.js';
import { readMarkup } from '../markup/reading.js';
import { isVendorChunk, partOwners } from './bundled-owner.js';
import { addBundle, addChunk, isTemplateModule, mayHoldComponents, readRest } from './bundles.js';
import {
  addCompiledTemplates,
  type CompiledTemplate,
  type CompiledTemplates,
  holdsCompiledTemplates,
  holdsModules,
  namesOtherTemplates,
} from './compiled-templates.js';
import type { PageConfig } from './config.js';
import { addJsxComponents, findJsxComponents, mayHoldJsx } from './jsx-bundle.js';
import { isPageFile, isShippedIn, ownerIn, registeredPages } from './registered.js';
import { serverFiles } from './server-folders.js';
import { addTemplate, register, type Sources } from './source-set.js';
import { readViewScripts } from './view-scripts.js';
import { addComponents } from './vue-bundle.js';

/** A script larger than this is not parsed: it would take minutes and gigabytes. */
const MAX_SCRIPT_BYTES = 12 * 1024 * 1024;
/** Own scripts of one package that are parsed in all. */
const MAX_TOTAL_BYTES = 48 * 1024 * 1024;

const SCRIPT = /\.(js|ts|uts|jsx|tsx|mjs|wxs|sjs)$/;
/** What a block's template is called where it is markup. */
const MARKUP = /^(html|wxml|vue|cml|xml)$/i;
/** What a block's script is called where it has types; uni-app x knows no other. */
const TYPED = /^(tsx?|uts|typescript)$/i;
/** Texts of the app by language: uni-app and quick apps keep them as data. */
const LANGUAGE_JSON = /(^|\/)(lang|langs|locales?|i18n|languages?)\/[\w/-]+\.json$/i;
const MAX_LANGUAGE_BYTES = 1024 * 1024;
/** `.wxml`, `.axml`, `.qxml` …: every platform names its markup so; what other tools call so is left out. */
const TEMPLATE = /\.(swan|(?!(?:html|xhtml|xml|yml|yaml|xaml|kml|uml|eml|toml|shtml|dhtml|phtml)$)[a-z]{1,5}ml)$/;
const DIALECTS: Record<string, Dialect> = {
  wxml: 'wechat',
  axml: 'alipay',
  swan: 'baidu',
  ttml: 'bytedance',
  qml: 'qq',
  ux: 'quickapp',
  vue: 'vue',
  nvue: 'vue',
  uvue: 'vue',
  mpx: 'wechat',
  wpy: 'wepy',
  cml: 'chameleon',
};

/** A uni-app's list of pages and tabs, read as configuration. */
const CONFIG = /(^|\/)app-config(-service)?\.js$/;

/** Scripts of WeChat's view layer: templates and styles, never the app's logic. */
const VIEW_LAYER = /(^|\/)(page-frame|app-wxss|webview\.app|pageframe)\.js$/;
/** How a page's style begins where it is a script of its own, beside the page's path. */
const STYLE = Buffer.from('setCssToHead(');

/** A uni-app's view of Vue 2 runs apart from its logic; both number the modules of one component alike. */
const VIEW_OF_VUE = /(^|\/)app-view\.js$/;

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
    pages: registeredPages(pages),
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

export function emptySources(): Sources {
  return {
    modules: [],
    templates: new Map(),
    bundles: new Map(),
    scripts: { total: 0, parsed: 0, failed: 0, thirdParty: 0 },
    markup: { total: 0, parsed: 0, failed: 0 },
    failures: [],
    pages: registeredPages([]),
    known: new Map(),
    scriptBytes: 0,
  };
}

function extension(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function read(sources: Sources, entry: Entry): string | undefined {
  try {
    return entry.read().toString('utf8');
  } catch (error) {
    if (!(error instanceof EntryError)) throw error;
    tellUnreadable(sources, entry);
    return undefined;
  }
}

function tellUnreadable(sources: Sources, { path, name, size }: Entry): void {
  sources.failures.push({ path, name, reason: 'unreadable', detail: `${name} 无法读出`, bytes: size });
}

/** Whether a file is a library's by its content; the library is noted. */
export function isKnown({ known, pages }: Sources, entry: Entry, text: string): boolean {
  const found = isPageFile(pages, entry.name) ? undefined : knownScript(text);
  if (found) noteKnown(known, found, entry.path);
  return found !== undefined;
}

function readTemplate(sources: Sources, entry: Entry): void {
  const owner = ownerIn(sources.pages, entry.name);
  if (owner === 'third-party') return;
  sources.markup.total++;
  const text = read(sources, entry);
  if (text === undefined) return;
  if (isKnown(sources, entry, text)) {
    sources.markup.total--;
    return;
  }
  sources.markup.parsed++;
  addMarkup(sources, entry, text, decodeMarkup(text, { xml: true }).nodes, DIALECTS[extension(entry.name)] ?? 'wechat', owner);
}

function addMarkup(
  sources: Sources,
  entry: Entry,
  text: string,
  nodes: MarkupNode[],
  dialect: Dialect,
  owner: Owner,
  stem = stemOf(entry.name.replace(TEMPLATE, '')),
  imports: readonly ComponentImport[] = [],
): void {
  const reading = readMarkup(nodes, dialect);
  reading.imports.push(...imports);
  addTemplate(sources, { stem, path: entry.path, text, owner, reading, nodes, dialect });
}

/** Blanks out everything but one block, so that offsets and lines stay those of the whole file. */
function onlyBlock(text: string, start: number, end: number): string {
  return text.slice(0, start).replace(/[^\n]/g, ' ') + text.slice(start, end);
}

/** A script's text and whose it is; a library's is only counted. */
function openScript(sources: Sources, entry: Entry): { owner: Owner; text: string } | undefined {
  const owner = ownerIn(sources.pages, entry.name);
  const text = owner === 'third-party' ? undefined : read(sources, entry);
  if (owner === 'third-party' || (text !== undefined && isKnown(sources, entry, text))) sources.scripts.thirdParty++;
  else if (text !== undefined) return { owner, text };
  return undefined;
}

function readSingleFile(sources: Sources, entry: Entry, tree: Tree): void {
  const found = openScript(sources, entry);
  if (!found) return;
  const { owner, text } = found;
  const dialect = DIALECTS[extension(entry.name)] ?? 'vue';
  const { blocks, imports } = splitSingleFile(text);
  for (const block of blocks) {
    if (block.src !== undefined) readOutside(sources, entry, block, tree, owner);
    else if (block.kind === 'template') {
      sources.markup.total++;
      if (block.lang && !MARKUP.test(block.lang)) {
        sources.markup.failed++;
        sources.failures.push({
          path: entry.path,
          name: entry.name,
          reason: 'parse-failed',
          detail: `${entry.name} 的模板使用 ${block.lang}，未解析`,
          bytes: block.end - block.start,
        });
        continue;
      }
      sources.markup.parsed++;
      addMarkup(
        sources,
        entry,
        text,
        decodeMarkup(onlyBlock(text, block.start, block.end), { xml: false }).nodes,
        dialect,
        owner,
        stemOf(entry.name),
        imports,
      );
    } else if (block.kind === 'script') {
      const isTyped = TYPED.test(block.lang ?? '') || entry.name.endsWith('.uvue');
      const language: ScriptLanguage = isTyped ? 'tsx' : 'js';
      addModule(sources, entry, onlyBlock(text, block.start, block.end), text, language, owner);
    }
  }
}

/** A block that is kept in a file of its own: `<template src="./sign.html">`, `<script src="./sign.ts">`. */
function readOutside(sources: Sources, entry: Entry, { kind, src = '' }: Block, tree: Tree, owner: Owner): void {
  const file = joinPath(entry.name, src);
  if (kind === 'script') sources.outside?.set(stemOf(entry.name), stemOf(file));
  const outside = kind === 'template' ? tree.find(file) : undefined;
  if (!outside) return;
  sources.markup.total++;
  const text = read(sources, outside);
  if (text === undefined) return;
  sources.markup.parsed++;
  const dialect = DIALECTS[extension(entry.name)] ?? 'vue';
  addMarkup(sources, outside, text, decodeMarkup(text, { xml: false }).nodes, dialect, owner, stemOf(entry.name));
}

/** Texts by key, as a script that exports them. What stands before them moves nothing but the first line. */
function readLanguage(sources: Sources, entry: Entry): void {
  if (ownerIn(sources.pages, entry.name) === 'third-party' || entry.size > MAX_LANGUAGE_BYTES) return;
  const text = `export default ${read(sources, entry)?.replace(/^\uFEFF/, '') ?? '{}'}`;
  const parsed = parseScript(text);
  if (!parsed) return;
  // A text counts where a page shows it, not where the table keeps it.
  const module = readModule({ path: entry.path, text, owner: 'own', id: entry.name }, parsed.file.program);
  module.literals = [];
  register(sources, module, entry.name);
}

function readScript(sources: Sources, entry: Entry): void {
  const found = openScript(sources, entry);
  if (!found) return;
  const { owner, text } = found;
  const language = extension(entry.name);
  const known = language === 'ts' || language === 'tsx' || language === 'jsx' ? language : language === 'uts' ? 'ts' : 'js';
  addModule(sources, entry, text, text, known, owner);
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
    const module = readModule({ ...base, id, owner: partOwner, wrapper: part.wrapper }, part.root, outside);
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
  if (owner !== 'third-party') addMarkup(sources, entry, text, nodes, 'wechat', owner, stemOf(name.replace(TEMPLATE, '')));
}
