import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import type { Fact, FactKind, FactOf } from '../../../src/facts/types.js';
import { openInput } from '../../../src/open/index.js';

/** Errands outdoors: what is missing said beside the button, answered to who asks, observed; records that travel before they are sent. */
const { facts } = extractAndroid(
  openInput(fileURLToPath(new URL('../../../fixtures/packages/android-errands.apk', import.meta.url))),
)!;
const on = <K extends FactKind>(kind: K, screen: string): FactOf<K>[] =>
  facts.filter((fact: Fact): fact is FactOf<K> => fact.kind === kind && fact.screens.includes(`cn.example.errand.${screen}`));
const gates = (screen: string) =>
  on('gate', screen).map(({ subject, shape, message, guards }) => [subject, shape, message, guards]);
const requests = (screen: string) => on('request', screen).map(({ path, params, sends }) => [path, params, sends]);
const numbered = (screen: string) =>
  on('identifier', screen)
    .filter(({ role }) => role === 'numbered')
    .map(({ value, at }) => `${at.method?.replace(/\(.*/, '')} ${value}`);

describe('what must be there before something is sent', () => {
  it('is said in a line of the page; a line written when the page opens asks for nothing', () => {
    expect(gates('SceneActivity')).toEqual([['photo', 'empty', '请先拍照取证', 'Api.post']]);
  });

  it('is answered to who asks, as the number of a text or as the text, or thrown', () => {
    expect(gates('VisitActivity')).toEqual([
      ['photo', 'empty', '请拍摄走访前后照片', 'Api.post'],
      ['text', 'empty', '请填写户主姓名', 'Api.post'],
      ['photo', 'empty', '请上传入户照片', 'Api.post'],
      ['photo', 'min-count', '至少上传两张照片', 'Api.post'],
    ]);
  });

  it('is observed: the button wakes by what the observed is called, or by its type', () => {
    expect(gates('PunchActivity')).toEqual([
      ['distance', 'disabled', undefined, 'Api.post'],
      ['photo', 'disabled', undefined, 'Api.post'],
    ]);
  });
});

describe('what is sent', () => {
  it("is an object of the app's own that was handed to who makes JSON of it", () => {
    expect(requests('MeterActivity')).toEqual([['meter/save', ['latitude', 'number'], ['location']]]);
  });

  it('is a text that another class puts together', () => {
    expect(requests('PathActivity')).toEqual([['walk/save', ['lat'], ['location']]]);
  });
});

it('a path and the parameters that a screen answers to what it is derived from are its request', () => {
  expect(requests('RosterActivity')).toEqual([['roster/save', ['photo'], ['photo']]]);
});

it('a position is sent over a socket opened elsewhere, and in a record whose fields are called something else', () => {
  expect(requests('ShareActivity')).toEqual([
    ['spot/save', ['note', 'x1', 'y1'], ['location']],
    ['{}', [], ['location']],
  ]);
});

it('a record that is written whole to a socket sends what the records in it hold', () => {
  expect(requests('RollCallActivity')).toEqual([['{}', [], ['location']]]);
  expect(requests('QuietCallActivity').flatMap(([, , sends]) => sends)).toEqual([]);
});

it('a picture made a text for a request is uploaded', () => {
  expect(on('api', 'HouseActivity').map(({ name, family }) => [name, family])).toEqual([
    ['android.util.Base64.encodeToString', 'upload'],
  ]);
});

it('what a screen records and posts on a bus is recorded for the screen that opened it and listens', () => {
  expect(on('api', 'FloodActivity').map(({ family, at }) => [family, at.class])).toContainEqual([
    'camera',
    'cn.example.errand.ClipActivity',
  ]);
});

describe('rows that show which place they have', () => {
  it('of an adapter by the position, with what else a row shows', () => {
    expect(numbered('BoardActivity')).toEqual(['getView userName', 'getView score']);
  });

  it('of lines written in a loop; a count of pages numbers nothing', () => {
    expect(numbered('PagerActivity')).toEqual(['onCreate orgName', 'onCreate points']);
  });
});
