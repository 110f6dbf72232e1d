import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import type { Fact, FactKind, FactOf, FactsFile } from '../../../src/facts/types.js';
import { openBuffer, openInput } from '../../../src/open/index.js';
import { buildZip } from '../../support/zip-writer.js';
import { COMPONENT_MODE, COMPONENT_MODE_VIEW, FIRST_COMPONENT_MODE, UNI_APP, VUE_2, VUE_3_RELEASE } from './bundle.js';

function of<K extends FactKind>(file: FactsFile, kind: K, under = ''): FactOf<K>[] {
  return (file.facts as Fact[]).filter((fact): fact is FactOf<K> => fact.kind === kind && fact.at.path.includes(under));
}

function check(file: FactsFile, under = ''): void {
  expect(of(file, 'screen', under).map(({ id, title, reachable, from }) => [id, title, reachable, from])).toEqual([
    ['pages/index/index', '首页', 'yes', ['app']],
    ['pages/sign/sign', '每日打卡', 'yes', ['pages/index/index']],
  ]);
  const texts = of(file, 'text', under).filter(
    ({ screens, position }) => screens.includes('pages/sign/sign') && position !== 'page-title',
  );
  expect(texts.map(({ value, position, target, linked }) => [value, position, target, linked])).toEqual(
    [
      ['打卡规则', 'button', 'tap', true],
      ['规则', 'label', undefined, undefined],
      ['规则说明', 'toast', undefined, true],
      ['拍照', 'button', 'pick', true],
      ['请先拍照', 'toast', undefined, true],
      ['立即打卡', 'button', 'sign', true],
    ].sort((a, b) => texts.findIndex(({ value }) => value === a[0]) - texts.findIndex(({ value }) => value === b[0])),
  );
  expect(of(file, 'request', under).filter(({ path }) => path.includes('clock'))).toMatchObject([
    { path: '/api/clock/in', params: ['photo'], sends: ['photo'], screens: ['pages/sign/sign'], linked: true },
  ]);
  expect(of(file, 'gate', under)).toMatchObject([
    { subject: 'photo', shape: 'empty', message: '请先拍照', screens: ['pages/sign/sign'] },
  ]);
}

describe('a compiled uni-app', () => {
  it.each([
    ['by a name of the table', 'e.createVNode(e.resolveComponent("sign-card"))'],
    ['by whatever a value says', 'e.createBlock(e.resolveDynamicComponent(a.id))'],
  ])('joins a component to its page %s', (_, shown) => {
    const script = `!function(e){const h=e=>e;
      const X1=h({methods:{go(){uni.navigateTo({url:"/pages/sign/sign"})}}},[["render",function(a,c,n,o,i,t){return e.openBlock(),e.createElementBlock("view",{onClick:c[0]||(c[0]=(...e)=>t.go&&t.go(...e))},"去打卡")}]]);
      const P1=h({components:{signCard:X1}},[["render",function(a,c,n,o,i,t){return e.openBlock(),e.createElementBlock("view",null,[${shown}])}]]);
      const P2=h({},[["render",function(a,c,n,o,i,t){return e.openBlock(),e.createElementBlock("view",null,"每日打卡")}]]);
      __definePage("pages/index/index",P1),__definePage("pages/sign/sign",P2)}(Vue);`;
    const files = { ...UNI_APP, 'app-service.js': script };
    const wgt = extractFacts(openBuffer('app.wgt', buildZip(Object.entries(files).map(([name, data]) => ({ name, data })))), '0');
    expect(of(wgt, 'screen').map(({ id, from }) => [id, from])).toContainEqual(['pages/sign/sign', ['pages/index/index']]);
  });

  it('is read from its package', () => {
    const wgt = extractFacts(
      openBuffer('app.wgt', buildZip(Object.entries(UNI_APP).map(([name, data]) => ({ name, data })))),
      '0',
    );
    expect(wgt.package).toMatchObject({
      carrier: 'html5',
      id: '__UNI__ABCDEF',
      name: '网格通',
      versionName: '2.1.0',
      versionCode: '210',
      hosts: ['uni-app'],
    });
    check(wgt);
    expect(of(wgt, 'limit')).toEqual([]);
  });

  it('is read inside an Android app, as part of that app', () => {
    const shell = openInput('fixtures/packages/android-grid.apk').trees[0]!;
    const files = [
      ...shell.entries.map((entry) => ({ name: entry.name, data: entry.read() })),
      ...Object.entries(UNI_APP).map(([name, data]) => ({ name: `assets/apps/__UNI__ABCDEF/www/${name}`, data })),
    ];
    const apk = extractFacts(openBuffer('app.apk', buildZip(files)), '0');
    expect(apk.package).toMatchObject({ carrier: 'android', id: 'cn.example.grid', hosts: expect.arrayContaining(['uni-app']) });
    check(apk, 'assets/apps/__UNI__ABCDEF/www/');
    expect(of(apk, 'limit').map(({ reason }) => reason)).not.toContain('unsupported');
    expect(apk.coverage.screens.total).toBe(7);
  });
});

