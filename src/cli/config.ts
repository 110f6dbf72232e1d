import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { UsageError } from './errors.js';
import { sendEvent } from './events.js';
import { packFolder } from './packs.js';
import type { ConfiguredReport } from './report-settings.js';

const FILES = ['package.json', '.jianfurc', '.jianfurc.json', '.jianfurc.yaml', '.jianfurc.yml', 'jianfu.config.json'];

/** What a configuration says; its form is `schema/config.schema.json`. */
type Config = Record<string, unknown> & { codeRules?: string[]; cacheDir?: string };

/** How a name of the configuration reaches a command, where it is not an option of the same name and value. */
interface Route {
  /** The option it stands for. */
  option?: string;
  /** No option of the command line, but goes with this one. */
  with?: string | string[];
  /** What the command gets, given the folder of the configuration file. */
  resolved?: (value: never, folder: string) => unknown;
}

const ROUTES: Record<string, Route> = {
  packs: { option: 'pack', resolved: (names: string[], folder) => names.map((name) => packFolder(name, folder)) },
  codeRules: { with: 'pack', resolved: (names: string[], folder) => names.map((name) => resolve(folder, name)) },
  codeRuleSeconds: { with: 'pack' },
  cacheDir: { resolved: (name: string, folder) => resolve(folder, name) },
  report: {
    with: ['output', 'store'],
    resolved: async (value: ConfiguredReport, folder) => (await import('./report-settings.js')).readReportSettings(value, folder),
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
  const config = await checked(found.config, file);
  if (named === undefined) refuseFromInputs(config, found.filepath, inputs);
  for (const [key, value] of Object.entries(config)) {
    const { option = key, with: beside = option, resolved } = ROUTES[key] ?? {};
    const known = command.options.some((one) => [beside].flat().includes(one.attributeName()));
    const source = command.getOptionValueSource(option);
    if (!known || (only && !only.includes(key)) || (source !== undefined && source !== 'default')) continue;
    const given = resolved ? await resolved(value as never, dirname(found.filepath)) : value;
    command.setOptionValueWithSource(option, given, 'config');
  }
  tellConfig(file, config, command.getOptionValue('progress') === 'json');
}

function tellConfig(file: string, { codeRules }: Config, asEvent: boolean): void {
  if (asEvent) {
    sendEvent({ event: 'config', file, ...(codeRules && { codeRules }) });
    return;
  }
  const code = codeRules ? `，并运行其中的代码规则 ${codeRules.join('、')}` : '';
  process.stderr.write(`jianfu: 使用配置 ${file}${code}\n`);
}

/** The sample is never run, so neither is what it brings along as configuration; nor does it bring along what is known of it. */
function refuseFromInputs({ codeRules, cacheDir }: Config, filepath: string, inputs: readonly string[]): void {
  const [what] = [codeRules && '要运行的代码规则（codeRules）', cacheDir && '缓存的位置（cacheDir）'].filter(Boolean);
  if (!what) return;
  const holder = inputs.find((input) => !relative(resolve(input), filepath).startsWith('..'));
  if (holder === undefined) return;
  const file = relative('', filepath) || filepath;
  throw new UsageError(
    `${file} 在受检的 ${holder} 里，又指名了${what}，没有采用。确认可信后用 --config ${file} 指明，或用 --no-config。`,
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

async function checked(config: unknown, file: string): Promise<Config> {
  const { problemsIn } = await import('../papers/schema.js');
  const problems = problemsIn(config, 'config');
  if (problems.length === 0) return config as Config;
  const sentences = problems.map(({ place, message }) => `  ${named(place)}${message}`).join('\n');
  throw new UsageError(`${file} 不合格式：\n${sentences}\n格式见随包的 schema/config.schema.json，说明见 docs/config.md。`);
}

/** `/report/typography` → `“report.typography”：` */
function named(place: string): string {
  return place === '' ? '' : `“${place.slice(1).replaceAll('/', '.')}”：`;
}
