import { describe, expect, it } from 'vitest';
import { decodeMarkup } from '../../../src/decode/template/markup.js';
import type { Dialect } from '../../../src/extract/markup/dialects.js';
import { type MarkupReading, readMarkup } from '../../../src/extract/markup/reading.js';

const XML = new Set<Dialect>(['wechat', 'alipay', 'baidu', 'bytedance', 'qq', 'jsx']);

function read(dialect: Dialect, source: string): MarkupReading {
  return readMarkup(decodeMarkup(source, { xml: XML.has(dialect) }).nodes, dialect);
}

/** `position: words → action target` */
function texts(dialect: Dialect, source: string): string[] {
  return read(dialect, source).texts.map(
    ({ position, value, action, target }) => `${position}: ${value}${action ? ` → ${action} ${target}` : ''}`,
  );
}

function handlers(dialect: Dialect, source: string): string[] {
  return read(dialect, source).handlers.map(({ event, expression, text }) => `${event} ${expression}${text ? ` (${text})` : ''}`);
}

describe('positions of texts', () => {
  it.each<[Dialect, string, string[]]>([
    ['wechat', '<button bindtap="sign">立即签到</button>', ['button: 立即签到 → handler sign']],
    ['wechat', '<view bindtap="go"><image/><text>外勤打卡</text></view>', ['button: 外勤打卡 → handler go']],
    ['wechat', '<navigator url="/pages/rank/rank">积分排行</navigator>', ['menu: 积分排行 → navigate /pages/rank/rank']],
    ['wechat', '<navigation-bar title="每日签到"/>', ['page-title: 每日签到']],
    [
      'wepy',
      '<Modal sureBtnText="添加完成" placeholderText2="金额" type="收入" aria-label="弹窗" class="modal"></Modal>',
      ['button: 添加完成', 'placeholder: 金额'],
    ],
    ['chameleon', '<button c-bind:tap="punch" text="打卡"></button>', ['button: 打卡 → handler punch']],
    [
      'wechat',
      '<cu-custom isBack="{{true}}"><view slot="backText">返回</view><view slot="content">意见反馈</view></cu-custom>',
      ['button: 返回', 'page-title: 意见反馈'],
    ],
    [
      'vue',
      '<uni-nav-bar><template #left><view>返回</view></template><view>签到</view></uni-nav-bar>',
      ['button: 返回', 'page-title: 签到'],
    ],
    // Translations asked for by the Chinese text itself.
    ['wechat', `<button bindtap="sign">{{_t['立即签到']}}</button>`, ['button: 立即签到 → handler sign']],
    ['wechat', `<view>{{list.length}}{{_t["人觉得很赞"]}}</view>`, ['label: {list.length}人觉得很赞', 'label: 人觉得很赞']],
    ['wechat', `<van-tab title="{{lang['排行榜']}}"/>`, ['tab: 排行榜']],
    ['vue', `<text>{{ $t('连续签到') }}{{ n }}{{ t('天') }}</text>`, ['label: 连续签到{n}天', 'label: 连续签到', 'label: 天']],
    ['wechat', `<text>{{rows['0'] ? '是' : '否'}}</text>`, ['label: 是', 'label: 否']],
    ['wechat', '<input placeholder="请输入姓名"/>', ['placeholder: 请输入姓名']],
    ['wechat', '<van-tabbar-item>我的</van-tabbar-item>', ['tab: 我的']],
    [
      'wechat',
      '<van-dialog title="提示" message="请先打卡" confirm-button-text="去打卡"/>',
      ['dialog: 提示', 'dialog: 请先打卡', 'button: 去打卡'],
    ],
    ['wechat', '<view wx:for="{{rows}}"><text>积分</text>{{item.n}}</view>', ['list: 积分{item.n}']],
    ['wechat', '<van-cell title="线索举报" is-link url="/pages/tip/tip"/>', ['menu: 线索举报 → navigate /pages/tip/tip']],
    ['wechat', '<radio>每天</radio>', ['option: 每天']],
    ['wechat', `<view>${'字'.repeat(61)}</view>`, [`article: ${'字'.repeat(61)}`]],
    ['vue', `<view @click="go('/pages/sign/index')">签到</view>`, ['menu: 签到 → navigate /pages/sign/index']],
    ['vue', '<li v-for="a in b">{{a.t}}名</li>', ['list: {a.t}名']],
    ['vue', '<el-table-column label="在线时长"/>', ['label: 在线时长']],
    [
      'alipay',
      '<view onTap="go">打卡</view><view a:for="{{r}}">第{{item}}名</view>',
      ['button: 打卡 → handler go', 'list: 第{item}名'],
    ],
    [
      'baidu',
      '<view bindtap="go">打卡</view><view s-for="i in r">第{{i}}名</view>',
      ['button: 打卡 → handler go', 'list: 第{i}名'],
    ],
    ['quickapp', '<text onclick="go">打卡</text>', ['button: 打卡 → handler go']],
    ['quickapp', '<input type="button" value="立即签到" onclick="sign"/>', ['button: 立即签到 → handler sign']],
    ['quickapp', '<text for="{{rows}}">{{$item.n}}分</text>', ['list: {$item.n}分']],
    ['jsx', '<View onClick="handleSign"><Text>签到</Text></View>', ['button: 签到 → handler handleSign']],
  ])('%s %s', (dialect, source, expected) => {
    expect(texts(dialect, source)).toEqual(expected);
  });
});

