import { resolve } from 'node:path';
import type { ReportSettings } from '../report/model/settings.js';
import { UsageError } from './errors.js';
import { readFile } from './read-file.js';

/** What a configuration has under `report`, in the form of `schema/report-settings.schema.json`. */
export type ConfiguredReport = Omit<ReportSettings, 'logo'> & { logo?: string };

/**
 * The settings of the unit for its reports.
 *
 * @param folder where the logo is looked for
 * @throws UsageError, InputError saying why the logo cannot be used
 */
export function readReportSettings({ logo, ...settings }: ConfiguredReport, folder: string): ReportSettings {
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
