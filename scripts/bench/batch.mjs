// npm run bench:batch: packages a minute, by a loop of scans, by jianfu batch with one and two processes, by the queue with one
// and two workers, and by apktool and grep over the Android packages; all in the same run.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { present } from './measure.mjs';
import { ROOT } from './options.mjs';
import { table } from './table.mjs';

const USAGE = `用法：npm run bench:batch -- [选项] [目录]

  目录              其中的安装包（默认 ../shared/packages）
  --queue <地址>    再测队列：一个空的、已 jianfu queue migrate 的数据库；测后其中的结果留着
  --no-apktool      不与 apktool 比较
`;
const PACKAGE = /\.(apk|apks|aab|wxapkg|rpk|wgt|hap|app|ipa|amr)$/;
const WORDS = '签到|打卡|积分|排行|上传照片|投诉';
const JIANFU = [process.execPath, join(ROOT, 'dist', 'bin', 'jianfu.js')];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    queue: { type: 'string' },
    apktool: { type: 'boolean', default: true },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) process.stdout.write(USAGE);
else await main(resolve(positionals[0] ?? join(ROOT, '..', 'shared', 'packages')));

async function main(folder) {
  const files = readdirSync(folder)
    .filter((name) => PACKAGE.test(name))
    .map((name) => join(folder, name));
  const android = files.filter((name) => name.endsWith('.apk'));
  const rows = [];
  const add = async (name, count, run) => {
    const ms = await timed(run);
    rows.push({ name, count, ms });
    process.stderr.write(`${name}：${(ms / 1000).toFixed(1)} 秒\n`);
  };
  await add('逐个 jianfu scan', files.length, () => eachFile(files, (file) => [...JIANFU, ...scanOf(file)]));
  for (const jobs of [1, 2]) await add(`jianfu batch --jobs ${jobs}`, files.length, () => batch(folder, jobs));
  if (values.queue)
    for (const workers of [1, 2]) await add(`队列，${workers} 个 worker`, files.length, () => queue(folder, workers));
  await add('逐个 jianfu scan，只有 APK', android.length, () => eachFile(android, (file) => [...JIANFU, ...scanOf(file)]));
  if (values.apktool && present('apktool'))
    await add('逐个 apktool d + grep，只有 APK', android.length, () => decodeAll(android));
  process.stdout.write(`Node ${process.version}，${files.length} 个样品，同一轮，各一次。\n\n${tableOf(rows)}\n`);
}

function scanOf(file) {
  return ['scan', file, '-f', 'json', '--fail-on', 'never'];
}

async function timed(run) {
  const started = performance.now();
  await run();
  return performance.now() - started;
}

function eachFile(files, commandOf) {
  for (const file of files) {
    const [command, ...args] = commandOf(file);
    spawnSync(command, args, { stdio: 'ignore' });
  }
}

function withFolder(run) {
  const folder = mkdtempSync(join(tmpdir(), 'jianfu-bench-'));
  return Promise.resolve(run(folder)).finally(() => rmSync(folder, { recursive: true, force: true }));
}

function batch(folder, jobs) {
  return withFolder((out) => ended([...JIANFU, 'batch', folder, '--out', out, '--jobs', `${jobs}`, '--progress', 'none']));
}

/** Another limit makes results of its own: those of the run before are not taken. */
async function queue(folder, workers) {
  const { queue: address } = values;
  const to = ['--queue', address, '--root', folder];
  await ended([...JIANFU, 'batch', folder, ...to, '--timeout', `${170 + workers}`]);
  const each = [...JIANFU, 'worker', ...to, '--jobs', '1', '--until-empty', '--log', 'none'];
  await Promise.all(Array.from({ length: workers }, () => ended(each)));
}

function ended([command, ...args]) {
  return new Promise((done, failed) => spawn(command, args, { stdio: 'ignore' }).on('error', failed).on('close', done));
}

function decodeAll(files) {
  return withFolder((out) => {
    for (const file of files) {
      const place = join(out, 'decoded');
      spawnSync('apktool', ['d', '-f', '-o', place, file], { stdio: 'ignore' });
      spawnSync('grep', ['-rElE', WORDS, place], { stdio: 'ignore' });
    }
  });
}

function tableOf(rows) {
  const line = ({ name, count, ms }) => [
    name,
    count,
    (ms / 1000).toFixed(1),
    ((count * 60_000) / ms).toFixed(1),
    (ms / count).toFixed(0),
  ];
  return table(['做法', '样品', '用时 秒', '每分钟', '每个 ms'], rows.map(line));
}
