import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The installed package's folder, where `rules/` and `schema/` stand, from wherever the bundled code lies below it. */
export function packageRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'rules', 'lexicon'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error('找不到随包安装的 rules 文件夹，请重新安装 jianfu。');
    folder = parent;
  }
  return folder;
}
