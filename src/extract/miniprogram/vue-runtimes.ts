import type { Program } from '@babel/types';
import {
  exportedNames,
  findVueRuntime,
  importedRuntime,
  mayHoldVueRuntime,
  type RuntimeNames,
} from '../../decode/template/vue-runtime.js';
import type { TextFact } from '../../facts/types.js';
import type { Entry } from '../../open/tree.js';
import { joinPath } from '../javascript/application/application.js';
import { lineIndex } from '../lines.js';
import { type BrowserRuntime, type BrowserTab, findBrowserRuntime } from '../uniapp/browser-runtime.js';
import type { Sources } from './source-set.js';

/**
 * What a script calls the parts of Vue's runtime: it holds the runtime itself, or imports it from a file read before.
 * Undefined where it does neither, or where the parts have their own names.
 */
export function runtimeNames(sources: Sources, entry: Entry, program: Program, text: string): RuntimeNames | undefined {
  const own = noteRuntime(sources, entry, program, text);
  const { vueRuntimes } = sources;
  if (own || !vueRuntimes || vueRuntimes.size === 0) return own;
  return importedRuntime(program, (specifier) => vueRuntimes.get(joinPath(entry.name, specifier)));
}

/** Code at the start of a script that is uni-app's, not the app's; what it offers is kept for those that import it. */
export function browserRuntime(sources: Sources, entry: Entry, program: Program, text: string): BrowserRuntime | undefined {
  const file = sources.vueRuntimes?.get(entry.name);
  const found = file && findBrowserRuntime(program);
  if (found)
    sources.vueRuntimes?.set(entry.name, {
      ...file,
      functions: found.functions,
      tabs: found.tabs.map((tab) => tabFact(entry, text, tab)),
    });
  return found;
}

/** What an item of the tab bar says. */
export function tabFact({ path }: Pick<Entry, 'path'>, text: string, { page, text: value, offset }: BrowserTab): TextFact {
  const at = { path, ...lineIndex(text).at(offset) };
  return { kind: 'text', value, position: 'tab', action: 'navigate', target: page, at, owner: 'own', screens: [page] };
}

/** Keeps the runtime that a script holds for those that import it. */
export function noteRuntime(sources: Sources, entry: Entry, program: Program, text: string): RuntimeNames | undefined {
  if (!sources.vueRuntimes || !mayHoldVueRuntime(text)) return undefined;
  const known = sources.vueRuntimes.get(entry.name);
  const names = known?.names ?? findVueRuntime(program);
  if (names && !known) sources.vueRuntimes.set(entry.name, { names, exported: exportedNames(program) });
  return names;
}
