import { existsSync } from 'node:fs';
import { isChain, verifyChain } from '../integrity/chain.js';
import { findSeals } from '../integrity/find-seals.js';
import { readSignature, verifyBytes } from '../integrity/signature.js';
import { openInput } from '../open/index.js';
import { readSeals, type Seal, sealOf } from '../report/seal.js';
import type { ResultDocument } from '../result.js';
import { EXIT, type ExitCode } from './exit.js';
import { rulePacks } from './packs.js';
import { readFile } from './read-file.js';
import { readResult } from './result-file.js';
import { asUsage, SIGNATURE_SUFFIX } from './sign.js';

export interface VerifyOptions {
  package?: string;
  result?: string;
  signature?: string;
  key?: string;
  format: 'text' | 'json';
}

/** One thing that was checked. `info` is worth knowing and no failure. */
interface Check {
  what: string;
  status: 'ok' | 'failed' | 'info';
  detail: string;
}

/** `jianfu verify`: whether a report or result is what it says, and belongs to a package, a result, a signature. */
export async function verifyCommand(file: string, options: VerifyOptions): Promise<ExitCode> {
  const bytes = readFile(file);
  if (isChain(bytes.subarray(0, 64).toString('utf8'))) return verifyBatch(file, bytes, options);
  const results = isJson(bytes) ? readResult(file) : undefined;
  const seals = results ? results.map(({ seal }) => readSeals(seal ?? '')[0]) : await findSeals(bytes);
  const checks = [
    ...sealChecks(seals, results),
    ...(options.package ? packageChecks(options.package, seals) : []),
    ...(options.result ? resultChecks(readResult(options.result), seals) : []),
    ...signatureChecks(file, bytes, options),
    ...packNotes(seals),
  ];
  print(checks, options.format);
  return checks.some(({ status }) => status === 'failed') ? EXIT.integrity : EXIT.clean;
}

/** The chain of a batch: every link, and the signature over all of them. */
function verifyBatch(file: string, bytes: Buffer, options: VerifyOptions): ExitCode {
  const { links, broken } = verifyChain(bytes.toString('utf8'));
  const chain: Check =
    broken === undefined
      ? { what: '结果链', status: 'ok', detail: `${links.length} 份结果依次相连，末尾为 ${links.at(-1)?.hash ?? '－'}` }
      : { what: '结果链', status: 'failed', detail: `第 ${broken} 行与前面不相连，或已被改动` };
  const seals = links.map(({ seal }) => readSeals(seal)[0]);
  const checks = [
    chain,
    ...(options.package ? packageChecks(options.package, seals) : []),
    ...(options.result ? resultChecks(readResult(options.result), seals) : []),
    ...signatureChecks(file, bytes, options),
  ];
  print(checks, options.format);
  return checks.some(({ status }) => status === 'failed') ? EXIT.integrity : EXIT.clean;
}

function isJson(bytes: Buffer): boolean {
  return /^\s*[[{]/.test(bytes.subarray(0, 64).toString('utf8'));
}

function sealChecks(seals: readonly (Seal | undefined)[], results: readonly ResultDocument[] | undefined): Check[] {
  if (seals.length === 0 || seals.includes(undefined))
    return [{ what: '校验值', status: 'failed', detail: '文件中没有 jianfu 写入的校验值，或已被改动' }];
  if (!results) return [{ what: '校验值', status: 'ok', detail: `文件载有 ${seals.length} 份报告的校验值` }];
  return results.flatMap((result, i) => compare(`结果 ${nameOf(result)}`, seals[i]!, sealOf(result), '正文与所载校验值'));
}

function nameOf({ package: app }: ResultDocument): string {
  return app.name ?? app.file;
}

function compare(what: string, claimed: Seal, computed: Seal, between: string): Check[] {
  const wrong = Object.keys(computed).filter((name) => claimed[name] !== computed[name]);
  if (wrong.length === 0) return [{ what, status: 'ok', detail: `${between}一致` }];
  return [{ what, status: 'failed', detail: `${between}不符：${wrong.join('、')}` }];
}

function packageChecks(path: string, seals: readonly (Seal | undefined)[]): Check[] {
  const { sha256, sm3 } = openInput(path);
  const claimed = seals.find((seal) => seal?.['package-sha256'] === sha256);
  if (!claimed) return [{ what: `样品 ${path}`, status: 'failed', detail: `SHA-256 是 ${sha256}，与报告所载的都不同` }];
  const isSame = claimed['package-sm3'] === sm3();
  return [
    { what: `样品 ${path}`, status: isSame ? 'ok' : 'failed', detail: isSame ? 'SHA-256、SM3 一致' : 'SHA-256 一致，SM3 不符' },
  ];
}

function resultChecks(results: readonly ResultDocument[], seals: readonly (Seal | undefined)[]): Check[] {
  return results.flatMap((result) => {
    const computed = sealOf(result);
    const claimed = seals.find((seal) => seal?.['package-sha256'] === computed['package-sha256']) ?? seals[0];
    return compare(`结果 ${nameOf(result)}`, claimed ?? {}, computed, '结果与报告所载校验值');
  });
}

function signatureChecks(file: string, bytes: Buffer, { signature, key }: VerifyOptions): Check[] {
  const path = signature ?? `${file}${SIGNATURE_SUFFIX}`;
  if (signature === undefined && !existsSync(path)) return [];
  const held = asUsage(() => readSignature(readFile(path).toString('utf8')));
  const isGood = asUsage(() => verifyBytes(bytes, held, key && readFile(key).toString('utf8')));
  const whose = key ? `公钥 ${key}` : '签名文件自带的公钥；是谁的公钥请另行核实（--key）';
  return [
    {
      what: `签名 ${held.algorithm}`,
      status: isGood ? 'ok' : 'failed',
      detail: isGood ? `有效（${whose}）` : '无效：文件或签名已被改动，或不是这把密钥',
    },
  ];
}

/** A result of another version of the rules is no forgery. */
function packNotes(seals: readonly (Seal | undefined)[]): Check[] {
  return rulePacks().flatMap(({ id, version, digest }): Check[] => {
    const claimed = seals.map((seal) => seal?.[`pack-${id}`]).find((one) => one !== undefined);
    if (claimed === undefined) return [];
    const detail =
      claimed === digest ? `与本机安装的 ${version} 相同` : `与本机安装的 ${version} 不同，重新检查可能得到不同的结论`;
    return [{ what: `规则包 ${id}`, status: 'info', detail }];
  });
}

const MARKS = { ok: '✓', failed: '✗', info: '·' } as const;

function print(checks: readonly Check[], format: VerifyOptions['format']): void {
  if (format === 'json') process.stdout.write(`${JSON.stringify(checks, undefined, 2)}\n`);
  else for (const { what, status, detail } of checks) process.stdout.write(`${MARKS[status]} ${what}　${detail}\n`);
}
