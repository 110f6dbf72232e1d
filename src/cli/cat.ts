import { EntryError, type Opened, openInput, type Tree } from '../open/index.js';
import { inertLines } from '../report/inert.js';
import { findMethods, findTarget, mainEntry, showTarget, suggestNames, type Target } from '../view/index.js';
import { UsageError } from './errors.js';
import { EXIT, type ExitCode } from './exit.js';

export interface CatOptions {
  raw?: boolean;
  /** A method or class of DEX or Ark code, by name. */
  method?: string;
  appid?: string;
}

/** `jianfu cat`: one entry in readable form, or its bytes as they are. */
export function catCommand(input: string, address: string | undefined, options: CatOptions): ExitCode {
  const opened = openInput(input, { appId: options.appid });
  if (options.method !== undefined) return showMethods(opened, address, options.method);
  const target = find(opened, address);
  try {
    if (options.raw) writeRaw(target);
    else show(target, address ?? target.entry.name);
    return EXIT.clean;
  } catch (error) {
    throw unreadable(opened, target, error);
  }
}

function unreadable({ limits }: Opened, { entry }: Target, error: unknown): unknown {
  if (!(error instanceof EntryError)) return error;
  const limit = limits.find(({ path }) => path === entry.path);
  return new UsageError(`${entry.path} 读不出来：${limit?.detail ?? error.message}`);
}

/** `--method`: a method's instructions, or the members of a class, from one file of code or all of them. */
function showMethods(opened: Opened, address: string | undefined, name: string): ExitCode {
  const target = address === undefined ? undefined : find(opened, address);
  if (target?.part !== undefined) throw new UsageError('--method 已经说明了方法，文件后面不要再带 # 或 !。');
  const offset = target?.position && 'offset' in target.position ? target.position.offset : undefined;
  try {
    const { text, near, files } = findMethods(treesOf(opened), name, target && { ...target, offset });
    if (files === 0)
      throw new UsageError(`${target?.entry.path ?? opened.file} 中没有 DEX 或方舟字节码，--method 只用于这两种代码。`);
    const hint = near.length > 0 ? `是不是：${near.join('、')}？` : '用 jianfu ls 列出其中的类。';
    if (text === '') throw new UsageError(`${target?.entry.path ?? opened.file} 的代码中没有 ${name}。${hint}`);
    process.stdout.write(inertLines(text));
    return EXIT.clean;
  } catch (error) {
    throw target ? unreadable(opened, target, error) : error;
  }
}

function find(opened: Opened, address: string | undefined): Target {
  const wanted = address ?? mainEntry(treesOf(opened));
  if (wanted === undefined)
    throw new UsageError('请说明要看哪个文件。用 jianfu ls 列出包内文件，例如：jianfu cat app.apk AndroidManifest.xml');
  const target = findTarget(treesOf(opened), wanted);
  if (!target) throw noSuchEntry(opened, wanted);
  return target;
}

/** Where names are looked up: the app's own trees, then what they lie in. */
export function treesOf({ trees, container }: Opened): Tree[] {
  return container ? [...trees, container] : trees;
}

/** Names what may have been meant. */
export function noSuchEntry(opened: Opened, address: string): UsageError {
  const near = suggestNames(treesOf(opened), address);
  const hint = near.length > 0 ? `是不是：${near.join('、')}？` : '用 jianfu ls 列出包内文件。';
  return new UsageError(`${opened.file} 中没有 ${address}。${hint}`);
}

function writeRaw({ entry, part }: Target): void {
  if (part !== undefined) throw new UsageError('--raw 只能给出整个文件，不能给出其中的一部分。');
  if (process.stdout.isTTY) throw new UsageError('--raw 输出原始字节，不宜直接显示在终端。请转存到文件，例如：--raw > 文件名');
  process.stdout.write(entry.read());
}

function show(target: Target, address: string): void {
  const shown = showTarget(target);
  if (!shown) throw new UsageError(`${target.entry.path} 中没有 ${target.part ?? address}。用 jianfu ls 列出其中的内容。`);
  process.stdout.write(inertLines(shown.text));
  if (shown.decoded && process.stderr.isTTY) process.stderr.write(`（${shown.label}，以可读形式显示；原始字节用 --raw）\n`);
}
