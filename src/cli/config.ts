import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { FAIL_ON } from '../report/gate.js';
import { formats } from '../report/index.js';
import { UsageError } from './errors.js';

const FILES = ['package.json', '.jianfurc', '.jianfurc.json', '.jianfurc.yaml', '.jianfurc.yml', 'jianfu.config.json'];

/** What a configuration may say, and which values fit; names are those of the command line's options. */
const KEYS: Record<string, { fits: (value: unknown) => boolean; expected: string }> = {
  format: oneOf(formats),
  failOn: oneOf(FAIL_ON),
  lang: oneOf(['zh', 'en']),
  output: { fits: isTexts, expected: '["html=报告.html"] 这样的列表' },
  rules: { fits: isText, expected: '规则目录' },
  declaration: { fits: isText, expected: '申报文件' },
  suppressions: { fits: isText, expected: '豁免清单文件' },
  review: { fits: isText, expected: '复核文件' },
  appid: { fits: isText, expected: 'AppID' },
  color: { fits: (value) => typeof value === 'boolean', expected: 'true 或 false' },
};

/**
 * Fills options that were not given on the command line from the nearest configuration file, from the working folder
 * upwards, or from the one named by `--config`. Only data is read, nothing is run. What was used is told on standard error.
 *
 * @throws UsageError when the file cannot be read or says something that is not understood
 */
export async function applyConfig(command: Command): Promise<void> {
  const named: unknown = command.getOptionValue('config');
  if (named === false) return;
  const found = await load(typeof named === 'string' ? named : undefined);
  if (!found) return;
  const file = relative('', found.filepath) || found.filepath;
  for (const [key, value] of Object.entries(checked(found.config, file))) {
    const known = command.options.some((option) => option.attributeName() === key);
    const source = command.getOptionValueSource(key);
    if (known && (source === undefined || source === 'default')) command.setOptionValueWithSource(key, value, 'config');
  }
  process.stderr.write(`jianfu: 使用配置 ${file}\n`);
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

function oneOf(values: readonly string[]): (typeof KEYS)[string] {
  return { fits: (value) => typeof value === 'string' && values.includes(value), expected: values.join('、') };
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every(isText);
}
