import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { load } from 'js-yaml';

/** One thing wrong in a file of a rule pack, and what to do about it. */
export interface Mistake {
  file: string;
  /** Path of keys: `elements.feature.text.words`; absent where it is the file as a whole. */
  key?: string;
  message: string;
}

/** A rule pack that cannot be used; the message names each file, key and what is wrong with it. */
export class RuleError extends Error {
  readonly mistakes: readonly Mistake[];

  constructor(mistakes: readonly Mistake[]) {
    super(mistakes.map(({ file, key, message }) => [file, key, message].filter(Boolean).join('：')).join('\n'));
    this.mistakes = mistakes;
  }
}

/** @throws RuleError always */
export function refuse(file: string, message: string, key?: string): never {
  throw new RuleError([{ file, ...(key !== undefined && { key }), message }]);
}

/** Parsed contents by the SHA-256 of the text: what `compileRules` writes, so that a start need not parse YAML. */
export type CompiledRules = Record<string, unknown>;

/** Reads the files of rule packs, parses them, and remembers their digests. */
export interface RuleFiles {
  text(path: string): string;
  yaml(path: string): unknown;
  has(path: string): boolean;
  /** Names of the folders or YAML files in a folder, sorted; none where there is no such folder. */
  folders(path: string): string[];
  lexicons(path: string): string[];
  /** SHA-256 over all files read since the last call, each with its name. */
  digest(): string;
  /** All YAML contents read so far. */
  compiled(): CompiledRules;
}

/** Largest rule file; rules are read from a folder that may not be ours. */
const LARGEST = 2_000_000;

export function readRuleFiles(known: CompiledRules = {}): RuleFiles {
  const contents: CompiledRules = {};
  let seen: string[] = [];
  const text = (path: string): string => {
    const content = readText(path);
    seen.push(`${path.split('/').slice(-2).join('/')}\n${content}`);
    return content;
  };
  return {
    text,
    yaml: (path) => {
      const content = text(path);
      const key = createHash('sha256').update(content).digest('hex');
      const value = Object.hasOwn(known, key) ? known[key] : parse(path, content);
      contents[key] = value;
      return value;
    },
    has: (path) => existsSync(path),
    folders: (path) => list(path, (entry) => entry.isDirectory()),
    lexicons: (path) => list(path, (entry) => entry.isFile() && entry.name.endsWith('.yaml')),
    digest: () => {
      const digest = createHash('sha256');
      for (const content of seen) digest.update(content).update('\0');
      seen = [];
      return digest.digest('hex');
    },
    compiled: () => contents,
  };
}

function list(path: string, keep: (entry: { name: string; isDirectory(): boolean; isFile(): boolean }) => boolean): string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true })
    .filter(keep)
    .map((entry) => entry.name)
    .sort();
}

function readText(path: string): string {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch {
    refuse(path, '读不到文件');
  }
  if (content.length > LARGEST) refuse(path, '文件过大');
  return content.replaceAll('\r\n', '\n');
}

function parse(path: string, content: string): unknown {
  try {
    return load(content);
  } catch (error) {
    refuse(path, `不是 YAML：${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
  }
}

/** Path of a file below a folder, with `/` on every system. */
export function below(folder: string, ...names: string[]): string {
  return join(folder, ...names).replaceAll('\\', '/');
}
