import type { Command } from 'commander';
import type { ExitCode } from '../exit.js';
import { cacheFolder, listFormat } from '../shared-options.js';

/** `jianfu cache`: what `scan` and `extract` keep with `--cache`. */
export function addCache(program: Command, done: (code: ExitCode) => void): void {
  const cache = program.command('cache').description('scan、extract 用 --cache 时的缓存：查看、清理');
  cacheFolder(cache.command('info'))
    .description('缓存里有多少份事实和结果，占多大')
    .addOption(listFormat())
    .action(async (options) => done((await import('./cache.js')).cacheInfoCommand(options)));
  cacheFolder(cache.command('prune'))
    .description('删去其他版本的程序留下的，再删最久未用的，直到不超过上限')
    .action(async (options) => done((await import('./cache.js')).cachePruneCommand(options)));
  cacheFolder(cache.command('clear'))
    .description('全部删去')
    .action(async (options) => done((await import('./cache.js')).cacheClearCommand(options)));
  cacheFolder(cache.command('dir'))
    .description('缓存放在哪个文件夹')
    .action(async (options) => done((await import('./cache.js')).cacheDirCommand(options)));
}
