import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
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

/** The largest first: one that is begun last of all would be waited for alone. Folders stand in front, as nobody knows their size. */
export function largestFirst(found: readonly Found[]): Found[] {
  const sized = found.map((one) => ({ one, size: one.paths.reduce((sum, path) => sum + sizeOf(path), 0) }));
  return sized.sort((a, b) => (a.size === b.size ? 0 : b.size - a.size)).map(({ one }) => one);
}

/** Of an object in storage, or of what cannot be looked at: 0. */
function sizeOf(path: string): number {
  try {
    const there = statSync(path);
    return there.isDirectory() ? Number.POSITIVE_INFINITY : there.size;
  } catch {
    return 0;
  }
}

function fromInput(input: string, problems: FindProblem[]): Found[] {
  const kind = kindOf(input);
  if (kind === 'folder') return inFolder(resolve(input), { unit: '', level: 0, above: [] }, problems);
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

interface Walk {
  /** The folder below the root on the way here. */
  unit: string;
  level: number;
  /** Real paths of the folders on the way here, so that a link back to one of them is not followed. */
  above: readonly string[];
}

function inFolder(folder: string, { unit, level, above }: Walk, problems: FindProblem[]): Found[] {
  const here = realPathOf(folder);
  if (above.includes(here)) return [];
  const children = childrenOf(folder, problems);
  const files = children.filter(({ kind }) => kind === 'file').map(({ name }) => name);
  if (files.some((name) => PROJECT.has(name))) return [{ paths: [folder], unit }];
  const packages = files.filter((name) => PACKAGE.test(name)).map((name) => join(folder, name));
  const wechat = packages.filter((file) => WXAPKG.test(file)).sort();
  const below = children.filter(({ kind, name }) => kind === 'folder' && !SKIPPED.has(name));
  const isDeepest = level >= MAX_LEVELS;
  if (isDeepest && below.length > 0) problems.push({ path: folder, problem: `文件夹超过 ${MAX_LEVELS} 层，更深的没有查找` });
  const next = (name: string): Walk => ({ unit: level === 0 ? name : unit, level: level + 1, above: [...above, here] });
  return [
    ...packages.filter((file) => !WXAPKG.test(file)).map((file) => ({ paths: [file], unit })),
    ...(wechat.length > 0 ? [{ paths: wechat, unit }] : []),
    ...(isDeepest ? [] : below.flatMap(({ name }) => inFolder(join(folder, name), next(name), problems))),
  ];
}

function realPathOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder; // gone meanwhile, as reading it will tell
  }
}

/** What a folder holds, links followed. */
function childrenOf(folder: string, problems: FindProblem[]): { name: string; kind: ReturnType<typeof kindOf> }[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => {
      const { name } = entry;
      if (!entry.isSymbolicLink()) return { name, kind: entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : undefined };
      const kind = kindOf(join(folder, name));
      if (!kind && PACKAGE.test(name)) problems.push({ path: join(folder, name), problem: '符号链接指向的文件读不到' });
      return { name, kind };
    });
  } catch (error) {
    problems.push({ path: folder, problem: error instanceof Error ? error.message : String(error) });
    return [];
  }
}

/** Links followed; undefined for what is not there or cannot be looked at. */
function kindOf(path: string): 'file' | 'folder' | undefined {
  try {
    const found = statSync(path);
    return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : undefined;
  } catch {
    return undefined;
  }
}
