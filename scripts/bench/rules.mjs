// npm run bench:rules: what matching costs. 1,000 made-up rules over the largest facts, and stored facts checked again under a changed pack.
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { median } from './measure.mjs';
import { ROOT } from './options.mjs';
import { writeRules } from './synthetic-rules.mjs';
import { table } from './table.mjs';

const USAGE = `用法：npm run bench:rules -- [选项] [目录...]

  目录             其中的安装包和项目文件夹逐个测（默认 ../shared/packages）
  --rules <条数>   造多少条规则（默认 1000）
  --runs <次数>    核查计时几次，取中位数（默认 5）
`;
const INPUT = /\.(apk|apks|aab|wxapkg|rpk|wgt|hap|app|ipa|amr|hbc)$/;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rules: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '5' },
    help: { type: 'boolean', short: 'h' },
  },
});
if (values.help) process.stdout.write(USAGE);
else
  await main(
    positionals.length > 0 ? positionals : [join(ROOT, '..', 'shared', 'packages')],
    Number(values.rules),
    Number(values.runs),
  );

async function main(folders, number, runs) {
  const library = await import(pathToFileURL(join(ROOT, 'dist/src/index.js')).href);
  const work = mkdtempSync(join(tmpdir(), 'jianfu-bench-'));
  try {
    const changed = library.loadPacks(changedRules(join(work, 'changed')));
    const rows = folders
      .filter(existsSync)
      .flatMap(inputsIn)
      .flatMap((input) => measure(library, input, changed, runs));
    if (rows.length === 0) throw new Error(`没有可测的输入：${folders.join('、')}`);
    process.stdout.write(
      `Node ${process.version}，核查各 ${runs} 次取中位数，扫描一次；都在同一进程中，不含启动。\n\n${recheck(rows)}\n\n`,
    );
    process.stdout.write(`${many(library, rows, join(work, 'many'), number, runs)}\n`);
  } catch (error) {
    process.stderr.write(`bench: ${error.message}\n`);
    process.exitCode = 2;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

function inputsIn(folder) {
  return readdirSync(resolve(folder))
    .sort()
    .map((name) => join(resolve(folder), name))
    .filter((path) => statSync(path).isDirectory() || INPUT.test(path));
}

/** The built-in rules with every word list and every verdict touched, so that nothing of them is what it was. */
function changedRules(folder) {
  cpSync(join(ROOT, 'rules'), folder, { recursive: true });
  for (const name of readdirSync(join(folder, 'lexicon'))) {
    const file = join(folder, 'lexicon', name);
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nadded: [新增的词]\n`);
  }
  return folder;
}

/** Scanning once, and checking its facts again from their stored form: read, parsed, checked. */
function measure({ scanInput, extractInput, checkStored }, input, changed, runs) {
  try {
    const started = performance.now();
    const fresh = scanInput(input, { packs: changed });
    const scanMs = performance.now() - started;
    const stored = JSON.stringify(extractInput(input));
    const times = [];
    let again;
    for (let i = 0; i < runs; i++) {
      const from = performance.now();
      again = checkStored(JSON.parse(stored), changed);
      times.push(performance.now() - from);
    }
    const body = ({ run: _, ...document }) => JSON.stringify(document);
    return [
      {
        name: basename(input),
        stored,
        facts: JSON.parse(stored).facts.length,
        scanMs,
        checkMs: median(times),
        same: body(fresh) === body(again),
      },
    ];
  } catch (error) {
    process.stderr.write(`${basename(input)}：${error.message.split('\n')[0]}\n`);
    return [];
  }
}

function recheck(rows) {
  const sum = (key) => rows.reduce((all, row) => all + row[key], 0);
  const share = (row) => `${((row.checkMs / row.scanMs) * 100).toFixed(1)}%`;
  const total = { checkMs: sum('checkMs'), scanMs: sum('scanMs') };
  const largest = [...rows].sort((a, b) => b.facts - a.facts).slice(0, 10);
  const line = (name, facts, row) => [name, facts, row.scanMs.toFixed(0), row.checkMs.toFixed(1), share(row)];
  return [
    '一、旧事实按改过的规则包再核查，与重新扫描相比（目标：不超过 5%）；列事实最多的十个',
    table(
      ['输入', '事实', '扫描 ms', '核查 ms', '占'],
      [...largest.map((row) => line(row.name, row.facts, row)), line(`合计 ${rows.length} 个`, sum('facts'), total)],
    ),
    `结果与重新扫描相同：${rows.filter(({ same }) => same).length}/${rows.length}`,
  ].join('\n');
}

function many({ loadPacks, checkStored }, rows, folder, number, runs) {
  const { name, stored, facts } = rows.reduce((most, row) => (row.facts > most.facts ? row : most));
  writeRules(folder, number, JSON.parse(stored));
  const started = performance.now();
  const packs = loadPacks(folder);
  const loadMs = performance.now() - started;
  const times = [];
  const work = [];
  let items = [];
  for (let i = 0; i < runs; i++) {
    const file = JSON.parse(stored);
    const [from, cpu] = [performance.now(), process.cpuUsage()];
    ({ items } = checkStored(file, packs));
    times.push(performance.now() - from);
    work.push(process.cpuUsage(cpu).user / 1000);
  }
  const hit = items.filter(({ contexts }) => contexts.length > 0).length;
  return [
    `二、${number} 条造出的规则核查事实最多的一个：${name}，${facts} 条事实（目标：不超过 1 秒）`,
    `第一次 ${times[0].toFixed(0)} ms，中位数 ${median(times).toFixed(0)} ms（处理器时间 ${work[0].toFixed(0)}、${median(work).toFixed(0)} ms）；其中 ${hit} 条有依据。加载规则 ${loadMs.toFixed(0)} ms，不计在内。`,
  ].join('\n');
}
