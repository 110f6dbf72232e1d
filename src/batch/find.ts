import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { globSync, isDynamicPattern } from 'tinyglobby';
import type { Found } from './packages.js';

/** Files of these names are packages; what they really are is told by their content later. */
const PACKAGE = /\.(?:apk|aab|apks|apkm|xapk|hap|app|ipa|rpk|rpks|wxapkg|wgt|amr|hbc|zip|tgz|tar|tar\.gz)$/i;
export const isPackageName = (name: string): boolean => PACKAGE.test(name);
export const WXAPKG = /\.wxapkg$/i;
/** A folder that holds one of these is a project, inspected as a whole. */
const PROJECT = new Set([
  'app.json',
  'project.config.json',
  'mini.project.json',
  'pages.json',
  'app.ux',
  'app.config.js',
  'app.config.ts',
]);
const SKIPPED = new Set(['node_modules', '.git', '.svn', '.hg', '__MACOSX']);
const MAX_LEVELS = 32;

export interface FindProblem {
  path: string;
  problem: string;
}

export interface FoundAll {
  found: Found[];
  problems: FindProblem[];
}

/**
 * All packages and projects in folders, of lists (`*.txt`, `*.tsv`, `*.list`: a path a line, after a tab the unit) and patterns, each path
 * once, sorted. WeChat packages of one folder stay together: which of them are one app is told by their content.
 */
export function findPackages(inputs: readonly string[]): FoundAll {
  const problems: FindProblem[] = [];
  const found = inputs.flatMap((input) => fromInput(input, problems));
  const byPath = new Map(found.map((one) => [one.paths.join('\0'), one]));
  const sorted = [...byPath].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  return { found: sorted, problems };
}

function fromInput(input: string, problems: FindProblem[]): Found[] {
  const kind = kindOf(input);
  if (kind === 'folder') return inFolder(resolve(input), '', 0, problems);
  if (kind === 'file')
    return /\.(?:txt|tsv|list)$/i.test(input) ? inList(input, problems) : [{ paths: [resolve(input)], unit: '' }];
  const matches = isDynamicPattern(input) ? globSync(input, { absolute: true, onlyFiles: false, expandDirectories: false }) : [];
  if (matches.length === 0) problems.push({ path: input, problem: '找不到' });
  return matches.map((match) => ({ paths: [match.replace(/\/$/, '')], unit: '' }));
}

function inList(file: string, problems: FindProblem[]): Found[] {
  const lines = readFileSync(file, 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  return lines.flatMap((line): Found[] => {
    const [name = '', unit = ''] = line.split('\t').map((part) => part.trim());
    if (name === '' || name.startsWith('#')) return [];
    const path = resolve(dirname(file), name);
    if (kindOf(path) !== undefined) return [{ paths: [path], unit }];
    problems.push({ path: name, problem: `找不到（${file}）` });
    return [];
  });
}

/** @param unit the folder below the root on the way here */
function inFolder(folder: string, unit: string, level: number, problems: FindProblem[]): Found[] {
  let entries: Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    problems.push({ path: folder, problem: error instanceof Error ? error.message : String(error) });
    return [];
  }
  if (entries.some((entry) => entry.isFile() && PROJECT.has(entry.name))) return [{ paths: [folder], unit }];
  const files = entries.filter((entry) => entry.isFile() && PACKAGE.test(entry.name)).map(({ name }) => join(folder, name));
  const wechat = files.filter((file) => WXAPKG.test(file)).sort();
  const below = entries.filter((entry) => entry.isDirectory() && !SKIPPED.has(entry.name));
  if (level >= MAX_LEVELS && below.length > 0)
    problems.push({ path: folder, problem: `文件夹超过 ${MAX_LEVELS} 层，更深的没有查找` });
  return [
    ...files.filter((file) => !WXAPKG.test(file)).map((file) => ({ paths: [file], unit })),
    ...(wechat.length > 0 ? [{ paths: wechat, unit }] : []),
    ...(level >= MAX_LEVELS
      ? []
      : below.flatMap(({ name }) => inFolder(join(folder, name), level === 0 ? name : unit, level + 1, problems))),
  ];
}

function kindOf(path: string): 'file' | 'folder' | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found?.isDirectory() ? 'folder' : found?.isFile() ? 'file' : undefined;
}
