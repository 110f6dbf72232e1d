import { resolve } from 'node:path';
import type { ReportSettings } from '../report/model/settings.js';
import { UsageError } from './errors.js';
import { readFile } from './read-file.js';
import { problemsWith } from './schema.js';

/**
 * The settings of the unit for its reports, as the configuration has them under `report`.
 *
 * @param file the configuration's name, for messages; the logo is looked for from `folder`
 * @throws UsageError saying what does not fit, or why the logo cannot be used
 */
export function readReportSettings(value: unknown, file: string, folder: string): ReportSettings {
  const problems = problemsWith(value, 'report-settings');
  if (problems.length > 0)
    throw new UsageError(
      `${file}：“report”不合格式：\n${problems.map((problem) => `  ${problem}`).join('\n')}\n格式见随包的 schema/report-settings.schema.json，说明见 docs/report.md。`,
    );
  const { logo, ...settings } = value as Omit<ReportSettings, 'logo'> & { logo?: string };
  return { ...settings, ...(logo !== undefined && { logo: readLogo(resolve(folder, logo)) }) };
}

const LARGEST = 2_000_000;

function readLogo(path: string): NonNullable<ReportSettings['logo']> {
  const bytes = readFile(path);
  if (bytes.length > LARGEST) throw new UsageError(`标志 ${path} 过大，不应超过 2 MB。`);
  if (bytes.subarray(0, 8).toString('latin1') === '\x89PNG\r\n\x1a\n') return { bytes, type: 'png' };
  if (bytes.subarray(0, 3).toString('hex') === 'ffd8ff') return { bytes, type: 'jpeg' };
  throw new UsageError(`标志 ${path} 不是 PNG 或 JPEG 图片。`);
}
