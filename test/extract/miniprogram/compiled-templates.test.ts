import { describe, expect, it } from 'vitest';
import {
  addCompiledTemplates,
  type CompiledTemplates,
  holdsCompiledTemplates,
  holdsModules,
  namesOtherTemplates,
} from '../../../src/extract/miniprogram/compiled-templates.js';
import type { Entry } from '../../../src/open/tree.js';

/** As wcc writes one template: `texts` are the constants it shows. */
const compiled = (path: string, texts: string[]): string => `var $gwx=function(path,global){
  function gz$gwx_1(){ if( __WXML_GLOBAL__.ops_cached.$gwx_1)return __WXML_GLOBAL__.ops_cached.$gwx_1
  (function(z){var a=11;function Z(ops){z.push(ops)} ${texts.map((text) => `Z([3,'${text}'])`).join(';')} })(__WXML_GLOBAL__.ops_cached.$gwx_1);return __WXML_GLOBAL__.ops_cached.$gwx_1 }
  var x=['./${path}.wxml'];d_[x[0]]={}
  var m0=function(e,s,r,gg){ var z=gz$gwx_1(); ${texts.map((_, i) => `var t${i}=_oz(z,${i},e,s,gg);_(r,t${i})`).join(';')}; return r }
  e_[x[0]]={f:m0,j:[],i:[],ti:[],ic:[]} }`;
/** As the first wcc wrote the table: with the paths themselves. */
const OLDEST = `$gwx=function(path,global){ e_["./pages/a/a.wxml"]={f:m0,j:[],i:[],ti:[],ic:[]} }`;
const entry = (name: string): Entry => ({ name, path: name }) as Entry;

function known(...files: [string, string][]): string[] {
  const templates: CompiledTemplates = new Map();
  for (const [name, text] of files) addCompiledTemplates(templates, entry(name), text);
  return [...templates.values()].map(
    ({ name, entry: { name: file }, nodes }) =>
      `${name} in ${file}: ${nodes.map((node) => (node.type === 'text' ? node.value : node.name))}`,
  );
}

describe('compiled templates', () => {
  it('are told by what a file holds, not by its name', () => {
    expect(
      [compiled('pages/a/a', ['签到']), OLDEST, `<script>var generateFunc=$gwx('./pages/a/a.wxml')</script>`, 'Page({})'].map(
        (text) => holdsCompiledTemplates(Buffer.from(text)),
      ),
    ).toEqual([true, true, false, false]);
    expect([holdsModules('define("a.js", function () {})'), holdsModules(compiled('a', []))]).toEqual([true, false]);
  });

  it('the fuller of two copies is kept, the earlier of two alike', () => {
    const [full, bare] = [compiled('pages/a/a', ['签到', '补卡']), compiled('pages/a/a', ['签到'])];
    expect(known(['x.js', bare], ['y.html', full], ['z.js', full])).toEqual(['pages/a/a.wxml in y.html: 签到,补卡']);
  });

  it('a file is asked for what no other gave', () => {
    const templates: CompiledTemplates = new Map();
    addCompiledTemplates(templates, entry('x.js'), compiled('pages/a/a', ['签到']));
    expect([compiled('pages/a/a', []), compiled('pages/b/b', [])].map((text) => namesOtherTemplates(templates, text))).toEqual([
      false,
      true,
    ]);
  });
});
