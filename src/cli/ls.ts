import { type Opened, openInput } from '../open/index.js';
import { inert } from '../report/inert.js';
import { padTo, widthOf } from '../report/text/width.js';
import { findTarget, type Listed, listEntry, listTree } from '../view/index.js';
import { noSuchEntry, treesOf } from './cat.js';
import { EXIT, type ExitCode } from './exit.js';

export interface LsOptions {
  recursive?: boolean;
  format: 'text' | 'json';
  appid?: string;
}

/** `jianfu ls`: what is in a package, or in one entry of it. */
export function lsCommand(input: string, inside: string | undefined, options: LsOptions): ExitCode {
  const opened = openInput(input, { appId: options.appid });
  const rows = inside === undefined ? listAll(opened, options) : listInside(opened, inside, options);
  process.stdout.write(options.format === 'json' ? `${JSON.stringify(rows, undefined, 2)}\n` : table(rows));
  for (const limit of opened.limits) process.stderr.write(`jianfu: ${inert(`${limit.path} ${limit.detail}`)}\n`);
  return EXIT.clean;
}

/** Entries of several packages of one app are named with their package. */
function listAll(opened: Opened, options: LsOptions): Listed[] {
  const trees = opened.container ? [opened.container] : opened.trees;
  const several = trees.length > 1;
  return trees.flatMap((tree) =>
    listTree(tree, options.recursive === true).map((row) => (several ? { ...row, name: `${tree.path}!${row.name}` } : row)),
  );
}

function listInside(opened: Opened, inside: string, options: LsOptions): Listed[] {
  const target = findTarget(treesOf(opened), inside);
  if (!target) throw noSuchEntry(opened, inside);
  return listEntry(target, options.recursive === true);
}

function table(rows: readonly Listed[]): string {
  const size = (row: Listed): string => (row.size === undefined ? '' : String(row.size));
  const sizes = rows.reduce((width, row) => Math.max(width, size(row).length), 0);
  const labels = rows.reduce((width, row) => Math.max(width, widthOf(row.label)), 0);
  return rows.map((row) => `${size(row).padStart(sizes)}  ${padTo(row.label, labels)}  ${inert(row.name)}\n`).join('');
}
