import { milliseconds } from '../clock.js';

/** Budgets of one input, shared by everything nested in it. All are counted on real output, never on what headers claim. */
export interface BudgetLimits {
  /** Bytes out of all entries together. */
  totalBytes: number;
  /** Bytes out of one entry. */
  entryBytes: number;
  /** Bytes out per byte in of one entry; counts only above `ratioFloorBytes`, because honest small files compress well (jadx#1570). */
  ratio: number;
  ratioFloorBytes: number;
  /** Entries of all containers together. */
  entries: number;
  /** Containers inside containers. The input itself is depth 1. */
  depth: number;
  /** Wall time for reading; absent: no clock is looked at, so that one input always gives one answer. */
  milliseconds?: number;
}

export type BudgetCause = 'total' | 'entry' | 'ratio' | 'entries' | 'depth' | 'time';

const MIB = 1024 * 1024;

const DEFAULT_BUDGET: BudgetLimits = {
  totalBytes: 1536 * MIB,
  entryBytes: 256 * MIB,
  ratio: 100,
  ratioFloorBytes: 25 * MIB,
  entries: 200_000,
  depth: 4,
};

export interface Budget {
  readonly limits: BudgetLimits;
  /** Bytes out so far. */
  spent(): number;
  spend(bytes: number): void;
  /** How many bytes a read of `compressedBytes` may give, and which budget it would hit first. */
  allowance(compressedBytes: number): { bytes: number; cause: BudgetCause };
  /** Takes `count` entries; returns how many of them may be listed. */
  takeEntries(count: number): number;
}

export function createBudget(overrides: Partial<BudgetLimits> = {}): Budget {
  const limits = { ...DEFAULT_BUDGET, ...overrides };
  const started = limits.milliseconds === undefined ? 0 : milliseconds();
  let bytesOut = 0;
  let entries = 0;
  return {
    limits,
    spent: () => bytesOut,
    spend: (bytes) => {
      bytesOut += bytes;
    },
    allowance: (compressedBytes) => {
      if (limits.milliseconds !== undefined && milliseconds() - started > limits.milliseconds) return { bytes: 0, cause: 'time' };
      const byRatio = Math.max(limits.ratioFloorBytes, compressedBytes * limits.ratio);
      const left = Math.max(0, limits.totalBytes - bytesOut);
      const bytes = Math.min(byRatio, left, limits.entryBytes);
      return { bytes, cause: bytes === left ? 'total' : bytes === limits.entryBytes ? 'entry' : 'ratio' };
    },
    takeEntries: (count) => {
      const granted = Math.max(0, Math.min(count, limits.entries - entries));
      entries += granted;
      return granted;
    },
  };
}

/** What a budget hit means, in Chinese. */
export function describeBudget(cause: BudgetCause, limits: BudgetLimits): string {
  const mib = (bytes: number) => `${Math.round(bytes / MIB)} MB`;
  switch (cause) {
    case 'total':
      return `解压总量超过上限 ${mib(limits.totalBytes)}，其余内容未读取。请确认是否为压缩炸弹，或拆分后分别送检。`;
    case 'entry':
      return `单个文件解压后超过上限 ${mib(limits.entryBytes)}，未读取。请提供不含超大文件的安装包。`;
    case 'ratio':
      return `文件压缩比超过 ${limits.ratio} 倍且体积过大，疑似压缩炸弹，未读取。请提供正常打包的安装包。`;
    case 'entries':
      return `文件数量超过上限 ${limits.entries}，其余文件未列出。请删去无关文件后重新打包。`;
    case 'depth':
      return `压缩包嵌套超过 ${limits.depth} 层，更深的内容未读取。请直接提供内层的安装包。`;
    case 'time':
      return `读取时间超过上限 ${limits.milliseconds ?? 0} 毫秒，其余内容未读取。`;
  }
}
