import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

export const USAGE = `用法：npm run bench -- [选项] [项目或小程序包...]

  --packages <目录>   对其中 1 MB 以上的 APK 计时（默认 ../shared/packages）
  --projects <目录>   对这个项目计时，可重复；也可写在最后（默认 fixtures 中的几个）
  --peers <APK>       与 androguard 的 AnalyzeAPK、apktool 比较这个文件，可重复
  --runs <次数>       每项计时几次，取中位数（默认 5）
  --only <文字>       只测名称中含有这段文字的
  --cmd <命令>        被测命令（默认 "node dist/bin/jianfu.js"）
  --json              输出 JSON
`;

/** @throws Error on an option that is not known or a number of runs that makes no sense */
export function options(args) {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      packages: { type: 'string', default: join(ROOT, '..', 'shared', 'packages') },
      projects: { type: 'string', multiple: true, default: [] },
      peers: { type: 'string', multiple: true, default: [] },
      runs: { type: 'string', default: '5' },
      only: { type: 'string', default: '' },
      cmd: { type: 'string', default: `node ${join(ROOT, 'dist', 'bin', 'jianfu.js')}` },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1) throw new Error('--runs 应是正整数');
  const projects = [...values.projects, ...positionals].map((path) => resolve(path));
  const cmd = values.cmd.split(' ').filter(Boolean);
  // Options of Node may stand before the script; for another kind of command there is none.
  const script = cmd.find((part) => part.endsWith('.js'));
  return {
    ...values,
    runs,
    cmd,
    script,
    packages: resolve(values.packages),
    peers: values.peers.map((path) => resolve(path)),
    projects: projects.length > 0 ? projects : samples(),
  };
}

function samples() {
  return ['wechat-redline', 'wechat-clean', 'quickapp-redline'].map((name) => join(ROOT, 'fixtures', name));
}