describe.each([
  ['before v3', COMPONENT_MODE],
  ['1.9, which wrote no configuration of its own', FIRST_COMPONENT_MODE],
])('a uni-app of the compiler %s', (_, app) => {
  const files = Object.entries({ ...app, 'app-view.js': COMPONENT_MODE_VIEW });
  const found = (file: FactsFile) => ({
    screens: of(file, 'screen').map(({ id, title, reachable }) => [id, title, reachable]),
    texts: of(file, 'text')
      .filter(({ screens, position }) => screens.includes('pages/sign/sign') && position !== 'page-title')
      .map(({ value, position, target, linked }) => [value, position, target, linked]),
    requests: of(file, 'request').map(({ path, screens, linked }) => [path, screens, linked]),
    gates: of(file, 'gate').map(({ subject, message, screens }) => [subject, message, screens]),
  });
  const read = {
    screens: [
      ['pages/index/index', '首页', 'yes'],
      ['pages/sign/sign', '每日打卡', 'yes'],
    ],
    texts: [
      ['请先拍照', 'toast', undefined, true],
      ['立即打卡', 'button', 'sign', true],
    ],
    requests: [['https://grid.example.gov.cn/api/clock/in', ['pages/sign/sign'], true]],
    gates: [['photo', '请先拍照', ['pages/sign/sign']]],
  };

  it('is read from its package', () => {
    const wgt = extractFacts(openBuffer('app.wgt', buildZip(files.map(([name, data]) => ({ name, data })))), '0');
    expect(wgt.package).toMatchObject({ carrier: 'html5', id: '__UNI__ABCDEF', name: '网格通', hosts: ['uni-app'] });
    expect(found(wgt)).toEqual(read);
  });

  it('is read inside an Android app', () => {
    const www = files.map(([name, data]) => ({ name: `assets/apps/__UNI__ABCDEF/www/${name}`, data }));
    const apk = extractFacts(openBuffer('app.apk', buildZip([{ name: 'classes.dex', data: 'dex\n035' }, ...www])), '0');
    expect(apk.package).toMatchObject({ carrier: 'android', hosts: expect.arrayContaining(['uni-app']) });
    expect(found(apk)).toEqual(read);
  });
});

it('what the logic of a Vue 2 page sends stands where its view shows it', () => {
  const wgt = extractFacts(openBuffer('app.wgt', buildZip(Object.entries(VUE_2).map(([name, data]) => ({ name, data })))), '0');
  const inView = (fact: Fact) => fact.at.path.endsWith('app-view.js');
  expect(
    of(wgt, 'text')
      .filter(inView)
      .map(({ value, position, screens }) => [value, position, screens]),
  ).toEqual([['获赞{likeCount||0}', 'label', ['pages/post/post']]]);
  expect(
    of(wgt, 'identifier')
      .filter((fact) => inView(fact) && fact.role === 'binding')
      .map(({ value }) => value),
  ).toEqual(['value', 'likeCount', 'label']);
});

