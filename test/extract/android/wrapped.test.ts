import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import type { Fact, FactKind, FactOf } from '../../../src/facts/types.js';
import { openInput } from '../../../src/open/index.js';

const found = extractAndroid(
  openInput(fileURLToPath(new URL('../../../fixtures/packages/android-wrapped.apk', import.meta.url))),
)!;
const on = <K extends FactKind>(kind: K, screen: string): FactOf<K>[] =>
  found.facts.filter(
    (fact: Fact): fact is FactOf<K> => fact.kind === kind && fact.screens.includes(`cn.example.inspect.${screen}`),
  );
const requests = (screen: string) =>
  on('request', screen).map(({ path, params, sends, at }) => ({
    path: path.replace(/^.*\/app\//, ''),
    params,
    sends,
    from: at.class?.replace(/^.*\./, ''),
  }));

describe('what a request sends, where it is put together elsewhere than the address is written', () => {
  it('parameters handed to a method that names the address, each caller with its own; a position whatever it is called', () => {
    expect(requests('CheckActivity')).toEqual([
      { path: 'discuss.do', params: [], sends: [], from: 'Api' },
      { path: 'discuss.do', params: ['answer', 'method', 'reply'], sends: ['location'], from: 'CheckActivity' },
    ]);
  });

  it('parameters that a helper of the screen adds, sent by a library kept as source under another name', () => {
    expect(requests('RepairActivity')).toEqual([
      { path: 'repair/submit.action', params: ['images', 'repair.device'], sends: ['photo'], from: 'RepairActivity' },
    ]);
  });

  it('a request that is asked what it sends', () => {
    expect(requests('VisitActivity')).toEqual([
      { path: 'visit/save', params: ['house', 'lat'], sends: ['location'], from: 'VisitActivity' },
    ]);
  });

  it("an object of the app's own, as the body of a declared endpoint and as JSON, under the names its annotations give", () => {
    expect(requests('DutyActivity')).toEqual([
      { path: 'duty/start.do', params: [], sends: [], from: 'Api' },
      { path: 'duty/start.do', params: ['longitude', 'post'], sends: ['location'], from: 'DutyActivity' },
      { path: 'duty/leave', params: ['longitude', 'post'], sends: ['location'], from: 'DutyActivity' },
    ]);
  });

  it('an address put together when a class is loaded, kept in a field that stands above the class reading it', () => {
    expect(requests('TaskActivity')).toEqual([{ path: 'task/done', params: [], sends: [], from: 'TaskActivity' }]);
  });
});

describe('the title of a page', () => {
  const titleOf = (screen: string) => on('screen', screen).map(({ title }) => title);
  const texts = (screen: string) => on('text', screen).map(({ position, value }) => `${position} ${value}`);

  it('is what stands in the middle of the bar, whatever its view is called; not what a dialog or a wait puts there', () => {
    expect(titleOf('TaskActivity')).toEqual(['整改任务']);
    expect(texts('TaskActivity')).toEqual([
      'dialog 温馨提示',
      'label 返回',
      'page-title 整改任务',
      'label 任务说明',
      'button 完成任务',
      'toast 正在提交，请稍候…',
    ]);
  });

  it('is no column of a table', () => {
    expect(titleOf('VisitActivity')).toEqual([undefined]);
    expect(texts('VisitActivity')).toEqual(['label 走访时间', 'label 走访人', 'button 保存走访']);
  });
});

it('a picture taken by a screen of the app that another starts for its result is taken for that one', () => {
  const cameras = on('api', 'RepairActivity').filter(({ family }) => family === 'camera');
  expect(cameras.map(({ name, at, screens }) => [name, at.class, screens])).toEqual([
    [
      'android.provider.MediaStore.ACTION_IMAGE_CAPTURE',
      'cn.example.inspect.PickPhotoActivity',
      ['cn.example.inspect.PickPhotoActivity', 'cn.example.inspect.RepairActivity'],
    ],
  ]);
});

it('the page a feedback service brings along', () => {
  expect(on('api', 'MainActivity').map(({ name, family }) => `${family} ${name}`)).toEqual([
    'feedback com.umeng.fb.FeedbackAgent.startFeedbackActivity',
  ]);
});
