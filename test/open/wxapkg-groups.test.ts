import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { groupInputs } from '../../src/open/wxapkg/groups.js';
import { buildWxapkg, encryptWxapkg } from '../support/wxapkg-writer.js';

const folder = mkdtempSync(join(tmpdir(), 'jianfu-groups-'));
afterAll(() => rmSync(folder, { recursive: true }));

const main = (...roots: string[]): Buffer =>
  buildWxapkg({
    'app-config.json': JSON.stringify({ pages: ['a'], subPackages: roots.map((root) => ({ root: `${root}/`, pages: [] })) }),
  });
const sub = (root: string): Buffer => buildWxapkg({ [`${root}/app-service.js`]: 'x' });

function groups(files: Record<string, Buffer | string>): (string | string[])[] {
  const paths = Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
    return path;
  });
  const short = (path: string): string => path.slice(folder.length + 1);
  return groupInputs(paths).map((group) => (Array.isArray(group) ? group.map(short) : short(group)));
}

describe('WeChat packages given together', () => {
  it('are one app where there is one main package, whatever the files are called', () => {
    expect(groups({ 'app.bin': main('work'), 'work.dat': sub('work'), 'other.txt': 'x' })).toEqual([
      ['app.bin', 'work.dat'],
      'other.txt',
    ]);
  });

  it('are several apps where there are several main packages; a subpackage goes to the one that declares it', () => {
    expect(
      groups({
        'a/main': main('work'),
        'b/main': main('mall', 'work'),
        'b/work': sub('work'),
        'c/mall': sub('mall'),
        'c/lost': sub('lost'),
      }),
    ).toEqual(['a/main', ['b/main', 'b/work', 'c/mall'], 'c/lost']);
  });

  it('that stay locked without an app id belong to the one main package', () => {
    const locked = encryptWxapkg(sub('work'), 'wx0123456789abcdef');
    expect(groups({ 'd/main': main('work'), 'd/work': locked })).toEqual([['d/main', 'd/work']]);
  });

  it('a single one, and what is not there, stay by themselves', () => {
    expect(groups({ 'e/main': main() })).toEqual(['e/main']);
    expect(groupInputs(['nowhere', 'nothing'])).toEqual(['nowhere', 'nothing']);
  });
});
