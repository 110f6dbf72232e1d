import type { Fact } from '../../../facts/types.js';
import { CODE_PARTS, limitOf } from '../limit.js';
import type { MissingFigures } from './missing.js';
import type { FoundPacker } from './packer-marks.js';
import type { PayloadFigures } from './payload.js';

/** Share of the components that must be missing: leftover declarations of a few are common. */
const MISSING = 0.5;
/** Missing components of any package that say so where those of the app's own do not. */
const MISSING_OF_ALL = 3;
const SHOWN = 5;

/** One thing that shows the code is elsewhere. */
interface Sign {
  text: string;
  /** Says so by itself; others only beside a packer's marks or each other. */
  decides: boolean;
}

/**
 * The code as a whole is not in the DEX files: it is encrypted somewhere and unpacked at run time. A packer's name alone is
 * believed where its class runs first; its files count beside a sign of what it did.
 */
export function packedLimits(
  missing: MissingFigures,
  payload: PayloadFigures,
  packer: FoundPacker | undefined,
  base: string,
): Fact[] {
  const signs = [...missingSigns(missing), ...payloadSigns(payload)];
  const isPacked = signs.some(({ decides }) => decides) || (packer !== undefined && (signs.length > 0 || packer.runsFirst));
  if (!isPacked) return [];
  const told = [...signs.map(({ text }) => text), ...(packer?.marks ?? [])].slice(0, SHOWN);
  const who = packer ? `经${packer.name.replace(/加固$/, '')}加固` : '经加固处理';
  const detail = `${base} ${who}（${told.join('；')}），代码、页面逻辑和代码中的文字不可读，清单、布局和资源仍已检查；请提交未加固的同版本样品。`;
  return [limitOf('packed', CODE_PARTS, detail, base, 1)];
}

function missingSigns({ own, all, application, factory }: MissingFigures): Sign[] {
  const components = isMostlyMissing(own, 1) ? own : isMostlyMissing(all, MISSING_OF_ALL) ? all : undefined;
  const signs: Sign[] = [];
  if (components) {
    const text = `清单声明的 ${components.declared} 个${components === own ? '自有' : ''}组件有 ${components.missing} 个不在 DEX 中`;
    signs.push({ text, decides: components.missing > 1 });
  }
  if (application) signs.push({ text: `应用入口类 ${application} 不在 DEX 中`, decides: true });
  if (factory) signs.push({ text: `组件工厂类 ${factory} 不在 DEX 中`, decides: false });
  return signs;
}

function isMostlyMissing({ declared, missing }: MissingFigures['own'], least: number): boolean {
  return missing >= least && missing >= declared * MISSING;
}

function payloadSigns({ unclaimed, hidden }: PayloadFigures): Sign[] {
  const signs: Sign[] = [];
  if (unclaimed) {
    const { entry, size, of, entropy } = unclaimed;
    const text = `${entry.replace(/^.*!/, '')} 的 ${of} 字节中有 ${size} 字节不属于任何节，熵为 ${entropy.toFixed(2)} 比特/字节`;
    signs.push({ text, decides: true });
  }
  if (hidden) {
    const { names, size, entropy, classes, dexSize } = hidden;
    const files = `${names.slice(0, 3).join('、')}${names.length > 3 ? '…' : ''}`;
    const text = `只有 ${classes} 个类、${dexSize} 字节的 DEX 含有代码装载器，旁有 ${names.length} 个无法识别的高熵文件共 ${size} 字节（${files}，熵最高 ${entropy.toFixed(2)} 比特/字节）`;
    signs.push({ text, decides: true });
  }
  return signs;
}
