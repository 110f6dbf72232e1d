import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import type { Fact, FactKind, FactOf } from '../../../src/facts/types.js';
import { openInput } from '../../../src/open/index.js';

/** What pages share: a bar filled by what they are derived from, a dialog of the app's own, a validator, a thread that sends. */
const { facts } = extractAndroid(
  openInput(fileURLToPath(new URL('../../../fixtures/packages/android-common.apk', import.meta.url))),
)!;
const on = <K extends FactKind>(kind: K, screen: string): FactOf<K>[] =>
  facts.filter((fact: Fact): fact is FactOf<K> => fact.kind === kind && fact.screens.includes(`cn.example.hall.${screen}`));
const texts = (screen: string) =>
  on('text', screen)
    .filter(({ at }) => at.class)
    .map(({ value, position }) => `${position} ${value}`)
    .sort();

it('the title of a page is what it puts into the view of the title, itself or through what it is derived from', () => {
  const screens = facts.filter((fact): fact is FactOf<'screen'> => fact.kind === 'screen');
  expect(screens.map(({ id, title }) => [id.replace(/^.*\./, ''), title]).sort()).toEqual([
    ['AdviceActivity', '建议'],
    ['ArchiveActivity', '档案归档'],
    ['CertActivity', '证件核验'],
    ['CollectActivity', '资产清查'],
    ['DutyActivity', '值班签到'],
    ['MainActivity', '办事大厅'],
    ['NightActivity', '夜间巡查'],
    ['NoticeActivity', '通知公告'],
    ['PatrolActivity', '设备巡查'],
    ['PlainActivity', undefined],
    ['VoiceActivity', '群众心声'],
  ]);
});

it('a page that the manifest turns off is none, unless code turns it on; then nobody knows whether it can be reached', () => {
  const known = (name: string) => on('screen', name).map(({ registered, reachable }) => [registered, reachable]);
  expect(known('DutyActivity')).toEqual([[true, 'unknown']]);
  expect(known('NightActivity').map(([registered]) => registered)).toEqual([false]);
});

it('a title handed to the page that is opened is none of the page that opens it; what editors leave in a bar is none', () => {
  expect(texts('MainActivity')).toEqual(['label 便民指南', 'label 返回', 'page-title 办事大厅']);
  expect(facts.some((fact) => fact.kind === 'text' && fact.value === '标题')).toBe(false);
});

it('words of a dialog put together from views are words of a dialog', () => {
  expect(texts('AdviceActivity')).toEqual(['dialog 知道了', 'dialog 谢谢您的建议', 'label 返回', 'page-title 建议']);
});

it('a validator may answer with a boxed boolean', () => {
  expect(on('gate', 'CertActivity')).toMatchObject([
    { subject: 'photo', shape: 'empty', message: '请上传证件正面照片', guards: 'CertActivity.send' },
  ]);
});

it('a letter, a file for a server of files and a statement for a data base elsewhere are sent', () => {
  const sent = ['AdviceActivity', 'ArchiveActivity'].map((screen) => on('request', screen).map(({ path, via }) => [path, via]));
  expect(sent).toEqual([[['{}', 'Transport.send']], [['{}', 'FTPClient.storeFile']]]);
  expect(on('api', 'ArchiveActivity').map(({ family }) => family)).toContain('upload');
});

it('what a thread or a task of its own sends is what the button sends', () => {
  const gates = on('gate', 'PatrolActivity').map(({ at, subject, message, guards }) => [
    at.method?.replace(/\(.*/, ''),
    subject,
    message,
    guards,
  ]);
  expect(gates.sort()).toEqual([
    ['given', 'photo', '请先拍照', 'Thread.<init>'],
    ['inner', 'photo', '请拍摄现场照片', 'PatrolActivity$1.start'],
    ['task', 'photo', '请上传照片', 'PatrolActivity$SendTask.execute'],
  ]);
});

it('packages divided as an app is are the app, though neither the manifest nor a component names them', () => {
  expect(on('request', 'VoiceActivity')).toMatchObject([
    { path: 'https://hall.example.gov.cn/voice/add', owner: 'own', linked: true },
  ]);
});

it('a record kept on the phone until it is sent is not kept without its picture', () => {
  const gates = on('gate', 'CollectActivity').map(({ at, subject, guards }) => [at.method?.replace(/\(.*/, ''), subject, guards]);
  expect(gates).toEqual([['inner', 'photo', 'CollectActivity.keep']]);
});
