import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findPackages, largestFirst } from '../../src/batch/find.js';
import { identify } from '../../src/batch/packages.js';
import { identifyFiles } from '../../src/open/identity.js';

const root = mkdtempSync(join(tmpdir(), 'jianfu-find-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
for (const [name, text] of Object.entries({
  '甲单位/a.apk': 'a',
  '甲单位/2026/b.APK': 'b',
  '乙单位/main.wxapkg': 'm',
  '乙单位/sub.wxapkg': 's',
  '丙单位/project/app.json': '{}',
  '丙单位/project/x.zip': 'inside a project',
  '丙单位/说明.docx': 'no package',
  'node_modules/y.zip': 'skipped',
  '.git/z.zip': 'skipped',
  'c.rpk': 'a',
  'list.tsv': '\ufeff# 清单\n甲单位/a.apk\t某某局\n\nc.rpk\n没有.apk\t某某局\n',
})) {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  writeFileSync(join(root, name), text);
}

const shown = (inputs: string[]) => {
  const { found, problems } = findPackages(inputs);
  return {
    found: found.map(({ paths, unit }) => [paths.map((path) => relative(root, path)).join(' + '), unit]),
    problems: problems.map(({ path, problem }) => [path, problem]),
  };
};

describe('findPackages', () => {
  it('takes packages and projects of a folder, with the unit they came from', () => {
    expect(shown([root])).toEqual({
      found: [
        ['c.rpk', ''],
        ['丙单位/project', '丙单位'],
        ['乙单位/main.wxapkg + 乙单位/sub.wxapkg', '乙单位'],
        ['甲单位/2026/b.APK', '甲单位'],
        ['甲单位/a.apk', '甲单位'],
      ],
      problems: [],
    });
  });

  it('reads a list with units, and tells of what is not there', () => {
    expect(shown([join(root, 'list.tsv')])).toEqual({
      found: [
        ['c.rpk', ''],
        ['甲单位/a.apk', '某某局'],
      ],
      problems: [['没有.apk', `找不到（${join(root, 'list.tsv')}）`]],
    });
  });

  it('reads a pattern, and takes each path once', () => {
    expect(shown([`${root}/**/*.apk`, join(root, '甲单位/a.apk')]).found).toEqual([['甲单位/a.apk', '']]);
    expect(shown([`${root}/*.ipa`, join(root, 'x.apk')])).toEqual({
      found: [],
      problems: [
        [`${root}/*.ipa`, '找不到'],
        [join(root, 'x.apk'), '找不到'],
      ],
    });
  });
});

describe('symbolic links in a folder', () => {
  it('are followed, also to folders, and once round a circle; one that leads nowhere is told of', () => {
    const links = join(root, '../', `${basename(root)}-links`);
    mkdirSync(join(links, '丁单位'), { recursive: true });
    try {
      symlinkSync(join(root, 'c.rpk'), join(links, '丁单位/c.rpk'));
      symlinkSync(join(root, '甲单位'), join(links, '戊单位'));
      symlinkSync(links, join(links, '丁单位/up'));
      symlinkSync(join(links, 'gone'), join(links, 'x.apk'));
      symlinkSync('y.apk', join(links, 'y.apk'));
      symlinkSync(join(links, 'gone'), join(links, '说明.txt'));
      expect(shown([links])).toEqual({
        found: [
          ['丁单位/c.rpk', '丁单位'],
          ['戊单位/2026/b.APK', '戊单位'],
          ['戊单位/a.apk', '戊单位'],
        ].map(([path, unit]) => [`../${basename(links)}/${path}`, unit]),
        problems: [
          [join(links, 'x.apk'), '符号链接指向的文件读不到'],
          [join(links, 'y.apk'), '符号链接指向的文件读不到'],
        ],
      });
    } finally {
      rmSync(links, { recursive: true });
    }
  });
});

describe('largestFirst', () => {
  it('begins with folders, then with what is largest, the parts of an app together, and else in their order', () => {
    const sizes = { 'a.apk': 5, 'b.apk': 900, 'c.wxapkg': 600, 'd.wxapkg': 500, 'e.apk': 5 };
    const folder = mkdtempSync(join(root, 'sizes-'));
    for (const [name, size] of Object.entries(sizes)) {
      writeFileSync(join(folder, name), '');
      truncateSync(join(folder, name), size);
    }
    const found = [['a.apk'], ['b.apk'], ['c.wxapkg', 'd.wxapkg'], ['e.apk'], ['gone.apk'], ['.']];
    const sorted = largestFirst(found.map((names) => ({ paths: names.map((name) => join(folder, name)), unit: '' })));
    expect(sorted.map(({ paths }) => paths.map((path) => relative(folder, path)).join('+'))).toEqual([
      '',
      'c.wxapkg+d.wxapkg',
      'b.apk',
      'a.apk',
      'e.apk',
      'gone.apk',
    ]);
  });
});

const hash = (content: string): string => createHash('sha256').update(content).digest('hex');

describe('identify', () => {
  const of = async (...names: string[]) =>
    (await identify({ paths: names.map((name) => join(root, name)), unit: '' })).digest.sha256;

  it('the same content under two names has one digest', async () => {
    expect(await of('甲单位/a.apk')).toBe(await of('c.rpk'));
    expect(await of('甲单位/a.apk')).not.toBe(await of('甲单位/2026/b.APK'));
  });

  it('of several files it is the one that the result carries, whichever of them has the smaller digest', async () => {
    const contents = ['1', '2', '3'].sort((a, b) => (hash(a) > hash(b) ? -1 : 1));
    const paths = contents.map((_, i) => join(root, `part-${i}.wxapkg`));
    for (const [i, path] of paths.entries()) writeFileSync(path, contents[i]!);
    expect((await identify({ paths, unit: '' })).digest.sha256).toBe(identifyFiles(paths)?.sha256);
  });

  it('of several files, and of a folder, it is over the list of them', async () => {
    expect(await of('乙单位/main.wxapkg', '乙单位/sub.wxapkg')).toBe(await of('乙单位/sub.wxapkg', '乙单位/main.wxapkg'));
    const before = await of('丙单位/project');
    writeFileSync(join(root, '丙单位/project/app.json'), '{"pages":[]}');
    expect(await of('丙单位/project')).not.toBe(before);
  });
});
