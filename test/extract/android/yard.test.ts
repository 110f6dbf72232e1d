import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import type { Fact, FactKind, FactOf } from '../../../src/facts/types.js';
import { openInput } from '../../../src/open/index.js';

/** A long form whose commands stand in a model, sent by a task outside the app's package. */
const { facts } = extractAndroid(
  openInput(fileURLToPath(new URL('../../../fixtures/packages/android-yard.apk', import.meta.url))),
)!;
const on = <K extends FactKind>(kind: K, screen: string): FactOf<K>[] =>
  facts.filter((fact: Fact): fact is FactOf<K> => fact.kind === kind && fact.screens.includes(`cn.example.yard.${screen}`));

it('the way through what compilers add for private methods is no longer than the program', () => {
  expect(on('request', 'CheckActivity').map(({ path, at }) => [path, at.class])).toEqual([
    ['https://yard.example.cn/rs/db/keep', 'com.yard.net.Courier'],
  ]);
});

it('a file sent by an entity derived from the platform’s is sent where that is made', () => {
  const sent = on('api', 'CheckActivity').filter(({ family }) => family === 'upload');
  expect(sent.map(({ name, at }) => [name, at.class])).toContainEqual([
    'org.apache.http.entity.FileEntity',
    'com.yard.net.Courier',
  ]);
});

it('a photo asked for after more fields than are told one by one is told', () => {
  const gates = on('gate', 'CheckActivity');
  expect(gates.filter(({ subject }) => subject === 'text')).toHaveLength(60);
  expect(gates.filter(({ subject }) => subject === 'photo')).toMatchObject([
    { message: '请给仪表拍照', guards: 'Courier.execute' },
  ]);
});

it('the heading of a section is not the title of the page', () => {
  expect(on('text', 'CaseActivity').map(({ position, value }) => [position, value])).toEqual([
    ['page-title', '办理进度'],
    ['label', '审核中'],
    ['label', '往来留言'],
  ]);
});

it('a button that sleeps on one side of a test only waits for what is tested; one that sleeps on both does not', () => {
  expect(on('gate', 'SceneActivity')).toMatchObject([{ subject: 'photo', shape: 'disabled', guards: 'Courier.execute' }]);
  expect(on('gate', 'GuideActivity')).toEqual([]);
});

it('a layout called a dlg is a dialog', () => {
  expect(on('text', 'SceneActivity').filter(({ value }) => value === '请先打开网络')).toMatchObject([{ position: 'dialog' }]);
});

it('what a bar keeps hidden is on the pages whose code shows it, or on all where none does', () => {
  const screensOf = (value: string) =>
    facts.flatMap((fact) => (fact.kind === 'text' && fact.value === value ? fact.screens : []));
  const both = ['cn.example.yard.GuideActivity', 'cn.example.yard.SceneActivity'];
  expect(['返回', '积分说明', '帮助'].map(screensOf)).toEqual([both, ['cn.example.yard.GuideActivity'], both]);
});
