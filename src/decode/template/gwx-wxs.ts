import type { FunctionDeclaration } from '@babel/types';
import { parseScript } from '../javascript/parse.js';
import { walk } from '../javascript/walk.js';
import { closingBracket } from './gwx-scan.js';

/** A `.wxs` file, or a `<wxs>` block of a template, in the file that holds the compiled templates. */
export interface GwxScript {
  /** `utils/format.wxs`; for a block the template and its name: `pages/a/a.wxml#fmt`. */
  id: string;
  /** The function that is the module, with the offsets of the file. */
  root: FunctionDeclaration;
}

/** By what name a template calls a script. */
export interface GwxScriptUse {
  template: string;
  name: string;
  script: string;
}

/** `"p_./utils/format.wxs":np_0`, for a block `"m_./pages/a/a.wxml:fmt":np_1`. */
const MODULE = /["'][pm]_(?:\.\/)?([^"':]{1,300})(?::([\w$]{1,100}))?["']\s*:\s*(np_\d+)/g;
const BODY = /\bfunction\s+(np_\d+)\s*\(\s*\)/g;
/** `f_['./pages/a.wxml']['fmt'] =f_['./utils/format.wxs'] || nv_require("p_./utils/format.wxs");`, for a block `nv_require("m_…")`. */
const USE =
  /f_\[["'](?:\.\/)?([^"']{1,300})["']\]\[["']([\w$]{1,100})["']\]\s*=\s*(?:f_\[["'][^"']{1,300}["']\]\s*\|\|\s*)?nv_require\(["'][pm]_(?:\.\/)?([^"':]{1,300})(?::([\w$]{1,100}))?["']\)/g;
/** Before the names of a script, so that they cannot reach those of the page around it. */
const PREFIX = 'nv_';

/**
 * The scripts of the view layer that wcc compiled together with the templates, and the templates that call them.
 *
 * Source: output of wcc v0.5vv_20200413 for .wxs files and <wxs> blocks
 */
export function decodeGwxScripts(source: string): { scripts: GwxScript[]; uses: GwxScriptUse[] } {
  if (!source.includes('np_0')) return { scripts: [], uses: [] };
  const ids = new Map([...source.matchAll(MODULE)].map(([, file, block, name]) => [name!, idOf(file!, block)]));
  const uses = [...source.matchAll(USE)].map(([, template, name, file, block]) => ({
    template: template!,
    name: name!,
    script: idOf(file!, block),
  }));
  const found = [...source.matchAll(BODY)].filter(([, name]) => ids.has(name!));
  const scripts = parsedAt(
    source,
    found.map((match) => match.index),
  ).flatMap((root) => {
    const id = root.id && ids.get(root.id.name);
    return id ? [{ id, root }] : [];
  });
  return { scripts, uses };
}

function idOf(file: string, block: string | undefined): string {
  return block ? `${file}#${block}` : file;
}

/** The functions that begin at the places, parsed in one go: all between them is blanked out. */
function parsedAt(source: string, starts: readonly number[]): FunctionDeclaration[] {
  let plain = '';
  for (const start of starts) {
    if (start < plain.length) continue;
    plain += source.slice(plain.length, start).replace(/[^\n]/g, ' ');
    plain += source.slice(start, closingBracket(source, source.indexOf('{', start)));
  }
  const program = plain === '' ? undefined : parseScript(plain)?.file.program;
  if (!program) return [];
  walk(program, (node) => {
    if (node.type === 'Identifier' && node.name.startsWith(PREFIX)) node.name = node.name.slice(PREFIX.length);
  });
  return program.body.filter((statement) => statement.type === 'FunctionDeclaration');
}
