import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { FAIL_ON } from '../report/gate.js';
import { formats } from '../report/index.js';
import { UsageError } from './errors.js';
import { packFolder } from './packs.js';

const FILES = ['package.json', '.jianfurc', '.jianfurc.json', '.jianfurc.yaml', '.jianfurc.yml', 'jianfu.config.json'];

interface Key {
  fits: (value: unknown) => boolean;
  expected: string;
  /** The option it stands for, where that has another name. */
  option?: string;
  /** No option of the command line, but goes with this one. */
  with?: string | string[];
  /** What the command gets, given the folder of the configuration file and its name. */
  resolved?: (value: never, folder: string, file: string) => unknown;
}

/** What a configuration may say, and which values fit; names are those of the command line's options. */
const KEYS: Record<string, Key> = {
  format: oneOf(formats),
  failOn: oneOf(FAIL_ON),
  lang: oneOf(['zh', 'en']),
  output: { fits: isTexts, expected: '["html=报告.html"] 这样的列表' },
  rules: { fits: isText, expected: '规则目录' },
  packs: {
    fits: isTexts,
    expected: '["./我的规则", "npm 包名"] 这样的列表',
    option: 'pack',
    resolved: (names: string[], folder) => names.map((name) => packFolder(name, folder)),
  },
  codeRules: {
    fits: isTexts,
    expected: '["./rule.mjs"] 这样的列表',
    with: 'pack',
    resolved: (names: string[], folder) => names.map((name) => resolve(folder, name)),
  },
  codeRuleSeconds: { fits: (value) => typeof value === 'number' && value > 0, expected: '秒数', with: 'pack' },
  declaration: { fits: isText, expected: '申报文件' },
  suppressions: { fits: isText, expected: '豁免清单文件' },
  review: { fits: isText, expected: '复核文件' },
  appid: { fits: isText, expected: 'AppID' },
  color: { fits: (value) => typeof value === 'boolean', expected: 'true 或 false' },
  report: {
    fits: (value) => typeof value === 'object' && value !== null,
    expected: '“名称: 值”',
    with: ['output', 'store'],
    resolved: async (value: unknown, folder, file) =>
      (await import('./report-settings.js')).readReportSettings(value, file, folder),
  },
};

/**
 * Fills options that were not given on the command line from the nearest configuration file, from the working folder
 * upwards, or from the one named by `--config`. Only data is read; code runs only where it names code rules. What was used is told
 * on standard error.
 *
 * @param inputs what is inspected: a configuration that came with it may not name code to run, unless a person named the file
 * @param only names that count for this command; all unless given
 * @throws UsageError when the file cannot be read or says something that is not understood
 */
export async function applyConfig(command: Command, inputs: readonly string[] = [], only?: readonly string[]): Promise<void> {
  const named: unknown = command.getOptionValue('config');
  if (named === false) return;
  const found = await load(typeof named === 'string' ? named : undefined);
  if (!found) return;
  const file = relative('', found.filepath) || found.filepath;
  const config = checked(found.config, file);
  if (config.codeRules && named === undefined) refuseFromInputs(found.filepath, inputs);
  for (const [key, value] of Object.entries(config)) {
    const { option = key, with: beside = option, resolved } = KEYS[key]!;
    const known = command.options.some((one) => [beside].flat().includes(one.attributeName()));
    const source = command.getOptionValueSource(option);
    if (!known || (only && !only.includes(key)) || (source !== undefined && source !== 'default')) continue;
    const given = resolved ? await resolved(value as never, dirname(found.filepath), file) : value;
    command.setOptionValueWithSource(option, given, 'config');
  }
  const code = config.codeRules ? `，并运行其中的代码规则 ${(config.codeRules as string[]).join('、')}` : '';
  process.stderr.write(`jianfu: 使用配置 ${file}${code}\n`);
}

/** The sample is never run, so neither is what it brings along as configuration. */
function refuseFromInputs(filepath: string, inputs: readonly string[]): void {
  const holder = inputs.find((input) => !relative(resolve(input), filepath).startsWith('..'));
  if (holder === undefined) return;
  const file = relative('', filepath) || filepath;
  throw new UsageError(
    `${file} 在受检的 ${holder} 里，又指名了要运行的代码规则（codeRules），没有采用。确认可信后用 --config ${file} 指明，或用 --no-config。`,
  );
}

async function load(named: string | undefined): Promise<{ config: unknown; filepath: string } | undefined> {
  if (named === undefined && !mayBeConfigured()) return undefined;
  const { cosmiconfig, defaultLoaders } = await import('cosmiconfig');
  const { '.json': json, '.yaml': yaml } = defaultLoaders;
  const explorer = cosmiconfig('jianfu', {
    searchPlaces: FILES,
    searchStrategy: 'project',
    loaders: { '.json': json, '.yaml': yaml, '.yml': yaml, noExt: yaml },
  });
  try {
    return (named === undefined ? await explorer.search() : await explorer.load(resolve(named))) ?? undefined;
  } catch (error) {
    throw new UsageError(`配置文件读不了：${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Whether a file stands here or above that could configure us: most runs have none, and need not load what reads them. */
function mayBeConfigured(): boolean {
  for (let folder = resolve(''); ; folder = dirname(folder)) {
    if (FILES.some((name) => existsSync(join(folder, name)))) return true;
    if (folder === dirname(folder)) return false;
  }
}

function checked(config: unknown, file: string): Record<string, unknown> {
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new UsageError(`${file}：配置应是“名称: 值”。可用名称：${Object.keys(KEYS).join('、')}`);
  for (const [key, value] of Object.entries(config)) {
    const rule = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (!rule) throw new UsageError(`${file}：不认识“${key}”。可用名称：${Object.keys(KEYS).join('、')}`);
    if (!rule.fits(value)) throw new UsageError(`${file}：“${key}”应是${rule.expected}`);
  }
  return config as Record<string, unknown>;
}

function oneOf(values: readonly string[]): Key {
  return { fits: (value) => typeof value === 'string' && values.includes(value), expected: values.join('、') };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}
