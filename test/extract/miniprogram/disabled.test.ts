import { expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import { openFiles } from '../../../src/open/index.js';

const gatesOf = (disabled: string, script: string): string[] =>
  gatesOfButton(`<button bindtap="send" disabled="{{${disabled}}}">提交</button>`, script);

function gatesOfButton(button: string, script: string): string[] {
  const { facts } = extractFacts(
    openFiles('app', {
      'app.json': '{"pages":["pages/a/a"]}',
      'pages/a/a.wxml': button,
      'pages/a/a.js': `Page({ data: { sendDisabled: true }, ${script} send() { wx.request({ url: '/a' }) } })`,
    }),
    '0',
  );
  return facts.flatMap((fact) => (fact.kind === 'gate' ? [`${fact.subject} ${fact.shape}`] : []));
}

it('a button that waits for photos, in its own words or in a flag the page sets', () => {
  expect(gatesOf('!photos.length', '')).toEqual(['photo disabled']);
  const set = 'pick() { this.setData({ sendDisabled: !(this.data.text && this.data.photos.length) }) },';
  expect(gatesOf('sendDisabled', set)).toContain('photo disabled');
  expect(gatesOf('sendDisabled', 'pick() { this.setData({ sendDisabled: false }) },')).toEqual([]);
});

it('a flag that the page sets by its own name is followed to what it was computed from', () => {
  const check = (test: string) => `check() { const canSubmit = ${test}; this.setData({ canSubmit }) },`;
  expect(gatesOf('!canSubmit || sending', check(`this.data.name.trim() !== '' && this.data.photos.length > 0`))).toContain(
    'photo disabled',
  );
  expect(gatesOf('!canSubmit || sending', check(`this.data.name.trim() !== ''`))).not.toContain('photo disabled');
  expect(gatesOf('!canSubmit', check(`this.data.text !== '' || this.data.photos.length > 0`))).not.toContain('photo disabled');
});

it('a button to submit by that is there only once there are photos', () => {
  const button = (condition: string, text: string) => `<button bindtap="send" wx:if="{{${condition}}}">${text}</button>`;
  expect(gatesOfButton(button('photos.length > 0', '提交'), '')).toEqual(['photo disabled']);
  expect(gatesOfButton(button('photos.length > 0', '上传照片'), '')).toEqual([]);
  expect(gatesOfButton(button('photos.length || text', '提交'), '')).toEqual([]);
  expect(gatesOfButton(button('!done', '提交'), '')).toEqual([]);
  expect(gatesOfButton('<view wx:if="{{photos.length}}">已提交</view>', '')).toEqual([]);
});

it('a button that waits for a person to come near: a flag that is set by what a function answers', () => {
  const near = (inside: string, answer: string): string =>
    `locate() { wx.getLocation({ success: (res) => { const there = this.isNear(res.latitude, res.longitude); ${inside} } }) },
    isNear(latitude, longitude) { const metres = distanceTo(latitude, longitude); return ${answer} },`;
  const given = 'this.setData({ inside: there })';
  expect(gatesOf('!inside', near(given, 'metres * 1000 <= this.data.place.radius'))).toEqual(['distance disabled']);
  expect(gatesOf('!inside', near(given, 'metres * 1000 <= this.data.place.radius ? true : false'))).toEqual([
    'distance disabled',
  ]);
  expect(gatesOf('!inside', near(given, 'metres > this.data.place.radius ? false : true'))).toEqual(['distance disabled']);
  expect(gatesOf('!inside', near(given, 'metres > this.data.place.radius'))).not.toContain('distance disabled');
  expect(gatesOf('!inside', near(given, 'this.data.name ? true : false'))).not.toContain('distance disabled');
});
