import { existsSync, readFileSync } from 'node:fs';
import { availableParallelism, freemem, totalmem } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../package-root.js';
import { version } from '../version.js';
import { EXIT, type ExitCode } from './exit.js';
import { rulePacks } from './packs.js';

interface Finding {
  what: string;
  ok: boolean;
  detail: string;
}

/** `jianfu doctor`: whether the program can do its work on this machine. */
export function doctorCommand({ format }: { format: 'text' | 'json' }): ExitCode {
  const findings = [
    attempt('程序', program),
    attempt('Node', node),
    attempt('安装', installation),
    attempt('规则', rules),
    machine(),
  ];
  if (format === 'json') process.stdout.write(`${JSON.stringify(findings, undefined, 2)}\n`);
  else for (const { what, ok, detail } of findings) process.stdout.write(`${ok ? '✓' : '✗'} ${what}　${detail}\n`);
  return findings.every(({ ok }) => ok) ? EXIT.clean : EXIT.usage;
}

/** A check that breaks is a finding of its own. */
function attempt(what: string, check: () => Omit<Finding, 'what'>): Finding {
  try {
    return { what, ...check() };
  } catch (error) {
    return { what, ok: false, detail: error instanceof Error ? error.message : String(error) };
  }
}

function program(): Omit<Finding, 'what'> {
  return { ok: true, detail: `jianfu ${version}，${process.platform}-${process.arch}` };
}

function node(): Omit<Finding, 'what'> {
  const { engines } = JSON.parse(readFileSync(join(packageRoot(), 'package.json'), 'utf8')) as { engines: { node: string } };
  const [needed = [], running = []] = [engines.node, process.versions.node].map((text) => (text.match(/\d+/g) ?? []).map(Number));
  const at = needed.findIndex((part, i) => part !== running[i]);
  const ok = at === -1 || running[at]! > needed[at]!;
  return { ok, detail: `${process.version}，需要 ${engines.node}${ok ? '' : '；请升级 Node'}` };
}

/** Files that are read when a command needs them: a broken installation would be noticed late. */
const FILES = [
  'schema/result.schema.json',
  'schema/facts.schema.json',
  'dist/rules.json',
  'dist/bin/batch.cjs',
  'dist/bin/queue.cjs',
  'dist/bin/s3.cjs',
  'dist/bin/node-sqlite3-wasm.wasm',
];

function installation(): Omit<Finding, 'what'> {
  const missing = FILES.filter((file) => !existsSync(join(packageRoot(), file)));
  return missing.length === 0
    ? { ok: true, detail: '文件齐全' }
    : { ok: false, detail: `缺少 ${missing.join('、')}，请重新安装` };
}

function rules(): Omit<Finding, 'what'> {
  const packs = rulePacks();
  const count = packs.reduce((sum, pack) => sum + pack.rules.length, 0);
  return {
    ok: count > 0,
    detail: packs.map(({ id, version: of, rules: list }) => `${id} ${of}（${list.length} 条）`).join('、'),
  };
}

function machine(): Finding {
  const gb = (bytes: number): string => `${(bytes / 1024 ** 3).toFixed(1)} GB`;
  const isEnough = totalmem() > 1024 ** 3;
  return {
    what: '机器',
    ok: isEnough,
    detail: `${availableParallelism()} 核，内存 ${gb(totalmem())}，可用 ${gb(freemem())}${isEnough ? '' : '；大的安装包至少需要 2 GB'}`,
  };
}
