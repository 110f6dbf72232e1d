import { expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

it('an element that the configuration names is that component, not what the script imports under the same name', () => {
  const { facts } = extractFacts(
    openFiles('app', {
      'app.json': '{"pages":["pages/a/a"]}',
      'pages/a/a.json': '{"usingComponents":{"modal":"/components/modal/modal"}}',
      'pages/a/a.wxml': '<modal/><button bindtap="ask">提交</button>',
      'pages/a/a.js': `import { modal } from '../../utils/kit'; Page({ ask() { modal('确定提交') } })`,
      'components/modal/modal.json': '{"component":true}',
      'components/modal/modal.wxml': '<view>请稍候</view>',
      'components/modal/modal.js': 'Component({})',
      'utils/kit.js': `export const modal = (title) => wx.showModal({ title }); export const pick = () => wx.chooseImage({ count: 1 })`,
    }),
    '0',
  );
  const places = facts.flatMap((fact) =>
    fact.kind === 'api' || (fact.kind === 'text' && fact.value === '请稍候') ? [`${fact.at.path} ${fact.screens}`] : [],
  );
  expect(places.sort()).toEqual(['components/modal/modal.wxml pages/a/a', 'utils/kit.js ']);
});
