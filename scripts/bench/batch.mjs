// npm run bench:batch: packages a minute, by a loop of scans, by jianfu batch with one and two processes, by the queue with one and
// two workers, and by apktool and grep over the Android packages; or what queue and store cost, with synthetic packages.
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { withBundle } from './bundle.mjs';
import { ROOT } from './options.mjs';
import { table } from './table.mjs';

const USAGE = `用法：npm run bench:batch -- [选项] [目录]

  目录              其中的安装包（默认 ../shared/packages）
  --runs <次数>     每种做法几次，取中位数（默认 1）
  --only <文字>     只测名称中含有这段文字的做法
  --no-apktool      不与 apktool 比较
  --synthetic <数>  改为用这么多个合成样品测内存、队列和结果库的开销

PostgreSQL 由它自己启动（/usr/lib/postgresql 或环境变量 POSTGRES_BIN）；没有则不测队列。
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    runs: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    apktool: { type: 'boolean', default: true },
    synthetic: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) process.stdout.write(USAGE);
else if (values.synthetic) process.exitCode = await synthetic(Number(values.synthetic));
else await corpus(resolve(positionals[0] ?? join(ROOT, '..', 'shared', 'packages')));

/** The parts of it are processes of their own, which start the same bundle. */
function synthetic(count) {
  const contents = `import { main } from './scripts/bench/synthetic/main.ts'; await main(${JSON.stringify(ROOT)}, ${count}, process.argv[2]);`;
  return withBundle(contents, (file) => spawnSync(process.execPath, [file], { stdio: 'inherit' }).status ?? 1);
}

async function corpus(folder) {
  const { only, apktool } = values;
  const options = { root: ROOT, folder, runs: Number(values.runs), only, apktool };
  await withBundle("export * from './scripts/bench/corpus.ts';", async (file) => {
    const { measureCorpus } = await import(pathToFileURL(file).href);
    const { count, rows } = await measureCorpus(options);
    const heads = ['做法', '样品', '用时 秒', '每分钟', '每个的处理器 秒', '同时在做'];
    process.stdout.write(`Node ${process.version}，${count} 个样品，各 ${values.runs} 次，中位数。\n\n${table(heads, rows)}\n`);
  });
}
