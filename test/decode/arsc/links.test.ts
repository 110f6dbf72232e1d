import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { configName, decodeArsc, type ResourceTable } from '../../../src/decode/arsc/index.js';
import { decodeTableMessage } from '../../../src/decode/protobuf/index.js';
import { openBuffer } from '../../../src/open/index.js';
import { aliases, libraries, overlayable, pack, table, type } from './writer.js';

const NAMES = { types: ['string'], keys: ['sign', 'points'] };
const TEXTS = ['签到', '积分'];

describe('ids that are not what they seem', () => {
  it('a staged id is the final one', () => {
    const found = decodeArsc(
      table(TEXTS, pack(0x7f, 'cn.example', NAMES, aliases([0x7fff0001, 0x7f010000]), type(1, '', [{ key: 0, text: 0 }]))),
    );
    expect([found.entry(0x7fff0001)?.value?.text, found.name(0x7fff0001)?.key]).toEqual(['签到', 'sign']);
  });

  it('an id of a shared library leads to its package where the table holds it', () => {
    const found = decodeArsc(
      table(
        TEXTS,
        pack(0x7f, 'cn.example', NAMES, libraries([0x02, 'cn.example.lib'], [0x03, 'cn.example.absent'])),
        pack(0x00, 'cn.example.lib', NAMES, type(1, '', [{ key: 1, text: 1 }])),
      ),
    );
    expect(found.libraries).toEqual([
      { id: 2, name: 'cn.example.lib' },
      { id: 3, name: 'cn.example.absent' },
    ]);
    expect([found.entry(0x02010000)?.value?.text, found.entry(0x03010000)]).toEqual(['积分', undefined]);
  });

  it('two packages of one id keep their own names; the offset of a split counts from the types before it', () => {
    const found = decodeArsc(
      table(
        TEXTS,
        pack(0x7f, 'cn.example', NAMES, type(1, '', [{ key: 0, text: 0 }])),
        pack(0x7f, 'cn.example.feature', { types: ['menu'], keys: ['work'], typeOffset: 1 }, type(1, '', [{ key: 0, text: 1 }])),
      ),
    );
    expect([found.name(0x7f010000), found.name(0x7f020000)]).toEqual([
      { package: 'cn.example', type: 'string', key: 'sign' },
      { package: 'cn.example.feature', type: 'menu', key: 'work' },
    ]);
    expect(found.idsOfType('menu')).toEqual([0x7f020000]);
  });
});

it('reads bags with their parent, and which overlays may replace what', () => {
  const bag = { parent: 0x7f010001, items: [[0x01010001, 1, 0x7f010001] as [number, number, number]] };
  const found = decodeArsc(
    table(
      TEXTS,
      pack(
        0x7f,
        'cn.example',
        NAMES,
        type(1, '', [{ key: 0, bag }]),
        overlayable('Brand', 'overlay://brand', [0x01, [0x7f010000]], [0x06, [0x7f010001, 0x7f010002]]),
      ),
    ),
  );
  expect(found.entry(0x7f010000)).toMatchObject({
    parent: 0x7f010001,
    items: [{ name: 0x01010001, value: { type: 1, data: 0x7f010001 } }],
  });
  expect(found.overlayables).toEqual([
    {
      name: 'Brand',
      actor: 'overlay://brand',
      policies: [
        { flags: 1, ids: [0x7f010000] },
        { flags: 6, ids: [0x7f010001, 0x7f010002] },
      ],
    },
  ]);
  expect(found.oddities).toEqual([]);
});

describe('the service app in the forms its build tool writes', () => {
  const entryOf = (name: string, entry: string): Buffer => {
    const bytes = readFileSync(new URL(`../../../fixtures/packages/${name}`, import.meta.url));
    return openBuffer(name, bytes)
      .trees[0]!.entries.find((one) => one.name === entry)!
      .read();
  };
  const said = (found: ResourceTable) =>
    found.types().map((kind) =>
      found.idsOfType(kind).map((id) => [
        id,
        found.name(id)?.key,
        found.entries(id).map(({ config, value, items, parent }) => [
          configName(config),
          // Where a text stands in its pool is the form's own affair.
          value && { ...value, data: value.text === undefined ? value.data : 0 },
          items?.map((item) => ({
            ...item,
            value: { ...item.value, data: item.value.text === undefined ? item.value.data : 0 },
          })),
          parent,
        ]),
      ]),
    );
  const plain = decodeArsc(entryOf('android-service.apk', 'resources.arsc'));

  it('sparse tables with compact entries and a bundle say what the plain table says', () => {
    expect(said(decodeArsc(entryOf('android-service-compact.apk', 'resources.arsc')))).toEqual(said(plain));
    expect(said(decodeTableMessage(entryOf('android-service.aab', 'base/resources.pb')))).toEqual(said(plain));
  });

  it('a styled string has its marks, an array its items, a plural its quantities', () => {
    const idOf = (kind: string, key: string) => plain.idsOfType(kind).find((id) => plain.name(id)?.key === key)!;
    expect(plain.entry(idOf('string', 'agreement'))?.value).toMatchObject({
      text: '请阅读用户协议和隐私政策',
      spans: [
        { tag: 'b', first: 3, last: 6 },
        { tag: 'a;href=https://service.example.cn/privacy', first: 8, last: 11 },
      ],
    });
    expect(
      plain.entries(idOf('plurals', 'days')).map(({ items }) => items?.map(({ name, value }) => [name, value.text])),
    ).toEqual([
      [[0x01000004, '已连续签到%d天']],
      [
        [0x01000006, '%d day in a row'],
        [0x01000004, '%d days in a row'],
      ],
    ]);
    expect(plain.overlayables.map(({ name, actor, policies }) => [name, actor, policies.map(({ ids }) => ids.length)])).toEqual([
      ['Brand', 'overlay://brand', [2, 1]],
    ]);
  });
});
