import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PLACES = ['/usr/bin/soffice', '/usr/bin/libreoffice', '/usr/local/bin/soffice'];
const place = [process.env.SOFFICE ?? '', ...PLACES].find((path) => existsSync(path));

/** Tests that need it are skipped without one, and say so. */
export const hasOffice = place !== undefined;
if (!hasOffice) console.warn('!! 没有 LibreOffice，用它打开 DOCX 的测试没有运行（可用环境变量 SOFFICE 指明）');

/** A document as LibreOffice reads it. @param filter `txt:Text (encoded):UTF8`, `pdf` */
export function convertByOffice(bytes: Uint8Array, filter: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'jianfu-office-'));
  try {
    writeFileSync(join(folder, 'report.docx'), bytes);
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const args = ['--headless', '--norestore', profile, '--convert-to', filter, '--outdir', folder, join(folder, 'report.docx')];
    execFileSync(place!, args, { stdio: 'ignore', timeout: 110_000 });
    return readFileSync(join(folder, `report.${filter.split(':')[0]}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
