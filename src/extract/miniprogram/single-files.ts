import type { ScriptLanguage } from '../../decode/javascript/parse.js';
import { decodeMarkup } from '../../decode/template/markup.js';
import { type Block, splitSingleFile } from '../../decode/template/single-file.js';
import type { Owner } from '../../facts/types.js';
import type { Entry, Tree } from '../../open/tree.js';
import { joinPath, stemOf } from '../javascript/application/application.js';
import { openScript, readText } from './entry-texts.js';
import { addModule } from './scripts.js';
import type { Sources } from './source-set.js';
import { addMarkup, dialectOf } from './templates.js';

/** What a block's template is called where it is markup. */
const MARKUP = /^(html|wxml|vue|cml|xml)$/i;
/** What a block's script is called where it has types; uni-app x knows no other. */
const TYPED = /^(tsx?|uts|typescript)$/i;
/** Blanks out everything but one block, so that offsets and lines stay those of the whole file. */
function onlyBlock(text: string, start: number, end: number): string {
  return text.slice(0, start).replace(/[^\n]/g, ' ') + text.slice(start, end);
}

/** A component in one file: its templates and scripts, whether they stand in it or are named by it. */
export function readSingleFile(sources: Sources, entry: Entry, tree: Tree): void {
  const found = openScript(sources, entry);
  if (!found) return;
  const { owner, text } = found;
  const dialect = dialectOf(entry.name, 'vue');
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
  const text = readText(sources, outside);
  if (text === undefined) return;
  sources.markup.parsed++;
  const dialect = dialectOf(entry.name, 'vue');
  addMarkup(sources, outside, text, decodeMarkup(text, { xml: false }).nodes, dialect, owner, stemOf(entry.name));
}
