import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { extractFacts } from '../../../src/extract/index.js';
import type { Fact, FactKind, FactOf } from '../../../src/facts/types.js';
import { openFiles, openInput } from '../../../src/open/index.js';

const manifest = (more: object = {}): string =>
  JSON.stringify({
    package: 'cn.example.sample',
    name: '示例',
    versionName: '1.2.0',
    versionCode: 12,
    minPlatformVersion: 1070,
    features: [{ name: 'system.fetch' }],
    router: { entry: 'Home', pages: { Sign: { component: 'page' }, Home: { component: 'index' } } },
    display: { pages: { Sign: { titleBarText: '每日签到' } } },
    ...more,
  });

const PROJECT = {
  'manifest.json': manifest(),
  'app.ux': '<script>export default {}</script>',
  'Home/index.ux': `<template><div><text onclick="go">去签到</text></div></template>
<script>
import router from '@system.router'
export default { go() { router.push({ uri: '/Sign' }) } }
</script>`,
  'Sign/page.ux': `<import name="card" src="../common/card"></import>
<template><div><card></card><input type="button" value="签到" onclick="sign" /></div></template>
<script>
import fetch from '@system.fetch'
import media from '@system.media'
import prompt from '@system.prompt'
export default {
  sign() {
    if (!this.photo) {
      prompt.showToast({ message: '请先拍照' })
      return
    }
    media.takePhoto({ success: () => fetch.fetch({ url: 'https://a.example.gov.cn/api/sign', method: 'POST', data: { photo: this.photo } }) })
  }
}
</script>`,
  'common/card.ux': '<template><text>今日已签到</text></template>',
};

function factsOf(files: Record<string, string>): Fact[] {
  return extractFacts(openFiles('sample', files), '0').facts;
}

function of<K extends FactKind>(facts: Fact[], kind: K): FactOf<K>[] {
  return facts.filter((fact): fact is FactOf<K> => fact.kind === kind);
}

describe('quick app sources', () => {
  const file = extractFacts(openFiles('sample', PROJECT), '0');

  it('are identified by their manifest', () => {
    expect(file.package).toMatchObject({
      carrier: 'quickapp',
      form: 'project',
      id: 'cn.example.sample',
      name: '示例',
      versionName: '1.2.0',
      versionCode: '12',
    });
    expect(of(file.facts, 'permission').map(({ name }) => name)).toEqual(['system.fetch']);
  });

  it('give their pages, the entry first to be reachable, others by router calls', () => {
    expect(of(file.facts, 'screen').map(({ id, title, reachable, from }) => ({ id, title, reachable, from }))).toEqual([
      { id: 'Home', title: undefined, reachable: 'yes', from: ['app'] },
      { id: 'Sign', title: '每日签到', reachable: 'yes', from: ['Home'] },
    ]);
  });

  it('give texts of the page and of its components, with what a tap does', () => {
    const texts = of(file.facts, 'text').filter(({ screens }) => screens.includes('Sign'));
    expect(texts.map(({ value, position, action, target, at }) => [value, position, action, target, at.path])).toEqual([
      ['签到', 'button', 'handler', 'sign', 'Sign/page.ux'],
      ['请先拍照', 'toast', undefined, undefined, 'Sign/page.ux'],
      ['今日已签到', 'label', undefined, undefined, 'common/card.ux'],
      ['每日签到', 'page-title', undefined, undefined, 'manifest.json'],
    ]);
  });

  it('give requests, platform calls and gates of the handlers', () => {
    expect(of(file.facts, 'request')).toMatchObject([
      {
        method: 'POST',
        path: 'https://a.example.gov.cn/api/sign',
        params: ['photo'],
        sends: ['photo'],
        screens: ['Sign'],
        linked: true,
      },
    ]);
    expect(of(file.facts, 'api').map(({ name, family, screens }) => [name, family, screens])).toEqual([
      ['@system.media.takePhoto', 'media-pick', ['Sign']],
    ]);
    expect(of(file.facts, 'gate')).toMatchObject([{ subject: 'photo', shape: 'empty', message: '请先拍照', screens: ['Sign'] }]);
  });

  it('name a page without files as missing', () => {
    const facts = factsOf({
      ...PROJECT,
      'manifest.json': manifest({ router: { entry: 'Home', pages: { Home: {}, Gone: {} } } }),
    });
    expect(of(facts, 'limit').map(({ reason, share }) => [reason, share])).toEqual([['missing-subpackage', 0.5]]);
  });

  it('that only show a web page are a shell', () => {
    const shell = { 'manifest.json': manifest({ router: { entry: 'Home', pages: { Home: {} } } }), 'app.ux': PROJECT['app.ux'] };
    const facts = factsOf({ ...shell, 'Home/index.ux': '<template><web src="https://a.example.gov.cn"></web></template>' });
    expect(of(facts, 'limit').map(({ reason, share }) => [reason, share])).toEqual([['remote-content', undefined]]);
  });

  it('take names from the language files, Chinese first', () => {
    const facts = extractFacts(
      openFiles('sample', {
        ...PROJECT,
        'manifest.json': manifest({ name: '$' + '{message.name}' }),
        'i18n/defaults.json': '{"message":{"name":"Sample"}}',
        'i18n/zh-CN.json': '{"message":{"name":"样例"}}',
      }),
      '0',
    );
    expect(facts.package.name).toBe('样例');
  });
});

describe('a quick app package', () => {
  const built = extractFacts(openInput('fixtures/packages/quickapp-redline.rpk'), '0');
  const sources = extractFacts(openInput('fixtures/quickapp-redline'), '0');
  const screens = (facts: Fact[]) => of(facts, 'screen').map(({ id, title, reachable }) => ({ id, title, reachable }));
  /** What templates and handlers show; texts the tool-chain adds stand in no template. */
  const shown = (facts: Fact[]) =>
    of(facts, 'text')
      .filter(({ position }) => position !== 'code' && position !== 'data')
      .map(({ value, position, action, target, screens: on }) => JSON.stringify({ value, position, action, target, on }))
      .sort();

  it('shows the screens, texts and handlers of its sources', () => {
    expect(screens(built.facts)).toEqual(screens(sources.facts));
    expect(shown(built.facts)).toEqual(shown(sources.facts));
  });

  it('makes the calls of its sources', () => {
    // A wrapper is in each page's bundle, so that one request of the sources is several here.
    const requests = (facts: Fact[]) =>
      [
        ...new Set(
          of(facts, 'request').flatMap(({ path, sends, screens: on }) => on.map((screen) => `${screen} ${path} ${sends}`)),
        ),
      ].sort();
    expect(requests(built.facts)).toEqual(requests(sources.facts));
    const apis = (facts: Fact[]) =>
      [
        ...new Set(
          of(facts, 'api').flatMap(({ name, family, screens: on }) => on.map((screen) => `${screen} ${name} ${family}`)),
        ),
      ].sort();
    expect(apis(built.facts)).toEqual(apis(sources.facts));
  });

  it('names who signed it', () => {
    const { schemes, certificates } = built.package.signature;
    const pem = readFileSync('fixtures/keys/quickapp/certificate.pem', 'utf8');
    const { fingerprint256 } = new X509Certificate(pem);
    expect(schemes).toEqual(['rpk']);
    expect(certificates.map(({ sha256 }) => sha256)).toEqual([fingerprint256.replaceAll(':', '').toLowerCase()]);
  });

  it('gives offsets that lead to the words', () => {
    expect(of(built.facts, 'text').find(({ value }) => value === '立即签到')?.excerpt).toContain('立即签到');
  });
});
