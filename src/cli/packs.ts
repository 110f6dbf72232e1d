import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type LoadOptions, loadCodeRules, loadPacks, type RulePack } from '../check/index.js';
import { packageRoot } from '../package-root.js';
import { UsageError } from './errors.js';

/** Which rules a command works with. */
export interface PackOptions {
  /** A folder of packs instead of the built-in ones. */
  rules?: string;
  /** Folders or npm packages of further packs, as a person named them or as the configuration resolved them. */
  pack?: string[];
  /** Modules with code rules; only a configuration names them. */
  codeRules?: string[];
  /** Seconds a code rule may take. */
  codeRuleSeconds?: number;
}

/** The built-in packs, or those of `rules`, together with further ones. @throws RuleError, UsageError */
export function rulePacks(options: PackOptions = {}): RulePack[] {
  const { folder, ...load } = packSources(options);
  return loadPacks(folder, load);
}

/** Where the packs are and what helps in loading them. @throws RuleError where a code rule does not load */
export function packSources({
  rules,
  pack = [],
  codeRules = [],
  codeRuleSeconds,
}: PackOptions): LoadOptions & { folder: string } {
  const root = packageRoot();
  const compiled = join(root, 'dist', 'rules.json');
  const budget = codeRuleSeconds === undefined ? undefined : codeRuleSeconds * 1000;
  return {
    folder: rules ?? join(root, 'rules'),
    packs: pack.map((name) => shown(packFolder(name, resolve('')))),
    loaded: codeRules.map((file) => loadCodeRules(file, budget)),
    ...(existsSync(compiled) && { compiled: JSON.parse(readFileSync(compiled, 'utf8')) }),
  };
}

/**
 * The folder of packs a name stands for: a folder, or else a package in the nearest `node_modules` from `base` upwards. In either,
 * packs may stand in `rules/`. Nothing of a package is run.
 * @throws UsageError where there is none
 */
export function packFolder(name: string, base: string): string {
  const folder = resolve(base, name);
  if (isFolder(folder)) return inside(folder);
  const isPackage = /^(?:@[\w.-]+\/)?[\w-][\w.-]*$/.test(name);
  for (let at = base; isPackage; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name);
    if (isFolder(candidate)) return inside(candidate);
    if (at === dirname(at)) break;
  }
  throw new UsageError(
    `找不到规则包 ${name}：没有这个文件夹${isPackage ? `，也没有装这个 npm 包（npm install ${name}）` : ''}。`,
  );
}

function inside(folder: string): string {
  const rules = join(folder, 'rules');
  return !existsSync(join(folder, 'pack.yaml')) && isFolder(rules) ? rules : folder;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** As short as it can be said from here. */
function shown(folder: string): string {
  const short = relative('', folder);
  return short === '' ? '.' : short.startsWith('..') ? folder : short;
}
