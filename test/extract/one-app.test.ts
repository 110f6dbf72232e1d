import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../src/extract/index.js';
import { openBuffer } from '../../src/open/index.js';
import { buildZip } from '../support/zip-writer.js';

const fixture = (name: string): Buffer => readFileSync(new URL(`../../fixtures/packages/${name}`, import.meta.url));

/** An archive of fixtures by the names they have in it; a text is a file of its own. */
function archive(files: Record<string, string | Buffer>) {
  const zip = buildZip(
    Object.entries(files).map(([name, data]) => ({ name, data: typeof data === 'string' ? fixture(data) : data })),
  );
  const { package: about, facts } = extractFacts(openBuffer('交来.zip', zip), '0');
  return {
    id: about.id,
    from: [...new Set(facts.filter(({ kind }) => kind === 'screen').map(({ at }) => at.path.split('!')[1]))],
    limits: facts.flatMap((fact) =>
      fact.kind === 'limit' && fact.reason === 'unsupported' ? [{ hides: fact.hides.length, detail: fact.detail }] : [],
    ),
  };
}

const GRID = 'cn.example.grid';
const other = (path: string, id: string) => ({
  hides: 5,
  detail: `交来.zip!${path} 是另一个应用（${id}），没有检查；请分别送检。`,
});
const unread = (count: number, ...paths: string[]) => ({
  hides: 5,
  detail: `同时交来的另外 ${count} 个安装包没有检查：${paths.map((path) => `交来.zip!${path}`).join('、')}。请分别送检。`,
});

describe('an archive of packages', () => {
  it('of several Android apps is the first of them, and says which it did not read', () => {
    expect(archive({ 'a.apk': 'android-grid.apk', 'b.apk': 'android-club.apk' })).toEqual({
      id: GRID,
      from: ['a.apk'],
      limits: [other('b.apk', 'cn.example.club')],
    });
  });

  it('of several kinds says what it did not read, whichever comes first', () => {
    const files = { 'a.apk': 'android-grid.apk', 'b.rpk': 'quickapp-redline.rpk', '小程序/c.wxapkg': 'wechat-clean.wxapkg' };
    expect(archive(files)).toMatchObject({ id: GRID, limits: [unread(2, '小程序/c.wxapkg', 'b.rpk')] });
    expect(archive({ '小程序/c.wxapkg': 'wechat-clean.wxapkg', 'x/b.rpk': 'quickapp-redline.rpk' }).limits).toContainEqual(
      unread(1, 'x/b.rpk'),
    );
  });

  it('of several quick apps is the first of them', () => {
    const second = buildZip([
      { name: 'manifest.json', data: Buffer.from('{"package":"cn.example.second","router":{"entry":"a","pages":{"a":{}}}}') },
      { name: 'app.js', data: Buffer.from('1') },
    ]);
    expect(archive({ '1.rpk': 'quickapp-redline.rpk', '2.rpk': second })).toMatchObject({
      id: 'cn.example.grid.quickapp',
      limits: [other('2.rpk', 'cn.example.second')],
    });
  });

  it('of the parts of one app is that app', () => {
    expect(archive({ 'a.apk': 'android-grid.apk', 'readme.txt': Buffer.from('说明') })).toMatchObject({ id: GRID, limits: [] });
    for (const name of ['android-grid.apks', 'android-grid.xapk', 'quickapp-redline.rpks'])
      expect(extractFacts(openBuffer(name, fixture(name)), '0').facts.filter((fact) => fact.kind === 'limit')).toEqual([]);
  });
});
