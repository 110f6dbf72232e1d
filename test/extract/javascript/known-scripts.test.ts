import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { fingerprint } from '../../../src/extract/javascript/libraries/fingerprint.js';
import { knownScript } from '../../../src/extract/javascript/libraries/known-scripts.js';
import { parseKnown, writeKnown } from '../../../src/extract/javascript/libraries/known-table.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';
import { html5Plus, of } from '../web/support.js';

const apk = openBuffer('app.apk', readFileSync(new URL('../../../fixtures/packages/cordova-patrol.apk', import.meta.url)));
/** The one library file among the fixtures: it comes from cordova-android 13.0.0. */
const cordova = apk.trees[0]!.find('assets/www/cordova.js')!.read().toString('utf8');
const KNOWN = { name: 'cordova-android', version: '13.0.0', kind: 'runtime' };

describe('a file of a library', () => {
  it('is known by its content', () => {
    expect(knownScript(cordova)).toEqual(KNOWN);
    expect(knownScript(cordova.replace('cordova', 'cordovb'))).toBeUndefined();
  });

  it('stays known through what copying changes, and no further', () => {
    const copies = [
      `\uFEFF${cordova}`,
      cordova.replace(/\r?\n/g, '\r\n'),
      cordova.replace(/\n/g, '  \n'),
      `${cordova}\n//# sourceMappingURL=a.js.map\n`,
    ];
    expect(copies.map(knownScript)).toEqual([KNOWN, KNOWN, KNOWN, KNOWN]);
  });

  it('is third-party under any name, in a web app and a mini-program, with its version; nothing of it is a fact of the app', () => {
    const web = html5Plus({ 'index.html': '<title>首页</title><script src="js/tools.js"></script>', 'js/tools.js': cordova });
    const files = {
      'app.json': '{"pages":["pages/a/a"]}',
      'pages/a/a.wxml': '<view>办事</view>',
      'pages/a/a.js': 'Page({})',
      'lib/tools.js': cordova,
    };
    const mini = extractFacts(
      openBuffer('app.zip', buildZip(Object.entries(files).map(([name, data]) => ({ name, data })))),
      '0',
    );
    for (const file of [web, mini]) {
      expect(of(file, 'sdk').map(({ name, version, owner, at }) => [name, version, owner, at.path.replace(/^.*!/, '')])).toEqual([
        ['cordova-android', '13.0.0', 'third-party', expect.stringMatching(/^(js|lib)\/tools\.js$/)],
      ]);
      expect(file.coverage.scripts.thirdParty).toBe(1);
    }
  });
});

it('a line of a million blanks is read in one pass', () => {
  const blanks = ' '.repeat(1_000_000);
  expect(fingerprint(`${cordova}${blanks}x`)).not.toBe(fingerprint(cordova));
  expect(fingerprint(`${cordova}\n${blanks}\n`)).toBe(fingerprint(cordova));
});

it('too short a file is nobody’s', () => {
  expect(fingerprint('"use strict";\nmodule.exports = {};\n')).toBeUndefined();
});

it('the table is read as it was written, and is small', () => {
  const text = readFileSync(new URL('../../../data/known-scripts.txt', import.meta.url), 'utf8');
  const libraries = parseKnown(text);
  expect(writeKnown(libraries)).toBe(text);
  expect(text.length).toBeLessThan(300_000);
  expect(libraries.map(({ name }) => name)).toEqual(expect.arrayContaining(['vue', 'jquery', '@vant/weapp', 'layui', 'echarts']));
});
