import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { median, peakMemory, present, wall } from './measure.mjs';

const SMALLEST = 1_000_000;
/** How many inflations a scan may cost, above Node's own start. */
export const AIM = 2;

/**
 * Every APK over 1 MB: the whole scan command against `unzip -tq`, process against process. The runs take turns, so that
 * whatever else the machine does meets both; a first run that is not counted fills the file cache and gives the memory.
 */
export function measurePackages({ packages: folder, only, runs, cmd, script }, tell) {
  if (!existsSync(folder)) return { skipped: `没有 ${folder}，未测安装包。用 --packages 指定放有 APK 的目录。` };
  if (!present('unzip')) return { skipped: '没有 unzip 命令，未测安装包。' };
  if (script && !existsSync(script)) return { skipped: `没有 ${script}，请先运行 npm run build。` };
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.apk') && name.includes(only) && statSync(join(folder, name)).size > SMALLEST)
    .sort();
  if (files.length === 0) return { skipped: `${folder} 中没有符合条件的 1 MB 以上的 APK。` };
  const rows = files.map((name) => {
    tell(name);
    return measurePackage(join(folder, name), name, runs, cmd);
  });
  return { rows };
}

function measurePackage(path, name, runs, cmd) {
  const scan = [...cmd, 'scan', path, '-f', 'json', '--fail-on', 'never'];
  const unzip = ['unzip', '-tq', path];
  const start = [process.execPath, '-e', '0'];
  const memory = { scan: peakMemory(scan), unzip: peakMemory(unzip) };
  if (memory.scan === undefined) for (const command of [scan, unzip]) wall(command);
  const times = { scan: [], unzip: [], start: [] };
  const codes = new Set();
  for (let run = 0; run < runs; run++) {
    times.unzip.push(wall(unzip).ms);
    const one = wall(scan);
    times.scan.push(one.ms);
    codes.add(one.status);
    times.start.push(wall(start).ms);
  }
  const [scanMs, unzipMs, startMs] = [times.scan, times.unzip, times.start].map(median);
  return {
    name,
    size: statSync(path).size,
    scanMs,
    unzipMs,
    startMs,
    ratio: scanMs / unzipMs,
    ratioAboveStart: (scanMs - startMs) / unzipMs,
    memoryMb: memory.scan,
    unzipMemoryMb: memory.unzip,
    // 0 and 3 (undetermined) are answers; anything else is a failure whose time says nothing.
    failed: [...codes].some((code) => code !== 0 && code !== 3),
  };
}
