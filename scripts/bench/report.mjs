import { median } from './measure.mjs';
import { AIM as PACKAGE_AIM } from './packages.mjs';
import { MEMORY_AIM, PEERS } from './peers.mjs';
import { AIM as PROJECT_AIM } from './projects.mjs';
import { table } from './table.mjs';

const ms = (value) => value.toFixed(0);
const times = (value) => `${value.toFixed(2)}`;
const mb = (value) => (value === undefined ? '-' : value.toFixed(0));
const size = (bytes) => (bytes / 1e6).toFixed(2);

/** Both measurements as tables for people; totals and medians at the end of each. */
export function printReport({ node, runs, packages, projects, peers }) {
  return [
    `Node ${node}，每项 ${runs} 次取中位数；时间受机器忙闲影响，比值来自同一轮，可比。`,
    '',
    `一、安装包：jianfu scan -f json 与 unzip -tq 的整个进程相比（目标：扣除 Node 启动后不超过 ${PACKAGE_AIM} 倍）`,
    packages.skipped ?? packageTable(packages.rows),
    '',
    `二、项目：一次扫描与只用 @babel/parser 解析同样脚本相比（都在新进程中计时，都不含 Node 启动和模块加载；目标：不超过 ${PROJECT_AIM} 倍）`,
    projects.skipped ?? projectTable(projects.rows),
    '',
    '三、同一文件上的其他工具，都是整个进程',
    peers.skipped ?? peers.rows.map(peerTable).join('\n\n'),
    '',
  ].join('\n');
}

function packageTable(rows) {
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const middle = (key) => median(rows.map((row) => row[key]));
  const line = (name, { size: bytes, scanMs, unzipMs, startMs, ratio, ratioAboveStart, memoryMb, unzipMemoryMb }) => [
    name,
    bytes === undefined ? '' : size(bytes),
    ms(scanMs),
    ms(unzipMs),
    ms(startMs),
    times(ratio),
    times(ratioAboveStart),
    mb(memoryMb),
    mb(unzipMemoryMb),
  ];
  const [scanMs, unzipMs, startMs] = ['scanMs', 'unzipMs', 'startMs'].map(sum);
  const memory = rows.every((row) => row.memoryMb !== undefined);
  const total = { scanMs, unzipMs, startMs, ratio: scanMs / unzipMs, ratioAboveStart: (scanMs - startMs) / unzipMs };
  const medians = Object.fromEntries(
    ['scanMs', 'unzipMs', 'startMs', 'ratio', 'ratioAboveStart'].map((key) => [key, middle(key)]),
  );
  if (memory) Object.assign(medians, { memoryMb: middle('memoryMb'), unzipMemoryMb: middle('unzipMemoryMb') });
  const within = rows.filter((row) => row.ratioAboveStart <= PACKAGE_AIM).length;
  return [
    table(
      ['安装包', 'MB', '扫描 ms', 'unzip ms', 'Node 启动 ms', '比值', '扣除启动', '内存 MB', 'unzip MB'],
      [
        ...rows.map((row) => line(row.failed ? `${row.name}（失败）` : row.name, row)),
        line('合计', { ...total, size: sum('size') }),
        line('中位数', medians),
      ],
    ),
    `达到目标：${within}/${rows.length}`,
  ].join('\n');
}

function projectTable(all) {
  const rows = all.filter((row) => !row.error);
  const skipped = all.filter((row) => row.error).map((row) => `${row.name}：${row.error}`);
  if (rows.length === 0) return skipped.join('\n');
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const [scanMs, parseMs] = [sum('scanMs'), sum('parseMs')];
  const within = rows.filter((row) => row.ratio <= PROJECT_AIM).length;
  return [
    table(
      ['项目', '脚本', 'kB', '扫描 ms', '解析 ms', '比值'],
      [
        ...rows.map((row) => [row.name, row.scripts, ms(row.bytes / 1000), ms(row.scanMs), ms(row.parseMs), times(row.ratio)]),
        ['合计', sum('scripts'), ms(sum('bytes') / 1000), ms(scanMs), ms(parseMs), times(scanMs / parseMs)],
        [
          '中位数',
          '',
          '',
          ...['scanMs', 'parseMs'].map((key) => ms(median(rows.map((row) => row[key])))),
          times(median(rows.map((row) => row.ratio))),
        ],
      ],
    ),
    `达到目标：${within}/${rows.length}`,
    ...skipped,
  ].join('\n');
}

function peerTable({ path, dexMb, memoryMb, ms: medians }) {
  const limit = MEMORY_AIM.dex * dexMb + MEMORY_AIM.mb;
  const rows = PEERS.filter(({ name }) => medians[name] !== undefined).map(({ name, aim }) => [
    name,
    ms(medians[name]),
    times(medians[name] / medians.scan),
    `≥ ${aim}`,
  ]);
  return [
    `${path.split('/').at(-1)}：扫描 ${ms(medians.scan)} ms，是 unzip -tq（${ms(medians.unzip)} ms）的 ${times(medians.scan / medians.unzip)} 倍；` +
      `内存 ${mb(memoryMb)} MB，目标不超过 ${mb(limit)} MB（最大的 DEX ${dexMb.toFixed(1)} MB）`,
    table(['工具', 'ms', '扫描快几倍', '目标'], rows),
  ].join('\n');
}