describe('bound texts', () => {
  it.each<[string, string[]]>([
    [`<text>{{done ? '已签到' : "立即签到"}}</text>`, ['label: 已签到', 'label: 立即签到']],
    [`<text>{{a == '甲' ? '乙' : m['丙']}}</text>`, ['label: 乙']],
    [`<text>{{ '在线' + n + '分钟' }}</text>`, ['label: 在线{n}分钟']],
    ['<text>第{{rank}}名，共 {{n}} 人</text>', ['label: 第{rank}名，共 {n} 人']],
    [`<view title="{{late ? '迟到' : '正常'}}"/>`, ['label: 迟到', 'label: 正常']],
    [`<view class="{{on ? '开' : '关'}}">{{}}</view>`, []],
  ])('%s', (source, expected) => {
    expect(texts('wechat', source)).toEqual(expected);
  });

  it('in Vue attributes', () => {
    expect(texts('vue', `<uni-nav-bar :title="t ? '签到' : '签退'"/>`)).toEqual(['page-title: 签到', 'page-title: 签退']);
  });

  it('know where they stand', () => {
    const source = '<view title="标题">\n  <text>甲{{a}}</text></view>';
    expect(read('wechat', source).texts.map(({ value, offset }) => [value, source.slice(offset, offset + 2)])).toEqual([
      ['标题', '标题'],
      ['甲{a}', '甲{'],
    ]);
  });
});

describe('handlers', () => {
  it.each<[Dialect, string, string[]]>([
    [
      'wechat',
      '<view bind:tap="a" catchtap="b" capture-bind:touchstart="c" mut-bind:tap="d" bind:click-icon="e"/>',
      ['tap a', 'tap b', 'touchstart c', 'tap d', 'click-icon e'],
    ],
    ['wechat', "<button bindtap=\"{{ busy ? '' : 'sign' }}\">签到</button>", ["tap busy ? '' : 'sign' (签到)"]],
    ['alipay', '<view onTap="a" catchTap="b"/>', ['Tap a', 'Tap b']],
    ['vue', '<view @click.stop="a" v-on:change="b(1)" @tap=""/>', ['click a', 'change b(1)']],
    ['quickapp', '<text onclick="a(1)" @change="b"/>', ['click a(1)', 'change b']],
    ['jsx', '<View onClick="a"/>', ['Click a']],
  ])('%s %s', (dialect, source, expected) => {
    expect(handlers(dialect, source)).toEqual(expected);
  });

  it('of uni-app are found behind `__e`', () => {
    const options = (table: string): string => `<view bindtap="__e" data-event-opts="{{${table}}}">签到</view>`;
    expect(handlers('wechat', options("[['^tap',[['sign']]],['change',[['x']]]]"))).toEqual(['tap sign (签到)']);
    expect(handlers('wechat', options("[['tap',[['go',['$event',1,'../a/b']]]]]"))).toEqual([
      "tap go($event, 1, '../a/b') (签到)",
    ]);
    expect(handlers('wechat', options("[['tap',[['sign',['$event']]]]]"))).toEqual(['tap sign (签到)']);
    expect(handlers('wechat', options('broken ['))).toEqual(['tap __e (签到)']);
    const alipay = `<view onTap="__e" onScrollToLower="__e" data-event-opts="{{[['tap',[['sign']]],['scrollToLower',[['more']]]]}}"/>`;
    expect(handlers('alipay', alipay)).toEqual(['Tap sign', 'ScrollToLower more']);
  });
});

