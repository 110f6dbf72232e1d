import { describe, expect, it } from 'vitest';
import { decodeGwx } from '../../../src/decode/template/gwx.js';
import type { MarkupNode } from '../../../src/decode/template/markup.js';
import { renderMarkup } from '../../../src/decode/template/render.js';

/** A file of the new compiler with one template: constants as in `Z(…)`, and the statements of its function. */
function compiled(constants: string[], statements: string, before = ''): string {
  return `$gwx=function(path,global){
function gz$gwx_1(){
if( __WXML_GLOBAL__.ops_cached.$gwx_1)return __WXML_GLOBAL__.ops_cached.$gwx_1
(function(z){var a=11;function Z(ops){z.push(ops)}
${constants.map((constant) => `Z(${constant})`).join('\n')}
})(__WXML_GLOBAL__.ops_cached.$gwx_1);return __WXML_GLOBAL__.ops_cached.$gwx_1
}
var x=['./pages/a/a.wxml','../b.wxml'];d_[x[0]]={}
${before}
var m0=function(e,s,r,gg){
var z=gz$gwx_1()
${statements}
return r
}
e_[x[0]]={f:m0,j:[],i:[],ti:[],ic:[]}
}`;
}

function markup(source: string): string {
  return decodeGwx(source)
    .templates.map(({ nodes }) => renderMarkup(nodes))
    .join('---\n');
}

/** How one constant reads as a text. */
function text(...constants: string[]): string {
  const last = constants.length - 1;
  return markup(compiled(constants, `var a=_n('text')\nvar b=_oz(z,${last},e,s,gg)\n_(a,b)\n_(r,a)`))
    .replace(/^<text>|<\/text>\n$/g, '')
    .trim();
}

describe('constants', () => {
  it.each([
    ["[3,'文字']", '文字'],
    ["[[7],[3,'v']]", '{{v}}'],
    ["[[6],[[6],[[7],[3,'a']],[3,'b']],[[7],[3,'i']]]", '{{a.b[i]}}'],
    ["[[6],[[7],[3,'a']],[1,0]]", '{{a[0]}}'],
    ["[a,[3,'共'],[[7],[3,'n']],[3,'条']]", '共{{n}}条'],
    ["[[2,'?:'],[[2,'==='],[[7],[3,'a']],[1,1]],[1,'已签到'],[1,'未签到']]", "{{a === 1 ? '已签到' : '未签到'}}"],
    ["[[2,'!'],[[2,'||'],[[7],[3,'a']],[[7],[3,'b']]]]", '{{!(a || b)}}'],
    ["[[2,'*'],[[2,'+'],[[7],[3,'a']],[1,1]],[1,2]]", '{{(a + 1) * 2}}'],
    ["[[2,'-'],[[7],[3,'a']],[[2,'-'],[[7],[3,'b']],[1,1.5]]]", '{{a - (b - 1.5)}}'],
    ["[[12],[[6],[[7],[3,'f']],[3,'date']],[[5],[[5],[[7],[3,'t']]],[1,true]]]", '{{f.date(t, true)}}'],
    ["[[4],[[5],[[5],[1,'tap']],[[4],[[5],[1,'go']]]]]", "{{['tap', ['go']]}}"],
    ["[[9],[[8],'a',[[7],[3,'a']]],[[10],[[7],[3,'rest']]]]", '{{ {a, ...rest} }}'],
    ["[3,'a\\x3db\\u4e2d\\'']", "a=b中'"],
  ])('%s reads as %s', (constant, expected) => {
    expect(text(constant)).toBe(expected);
  });

  it('refer back to whole items and to parts of them', () => {
    expect(text("[3,'签到']", 'z[0]')).toBe('签到');
    expect(text("[a,[3,'第'],[[7],[3,'n']]]", "[a,z[0][1],z[0][2],[3,'名']]")).toBe('第{{n}}名');
  });

  it('in a debug build are wrapped together with their line', () => {
    const source = compiled(["[3,'签到'],['./a.wxml',1,2]", "z[0],['./a.wxml',2,2]"], 'var b=_oz(z,1,e,s,gg)\n_(r,b)').replace(
      'function Z(ops){z.push(ops)}',
      "function Z(ops,debugLine){z.push(['11182016',ops,debugLine])}",
    );
    expect(markup(source)).toBe('签到\n');
  });

  it('that cannot be read are reported and keep their place', () => {
    const source = compiled(['[3,new Date]', "[3,'后']"], 'var b=_oz(z,1,e,s,gg)\n_(r,b)');
    expect(decodeGwx(source)).toEqual({
      templates: [{ path: './pages/a/a.wxml', nodes: [{ type: 'text', value: '后', offset: source.indexOf('后') }] }],
      problems: [{ message: 'constant cannot be read', offset: source.indexOf('Z([3,new') }],
    });
  });
});

