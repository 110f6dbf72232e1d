import { type ParserPlugin, parse } from '@babel/parser';
import type { File } from '@babel/types';
import { tellNamesApart } from './block-names.js';
import { leaveOutLocations } from './node-locations.js';
import { joinSplitObjects } from './split-objects.js';
import { decodeStringTables, mayHoldStringTables } from './string-tables.js';

leaveOutLocations();

/** What a script is written in, as far as its file name or block attribute tells. */
export type ScriptLanguage = 'js' | 'ts' | 'tsx' | 'jsx';

export interface ParsedScript {
  file: File;
  /** Errors Babel recovered from. */
  problems: number;
}

const COMMON: ParserPlugin[] = ['decorators-legacy', 'exportDefaultFrom'];
const PLUGINS: Record<ScriptLanguage, ParserPlugin[][]> = {
  // Flow or TypeScript annotations do stand in .js files of real projects: a second try costs nothing when the first is right.
  js: [['jsx'], ['typescript'], ['flow', 'jsx']],
  jsx: [['jsx'], ['jsx', 'typescript'], ['flow', 'jsx']],
  ts: [['typescript'], ['jsx', 'typescript']],
  // A block of types in a single-file component may hold either: elements, or casts in angle brackets.
  tsx: [['jsx', 'typescript'], ['typescript']],
};

/** Code of uni-app for some platforms only, as comments mark it: what is left of a script need not hang together. */
const FOR_SOME = /\/[/*]\s*#ifdef\b[\s\S]*?\/[/*]\s*#endif\b/g;
const FOR_OTHERS = /\/[/*]\s*#ifndef\b[\s\S]*?\/[/*]\s*#endif\b/g;

/**
 * Parses a script as leniently as Babel can: broken code is recovered from, `return` and `await` may stand anywhere, since
 * compiled modules are function bodies. Returns undefined where nothing can be made of it.
 *
 * @param source whole text; node positions are UTF-16 offsets into it
 */
export function parseScript(source: string, language: ScriptLanguage = 'js'): ParsedScript | undefined {
  const whole = parsed(source, language);
  if (whole || !/#ifn?def\b/.test(source)) return whole;
  const without = (part: RegExp): string => source.replace(part, (text) => text.replace(/[^\n]/g, ' '));
  return parsed(without(FOR_OTHERS), language) ?? parsed(without(FOR_SOME), language);
}

function parsed(source: string, language: ScriptLanguage): ParsedScript | undefined {
  for (const plugins of PLUGINS[language]) {
    try {
      const file = parse(source, {
        sourceType: 'unambiguous',
        errorRecovery: true,
        attachComment: false,
        allowReturnOutsideFunction: true,
        allowAwaitOutsideFunction: true,
        allowImportExportEverywhere: true,
        allowSuperOutsideMethod: true,
        allowUndeclaredExports: true,
        allowNewTargetOutsideFunction: true,
        plugins: [...COMMON, ...plugins],
      });
      if (mayHoldStringTables(source)) decodeStringTables(file.program, source);
      joinSplitObjects(file.program, source);
      tellNamesApart(file.program, source);
      return { file, problems: file.errors?.length ?? 0 };
    } catch {
      // not this dialect: the next set of plug-ins may fit
    }
  }
  return undefined;
}
