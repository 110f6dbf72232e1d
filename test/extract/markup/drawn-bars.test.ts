import { describe, expect, it } from 'vitest';
import { decodeMarkup } from '../../../src/decode/template/markup.js';
import type { Dialect } from '../../../src/extract/markup/dialects.js';
import { readMarkup } from '../../../src/extract/markup/reading.js';

function titles(dialect: Dialect, source: string): string[] {
  const nodes = decodeMarkup(source, { xml: dialect === 'wechat' || dialect === 'jsx' }).nodes;
  return readMarkup(nodes, dialect)
    .texts.filter(({ position }) => position === 'page-title')
    .map(({ value }) => value);
}

describe('the title in a bar that a page draws for itself', () => {
  it.each<[string, Dialect, string]>([
    [
      'beside a way back',
      'vue',
      '<view class="page"><view class="head"><view @tap="backs()"><text>&#xe601;</text></view><view>巡查上报</view><view/></view><view>内容</view></view>',
    ],
    ['under a status bar', 'wechat', '<view/><view><image bindtap="goBack"/><text> 巡查上报 </text></view><view>内容</view>'],
    [
      'with a word on the way back',
      'vue',
      '<div><div><span @click="$router.go(-1)">返回</span><h3>巡查上报</h3></div><p>内容</p></div>',
    ],
    [
      'with a button at the right',
      'vue',
      '<view><view><u-icon @click="back"/><text>巡查上报</text><text @click="log">记录</text></view></view>',
    ],
    ['by the platform', 'wechat', '<view><navigator open-type="navigateBack"><image/></navigator><view>巡查上报</view></view>'],
    ['in JSX', 'jsx', '<View><View><Image onClick="handleBack"/><Text>巡查上报</Text></View></View>'],
    [
      'compiled by uni-app',
      'wechat',
      `<view><view><view data-event-opts="{{[['tap',[['goBack',['$event']]]]]}}" bindtap="__e"></view><view>巡查上报</view></view></view>`,
    ],
  ])('%s', (_case, dialect, source) => {
    expect(titles(dialect, source)).toEqual(['巡查上报']);
  });

  it.each<[string, Dialect, string]>([
    ['a way back below the words', 'vue', '<view><view>提交成功</view><button @click="goBack">返回</button></view>'],
    ['a function that calls back', 'vue', '<view><view><image @click="callback"/><text>巡查上报</text></view></view>'],
    ['a sentence', 'vue', '<view><image @click="back"/><text>请在规定的时间以内完成本次的巡查上报</text></view>'],
    ['a whole page in one box', 'vue', '<view><image @click="back"/><view>姓名</view><view>电话</view><view>地址</view></view>'],
    ['a title known as the page runs', 'vue', '<view><image @click="back"/><text>{{ title }}</text></view>'],
  ])('not %s', (_case, dialect, source) => {
    expect(titles(dialect, source)).toEqual([]);
  });
});