describe('statements', () => {
  it('attributes: later indexes are added to the first, below zero stands a bare one, built-in names get their hyphens back', () => {
    const source = compiled(
      ["[3,'x']", "[3,'getPhoneNumber']", "[3,'go']", "[3,'7']", "[3,'main']"],
      `var a=_mz(z,'button',['disabled',-1,'openType',1,'bindtap',1,'data-itemId',2],[],e,s,gg)
_rz(z,a,'class',4,e,s,gg)
a.attr['scrollY']=true
var b=_mz(z,'my-card',['extClass',4],[],e,s,gg)
_(a,b)
_(r,a)`,
    );
    expect(markup(source)).toBe(
      `<button disabled open-type="getPhoneNumber" bindtap="go" data-itemId="7" class="main" scroll-y>
  <my-card extClass="main" />
</button>
`,
    );
  });

  it('a first index of 0 does not become the base, as in the runtime', () => {
    const source = compiled(
      ["[3,'a']", "[3,'b']", "[3,'c']"],
      "var a=_mz(z,'view',['id',0,'class',1,'style',1],[],e,s,gg)\n_(r,a)",
    );
    expect(markup(source)).toBe('<view id="a" class="b" style="c" />\n');
  });

  it('conditions become attributes of the one element, or of a block around several', () => {
    const source = compiled(
      ["[[7],[3,'a']]", "[[2,'>'],[[7],[3,'n']],[1,3]]", "[3,'多']"],
      `var v=_v()
_(r,v)
if(_oz(z,0,e,s,gg)){v.wxVkey=1
var a=_n('view')
_(v,a)
}
else if(_oz(z,1,e,s,gg)){v.wxVkey=2
var b=_n('text')
_(v,b)
var c=_oz(z,2,e,s,gg)
_(v,c)
}
else{v.wxVkey=3
var d=_n('image')
_(v,d)
}
v.wxXCkey=1`,
    );
    expect(markup(source)).toBe(`<view wx:if="{{a}}" />
<block wx:elif="{{n > 3}}">
  <text />
  多
</block>
<image wx:else />
`);
  });

  it('a loop with its own names, and a condition inside it', () => {
    const source = compiled(
      ["[[7],[3,'rows']]", "[[6],[[7],[3,'row']],[3,'ok']]", "[a,[[6],[[7],[3,'row']],[3,'name']]]"],
      `var v=_v()
_(r,v)
var body=function(oD,xC,fE,gg){
var w=_v()
_(fE,w)
if(_oz(z,1,oD,xC,gg)){w.wxVkey=1
var a=_n('view')
var b=_oz(z,2,oD,xC,gg)
_(a,b)
_(w,a)
}
w.wxXCkey=1
return fE
}
v.wxXCkey=2
_2z(z,0,body,e,s,gg,v,'row','index','id')`,
    );
    expect(markup(source)).toBe('<view wx:for="{{rows}}" wx:for-item="row" wx:key="id" wx:if="{{row.ok}}">{{row.name}}</view>\n');
  });

  it('templates, their use, imports and includes', () => {
    const source = compiled(
      ["[3,'entry']", "[[9],[[10],[[7],[3,'item']]],[[8],'n',[1,2]]]", "[3,'标题']"],
      `var i=e_[x[0]].i
_ai(i,x[1],e_,x[0],1,1)
var v=_v()
_(r,v)
var is=_oz(z,0,e,s,gg)
var t=_gd(x[0],is,e_,d_)
if(t){
var data=_1z(z,1,e,s,gg) || {}
var cur_globalf=gg.f
v.wxXCkey=3
t(data,data,v,gg)
gg.f=cur_globalf
}
else _w(is,x[0],1,1)
_ic(x[1],e_,x[0],e,s,r,gg);
i.pop()`,
      `d_[x[0]]["entry"]=function(e,s,r,gg){
var z=gz$gwx_1()
var b=x[0]+':entry'
if(p_[b]){_wl(b,x[0]);return}
p_[b]=true
try{
var a=_n('view')
var c=_oz(z,2,e,s,gg)
_(a,c)
_(r,a)
}catch(err){
p_[b]=false
throw err
}
return r
}`,
    );
    expect(markup(source)).toBe(`<template name="entry">
  <view>标题</view>
</template>
<import src="../b.wxml" />
<template is="entry" data="{{...item, n: 2}}" />
<include src="../b.wxml" />
`);
  });
});