describe('what a template has besides words', () => {
  it('no platform element that rich text may name', () => {
    const tree = `<view wx:if="{{n.name == 'img'}}"/><ad wx:elif="{{n.name=='ad'}}" unit-id="{{n.attrs['unit-id']}}"/>
      <ad wx:if="{{mode == 'ad'}}" unit-id="adunit-1"/>`;
    expect(read('wechat', tree).platform).toMatchObject([{ name: '<ad>', attributes: { 'unit-id': 'adunit-1' } }]);
  });

  it('platform elements and open types', () => {
    const { platform } = read(
      'wechat',
      '<camera/><web-view src="{{u}}"/><button open-type="share"/><navigator open-type="switchTab" url="/a/b"/>',
    );
    expect(platform.map(({ name }) => name)).toEqual(['<camera>', '<web-view>', 'open-type=share']);
  });

  it('a button that waits for something', () => {
    const source =
      '<button bindtap="sign" disabled="{{!photos.length}}">签到</button><input disabled="{{a}}"/><button disabled>无</button>';
    expect(read('wechat', source).disabled).toEqual([
      { expression: '{{!photos.length}}', offset: source.indexOf('{{!photos'), element: 'button', text: '签到', handler: 'sign' },
    ]);
    expect(read('vue', '<u-button :disabled="!ok" @click="go">交</u-button>').disabled).toMatchObject([
      { expression: '!ok', handler: 'go' },
    ]);
  });

  it('fields, whether they are required, and their labels', () => {
    expect(
      read(
        'wechat',
        '<view>*照片</view><van-uploader/><text>备注</text><textarea model:value="{{note}}"/><van-field label="姓名" required value="{{ n }}"/><input type="button"/>',
      ).inputs.map(({ type, required, label, model }) => ({ type, required, label, model })),
    ).toEqual([
      { type: 'upload', required: true, label: '*照片', model: undefined },
      { type: 'textarea', required: false, label: '备注', model: 'note' },
      { type: 'text', required: true, label: '姓名', model: 'n' },
    ]);
    expect(read('vue', '<input v-model="form.name"><el-select :required="false"/>').inputs).toMatchObject([
      { type: 'text', model: 'form.name', required: false },
      { type: 'picker', required: false },
    ]);
  });

  it('links, in attributes and in handlers', () => {
    expect(
      read(
        'vue',
        `<navigator url="/pages/a/a"/><router-link to="/rank"/><view @click="go('/pages/b/b')"/><navigator :url="'/pages/c/c?id=' + id"/><a href="javascript:;"/>`,
      ).navigations.map(({ url }) => url),
    ).toEqual(['/pages/a/a', '/rank', '/pages/b/b', '/pages/c/c?id=']);
  });

  it('imports and components', () => {
    const source = '<import src="../a.wxml"/><include src="b.wxml"/><my-card score="{{n}}"/><view/>';
    const reading = read('wechat', source);
    expect(reading.imports).toEqual([
      { src: '../a.wxml', offset: 0 },
      { src: 'b.wxml', offset: source.indexOf('<include') },
    ]);
    expect(reading.components).toEqual([{ name: 'my-card', offset: source.indexOf('<my-card'), attributes: { score: '{{n}}' } }]);
  });
});
