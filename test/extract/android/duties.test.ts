import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import type { Fact, FactKind, FactOf } from '../../../src/facts/types.js';
import { openInput } from '../../../src/open/index.js';

/** Duties, each page written by another habit: what is handed down, left behind, chosen first and said later. */
describe.each(['android-duties', 'android-duties-obfuscated'])('%s', (name) => {
  const { facts } = extractAndroid(openInput(fileURLToPath(new URL(`../../../fixtures/packages/${name}.apk`, import.meta.url))))!;
  const on = <K extends FactKind>(kind: K, screen: string): FactOf<K>[] =>
    facts.filter((fact: Fact): fact is FactOf<K> => fact.kind === kind && fact.screens.includes(`cn.example.duty.${screen}`));
  const gates = (screen: string) => on('gate', screen).map(({ subject, shape, message }) => [subject, shape, message]);
  const titles = (screen: string) => on('text', screen).flatMap((fact) => (fact.position === 'page-title' ? [fact.value] : []));
  const sends = (screen: string) => on('request', screen).map((fact) => [fact.path, fact.sends]);

  it('a title is what a page answers to the base of all pages, or else what the button said that opens it', () => {
    expect(titles('EventActivity')).toEqual(['事件登记']);
    expect(titles('DailyActivity')).toEqual(['填写日报']);
  });

  it('what is missing is said by a method of the view', () => {
    expect(gates('EventActivity')).toEqual([['photo', 'empty', '请添加现场图片']]);
  });

  it('one message asks for every field of a form that is put together when it opens, unless it may be left out', () => {
    expect(gates('FieldsActivity').map(([subject, , message]) => [subject, message])).toEqual([['photo', '田块照片不能为空']]);
    expect(gates('SurveyActivity').map(([subject, , message]) => [subject, message])).toEqual([['text', '请填写{}']]);
  });

  it('what to say is chosen first and said at the end, by a library’s toast', () => {
    expect(gates('ReplyActivity')).toContainEqual(['photo', 'empty', '请上传整改后的照片']);
  });

  it('a test answers an object that holds what to say; the sending is left to a service', () => {
    expect(gates('VisitActivity')).toContainEqual(['video', 'empty', '请录制探访视频']);
  });

  it('one test for two things, a second test chooses the words', () => {
    expect(gates('PointActivity')).toContainEqual(['photo', 'empty', '需要拍摄点位照片']);
  });

  it('a text of one character is a text', () => {
    expect(on('text', 'PointActivity').map(({ value }) => value)).toContain('{}分');
  });

  it('a button sleeps for the reason the words beside it give', () => {
    expect(gates('FenceActivity')).toEqual([['distance', 'disabled', undefined]]);
  });

  it('positions leave in a text of lines made of records, and as bytes', () => {
    expect(sends('RideActivity').sort()).toEqual([
      ['http://ride.example.gov.cn/ride/batch', ['location', 'track']],
      ['{}', ['location', 'track']],
    ]);
  });

  it('pictures that another page leaves in a static field are sent in a body written by hand', () => {
    expect(on('api', 'DraftActivity').map(({ family }) => family)).toEqual(expect.arrayContaining(['camera', 'upload']));
  });

  it('an address that ends in the number of a thing is a request, not the base of others', () => {
    expect(sends('PraiseActivity')).toEqual([['https://duty.example.gov.cn/praise/{}', []]]);
  });
});

it('members of a record that are shown in words are bound to them', () => {
  const { facts } = extractAndroid(
    openInput(fileURLToPath(new URL('../../../fixtures/packages/android-duties.apk', import.meta.url))),
  )!;
  const bound = facts.flatMap((fact) => (fact.kind === 'identifier' && fact.role === 'binding' ? [fact.value] : []));
  expect(bound).toEqual(['words', 'praiseCount']);
});