describe('compilers', () => {
  it('the old one has a list for the whole package', () => {
    const source = `$gwx=function(path,global){
var z=[];
(function(z){var a=11;function Z(ops){z.push(ops)}
Z([3,'title']);Z([3,'面积：']);Z(z[idx_st_+0]);Z([a,[3,'\\n   '],[[7],[3,'n']]])
})(z);
var x=['./a.wxml','./b.wxml'];d_[x[0]]={}
var m0=function(e,s,r,gg){
var oB=_m('view',['class',0],[],e,s,gg)
var cI=_o(1,e,s,gg)
_(oB,cI)
_(r,oB)
return r
}
e_[x[0]]={f:m0,j:[],i:[],ti:[],ic:[]}
d_[x[1]]={}
var m1=function(e,s,r,gg){
var oB=_n('text')
_r(oB,'class',2,e,s,gg)
var cI=_o(3,e,s,gg)
_(oB,cI)
_(r,oB)
return r
}
e_[x[1]]={f:m1,j:[],i:[],ti:[],ic:[]}
}`;
    expect(markup(source)).toBe('<view class="title">面积：</view>\n---\n<text class="title">{{n}}</text>\n');
  });

  it('lazy loading compiles each component on its own, all into one file or each into its own', () => {
    const one = (n: number, word: string): string =>
      compiled([`[3,'${word}']`], 'var b=_oz(z,0,e,s,gg)\n_(r,b)')
        .replaceAll('$gwx', `$gwx_XC_${n}`)
        .replace('./pages/a/a', `./components/c${n}`)
        .replace('e_[x[0]]={', 'e_[x[0]]=e_[x[0]]||{');
    const { templates } = decodeGwx(one(0, '甲') + one(1, '乙'));
    expect(templates.map(({ path, nodes }) => [path, renderMarkup(nodes)])).toEqual([
      ['./components/c0.wxml', '甲\n'],
      ['./components/c1.wxml', '乙\n'],
    ]);
  });

  it('a formatter may have been over the file', () => {
    const source = `var $gwx = function (path, global) {
  function gz$gwx_1() {
    (function (z) {
      var a = 11;
      function Z(ops) {
        z.push(ops);
      }
      Z([3, "签到"]);
      Z([a, z[0], [[7], [3, "n"]]]);
    })(__WXML_GLOBAL__.ops_cached.$gwx_1);
  }
  var x = ["./a.wxml"];
  d_[x[0]] = {};
  var m0 = function (e, s, r, gg) {
    var z = gz$gwx_1();
    var oB = _oz(z, 1, e, s, gg);
    _(r, oB);
    return r;
  };
  e_[x[0]] = { f: m0, j: [], i: [], ti: [], ic: [] };
};`;
    expect(decodeGwx(source).templates).toEqual([
      { path: './a.wxml', nodes: [{ type: 'text', value: '签到{{n}}', offset: source.indexOf('签到') }] },
    ]);
  });
});

