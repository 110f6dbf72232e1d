import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { median } from './measure.mjs';
import { buildRecorder } from './recorder.mjs';

const TIME_PARSE = fileURLToPath(new URL('./time-parse.mjs', import.meta.url));
const TIME_SCAN = fileURLToPath(new URL('./time-scan.mjs', import.meta.url));
/** What a scan of sources may cost, as a multiple of parsing them. */
export const AIM = 1.5;

/**
 * Every project: a whole scan against nothing but parsing, with the same parser and options, the very scripts the scan counts
 * as the app's own. Each is timed inside a fresh process, after its modules and rules are loaded: both cold, both without
 * Node's start, and the parse without reading the files.
 */
export async function measureProjects({ projects, only, runs, script }, tell) {
  const chosen = projects.filter((path) => basename(path).includes(only));
  const library = join(dirname(script ?? ''), '..', 'src', 'index.js');
  if (!existsSync(library)) return { skipped: `没有 ${library}，请先运行 npm run build。` };
  if (chosen.length === 0) return { skipped: '没有符合条件的项目。' };
  const work = mkdtempSync(join(tmpdir(), 'jianfu-bench-'));
  try {
    const { record } = await import(pathToFileURL(await buildRecorder(work)).href);
    const rows = [];
    for (const path of chosen) {
      tell(basename(path));
      const recorded = existsSync(path) ? record(path) : { error: '没有这个文件夹或文件' };
      rows.push(measureProject(path, recorded, { library, work, runs }));
    }
    return { rows };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function measureProject(path, { scripts, counted, error }, { library, work, runs }) {
  const name = basename(path);
  if (error) return { name, error };
  const list = join(work, 'scripts.json');
  writeFileSync(list, JSON.stringify(scripts));
  const times = { scan: [], parse: [] };
  for (let run = 0; run < runs; run++) {
    times.parse.push(inProcess(TIME_PARSE, list));
    times.scan.push(inProcess(TIME_SCAN, library, path));
  }
  const [scanMs, parseMs] = [times.scan, times.parse].map(median);
  const bytes = scripts.reduce((sum, { code }) => sum + Buffer.byteLength(code), 0);
  return { name, scripts: scripts.length, counted, bytes, scanMs, parseMs, ratio: scanMs / parseMs };
}

/** What a timing script prints: milliseconds. */
function inProcess(script, ...args) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  const ms = Number(stdout);
  if (status !== 0 || !(ms > 0)) throw new Error(`${basename(script)} 失败：${stderr.trim().split('\n')[0]}`);
  return ms;
}
