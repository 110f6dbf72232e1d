import { describe, expect, it } from 'vitest';
import { checkFacts, type Declaration } from '../../src/check/index.js';
import type { Fact } from '../../src/facts/types.js';
import { fact, factsFile, onePack, RULE, screen } from './support.js';

/** Whether the element given as YAML has evidence in a package of one screen. */
function holds(element: string, facts: Fact[], declaration?: Declaration): boolean {
  const pack = onePack(
    RULE.replace('text: { words: core }', element).replace('found: feature and recorded, ', ''),
    [
      '- { name: 是, facts: [{ kind: text, value: 签到 }], expect: { elements: [feature] } }',
      '- { name: 否, facts: [{ kind: text, value: 查询 }], expect: { notElements: [feature] } }',
    ].join('\n'),
  );
  const { items } = checkFacts(factsFile([screen('a'), ...facts]), pack, declaration ? { declaration } : {});
  return items[0]!.elements[0]!.status === 'evidenced';
}

describe('address, secret and component leaves', () => {
  const url = fact({ kind: 'url', value: 'http://47.96.1.2/', host: 'ipv4' });
  const service = fact({ kind: 'component', name: 'cn.example.S', type: 'service', exported: true });
  const launcher = fact({ kind: 'component', name: 'cn.example.M', type: 'activity', exported: true, launcher: true });
  const key = fact({ kind: 'secret', type: 'access-key', detail: '云服务密钥' });

  it.each<[string, Fact, boolean]>([
    ['url: { host: [ipv4, inner-ipv4] }', url, true],
    ['url: { host: name }', url, false],
    ["url: { pattern: '^http:' }", url, true],
    ["url: { pattern: '^https:' }", url, false],
    ['url: { host: name }', fact({ kind: 'url', value: '{}/api' }), false],
    ['request: { host: inner-ipv4 }', fact({ kind: 'request', path: 'http://*.*.*.*/a', host: 'inner-ipv4' }), true],
    ['request: { host: inner-ipv4 }', fact({ kind: 'request', path: '/a' }), false],
    ['request: { method: [POST] }', fact({ kind: 'request', path: 'repairs', method: 'add', via: 'cloud.database' }), true],
    ['request: { method: [PUT] }', fact({ kind: 'request', path: 'repairs', method: 'update', via: 'cloud.database' }), true],
    ['request: { method: [POST, PUT] }', fact({ kind: 'request', path: 'repairs', method: 'get', via: 'cloud.database' }), false],
    ['request: { method: [POST, PUT] }', fact({ kind: 'request', path: 'repairs', method: 'add', via: 'request' }), false],
    ['request: { method: [add] }', fact({ kind: 'request', path: 'repairs', method: 'add', via: 'cloud.database' }), true],
    ['secret: {}', key, true],
    ['secret: { type: private-key }', key, false],
    ['component: { exported: true, guarded: false, launcher: false }', service, true],
    ['component: { exported: true, guarded: false, launcher: false }', { ...service, guarded: true } as Fact, false],
    ['component: { exported: true, launcher: false }', launcher, false],
    ['component: { type: [activity, provider] }', service, false],
  ])('%s', (element, one, expected) => expect(holds(element, [one])).toBe(expected));
});

describe('a declared value', () => {
  const declaration = (host: string): Declaration => ({
    schemaVersion: 1,
    app: { name: '某某通' },
    units: { host },
    filing: { type: 'change', number: '政应备 2026-000123' },
    audience: 'internal',
    build: { kind: 'release' },
  });
  const label = fact({ kind: 'text', value: '主办单位：某某县  行政审批局', position: 'label' });

  it('is found as it stands, spaces aside, and only where it is declared', () => {
    expect(holds('declared: { value: units.host }', [label], declaration('某某县行政审批局'))).toBe(true);
    expect(holds('declared: { value: units.host }', [label], declaration('某某县人民政府'))).toBe(false);
    expect(holds('declared: { value: [units.host, units.using] }', [label])).toBe(false);
  });

  it('must be long enough to say something, and stand where it is asked for', () => {
    expect(holds('declared: { value: units.host }', [label], declaration('某某县'))).toBe(false);
    expect(holds('declared: { value: units.host, position: tab }', [label], declaration('某某县行政审批局'))).toBe(false);
    expect(holds('declared: { value: units.host, maxLength: 5 }', [label], declaration('某某县行政审批局'))).toBe(false);
  });
});

describe('covered', () => {
  const missing = 'covered: [code, texts]\n    permission: { name: CAMERA }\n    not: { package: { api: { family: camera } } }';
  const permission = fact({ kind: 'permission', name: 'CAMERA' });

  it('lets an absence count only where enough was read', () => {
    const element = `any: [{ ${missing.replaceAll('\n   ', ',')} }]`;
    expect(holds(element, [permission])).toBe(true);
    expect(
      holds(element, [permission, fact({ kind: 'api', name: 'wx.createCameraContext', family: 'camera', screens: [] })]),
    ).toBe(false);
    expect(
      holds(element, [permission, fact({ kind: 'limit', reason: 'packed', hides: ['code'], detail: '加固', screens: [] })]),
    ).toBe(false);
  });
});
