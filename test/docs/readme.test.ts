import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { createProgram } from '../../src/cli/program.js';
import { formats } from '../../src/report/index.js';

const pages = globSync(['*.md', 'docs/**/*.md', 'rules/**/*.md', 'fixtures/README.md', 'test/**/*.md']);

/** Places that a page leads to: links and pictures, but for those of the web and within the page. */
function linksIn(page: string): string[] {
  const text = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!).filter((link) => !/^(?:https?:|mailto:|#)/.test(link));
}

describe('documentation', () => {
  it('leads to files that are there', () => {
    const broken = pages.flatMap((page) =>
      linksIn(page)
        .filter((link) => !existsSync(join(dirname(page), decodeURI(link.split('#')[0]!))))
        .map((link) => `${page} → ${link}`),
    );
    expect(broken).toEqual([]);
    expect(pages.flatMap(linksIn).length).toBeGreaterThan(80);
  });

  it('every page of docs/ can be reached from README.md', () => {
    const seen = new Set(['README.md']);
    for (const page of seen)
      for (const link of linksIn(page)) {
        const target = join(dirname(page), link.split('#')[0]!);
        if (target.endsWith('.md') && existsSync(target)) seen.add(target);
      }
    expect(pages.filter((page) => page.startsWith('docs/') && !seen.has(page))).toEqual([]);
  });
});

describe.each(['README.md', 'README.en.md'])('%s', (page) => {
  const text = readFileSync(page, 'utf8');
  /** Code in the first column of tables. */
  const named = text
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split(/(?<!\\)\|/)[1]!.replaceAll('\\|', ' '))
    .join(' ');

  it('names every command and every format', () => {
    const commands = createProgram(() => undefined).commands.filter((command) => !('_hidden' in command && command._hidden));
    for (const command of commands) expect(named).toMatch(new RegExp(`\\b${command.name()}\\b`));
    for (const sub of commands.flatMap(({ commands: below }) => below)) expect(named).toMatch(new RegExp(`\\b${sub.name()}\\b`));
    for (const format of formats) expect(text).toContain(`\`${format}\``);
  });

  it('names no option that there is not', () => {
    const known = new Set(
      createProgram(() => undefined).commands.flatMap((command) => command.options.flatMap(({ long }) => (long ? [long] : []))),
    );
    const options = [...named.matchAll(/--[a-z][a-z-]*/g)].map(([option]) => option);
    expect(options.length).toBeGreaterThan(8);
    expect(options.filter((option) => !known.has(option))).toEqual([]);
  });
});

it('README.en.md has what README.md has: tables of as many rows, in the same order', () => {
  const tables = (page: string) =>
    readFileSync(page, 'utf8')
      .split(/\n(?!\|)/)
      .flatMap((block) => {
        const rows = block.split('\n').filter((line) => line.startsWith('|'));
        return rows.length > 2 ? [rows.length - 2] : [];
      });
  expect(tables('README.en.md')).toEqual(tables('README.md'));
  const links = (page: string) => new Set(linksIn(page).filter((link) => link.startsWith('docs/')));
  const missing = [...links('README.md')].filter((link) => !links('README.en.md').has(link));
  expect(missing).toEqual([]);
});
