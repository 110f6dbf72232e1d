import { describe, expect, it } from 'vitest';
import { decodeMarkup } from '../../../src/decode/template/markup.js';
import type { Dialect } from '../../../src/extract/markup/dialects.js';
import { readMarkup } from '../../../src/extract/markup/reading.js';

function numbered(dialect: Dialect, markup: string): string[] {
  return readMarkup(decodeMarkup(markup, { xml: true }).nodes, dialect).numbered.map(
    ({ list, members }) => `${list}: ${members.join(' ')}`,
  );
}

describe('lists whose rows show which place they have', () => {
  it.each<[Dialect, string]>([
    ['wechat', '<view wx:for="{{tops}}"><text>{{index + 1}}</text><text>{{item.name}}</text><text>{{item.score}}</text></view>'],
    ['wechat', '<view wx:for="{{tops}}" wx:for-item="t" wx:for-index="i">第{{i+1}}名 {{t.name}} {{t.score}}</view>'],
    [
      'wechat',
      '<view wx:for="{{tops}}"><image wx:if="{{index < 3}}" src="/m.png"/>{{item.name}}<text>{{item.score}}</text></view>',
    ],
    ['vue', '<view v-for="(t, i) in tops" :key="t.id"><text>{{ i + 4 }}</text>{{ t.name }} {{ t.score }}</view>'],
    ['vue', '<view v-for="({ name, score }, i) in tops">{{ 1 + i }} {{ name }} {{ score }}</view>'],
    ['vue', '<view v-for="(t, i) in tops"><image :src="medals[i]"/>{{ t.name }} {{ t.score }}</view>'],
    ['quickapp', '<div for="{{(i, t) in tops}}"><text>{{i + 1}}</text><text>{{t.name}}</text><text>{{t.score}}</text></div>'],
    ['quickapp', '<div for="{{tops}}"><text>{{$idx + 1}}</text><text>{{$item.name}}</text><text>{{$item.score}}</text></div>'],
    ['wechat', '<view wx:for="{{tops}}"><text>{{item.rank}}</text><text>{{item.name}}</text><text>{{item.score}}</text></view>'],
    ['vue', '<view v-for="t in tops">第{{ t.rankNo }}名 {{ t.name }} {{ t.score }}</view>'],
    [
      'vue',
      '<view>{{ tops[1].name }}{{ tops[1].score }}</view><view>{{ tops[0].name }}{{ tops[0].score }}</view><view>{{ tops[2].name }}{{ tops[2].score }}</view>',
    ],
  ])('%s: %s', (dialect, markup) => {
    expect(numbered(dialect, markup)).toEqual(['tops: name score']);
  });

  it.each<[string, Dialect, string]>([
    ['a key', 'vue', '<view v-for="(t, i) in tops" :key="i + 1">{{ t.name }} {{ t.score }}</view>'],
    ['a place nobody sees', 'vue', '<view v-for="t in tops" :data-rank="t.rank">{{ t.name }} {{ t.score }}</view>'],
    ['one member', 'vue', '<view v-for="(t, i) in chapters" :data-id="t.id">{{ i + 1 }}. {{ t.title }}</view>'],
    [
      'the index of another loop',
      'vue',
      '<b v-for="(g, i) in groups">{{ i + 1 }}<i v-for="t in g.tops">{{ t.name }} {{ t.score }}</i></b>',
    ],
    ['a member called index', 'vue', '<view v-for="t in tops">{{ t.index + 1 }} {{ t.name }} {{ t.score }}</view>'],
    ['two of three places', 'vue', '<view>{{ tops[0].name }}{{ tops[0].score }}{{ tops[1].name }}{{ tops[1].score }}</view>'],
  ])('not by %s', (_, dialect, markup) => {
    expect(numbered(dialect, markup)).toEqual([]);
  });
});
