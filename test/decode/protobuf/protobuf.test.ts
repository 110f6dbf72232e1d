import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ANY_CONFIG } from '../../../src/decode/arsc/index.js';
import { attributeText, renderXml } from '../../../src/decode/axml/index.js';
import { decodeTableMessage, decodeXmlMessage, readMessage } from '../../../src/decode/protobuf/index.js';
import { bytes, number, text } from './writer.js';

describe('readMessage', () => {
  it('reads numbers, texts and repeated messages by field', () => {
    const message = readMessage(
      Buffer.concat([number(1, -1), number(2, 0x7f040001), text(3, '签到'), bytes(4, number(1, 5)), bytes(4, number(1, 6))]),
    );
    expect([message.number(1), message.number(2), message.text(3)]).toEqual([0xffffffff, 0x7f040001, '签到']);
    expect(message.messages(4).map((one) => one.number(1))).toEqual([5, 6]);
    expect([message.has(4), message.has(5)]).toEqual([true, false]);
  });

  it('never throws on any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (raw) => {
        decodeXmlMessage(Buffer.from(raw));
        decodeTableMessage(Buffer.from(raw)).idsOfType('string');
      }),
    );
  });
});

it('reads a layout of a bundle into what binary XML gives', () => {
  const attribute = (name: string, id: number, item: Buffer): Buffer =>
    bytes(4, text(1, 'http://schemas.android.com/apk/res/android'), text(2, name), number(5, id), bytes(6, item));
  const button = bytes(
    1,
    text(3, 'Button'),
    attribute('text', 0x0101014f, bytes(2, text(1, '打卡签到'))),
    attribute('layout_width', 0x010100f4, bytes(7, number(6, -1))),
    attribute('hint', 0x01010150, bytes(1, number(2, 0x7f010000))),
  );
  const root = bytes(
    1,
    bytes(1, text(1, 'android'), text(2, 'http://schemas.android.com/apk/res/android')),
    text(3, 'LinearLayout'),
    bytes(5, button, bytes(3, number(1, 7))),
  );
  const doc = decodeXmlMessage(root);
  expect(doc.root).toMatchObject({ name: 'LinearLayout', children: [{ name: 'Button', line: 7 }] });
  const [first] = doc.root!.children;
  expect(['text', 'layout_width', 'hint'].map((name) => attributeText(first!, name))).toEqual(['打卡签到', '-1', '@7f010000']);
  expect(renderXml(doc)).toContain('android:text="打卡签到"');
});

it('reads the table of a bundle, simplified Chinese first', () => {
  const config = (locale: string): Buffer => (locale ? bytes(1, text(3, locale)) : bytes(1));
  const value = (locale: string, label: string): Buffer => bytes(6, config(locale), bytes(2, bytes(4, bytes(2, text(1, label)))));
  const entry = bytes(
    3,
    bytes(1, number(1, 2)),
    text(2, 'sign'),
    value('', 'Sign in'),
    value('zh-TW', '簽到'),
    value('zh-CN', '签到'),
  );
  const type = bytes(3, bytes(1, number(1, 1)), text(2, 'string'), entry);
  const table = decodeTableMessage(bytes(2, bytes(1, number(1, 0x7f)), text(2, 'cn.example'), type));
  expect(table.idsOfType('string')).toEqual([0x7f010002]);
  expect(table.name(0x7f010002)).toEqual({ package: 'cn.example', type: 'string', key: 'sign' });
  expect(table.entry(0x7f010002)).toEqual({
    value: { type: 3, data: 0, text: '签到' },
    config: { ...ANY_CONFIG, language: 'zh', region: 'CN' },
  });
});
