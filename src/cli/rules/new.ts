import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { TO_FILL } from '../../check/index.js';
import type { ItemKind } from '../../result.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit.js';
import { packFile, ruleFiles } from './templates.js';

export interface NewOptions {
  kind: ItemKind;
  /** Folder of the pack, with a `pack.yaml` or empty. */
  output: string;
}

/** `jianfu rules new`: a rule to be filled in, in a pack that is there or a new one. Writes over nothing. */
export function newCommand(id: string, { kind, output }: NewOptions): ExitCode {
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))
    throw new UsageError(`规则号“${id}”应由小写字母、数字和连字符组成，如 14-2-check-in。`);
  const isNewPack = !existsSync(join(output, 'pack.yaml'));
  if (isNewPack) refuseFilled(output);
  const { lexicon, ...files } = ruleFiles(id, kind);
  const written = Object.entries(files).map(([name, text]) => [join(output, id, name), text] as const);
  const all: (readonly [string, string])[] = [
    ...(isNewPack ? [[join(output, 'pack.yaml'), packFile(packId(output))] as const] : []),
    ...written,
    [join(lexiconFolder(output, isNewPack), `${id}.yaml`), lexicon],
  ];
  for (const [file] of all) if (existsSync(file)) throw new UsageError(`${file} 已经有了，没有改动。`);
  for (const [file, text] of all) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const pack = `--pack ${output}`;
  process.stdout.write(
    `${all.map(([file]) => `写好 ${file}`).join('\n')}\n把“${TO_FILL}”处填好，再运行：\n  jianfu rules lint ${pack}\n  jianfu rules test ${id} ${pack}\n`,
  );
  return EXIT.clean;
}

/** A folder with something else in it is hardly meant as a new pack. */
function refuseFilled(folder: string): void {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => !name.startsWith('.')) : [];
  if (names.length > 0)
    throw new UsageError(`${folder} 里没有 pack.yaml，又有别的文件，不像规则包。用 -o 指明规则包的文件夹，新的会自动建。`);
}

/** Lexicons stand in the pack, or beside the packs of a folder of several. */
function lexiconFolder(pack: string, isNew: boolean): string {
  const beside = join(dirname(resolve(pack)), 'lexicon');
  return !isNew && !existsSync(join(pack, 'lexicon')) && existsSync(beside) ? join(pack, '..', 'lexicon') : join(pack, 'lexicon');
}

function packId(folder: string): string {
  return (
    basename(resolve(folder))
      .toLowerCase()
      .replace(/[^a-z0-9-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'my-rules'
  );
}
