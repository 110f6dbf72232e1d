import { describe, expect, it } from 'vitest';
import { openBuffer } from '../../src/open/index.js';
import { excerptAt } from '../../src/view/excerpt.js';
import { findTarget, listEntry, listTree, mainEntry, showTarget, suggestNames } from '../../src/view/index.js';
import { buildWxapkg } from '../support/wxapkg-writer.js';
import { buildZip } from '../support/zip-writer.js';

const app = buildZip([
  { name: 'app.json', data: '{"pages":["a"]}' },
  { name: 'a.js', data: 'one\ntwo\nthree\n' },
  { name: 'odd:12.js', data: 'odd' },
  { name: 'b@7', data: 'at' },
  { name: 'c#d', data: 'hash' },
  { name: 'in!side.txt', data: 'bang' },
  { name: 'gbk.txt', data: Buffer.from('c7a9b5bd', 'hex') },
  { name: 'blob', data: Buffer.from([0, 1, 2, 3]) },
]);
const outer = openBuffer(
  'outer.zip',
  buildZip([
    { name: 'x/app.zip', data: app },
    { name: 'app.json', data: '{"pages":["a"]}' },
  ]),
);
const { trees } = openBuffer('app.zip', app);

function found(address: string, within = trees): unknown {
  const target = findTarget(within, address);
  return (
    target && {
      path: target.entry.path.replace(/^(app|outer)\.zip!/, ''),
      ...(target.part && { part: target.part }),
      ...target.position,
    }
  );
}

describe('an address', () => {
  it('names an entry by its name, or by the path a report prints', () => {
    expect(found('a.js')).toEqual({ path: 'a.js' });
    expect(found(trees[0]!.entries[1]!.path)).toEqual({ path: 'a.js' });
    expect(found('nothing')).toBeUndefined();
  });

  it('may carry a line, a column or an offset', () => {
    expect(found('a.js:2')).toEqual({ path: 'a.js', line: 2 });
    expect(found('a.js:2:3')).toEqual({ path: 'a.js', line: 2, column: 3 });
    expect(found('a.js@5')).toEqual({ path: 'a.js', offset: 5 });
  });

  it('is taken as a name first, whatever signs that name holds', () => {
    expect(found('odd:12.js')).toEqual({ path: 'odd:12.js' });
    expect(found('b@7')).toEqual({ path: 'b@7' });
    expect(found('c#d')).toEqual({ path: 'c#d' });
    expect(found('in!side.txt:1')).toEqual({ path: 'in!side.txt', line: 1 });
  });

  it('goes into packages inside packages', () => {
    expect(found('x/app.zip!a.js:1', outer.trees)).toEqual({ path: 'x/app.zip!a.js', line: 1 });
    expect(found('x/app.zip!nothing', outer.trees)).toBeUndefined();
  });

  it('that names nothing gives what may have been meant', () => {
    expect(suggestNames(trees, 'A.JS:3')).toEqual(['a.js']);
    expect(suggestNames(trees, 'side')).toEqual(['in!side.txt']);
  });
});

describe('an entry', () => {
  const show = (address: string): string | undefined => showTarget(findTarget(trees, address)!)?.text;

  it('is listed with its size and format', () => {
    expect(listTree(trees[0]!, false).filter(({ name }) => /^(a\.js|blob)$/.test(name))).toEqual([
      { name: 'a.js', size: 14, label: '文本' },
      { name: 'blob', size: 4, label: '二进制' },
    ]);
    expect(mainEntry(trees)).toBe('app.json');
  });

  it('is shown as text in whatever encoding, laid out where it is JSON on one line, else as bytes', () => {
    expect(show('a.js')).toBe('one\ntwo\nthree\n');
    expect(show('gbk.txt')).toBe('签到');
    expect(show('app.json')).toBe('{\n  "pages": [\n    "a"\n  ]\n}\n');
    expect(show('blob')).toBe('00000000  00 01 02 03                                      ....\n');
  });

  it('is shown around a line, the line marked', () => {
    expect(show('a.js:2')).toBe('  1 │ one\n▶ 2 │ two\n  3 │ three\n  4 │ \n');
  });
});

describe('a place in a long line', () => {
  const line = `${'x'.repeat(1000)}HERE${'y'.repeat(1000)}`;

  it('is shown with what is around it, a break before it', () => {
    const expected = `… ${'x'.repeat(600)}\n▶ HERE${'y'.repeat(596)} …\n`;
    expect(excerptAt(line, { offset: 1000 })).toBe(expected);
    expect(excerptAt(`first\n${line}\nlast`, { line: 2, column: 1001 })).toBe(expected);
  });

  it('beyond the end is the end', () => {
    expect(excerptAt('ab', { offset: 99 })).toBe('ab\n▶ \n');
    expect(excerptAt('ab', { line: 9 })).toBe('▶ 1 │ ab\n');
  });
});

describe('scripts that were packed into one file', () => {
  const service =
    'define("app.js", function (require, module, exports) { App({}) });define("pages/a/a.js", function (require, module, exports) { Page({ a: 1 }) });';
  const { trees: packed } = openBuffer(
    'a.wxapkg',
    buildWxapkg({ 'app-config.json': '{"pages":["pages/a/a"]}', 'app-service.js': service }),
  );

  it('are listed, and shown one by one', () => {
    expect(listEntry(findTarget(packed, 'app-service.js')!, false).map(({ name }) => name)).toEqual([
      'app-service.js!app.js',
      'app-service.js!pages/a/a.js',
    ]);
    const script = 'function (require, module, exports) { Page({ a: 1 }) }\n';
    expect(showTarget(findTarget(packed, 'app-service.js!pages/a/a.js')!)?.text).toBe(script);
    expect(showTarget(findTarget(packed, 'app-service.js#pages/a/a.js')!)?.text).toBe(script);
    expect(showTarget(findTarget(packed, 'app-service.js!pages/b/b.js')!)).toBeUndefined();
  });

  it('with a position: what stands there', () => {
    const at = service.indexOf('Page') + 1;
    expect(showTarget(findTarget(packed, `app-service.js:1:${at}#pages/a/a.js`)!)?.text).toContain('Page({ a: 1 })');
  });
});
