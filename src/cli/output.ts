import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import type { FailOn } from '../report/gate.js';
import { formats, loadWriter } from '../report/index.js';
import type { ReportSettings } from '../report/model/settings.js';
import type { InputFailure, WriteOptions, Writer } from '../report/writer.js';
import type { ResultDocument } from '../result.js';
import { UsageError } from './errors.js';

export interface OutputOptions {
  format: string;
  /** `html=report.html` or `report.html`, repeatable. */
  output: string[];
  lang: 'zh' | 'en';
  /** Given on the command line; else colours are for terminals only. */
  color?: boolean;
  /** Of the unit, from the configuration. */
  report?: ReportSettings;
  failOn?: FailOn;
  /** `--bom`: CSV for spreadsheet programs. */
  bom?: boolean;
}

export interface Target {
  format: string;
  file: string;
}

/**
 * Writes the results: every `-o format=file`, and the chosen format on standard output. Where there is no result, only formats
 * that can say so are written.
 */
export async function outputResults(
  results: ResultDocument[],
  targets: Target[],
  options: OutputOptions,
  failures: readonly InputFailure[],
): Promise<void> {
  await writeTargets(results, targets, options, failures);
  if (isWorthWriting(await loadWriter(options.format), results)) await printResults(results, options, failures);
}

function isWorthWriting({ tellsFailures }: Writer, results: readonly ResultDocument[]): boolean {
  return results.length > 0 || tellsFailures === true;
}

/** Every `-o format=file`. */
export async function writeTargets(
  results: ResultDocument[],
  targets: Target[],
  options: Omit<OutputOptions, 'output' | 'format'>,
  failures: readonly InputFailure[] = [],
): Promise<void> {
  for (const { format, file } of targets) {
    const writer = await loadWriter(format);
    if (isWorthWriting(writer, results)) writeFile(file, await writer.write(results, { ...plain(options), failures }));
  }
}

/** What every writer is told; a file has no colours. */
function plain({ lang, report, failOn, bom }: Omit<OutputOptions, 'output' | 'format'>): WriteOptions {
  return { lang, color: false, width: 80, ...(report && { settings: report }), ...(failOn && { failOn }), ...(bom && { bom }) };
}

/** The chosen format on standard output. */
export async function printResults(
  results: ResultDocument[],
  options: Omit<OutputOptions, 'output'>,
  failures: readonly InputFailure[] = [],
): Promise<void> {
  const writer = await loadWriter(options.format);
  const width = Math.min(process.stdout.columns ?? 80, 100);
  if (writer.binary && process.stdout.isTTY)
    throw new UsageError(`${options.format} 不能显示在终端上。写入文件：-o ${options.format}=报告.${writer.extension}`);
  const color = wantsColor(options.color);
  process.stdout.write(await writer.write(results, { ...plain(options), color, width, failures }));
}

/** The flag, then NO_COLOR and FORCE_COLOR, then whether a person is looking. */
function wantsColor(flag: boolean | undefined): boolean {
  if (flag !== undefined) return flag;
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return process.env.FORCE_COLOR !== '0';
  return process.stdout.isTTY === true;
}

/** Extensions that name one format. `.xml` and a few JSON formats need their name. */
const BY_EXTENSION: Record<string, string> = {
  ...Object.fromEntries(
    ['json', 'pdf', 'ofd', 'docx', 'html', 'sarif', 'csv', 'xlsx', 'markdown'].map((format) => [format, format]),
  ),
  htm: 'html',
  md: 'markdown',
  txt: 'text',
};

/** Checked before the work begins, so that a typing error costs nothing. @throws UsageError naming the formats there are */
export function parseTargets(targets: readonly string[]): Target[] {
  return targets.map((target) => {
    const cut = target.indexOf('=');
    const format = cut === -1 ? BY_EXTENSION[extname(target).slice(1).toLowerCase()] : target.slice(0, cut);
    const file = target.slice(cut + 1);
    if (format === undefined || !formats.includes(format) || !file)
      throw new UsageError(
        `-o ${target}：应写成 格式=文件，或只写扩展名说明格式的文件名，可用格式：${formats.join('、')}。例：-o html=报告.html，-o 报告.pdf`,
      );
    return { format, file };
  });
}

/** @throws UsageError saying why it cannot be written */
export function writeFile(file: string, content: string | Uint8Array): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new UsageError(`写不了 ${file}：${error instanceof Error ? error.message : String(error)}`);
  }
}
