import { describe, expect, it } from 'vitest';
import { application, moduleOf } from './support.js';

describe('one module', () => {
  it('its functions with the names they are known by', () => {
    const { units } = moduleOf(`Page({ onLoad() {}, tap: throttle(function () {}), sub: () => {} })
      const save = async () => {}; exports.load = function () {}; class A { run() {} } wx.login({ success() {} }); list.map((x) => x)`);
    expect(units.map((unit) => `${unit.name}${unit.method ? ' method' : ''}`)).toEqual([
      '',
      'onLoad method',
      'tap',
      'sub method',
      'save',
      'load',
      'run method',
      'success method',
      '',
    ]);
  });

  it('imports and exports of both kinds', () => {
    const module =
      moduleOf(`import d, { a as b } from './x'; import * as all from './y'; const { c } = require('./z'); const e = _interop(require('./w'))
      export default d; export const f = 1; export { b as g }; export * from './v'; exports.h = 2`);
    expect([...module.imports]).toEqual([
      ['d', { specifier: './x', imported: 'default' }],
      ['b', { specifier: './x', imported: 'a' }],
      ['all', { specifier: './y', imported: '*' }],
      ['c', { specifier: './z', imported: 'c' }],
      ['e', { specifier: './w', imported: '*' }],
    ]);
    expect([...module.exports.keys()]).toEqual(['default', 'f', 'g', 'h']);
    expect([module.reexports, [...module.specifiers].sort()]).toEqual([['./v'], ['./v', './w', './x', './y', './z']]);
  });

  it('members set by declaration, assignment and setData', () => {
    const { members } = moduleOf(`Page({ data: { photos: [] }, run() { this.photos = x; this.setData({ 'form.photos': y }) } })`);
    expect(members.get('photos')!.map((value) => value.type)).toEqual(['ArrayExpression', 'Identifier', 'Identifier']);
  });

  it('modules of a bundle are read under their own ids', () => {
    const app = application({
      'app-service.js': `define("pages/a/a.js", function(require, module, exports){ var t = require("../../b.js"); t.go() }); define("b.js", function(require, module, exports){ exports.go = function () {} });`,
    });
    expect([...app.modules.values()].map((module) => [module.id, module.path])).toEqual([
      ['pages/a/a.js', 'app-service.js'],
      ['b.js', 'app-service.js'],
    ]);
  });
});
