import { expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildTar } from '../../support/tar-writer.js';

const CONFIG = JSON.stringify({
  window: { defaultTitle: '基层办公' },
  pages: ['pages/sign/sign', 'pages/guide/guide'],
  launchParams: { 'pages/sign/sign': { defaultTitle: '签到' } },
});
const PAGE = '<html><head><title>壳</title></head><body></body></html>';

function factsOf(files: Record<string, string>) {
  const bytes = buildTar(Object.entries(files).map(([name, data]) => ({ name, data })));
  return extractFacts(openBuffer('2021000000000001.tar', bytes), 'test');
}

it('a mini-program of Alipay is no H5 package, though it has an HTML page', () => {
  const view = `!function(e){}([function(e,t,n){(0,n(1).Page)({pagePath:"pages/sign/sign",render:function(){return n(2)}})},
    function(e,t){e.exports=self.AFAppX},
    function(e,t,n){t.default=function(e){return r.default.createElement(d,{onTap:c(this,"send")},"立即签到")};
      var r=n(3),a=n(1),c=function(e,t){return e.$getEventHandler(t)},d=a.Button||0;e.exports=t.default},
    function(e,t){e.exports=window.React}]);`;
  const logic = `!function(e){}([function(e,t,n){var r=n(1),f=r.bridge;r.$global.currentPageConfig={pagePath:"pages/sign/sign",usingComponents:{}};
    (0,r.Page)({send:function(){f.request({url:"/api/sign",method:"POST"})}})},function(e,t){e.exports=self.AFAppX}]);`;
  const { package: app, facts } = factsOf({
    'appConfig.json': CONFIG,
    'index.html': PAGE,
    'index.js': view,
    'index.worker.js': logic,
  });
  expect(app.carrier).toBe('alipay');
  const told = facts.flatMap((fact) => {
    if (fact.kind === 'screen') return [`screen ${fact.id} ${fact.title ?? ''}`];
    if (fact.kind === 'text' && fact.position === 'button') return [`button ${fact.value} ${fact.screens}`];
    if (fact.kind === 'request') return [`${fact.method} ${fact.path} ${fact.via} ${fact.screens}`];
    return fact.kind === 'limit' ? [`limit ${fact.reason} ${fact.share}`] : [];
  });
  expect(told.sort()).toEqual([
    'POST /api/sign my.request pages/sign/sign',
    'button 立即签到 pages/sign/sign',
    'limit missing-subpackage 0.5',
    'screen pages/guide/guide ',
    'screen pages/sign/sign 签到',
  ]);
});

it('bundles that are not understood leave a limit over all pages', () => {
  const { facts } = factsOf({
    'appConfig.json': CONFIG,
    'index.html': PAGE,
    'index.js': '$next(() => {})',
    'index.worker.js': '$next()',
  });
  const limits = facts.flatMap((fact) => (fact.kind === 'limit' ? [`${fact.reason} ${fact.share}`] : []));
  expect(limits).toEqual(['missing-subpackage 1']);
});
