import { writeFileSync } from 'node:fs';
import { formats, loadWriter } from '../report/index.js';
import type { ResultDocument } from '../result.js';
import { UsageError } from './errors.js';

export interface OutputOptions {
  format: string;
  /** `html=report.html`, repeatable. */
  output: string[];
  lang: 'zh' | 'en';
  color?: boolean;
}

/** Writes the results: the chosen format on standard output, and every `-o format=file`. */
export async function outputResults(results: ResultDocument[], options: OutputOptions): Promise<void> {
  for (const target of options.output) {
    const { format, file } = parseTarget(target);
    const writer = await loadWriter(format);
    writeFile(file, writer.write(results, { lang: options.lang, color: false, width: 80 }));
  }
  const writer = await loadWriter(options.format);
  const color = options.color ?? (process.stdout.isTTY === true && !process.env.NO_COLOR);
  process.stdout.write(writer.write(results, { lang: options.lang, color, width: Math.min(process.stdout.columns ?? 80, 100) }));
}

/** @throws UsageError naming the formats there are */
export function parseTarget(target: string): { format: string; file: string } {
  const cut = target.indexOf('=');
  const format = cut === -1 ? '' : target.slice(0, cut);
  const file = target.slice(cut + 1);
  if (!formats.includes(format) || !file)
    throw new UsageError(`-o ${target}：应写成 格式=文件，可用格式：${formats.join('、')}。例：-o html=报告.html`);
  return { format, file };
}

function writeFile(file: string, content: string): void {
  try {
    writeFileSync(file, content);
  } catch (error) {
    throw new UsageError(`写不了 ${file}：${error instanceof Error ? error.message : String(error)}`);
  }
}
