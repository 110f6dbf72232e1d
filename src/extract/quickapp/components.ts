import { decodeMarkup } from '../../decode/template/markup.js';
import { type Block, splitSingleFile } from '../../decode/template/single-file.js';
import type { Entry, Tree } from '../../open/tree.js';
import { joinPath, stemOf } from '../javascript/application.js';
import { ownerOf } from '../javascript/libraries.js';
import type { ScriptModule } from '../javascript/model.js';
import { readMarkup } from '../markup/reading.js';
import { textOf } from '../miniprogram/config.js';
import type { Sources } from '../miniprogram/sources.js';

/** What a component's wrapper calls: it hands template, style and script of one component to the runtime. */
const DEFINE = '$app_define$';

/**
 * Joins to a page what its components are made of: in a bundle the scripts their wrappers require, in sources the files that
 * `<script src>` and `<template src>` name.
 */
export function joinComponents(sources: Sources, tree: Tree): void {
  for (const [stem, roots] of sources.bundles) sources.bundles.set(stem, withComponents(sources.modules, roots));
  for (const entry of tree.entries)
    if (entry.name.endsWith('.ux') && ownerOf(entry.name) !== 'third-party') joinOutsideBlocks(sources, tree, entry);
}

function withComponents(modules: readonly ScriptModule[], roots: ScriptModule[]): ScriptModule[] {
  const file = roots[0]?.id.split('#', 1)[0];
  if (file === undefined) return roots;
  const parts = new Map(modules.filter(({ id }) => id.startsWith(`${file}#`)).map((part) => [part.id, part]));
  const joined = new Set(roots);
  for (const part of parts.values()) {
    if (!part.calls.some(({ callee }) => callee === DEFINE)) continue;
    for (const specifier of part.specifiers) {
      const piece = parts.get(`${file}#${specifier}`);
      if (piece && piece.owner !== 'third-party') joined.add(piece);
    }
  }
  return [...joined];
}

/** Source: hap-toolkit's loader of .ux files, which takes `src` on template, script and style. */
function joinOutsideBlocks(sources: Sources, tree: Tree, entry: Entry): void {
  const stem = stemOf(entry.name);
  for (const block of splitSingleFile(textOf(entry)).blocks) {
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
