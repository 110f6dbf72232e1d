import { parseScript } from '../../decode/javascript/parse.js';
import { decodeMarkup } from '../../decode/template/markup.js';
import { decodeRpkTemplates } from '../../decode/template/rpk.js';
import { type Block, splitSingleFile } from '../../decode/template/single-file.js';
import type { Entry, Tree } from '../../open/tree.js';
import { joinPath, stemOf } from '../javascript/application/application.js';
import { ownerOf } from '../javascript/libraries/libraries.js';
import type { Call, ScriptModule } from '../javascript/module/model.js';
import { readMarkup } from '../markup/reading.js';
import type { PageConfig } from '../miniprogram/app-config.js';
import { textOf } from '../miniprogram/entry-texts.js';
import type { Sources } from '../miniprogram/source-set.js';

/** Characters of a bundle that may hold a bare template. */
const MAX_BARE = 1_000_000;
const OUTSIDE = /<(script|template)\b[^>]*\ssrc\s*=/i;

/**
 * Joins to a page what its components are made of: in a bundle the scripts their wrappers require, in sources the files that
 * `<script src>` and `<template src>` name.
 */
export function joinComponents(sources: Sources, tree: Tree): void {
  const parts = partsByFile(sources.modules);
  for (const [stem, roots] of sources.bundles) {
    const file = fileOf(roots[0]?.id ?? '');
    sources.bundles.set(stem, withComponents(file, parts.get(file) ?? new Map(), roots));
  }
  for (const entry of tree.entries)
    if (entry.name.endsWith('.ux') && ownerOf(entry.name) !== 'third-party') joinOutsideBlocks(sources, tree, entry);
}

function fileOf(id: string): string {
  return id.split('#', 1)[0]!;
}

/** Modules of each bundle by their whole id. */
function partsByFile(modules: readonly ScriptModule[]): Map<string, Map<string, ScriptModule>> {
  const files = new Map<string, Map<string, ScriptModule>>();
  for (const module of modules) {
    const file = fileOf(module.id);
    const parts = files.get(file) ?? new Map<string, ScriptModule>();
    files.set(file, parts.set(module.id, module));
  }
  return files;
}

function withComponents(file: string, parts: Map<string, ScriptModule>, roots: ScriptModule[]): ScriptModule[] {
  const joined = new Set(roots);
  for (const part of parts.values()) {
    if (!part.calls.some(isDefinition)) continue;
    for (const specifier of part.specifiers) {
      const piece = parts.get(`${file}#${specifier}`);
      if (piece && piece.owner !== 'third-party') joined.add(piece);
    }
  }
  return [...joined];
}

/** A page without a script of its own: its bundle holds a template and nothing else that could be a module. */
export function joinBareTemplates(sources: Sources, tree: Tree, pages: readonly PageConfig[]): void {
  for (const { id, file = id } of pages) {
    const stem = stemOf(file);
    const entry = sources.templates.has(stem) ? undefined : tree.find(`${file}.js`);
    const text = entry && textOf(entry);
    if (!entry || !text || text.length > MAX_BARE) continue;
    const program = parseScript(text)?.file.program;
    const templates = program ? decodeRpkTemplates(program) : [];
    sources.markup.total += templates.length;
    sources.markup.parsed += templates.length;
    const base = { stem, path: entry.path, text, owner: ownerOf(entry.name) };
    if (templates.length > 0)
      sources.templates.set(
        stem,
        templates.map(({ nodes }) => ({ ...base, reading: readMarkup(nodes, 'quickapp') })),
      );
  }
}

/** `$app_define$('@app-component/menu', …)`, whatever a minifier calls the function: template, style and script of one component. */
function isDefinition({ node }: Call): boolean {
  const [name] = node.arguments;
  return name?.type === 'StringLiteral' && /^@app-(component|application)\//.test(name.value);
}

/** Source: hap-toolkit's loader of .ux files, which takes `src` on template, script and style. */
function joinOutsideBlocks(sources: Sources, tree: Tree, entry: Entry): void {
  const stem = stemOf(entry.name);
  const text = textOf(entry);
  for (const block of OUTSIDE.test(text) ? splitSingleFile(text).blocks : []) {
    if (!block.src) continue;
    const name = joinPath(entry.name, block.src);
    if (block.kind === 'script') joinScript(sources, stem, name);
    else if (block.kind === 'template') joinTemplate(sources, tree, stem, name, block);
  }
}

function joinScript(sources: Sources, stem: string, name: string): void {
  const module = sources.modules.find(({ id }) => id === name || id === `${name}.js`);
  if (!module || module.owner === 'third-party') return;
  sources.bundles.set(stem, [...(sources.bundles.get(stem) ?? []), module]);
  for (const template of sources.templates.get(stem) ?? []) template.module ??= module;
}

function joinTemplate(sources: Sources, tree: Tree, stem: string, name: string, { lang }: Block): void {
  const entry = tree.find(name);
  if (!entry || (lang && lang !== 'html')) return;
  const text = textOf(entry);
  const inner = splitSingleFile(text).blocks.find(({ kind }) => kind === 'template');
  const shown = inner ? text.slice(0, inner.start).replace(/[^\n]/g, ' ') + text.slice(inner.start, inner.end) : text;
  const reading = readMarkup(decodeMarkup(shown, { xml: false }).nodes, 'quickapp');
  const module = sources.bundles.get(stem)?.at(-1);
  sources.markup.total++;
  sources.markup.parsed++;
  const template = { stem, path: entry.path, text, owner: ownerOf(entry.name), reading, ...(module && { module }) };
  sources.templates.set(stem, [...(sources.templates.get(stem) ?? []), template]);
}
