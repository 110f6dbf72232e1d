import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, peakMemory, present, wall } from './measure.mjs';

/** Runs of each peer: they take ten seconds and more. */
const RUNS = 3;
/** Memory a scan may take: so many times the largest DEX file, and so much besides. */
export const MEMORY_AIM = { dex: 3, mb: 120 };

/** Debian's Python has its packages; another one may stand before it on the path. */
const PYTHON = ['python3', '/usr/bin/python3'].find((python) => spawnSync(python, ['-c', 'import androguard.misc']).status === 0);

/** Tools that see into an APK's code, how many times faster a scan is to be, and the command that does their whole work on one file. */
export const PEERS = [
  {
    name: 'AnalyzeAPK',
    aim: 50,
    available: () => PYTHON !== undefined,
    command: (path) => [PYTHON, '-c', 'import sys; from androguard.misc import AnalyzeAPK; AnalyzeAPK(sys.argv[1])', path],
  },
  {
    name: 'apktool d',
    aim: 10,
    available: () => present('apktool'),
    command: (path, out) => ['apktool', 'd', '-f', '-o', join(out, 'decoded'), path],
  },
];

/** The peers that are installed against a scan, on the same files in the same run. */
export function measurePeers({ peers: paths, cmd }, tell) {
  const installed = PEERS.filter(({ available }) => available());
  if (paths.length === 0) return { skipped: '用 --peers <APK> 指定文件，与 androguard、apktool 比较。' };
  if (installed.length === 0) return { skipped: '没有安装 androguard、apktool，未作比较。' };
  return { rows: paths.map((path) => measureOne(path, installed, cmd, tell)) };
}

function measureOne(path, peers, cmd, tell) {
  const out = mkdtempSync(join(tmpdir(), 'jianfu-bench-'));
  const scan = [...cmd, 'scan', path, '-f', 'json', '--fail-on', 'never'];
  const memoryMb = peakMemory(scan);
  const ms = { scan: [], unzip: [], ...Object.fromEntries(peers.map(({ name }) => [name, []])) };
  for (let run = 0; run < RUNS; run++) {
    tell(`${path}（${run + 1}/${RUNS}）`);
    ms.unzip.push(wall(['unzip', '-tq', path]).ms);
    ms.scan.push(wall(scan).ms);
    for (const { name, command } of peers) ms[name].push(wall(command(path, out)).ms);
  }
  rmSync(out, { recursive: true, force: true });
  const medians = Object.fromEntries(Object.entries(ms).map(([name, all]) => [name, median(all)]));
  return { path, dexMb: largestDex(path), memoryMb, ms: medians };
}

/** Megabytes of the largest DEX file, as `unzip` lists it. */
function largestDex(path) {
  const { stdout } = spawnSync('unzip', ['-l', path], { encoding: 'utf8' });
  const sizes = [...stdout.matchAll(/^\s*(\d+)\s.*classes\d*\.dex$/gm)].map(([, size]) => Number(size));
  return Math.max(0, ...sizes) / 1e6;
}
