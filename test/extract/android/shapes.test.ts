import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import type { Fact, FactKind, FactOf } from '../../../src/facts/types.js';
import { openInput } from '../../../src/open/index.js';

/** One app whose classes each write something in one of the ways apps of the field write it. */
const { facts, coverage } = extractAndroid(
  openInput(fileURLToPath(new URL('../../../fixtures/packages/android-shapes.apk', import.meta.url))),
)!;

function of<K extends FactKind>(kind: K): FactOf<K>[] {
  return facts.filter((fact: Fact): fact is FactOf<K> => fact.kind === kind);
}

function short(name: string | undefined): string {
  return (name ?? '').replace(/^.*\./, '');
}

it('tells the app by its components, whatever the manifest is called, and its other packages by what they share', () => {
  expect(coverage.dex?.ownClasses).toBe(33);
  expect(of('component').map(({ name, owner }) => `${short(name)} ${owner}`)).toEqual([
    'MainActivity own',
    'GateActivity own',
    'KotlinGateActivity own',
    'PhotoActivity own',
    'PictureSelectorActivity third-party',
    'TrackService own',
    'BeatService own',
    'App own',
  ]);
});

it('an SDK that own code calls, also through a helper, is told from one that is only there', () => {
  expect(of('sdk').map(({ name, category, called, excerpt }) => [name, category, called, excerpt])).toEqual([
    ['支付宝', 'pay', true, 'com.alipay.sdk ← PayHelper.pay'],
    ['优量汇', 'ad', false, 'com.qq.e'],
    ['Kotlin Coroutines', 'utility', true, 'kotlinx.coroutines ← CoroutineBeat$start$1.invokeSuspend'],
  ]);
  expect(of('api').filter(({ family }) => family === 'pay' || family === 'ad')).toMatchObject([
    { name: 'com.alipay.sdk.app.PayTask.pay', screens: ['cn.example.shapes.MainActivity'], owner: 'own' },
  ]);
});

it('a service that the manifest lets read positions reads them in the background, for the screen that starts it', () => {
  const found = of('api').filter(({ family }) => family === 'background-location');
  expect(found.map(({ name, screens }) => [short(name), screens.map(short)])).toEqual([
    ['startForeground', ['MainActivity']],
    ['requestSingleUpdate', ['MainActivity']],
  ]);
});

it('words on a picture that is saved are a watermark, words a view draws are not; a step counter is told by its number', () => {
  const found = of('api').filter(({ family }) => family === 'watermark' || family === 'step');
  expect(found.map(({ family, at }) => `${family} ${short(at.class)} ${at.method?.replace(/\(.*/, '')}`)).toEqual([
    'watermark PhotoActivity mark',
    'step PhotoActivity onCreate',
  ]);
});

it('gates', () => {
  const found = of('gate').map(
    ({ at, subject, shape, message }) => `${at.method?.replace(/\(.*/, '')} ${subject} ${shape} ${message ?? '-'}`,
  );
  expect(found.sort()).toEqual([
    'elvis video empty 请录制现场视频',
    'isComplete photo empty 请至少上传一张照片',
    'onClick photo empty 请上传走访照片',
    'onDialog photo min-count 现场照片不少于3张',
    'onError text empty 请填写巡查情况',
    'onPhotosChanged photo disabled -',
    'onRange distance range 不在巡查范围内,请到现场',
    'onResource video empty 请上传现场视频',
    'onSnackbar photo empty 请先拍摄门牌照片',
    'required location empty 请先获取定位',
  ]);
});

const timings = of('timing').map(
  ({ at, shape, pair, reaches, target }) => `${short(at.class)} ${shape} ${pair} ${reaches} ${target}`,
);

it('time between events: of the app, a screen, an observer told by method, annotation or event, and a chronometer', () => {
  expect(timings.filter((line) => !/heartbeat|play-position|ms/.test(line)).sort()).toEqual([
    'App$Foreground lifecycle-pair onActivityStarted→onActivityStopped request /usage/online',
    'EventObserver lifecycle-pair onStateChanged→onStateChanged request /app/seconds',
    'NamedObserver lifecycle-pair ON_START→ON_STOP request /read/seconds',
    'OwnerObserver lifecycle-pair onStart→onStop request /study/seconds',
    'Pairs interval-count Chronometer→onEnd request /patrol/duration',
    'Pairs lifecycle-pair onStart→onStop storage stayTime',
  ]);
});

it('beats: handler, timer, executor, Rx, worker, alarm, coroutine, and a counter that is sent at the end', () => {
  expect(timings.filter((line) => /ms/.test(line) && !line.startsWith('OtherTimers')).sort()).toEqual([
    'BeatService heartbeat 600000 ms request /beat/alarm',
    'Beats heartbeat 20000 ms request /beat/rx',
    'Beats heartbeat 30000 ms request /beat/handler',
    'Beats heartbeat 45000 ms storage insert into beat values (?)',
    'Beats heartbeat 60000 ms request /beat/timer',
    'Beats heartbeat 900000 ms request /beat/work',
    'Beats interval-count 1000 ms→onDestroy request /count/seconds',
    'CoroutineBeat$start$1 heartbeat 25000 ms request /beat/coroutine',
  ]);
});

it('a countdown is no beat; how far a player has got and what goes through a socket are told apart', () => {
  expect(timings.filter((line) => line.startsWith('OtherTimers')).sort()).toEqual([
    'OtherTimers heartbeat 30000 ms request WebSocket.send',
    'OtherTimers play-position 15000 ms request /course/position',
  ]);
});
