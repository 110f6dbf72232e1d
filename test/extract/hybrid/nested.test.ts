import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import type { FactsFile } from '../../../src/facts/types.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildTar } from '../../support/tar-writer.js';
import { buildZip, zipOf } from '../../support/zip-writer.js';
import { of } from '../web/support.js';

const packaged = (name: string) => readFileSync(new URL(`../../../fixtures/packages/${name}`, import.meta.url));
const shell = openBuffer('a.apk', packaged('signed-v2.apk')).trees[0]!.entries.map(({ name, read }) => ({ name, data: read() }));

/** The facts of an app of one blank page that carries some files. */
function carrying(files: Record<string, string | Buffer>): FactsFile {
  const more = Object.entries(files).map(([name, data]) => ({ name, data, deflate: true }));
  return extractFacts(openBuffer('a.apk', buildZip([...shell, ...more])), '0');
}

const limits = (file: FactsFile) =>
  of(file, 'limit').map(({ reason, share, at }) => [reason, share, at.path.replace('a.apk!', '')]);
const screens = (file: FactsFile) => of(file, 'screen').map(({ id }) => id);

/** Bytes like an encrypted file's, the same every time. */
function noise(length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, i) => createHash('sha256').update(`${i}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
}

const page = '<html><head><title>每日签到</title></head><body><button onclick="sign()">立即签到</button></body></html>';

describe('packages inside an app', () => {
  it('pages are told by what an archive holds, below a folder of their own too', () => {
    const file = carrying({ 'res/raw/data.bin': zipOf({ 'dist/index.html': page, 'dist/js/a.js': 'var a' }) });
    expect(screens(file)).toEqual(['cn.example.signed.MainActivity', 'res/raw/data.bin!index.html']);
    expect(of(file, 'text').filter(({ value }) => value === '立即签到')).toMatchObject([
      { at: { path: 'a.apk!res/raw/data.bin!dist/index.html' }, screens: ['res/raw/data.bin!index.html'], position: 'button' },
    ]);
    expect(limits(file)).toEqual([]);
  });

  it('two mini-programs with pages of one name stay two', () => {
    const one = packaged('wechat-redline.wxapkg');
    const file = carrying({ 'assets/a/x.wxapkg': one, 'assets/b/x.wxapkg': one });
    const found = of(file, 'screen').filter(({ id }) => id.endsWith('!pages/checkin/checkin'));
    expect(found.map(({ id, from }) => [id, from.every((one) => one === 'app' || one.startsWith(id.split('!')[0]!))])).toEqual([
      ['assets/a/x.wxapkg!pages/checkin/checkin', true],
      ['assets/b/x.wxapkg!pages/checkin/checkin', true],
    ]);
    expect(limits(file).map(([reason, , path]) => [reason, path])).toEqual([
      ['missing-subpackage', 'assets/a/x.wxapkg'],
      ['missing-subpackage', 'assets/b/x.wxapkg'],
    ]);
  });

  it('what lies in a package inside a package is read too, until the depth budget ends', () => {
    const wrap = (levels: number): Buffer =>
      levels === 0 ? zipOf({ 'index.html': page }) : zipOf({ 'x.dat': wrap(levels - 1) });
    expect(screens(carrying({ 'assets/x.dat': wrap(2) }))).toContain('assets/x.dat!x.dat!x.dat!index.html');
    expect(limits(carrying({ 'assets/x.dat': wrap(3) }))).toEqual([['budget', undefined, 'assets/x.dat!x.dat!x.dat!x.dat']]);
  });

  it('scripts of React Native inside an archive are read as in the assets', () => {
    const script = `__d(function(g,r,i,a,m,e,d){var R=r(d[0]);function S(){return R.createElement(Text,null,"签到排行")}r(d[1]).AppRegistry.registerComponent("Grid",function(){return S})},0,[1,2]);
__d(function(g,r,i,a,m,e,d){e.createElement=function(t){return t}},1,[]);__d(function(g,r,i,a,m,e,d){e.AppRegistry={}},2,[]);__r(0);`;
    const file = carrying({ 'assets/rn/update.zip': zipOf({ 'index.android.bundle': script }) });
    expect(screens(file)).toContain('assets/rn/update.zip!Grid');
    expect(file.package.hosts).toEqual(['native', 'react-native']);
  });
});

describe('packages inside an app that cannot be read', () => {
  it('encrypted ones are a limit that names the container, with its share by size', () => {
    const small = zipOf({ 'index.html': page.repeat(400) });
    const file = carrying({ 'assets/shop.wgt': noise(40_000), 'assets/index.zip': small });
    expect(limits(file)).toEqual([['encrypted', expect.closeTo(0.49, 1), 'assets/shop.wgt']]);
    expect(of(file, 'limit')[0]!.detail).toContain('assets/shop.wgt');
  });

  it('an archive with a password is one, and hides no more than it is', () => {
    const locked = buildZip([{ name: 'index.html', raw: noise(9000), size: 20_000, method: 8, flags: 1 }]);
    const file = carrying({ 'assets/h5.zip': locked, 'assets/b.zip': zipOf({ 'index.html': page.repeat(500) }) });
    const hidden = of(file, 'limit').reduce((sum, { share = 1 }) => sum + share, 0);
    expect([...new Set(of(file, 'limit').map(({ reason }) => reason))]).toEqual(['encrypted']);
    expect(hidden).toBeLessThan(0.5);
    expect(hidden).toBeGreaterThan(0.05);
  });

  it('speech, pictures, documents and what containers share are no packages', () => {
    const amr = (files: { name: string; data: string }[]) => zipOf({ 'Manifest.xml': '<package/>', '1.tar': buildTar(files) });
    const file = carrying({
      'assets/hello.amr': Buffer.concat([Buffer.from('#!AMR\n'), noise(3000)]),
      'assets/skin.zip': zipOf({ 'a.png': 'png', 'colors.json': '{"name":"签到"}' }),
      'assets/form.docx': zipOf({ '[Content_Types].xml': '<x/>', 'word/a.html': page }),
      'assets/20000196.amr': amr([{ name: 'a.alipayobjects.com/g/bridge.js', data: 'alert("网络不给力");'.repeat(50) }]),
    });
    expect([screens(file), limits(file)]).toEqual([['cn.example.signed.MainActivity'], []]);
  });

  it('scripts that speak Chinese without a page to show them are a limit', () => {
    const script = Array.from({ length: 9 }, (_, i) => `show("每日签到第${'一二三四五六七八九'[i]}天");`).join('');
    expect(limits(carrying({ 'assets/logic.dat': zipOf({ 'logic.js': script }) }))).toEqual([
      ['unsupported', expect.any(Number), 'assets/logic.dat'],
    ]);
  });
});

describe('code that an app loads from its own files', () => {
  const grid = openBuffer('grid.apk', packaged('android-grid.apk')).trees[0]!;
  const dex = grid.find('classes.dex')!.read();

  it('is the app’s where its classes are: a DEX in a jar of the app’s own package', () => {
    const own = openBuffer('g.apk', packaged('android-grid.apk')).trees[0]!.entries.filter(({ name }) => name !== 'classes.dex');
    const files = own.map(({ name, read }) => ({ name, data: read() }));
    const jar = zipOf({ 'classes.dex': dex });
    const file = extractFacts(openBuffer('g.apk', buildZip([...files, { name: 'assets/core.jar', data: jar }])), '0');
    expect(of(file, 'request').find(({ path }) => path.endsWith('/study/time'))).toMatchObject({
      owner: 'own',
      at: { path: 'g.apk!assets/core.jar!classes.dex' },
    });
  });

  it('is of unknown owner where it is another package’s without a manifest', () => {
    const file = carrying({ 'assets/core.jar': zipOf({ 'classes.dex': dex }) });
    expect(of(file, 'request').map(({ owner }) => owner)).toContain('unknown');
    expect(of(file, 'request').map(({ owner }) => owner)).not.toContain('own');
    expect(limits(file)).toEqual([]);
  });

  it('is not the app’s where an SDK loads itself', () => {
    const sdk = Buffer.from(dex.toString('latin1').replaceAll('Lcn/example/grid/', 'Lcom/qq/e/grid__/'), 'latin1');
    const file = carrying({ 'assets/gdt_plugin/gdtadv2.jar': zipOf({ 'classes.dex': sdk }) });
    expect([of(file, 'request'), limits(file)]).toEqual([[], []]);
  });

  it('joins the app where Instant Run keeps it one archive deeper', () => {
    const files = grid.entries.filter(({ name }) => name !== 'classes.dex').map(({ name, read }) => ({ name, data: read() }));
    const slices = zipOf({ 'slice_0-classes.dex': dex });
    const apk = buildZip([
      ...files,
      { name: 'classes.dex', data: shell.find(({ name }) => name === 'classes.dex')!.data },
      { name: 'instant-run.zip', data: slices },
    ]);
    const file = extractFacts(openBuffer('g.apk', apk), '0');
    expect(of(file, 'request').find(({ path }) => path.endsWith('/study/time'))).toMatchObject({
      owner: 'own',
      at: { path: 'g.apk!instant-run.zip!slice_0-classes.dex' },
      screens: ['cn.example.grid.study.StudyActivity'],
    });
    expect(limits(file)).toEqual([]);
  });
});
