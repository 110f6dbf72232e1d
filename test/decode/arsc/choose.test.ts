import { describe, expect, it } from 'vitest';
import { configName, decodeArsc } from '../../../src/decode/arsc/index.js';
import { type Fields, pack, table, type } from './writer.js';

const NAMES = { types: ['string'], keys: ['sign'] };
const SCRIPT = 36;
const VARIANT = 40;

/** Configurations of one string, in the order in which they would be shown. */
function order(...configs: [locale: string, fields?: Fields][]): string[] {
  const chunks = configs.map(([locale, fields], i) => type(1, locale, [{ key: 0, text: i }], 'dense', fields));
  const found = decodeArsc(table(configs.map(String), pack(0x7f, 'cn.example', NAMES, ...chunks)));
  return found.entries(0x7f010000).map(({ config }) => configName(config));
}

describe('which configuration a phone set to simplified Chinese shows', () => {
  it('its own region, the language, other regions that write simplified, then the default', () => {
    expect(order([''], ['zh-rSG'], ['zh-rTW'], ['zh'], ['zh-rCN'], ['en'], ['ja'])).toEqual([
      'zh-rCN',
      'zh',
      'zh-rSG',
      '',
      'zh-rTW',
      'en',
      'ja',
    ]);
  });

  it('a script that is named decides: traditional Chinese of the mainland is not shown, simplified of Hong Kong is', () => {
    expect(
      order([''], ['zh-rHK'], ['zh-rCN', { [SCRIPT]: 'Hant' }], ['zh-rHK', { [SCRIPT]: 'Hans' }], ['zh', { [SCRIPT]: 'Hans' }]),
    ).toEqual(['b+zh+Hans', 'b+zh+Hans+HK', '', 'zh-rHK', 'b+zh+Hant+CN']);
  });

  it('equal ones keep the order of the table; a variant comes after none', () => {
    expect(order(['zh-rCN', { [VARIANT]: 'pinyin' }], ['zh-rCN', { [SCRIPT]: 'Hans' }], ['zh-rCN'])).toEqual([
      'b+zh+Hans+CN',
      'zh-rCN',
      'b+zh+CN+pinyin',
    ]);
  });

  it('the language goes before screen and version; a newer version before an older one', () => {
    expect(
      order([''], ['', { 24: 21 }], ['', { 24: 31 }], ['zh', { 24: 21 }], ['zh'], ['', { 30: 360 }], ['', { 30: 600 }]),
    ).toEqual(['zh-v21', 'zh', 'sw360dp', 'v31', 'v21', '', 'sw600dp']);
  });

  it('what the phone is not comes after what it is: turned, dark, abroad', () => {
    expect(order(['', { 12: 2 }], ['', { 28: 0x2000 }], ['', { 4: 310 }], ['', { 4: 460 }], [''])).toEqual([
      'mcc460',
      '',
      'land',
      'night',
      'mcc310',
    ]);
  });

  it('names every qualifier in the order of a resource folder', () => {
    expect(
      order([
        'sr-rRS',
        {
          4: 460,
          6: 0xffff,
          12: 0x0302,
          14: 480,
          16: 0x0202,
          18: 0x0206,
          20: 640,
          22: 480,
          24: 29,
          28: 0x2260 | 0x3,
          30: 600,
          32: 720,
          34: 1024,
          36: 'Latn',
          48: 0x0a02,
        },
      ]),
    ).toEqual([
      'mcc460-mnc0-b+sr+Latn+RS-feminine-ldltr-sw600dp-w720dp-h1024dp-large-long-round-widecg-highdr-land-desk-night-xxhdpi-finger-keyshidden-qwerty-navexposed-dpad-640x480-v29',
    ]);
  });
});
