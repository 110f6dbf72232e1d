import { describe, expect, it } from 'vitest';
import type { Fact } from '../../src/facts/types.js';
import { check, fact, onePack, screen } from './support.js';

/** Whether an expression, as the only element of a rule, has evidence. */
function holds(expression: string, ...facts: Fact[]): boolean {
  const pack = onePack(
    `id: 14-2-check-in\nclause: 条\nkind: prohibition\ntitle: 试\nlexicon: words\nelements:\n  feature: { title: 功能, ${expression} }\nverdict: { suspected: feature }\nneeds: [code]\nadvice: 无\n`,
  );
  return check([screen('a', { title: '签到台' }), ...facts], pack).elements[0]!.status === 'evidenced';
}
const text = (value: string, partial: Record<string, unknown> = {}): Fact =>
  fact({ kind: 'text', value, position: 'label', ...partial });
const request = (path: string, partial: Record<string, unknown> = {}): Fact => fact({ kind: 'request', path, ...partial });

describe('text', () => {
  it('is looked for in visible positions unless the rule names others', () => {
    expect(holds('text: { words: core }', text('签到', { position: 'code' }))).toBe(false);
    expect(holds('text: { words: core, position: any }', text('签到', { position: 'code' }))).toBe(true);
    expect(holds('text: { words: core, position: strong-ui }', text('签到'))).toBe(false);
    expect(holds('text: { words: core, position: [label, toast] }', text('签到'))).toBe(true);
  });

  it('can ask for an action, a pattern, a length, an excluded word', () => {
    expect(holds('text: { words: core, action: handler }', text('签到'))).toBe(false);
    expect(holds('text: { words: core, action: [handler, none] }', text('签到'))).toBe(true);
    expect(holds("text: { pattern: '^第\\d{1,3}天$' }", text('第 12 天'))).toBe(true);
    expect(holds('text: { words: core, maxLength: 3 }', text('我要签到'))).toBe(false);
    expect(holds('text: { words: core, exclude: negative }', text('签到与签到领券'))).toBe(false);
  });
});

describe('request', () => {
  it('matches words in the path and in query values, not in the host', () => {
    expect(holds('request: { words: endpoints }', request('{}/api/sign/add'))).toBe(true);
    expect(holds('request: { words: endpoints }', request('https://a.cn/index.php?r=sign/add'))).toBe(true);
    expect(holds('request: { words: endpoints }', request('https://sign.example.cn/list'))).toBe(false);
    expect(holds('request: { words: endpoints }', request('/api/design/assign'))).toBe(false);
  });

  it('can ask for method, parameters, sorting and what is sent', () => {
    expect(holds('request: { method: [POST, PUT] }', request('/x', { method: 'GET' }))).toBe(false);
    expect(holds('request: { params: endpoints }', request('/x', { params: ['id', 'signTime'] }))).toBe(true);
    expect(holds('request: { sort: endpoints }', request('/x', { params: ['sort:sign'] }))).toBe(true);
    expect(holds('request: { sort: endpoints }', request('/x', { params: ['sign'] }))).toBe(false);
    expect(holds('request: { sends: [photo, location] }', request('/x', { sends: ['location'] }))).toBe(true);
  });
});

describe('other facts', () => {
  it.each([
    ['api: { family: location, name: getLocation }', { kind: 'api', family: 'location', name: 'wx.getLocation' }],
    [
      'gate: { subject: [photo], shape: empty, message: core }',
      { kind: 'gate', subject: 'photo', shape: 'empty', message: '请先签到' },
    ],
    [
      'timing: { reaches: request, target: endpoints }',
      { kind: 'timing', shape: 'heartbeat', reaches: 'request', target: '/sign' },
    ],
    ['identifier: { words: endpoints, role: method }', { kind: 'identifier', value: 'doSign' }],
    ['flag: { name: debuggable, value: "true" }', { kind: 'flag', name: 'debuggable', value: 'true' }],
    ['permission: { name: android.permission.CAMERA }', { kind: 'permission', name: 'android.permission.CAMERA' }],
    ['component: { name: [A, B] }', { kind: 'component', name: 'B', type: 'activity' }],
    ['sdk: { category: ad, called: true }', { kind: 'sdk', name: 'x', category: 'ad', called: true }],
    ['screen: { title: core }', { kind: 'flag', name: 'x', value: '' }],
  ] as const)('%s', (expression, partial) => {
    expect(holds(expression, fact(partial))).toBe(true);
    expect(holds(`all: [{ ${expression} }, { text: { words: core } }]`, fact(partial))).toBe(false);
  });

  it('numbers add up over the screen', () => {
    const two = [fact({ kind: 'number', name: 'inputs', value: 2 }), fact({ kind: 'number', name: 'inputs', value: 3 }, 2)];
    expect(holds('number: { name: inputs, min: 5 }', ...two)).toBe(true);
    expect(holds('number: { name: inputs, min: 6 }', ...two)).toBe(false);
    expect(holds('number: { name: inputs, max: 4 }', ...two)).toBe(false);
  });
});

describe('combinations', () => {
  const facts = [text('签到'), request('/sign')];

  it('all keys of one object must hold', () => {
    expect(holds('text: { words: core }, request: { words: endpoints }', ...facts)).toBe(true);
    expect(holds('text: { words: core }, api: {}', ...facts)).toBe(false);
  });

  it('any, all, not and atLeast nest', () => {
    expect(holds('any: [{ api: {} }, { text: { words: core } }]', ...facts)).toBe(true);
    expect(holds('text: { words: core }, not: { request: {} }', ...facts)).toBe(false);
    expect(holds('atLeast: 2, of: [{ api: {} }, { text: {} }, { request: {} }]', ...facts)).toBe(true);
    expect(holds('atLeast: 3, of: [{ api: {} }, { text: {} }, { request: {} }]', ...facts)).toBe(false);
  });

  it('flow sees the next screen, package sees everything', () => {
    const next = [screen('b', { from: ['a'] }), text('签到', { screens: ['b'] }), request('/sign', { screens: [] })];
    expect(holds('all: [{ screen: { title: core } }, { text: { words: core } }]', ...next)).toBe(false);
    expect(holds('screen: { title: core }, flow: { text: { words: core } }', ...next)).toBe(true);
    expect(holds('screen: { title: core }, flow: { request: {} }', ...next)).toBe(false);
    expect(holds('screen: { title: core }, package: { request: {} }', ...next)).toBe(true);
  });
});
