import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import type { Fact, FactKind, FactOf } from '../../../src/facts/types.js';
import { openInput } from '../../../src/open/index.js';

const found = extractAndroid(openInput(fileURLToPath(new URL('../../../fixtures/packages/android-club.apk', import.meta.url))))!;
const of = <K extends FactKind>(kind: K): FactOf<K>[] =>
  found.facts.filter((fact: Fact): fact is FactOf<K> => fact.kind === kind);
const on = <K extends FactKind>(kind: K, screen: string): FactOf<K>[] =>
  of(kind).filter(({ screens }) => screens.includes(`cn.example.club.${screen}`));

describe('objects of a back-end service are requests to the table they stand in', () => {
  const requests = (screen: string) =>
    on('request', screen).map(({ method, path, params, via, sends, linked }) => ({
      method,
      path,
      params,
      via,
      sends,
      linked: linked === true,
    }));

  it('an own class saved: the table has its name, the fields those of its setters', () => {
    expect(requests('FeedbackActivity')).toEqual([
      { method: 'POST', path: 'Feedback', params: ['content'], via: 'bmob.save', sends: [], linked: true },
    ]);
  });

  it('a query, by the class its listener takes, with what it is sorted by', () => {
    expect(requests('RankActivity')).toEqual([
      { method: 'GET', path: 'Member', params: ['sort:score'], via: 'bmob.findObjects', sends: [], linked: false },
    ]);
  });

  it('an object made with the name of its table', () => {
    expect(requests('ReportActivity')).toEqual([
      {
        method: 'POST',
        path: 'DailyReport',
        params: ['latitude'],
        via: 'leancloud.saveInBackground',
        sends: ['location'],
        linked: true,
      },
    ]);
  });
});

it('an own class that a database library saves is kept on the device', () => {
  expect(on('api', 'SignInActivity').map(({ family, name }) => ({ family, name }))).toEqual([
    { family: 'storage', name: 'org.litepal.crud.DataSupport.save' },
  ]);
});

it('a field made by code is one to fill in', () => {
  expect(on('number', 'AdviceActivity').map(({ name, value }) => ({ name, value }))).toEqual([{ name: 'inputs', value: 1 }]);
});

it('what a tap sends to an address that cannot be read is still sent', () => {
  expect(on('request', 'AdviceActivity').map(({ path, via, linked }) => ({ path, via, linked }))).toEqual([
    { path: '{}', via: 'Loader.start', linked: true },
  ]);
});

it('words that code puts into the view of the title are the title of the page', () => {
  expect(on('text', 'RankActivity').map(({ value, position }) => `${position} ${value}`)).toEqual(['page-title 排行榜']);
});

it('a page that is no Activity, made by its class, is a screen; one that nobody names is none', () => {
  const pages = of('screen').filter(({ id }) => id.includes('.page.'));
  expect(pages.map(({ id, reachable, registered, from }) => ({ id, reachable, registered, from }))).toEqual([
    { id: 'cn.example.club.page.CartPage', reachable: 'yes', registered: true, from: ['cn.example.club.MainActivity'] },
  ]);
  expect(on('text', 'page.CartPage').map(({ value, position }) => `${position} ${value}`)).toEqual([
    'label 购物车',
    'button 提交订单',
    'page-title 社团用品',
  ]);
});
