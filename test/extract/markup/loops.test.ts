import { describe, expect, it } from 'vitest';
import { decodeMarkup } from '../../../src/decode/template/markup.js';
import type { Dialect } from '../../../src/extract/markup/dialects.js';
import { readMarkup } from '../../../src/extract/markup/reading.js';

function rows(dialect: Dialect, markup: string): string[] {
  return readMarkup(decodeMarkup(markup, { xml: true }).nodes, dialect).rows.map(({ list, key }) => `${list}.${key}`);
}

describe('members of rows that a loop shows', () => {
  it.each<[Dialect, string]>([
    ['vue', '<view v-for="(menu, i) in menus"><text>{{menu.name}}</text></view>'],
    ['vue', '<view v-for="menu of page.menus.slice(0, 4)" :title="menu.name"/>'],
    ['vue', '<view v-for="({ name }, i) in menus">{{name}}</view>'],
    ['wechat', '<view wx:for="{{menus}}"><text>{{item.name}}</text></view>'],
    ['wechat', '<view wx:for="{{menus}}" wx:for-item="menu"><text>{{index + menu.name}}</text></view>'],
    ['baidu', '<view s-for="menu, index in menus">{{menu.name}}</view>'],
    ['quickapp', '<div for="{{(index, menu) in menus}}"><text>{{menu.name}}</text></div>'],
    ['quickapp', '<div for="{{menus}}"><text>{{$item.name}}</text></div>'],
    ['html', '<li ng-repeat="menu in menus">{{menu.name}}</li>'],
  ])('%s: %s', (dialect, markup) => {
    expect(rows(dialect, markup)).toEqual(['menus.name']);
  });

  it('of each loop around, and none outside of it', () => {
    expect(
      rows(
        'vue',
        '<view v-for="group in groups"><b>{{group.title}}</b><i v-for="part in group.parts">{{part.text}}{{other.text}}</i></view><u>{{group.name}}</u>',
      ),
    ).toEqual(['groups.title', 'parts.text']);
  });
});
