import { describe, expect, it } from 'vitest';
import { openBuffer } from '../../src/open/index.js';
import { openSummary } from '../support/opened.js';
import { buildTar } from '../support/tar-writer.js';
import { buildWxapkg } from '../support/wxapkg-writer.js';
import { buildZip, zipOf } from '../support/zip-writer.js';

const shape = (name: string, bytes: Buffer) => {
  const summary = openSummary(name, bytes);
  if (!('trees' in summary)) return summary;
  return { format: summary.format, trees: Object.keys(summary.trees), limits: summary.limits };
};
const rpk = (...pages: string[]) =>
  zipOf({
    'manifest.json': '{"package":"a.b","router":{}}',
    'app.js': '',
    ...Object.fromEntries(pages.map((page) => [`${page}/index.js`, page])),
  });
const apk = zipOf({ 'AndroidManifest.xml': 'm', 'classes.dex': 'dex' });

describe('formats are told by what is inside, never by the file name', () => {
  const cases: [format: string, bytes: Buffer][] = [
    ['apk', apk],
    ['apk', zipOf({ 'classes.dex': 'dex' })],
    ['aab', zipOf({ 'BundleConfig.pb': '', 'base/manifest/AndroidManifest.xml': '' })],
    ['rpk', rpk('pages')],
    ['wgt', zipOf({ 'manifest.json': '{"@platforms":[],"plus":{}}', 'app-service.js': '' })],
    [
      'wgt',
      zipOf({
        'manifest.json': '\ufeff{ "name": "a//b", /* 包名 "x" */ "plus": {} // end\n}',
        'index.html': '<p>',
      }),
    ],
    ['hap', zipOf({ 'module.json': '{}', 'resources.index': '', 'ets/modules.abc': '' })],
    ['ipa', zipOf({ 'Payload/X.app/Info.plist': '' })],
    ['hermes', Buffer.from('c61fbc03c103191f4c000000', 'hex')],
    ['wxapkg', buildWxapkg({ 'app-config.json': '{"pages":[]}' })],
  ];
  it.each(cases)('%s', (format, bytes) => {
    expect(shape('送检.bin', bytes)).toEqual({ format, trees: ['送检.bin'], limits: [] });
  });
});

describe('packages of packages', () => {
  it('subpackages of a quick app, without those a whole one covers', () => {
    const whole = rpk('a', 'b');
    expect(shape('q.rpks', zipOf({ 'q.base.srpk': rpk('a'), 'q.rpk': whole, 'q.x.srpk': zipOf({ 'c/index.js': 'c' }) }))).toEqual(
      {
        format: 'rpks',
        trees: ['q.rpks!q.rpk', 'q.rpks!q.x.srpk'],
        limits: [],
      },
    );
  });

  it('splits of an APK', () => {
    const config = zipOf({ 'AndroidManifest.xml': 'c', 'resources.arsc': 'zh' });
    expect(
      shape(
        'a.apks',
        zipOf({ 'toc.pb': '', 'splits/base-master.apk': apk, 'splits/base-master_2.apk': apk, 'splits/base-zh.apk': config }),
      ),
    ).toEqual({
      format: 'apks',
      trees: ['a.apks!splits/base-master.apk', 'a.apks!splits/base-zh.apk'],
      limits: [],
    });
  });

  it('an Alipay package gives its tar, then the wrapper that names it', () => {
    const tar = buildTar([{ name: 'appConfig.json', data: '{}' }]);
    expect(shape('1_2.amr', zipOf({ 'Manifest.xml': '<x/>', 'CERT.json': '', '1.tar': tar }))).toEqual({
      format: 'amr',
      trees: ['1_2.amr!1.tar', '1_2.amr'],
      limits: [],
    });
  });

  it('parts that cannot be opened are a limit', () => {
    expect(shape('q.app', zipOf({ 'pack.info': '{}', 'entry.hap': 'nothing' }))).toEqual({
      format: 'harmony-app',
      trees: ['q.app'],
      limits: ['unreadable q.app'],
    });
  });

  it('a ZIP somebody made of an APK, or of two', () => {
    expect(shape('x.zip', zipOf({ '安装包/app.apk': apk, 'readme.txt': 'hi' }))).toEqual({
      format: 'apk',
      trees: ['x.zip!安装包/app.apk'],
      limits: [],
    });
    expect(shape('x.zip', zipOf({ 'v/a.apk': apk, 'v/b.apk': apk }))).toEqual({
      format: 'apk',
      trees: ['x.zip!v/a.apk'],
      limits: ['unsupported x.zip'],
    });
  });

  it('a ZIP of the packages of one WeChat app', () => {
    const main = buildWxapkg({ 'app-config.json': '{"pages":["a","s/b"],"subPackages":[{"root":"s/","pages":["s/b"]}]}' });
    const sub = buildWxapkg({ 's/app-service.js': '' });
    expect(shape('x.zip', zipOf({ '_s_.wxapkg': sub, '__APP__.wxapkg': main }))).toEqual({
      format: 'wxapkg',
      trees: ['x.zip!__APP__.wxapkg', 'x.zip!_s_.wxapkg'],
      limits: [],
    });
  });
});

describe('the signing block', () => {
  it('is handed on whole', () => {
    const size = Buffer.alloc(8);
    size.writeBigUInt64LE(36n);
    const block = Buffer.concat([size, Buffer.from('twelve bytes'), size, Buffer.from('APK Sig Block 42')]);
    const tree = openBuffer('a.apk', buildZip([{ name: 'classes.dex', data: 'dex' }], { signingBlock: block })).trees[0]!;
    expect(tree.signing?.block.equals(block)).toBe(true);
  });
});
