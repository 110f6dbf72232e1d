import { createHash } from 'node:crypto';
import type { RulePack } from '../check/index.js';
import { FACTS_SCHEMA_VERSION, type FactsFile, type LimitFact } from '../facts/types.js';
import type { ResultDocument } from '../result.js';
import { checkStored } from '../scan.js';
import { version } from '../version.js';
import type { Death } from './child.js';
import type { LimitProfile } from './limits.js';
import type { Package } from './packages.js';

/**
 * Facts of a package of which nothing can be told: one limit that hides all. They are kept like others, so that its items
 * are undetermined under today's rules and tomorrow's.
 */
export function unreadFacts({ name, digest, size }: Package, reason: LimitFact['reason'], detail: string): FactsFile {
  const none = { total: 0, parsed: 0, failed: 0 };
  return {
    schemaVersion: FACTS_SCHEMA_VERSION,
    tool: { name: 'jianfu', version },
    package: {
      carrier: 'unknown',
      form: 'package',
      file: name,
      format: 'unknown',
      size,
      sha256: digest.sha256,
      sm3: digest.sm3,
      signature: { schemes: [], certificates: [] },
      hosts: [],
    },
    coverage: {
      entries: 0,
      scripts: { ...none, thirdParty: 0 },
      templates: none,
      dex: { files: 0, classes: 0, ownClasses: 0, methodsRead: 0 },
      screens: { total: 0, reachable: 0 },
      texts: 0,
      requests: 0,
      bytesInflated: 0,
    },
    facts: [
      {
        kind: 'limit',
        at: { path: name },
        owner: 'unknown',
        screens: [],
        reason,
        hides: ['code', 'screens', 'texts', 'config', 'resources'],
        detail,
      },
    ],
  };
}

export function unreadResult(facts: FactsFile, packs: RulePack[]): ResultDocument {
  return checkStored(facts, packs);
}

/** Why a package was given up, in one sentence, with what was allowed. */
export function describeDeath(death: Death, detail: string, { wallMs, cpuMs, memory, output }: LimitProfile): string {
  const mib = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MB`;
  const causes: Record<Death, string> = {
    wall: `检测进程超过 ${Math.round(wallMs / 1000)} 秒未完成，已终止`,
    cpu: `检测进程用去的处理器时间超过 ${Math.round(cpuMs / 1000)} 秒，已终止`,
    memory: `检测进程使用的内存超过 ${mib(memory)}，已终止`,
    output: `检测进程的输出超过 ${mib(output)}，已终止`,
    crash: `检测进程意外结束（${detail}）`,
    stopped: '检测被中止',
  };
  return `${causes[death]}；缩小读取范围重试一次仍未完成。整个样品未能检查，请单独用 jianfu scan 检查，或提交重新打包的安装包、源代码工程。`;
}

/** Names a set of rule packs. */
export function packDigest(packs: readonly RulePack[]): string {
  return createHash('sha256')
    .update(packs.map(({ id, digest }) => `${id} ${digest}\n`).join(''))
    .digest('hex');
}