it('words of a Vue 2 page that only the logic hands to a component are read where they stand', () => {
  const logic = VUE_2['app-service.js'].replace(
    'return n("view",[',
    'return n("view",[n("section-head",{attrs:{name:"每日任务",_i:9}}),',
  );
  const view = VUE_2['app-view.js'].replace(
    'return n("v-uni-view",[',
    'return n("v-uni-view",[n("section-head",{attrs:{_i:9}}),',
  );
  const files = Object.entries({ ...VUE_2, 'app-service.js': logic, 'app-view.js': view });
  const zip = buildZip(files.map(([name, data]) => ({ name, data })));
  const heads = of(extractFacts(openBuffer('app.wgt', zip), '0'), 'text').filter(
    ({ value, screens }) => value === '每日任务' && screens.length > 0,
  );
  expect(
    heads.map(({ at, screens }) => [
      at.path,
      logic
        .split('\n')
        [at.line! - 1]!.slice(at.column! - 1)
        .slice(1, 5),
      screens,
    ]),
  ).toEqual([['app.wgt!app-service.js', '每日任务', ['pages/post/post']]]);
});

it('a bar that only the logic gives its title names the page of Vue 2', () => {
  const logic = VUE_2['app-service.js'].replace(
    'return n("view",[',
    'return n("view",[n("nav-bar",{attrs:{title:"积分商城","text-align":"center",_i:9}}),',
  );
  const view = VUE_2['app-view.js'].replace('return n("v-uni-view",[', 'return n("v-uni-view",[n("nav-bar",{attrs:{_i:9}}),');
  const untitled = ([name, data]: [string, string]) => ({ name, data: data.replace('"navigationBarTitleText":"动态"', '') });
  const files = Object.entries({ ...VUE_2, 'app-service.js': logic, 'app-view.js': view });
  const wgt = extractFacts(openBuffer('app.wgt', buildZip(files.map(untitled))), '0');
  expect(of(wgt, 'screen').map(({ id, title }) => [id, title])).toEqual([['pages/post/post', '积分商城']]);
  const said = of(wgt, 'text').filter(({ value }) => value === '积分商城');
  expect(said.map(({ position, screens }) => [position, screens])).toEqual([
    ['page-title', ['pages/post/post']],
    ['page-title', ['pages/post/post']],
  ]);
});

it('a page of Vue 2 has its script where a minifier put what runs before it into one sequence', () => {
  const options = "(getApp().globalData,{methods:{save:function(){uni.request({url:'/post/save',method:'POST'})}}})";
  const service = VUE_2['app-service.js'].replace(/var i=\{data[\s\S]*?;e\.default=i/, `var i=${options};e.default=i`);
  const files = Object.entries({ ...VUE_2, 'app-service.js': service }).map(([name, data]) => ({ name, data }));
  const wgt = extractFacts(openBuffer('app.wgt', buildZip(files)), '0');
  expect(of(wgt, 'request').map(({ path, screens }) => [path, screens])).toEqual([['/post/save', ['pages/post/post']]]);
});

it('a release build of Vue 3 keeps the script that its style scope wraps', () => {
  const zip = buildZip(Object.entries(VUE_3_RELEASE).map(([name, data]) => ({ name, data })));
  const wgt = extractFacts(openBuffer('app.wgt', zip), '0');
  expect(
    of(wgt, 'text')
      .filter(({ screens, linked }) => screens.includes('pages/tell/tell') && linked)
      .map(({ value, position, linked }) => `${position} ${value} ${linked}`)
      .sort(),
  ).toEqual(['button 提交 true', 'toast 反馈成功 true', 'toast 请输入反馈内容 true']);
  expect(of(wgt, 'request').map(({ path, screens }) => [path, screens])).toEqual([
    ['https://grid.example.gov.cn/api/feedback', ['pages/tell/tell']],
  ]);
});