describe('hostile files', () => {
  it('nodes in a ring, or under two parents, are taken once', () => {
    const source = compiled(
      [],
      `var a=_n('view')
var b=_n('text')
_(a,b)
_(b,a)
_(r,b)
var c=_n('image')
_(r,c)
_(r,c)`,
    );
    expect(markup(source)).toBe('<image />\n');
  });

  it('nesting without end is made flat', () => {
    const chain = Array.from({ length: 3000 }, (_, i) => `var n${i + 1}=_n('view')\n_(n${i},n${i + 1})`).join('\n');
    const { templates, problems } = decodeGwx(compiled([], `var n0=_n('view')\n_(r,n0)\n${chain}`));
    expect(depth(templates[0]?.nodes ?? [])).toBeLessThan(500);
    expect(problems.map(({ message }) => message)).toEqual(['nested too deeply']);
  });

  it('virtual nodes without end leave what is in them', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => `var v${i + 1}=_v()\n_(v${i},v${i + 1})`).join('\n');
    expect(markup(compiled([], `var v0=_v()\n_(r,v0)\n${chain}\nvar a=_n('view')\n_(v20000,a)`))).toBe('<view />\n');
  });

  it('constants that double with every line stay small', () => {
    const doubling = Array.from({ length: 200 }, (_, i) => `[[2,'+'],z[${i}],z[${i}]]`);
    const value = text("[[7],[3,'aaaaaaaaaa']]", ...doubling);
    expect(value.length).toBeLessThan(1_000_000);
  });

  it('a long constant used again and again is put out while there is room', () => {
    const uses = Array.from({ length: 2000 }, (_, i) => `var b${i}=_oz(z,0,e,s,gg)\n_(r,b${i})`).join('\n');
    const { templates } = decodeGwx(compiled([`[3,'${'长'.repeat(100_000)}']`], uses));
    expect(templates[0]?.nodes.length).toBeLessThan(40);
  });

  it.each([
    ['a function that never closes', "$gwx var x=['./a.wxml'];var m0=function(e,s,r,gg){var z=[[[ '"],
    ['a function that is none', "$gwx var x=['./a.wxml'];var m0=function(e,s,r,gg){ ) ( }\ne_[x[0]]={f:m0}"],
    ['an index outside of everything', "$gwx var x=['./a.wxml'];var m0=function(e,s,r,gg){_(r,_oz(z,9e9))}\ne_[x[7]]={f:m0}"],
    ['deep lists', `$gwx (function(z){var a=11;Z(${'['.repeat(100_000)})})`],
  ])('%s does not throw', (_, source) => {
    expect(decodeGwx(source).templates.flatMap(({ nodes }) => nodes)).toEqual([]);
  });

  it('a megabyte of unfinished pieces is read in time', () => {
    const started = performance.now();
    decodeGwx(`$gwx ${'(function(z){var a=11;function Z(ops){z.push(ops)} '.repeat(20_000)}`);
    decodeGwx(`$gwx ${'(function(z){var a=11;})()'.repeat(40_000)}`);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('a file without compiled templates has none', () => {
    expect(decodeGwx('var a = 1')).toEqual({ templates: [], problems: [] });
  });
});

function depth(nodes: MarkupNode[]): number {
  let deepest = 0;
  const open = nodes.map((node) => ({ node, level: 1 }));
  for (let next = open.pop(); next; next = open.pop()) {
    deepest = Math.max(deepest, next.level);
    if (next.node.type === 'element') for (const node of next.node.children) open.push({ node, level: next.level + 1 });
  }
  return deepest;
}

describe('the first compiler', () => {
  const oldest = `$gwx=function(path,global){
var e_={}
var d_={}
var z=[];(function(z){var a=11;function Z(ops){z.push(ops)}
Z([3,'签到'])
Z([3,'onSign'])
Z([3,'row'])
})(z);d_['./pages/b/b.wxml']={}
d_["./pages/b/b.wxml"]["row"]=function(e,s,r,gg){
var a=_n('text')
var b=_o(0,e,s,gg)
_(a,b)
_(r,a)
return r
}
var m0=function(e,s,r,gg){
return r
}
e_["./pages/b/b.wxml"]={f:m0,j:[],i:[],ti:[],ic:[]}
d_['./pages/a/a.wxml']={}
var m1=function(e,s,r,gg){
_ai(i,'../b/b.wxml',e_,'./pages/a/a.wxml',1,1)
var a=_m('view',['bindtap',1],e,s,gg)
var b=_o(0,e,s,gg)
_(a,b)
_(r,a)
return r
}
e_["./pages/a/a.wxml"]={f:m1,j:[],i:[],ti:['../b/b.wxml'],ic:[]}
}`;

  it('writes the paths where later ones refer to a list', () => {
    const { templates, problems } = decodeGwx(oldest);
    expect(templates.map(({ path, nodes }) => [path, renderMarkup(nodes)])).toEqual([
      ['./pages/b/b.wxml', '<template name="row">\n  <text>签到</text>\n</template>\n'],
      ['./pages/a/a.wxml', '<import src="../b/b.wxml" />\n<view bindtap="onSign">签到</view>\n'],
    ]);
    expect(problems).toEqual([]);
  });
});
