import type { Fact } from '../../../facts/types.js';
import type { Classes } from '../classes.js';
import { limitOf } from '../limit.js';
import { hasLoadableCode } from '../loaded-code.js';
import type { Sources } from '../sources.js';
import { loadersIn } from './loaders.js';
import { randomFiles } from './payload.js';

/**
 * The app's own code loads code that is not there to be read: from files that look encrypted, or from elsewhere. Code files
 * that can be told are told by `dynamicCodeLimits`; loaders of known libraries are their own affair.
 */
export function loaderLimits(sources: Sources, classes: Classes, base: string): Fact[] {
  const [loader] = loadersIn(classes, ({ owner }) => owner !== 'third-party');
  if (!loader || hasLoadableCode(sources.trees)) return [];
  const { files, size } = randomFiles(sources);
  const read = sources.dexes.reduce((sum, { dex }) => sum + dex.bytes.length, 0);
  const [where, share] =
    files.length > 0
      ? [
          `包内有 ${files.length} 个无法识别的高熵文件（${files
            .slice(0, 3)
            .map(({ name }) => name)
            .join('、')}）`,
          size / (size + read),
        ]
      : ['包内没有可识别的代码文件'];
  const detail = `${base} 的代码自建类装载器（${loader.name}），${where}，装载的代码未检查；请说明用途并提交其源码或不用动态加载的安装包。`;
  return [limitOf('dynamic-code', ['code', 'texts'], detail, base, share)];
}
