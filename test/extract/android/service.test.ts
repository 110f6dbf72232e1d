import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import type { Fact, FactKind, FactOf } from '../../../src/facts/types.js';
import { openInput } from '../../../src/open/index.js';

function extract(name: string) {
  const found = extractAndroid(openInput(fileURLToPath(new URL(`../../../fixtures/packages/${name}`, import.meta.url))));
  if (!found) throw new Error(`${name} is no Android package`);
  const of = <K extends FactKind>(kind: K): FactOf<K>[] =>
    found.facts.filter((fact: Fact): fact is FactOf<K> => fact.kind === kind);
  return { ...found, of };
}

function short(name: string): string {
  return name.replace(/^.*\./, '');
}

/** `position words` of what a screen shows. */
function textsOf({ of }: ReturnType<typeof extract>, screen: string): string[] {
  const own = of('text').filter(({ screens }) => screens.some((id) => short(id) === screen));
  return own.map(({ position, value, target }) => `${position} ${value}${target ? ` → ${short(target)}` : ''}`).sort();
}

describe.each(['android-service.apk', 'android-service-compact.apk', 'android-service.aab'])('the service app: %s', (name) => {
  const app = extract(name);

  it('finds destinations of navigation graphs, settings, shortcuts and what leads to them', () => {
    const screens = app
      .of('screen')
      .map(({ id, title, reachable, from }) => `${short(id)} ${title} ${reachable} ${from.map(short).join()}`);
    expect(screens.sort()).toEqual([
      'AboutActivity 关于 yes SettingsFragment',
      'CheckInFragment 打卡签到 yes MainActivity',
      'ConfirmDialog 确认提交 yes HomeFragment',
      // In the graph, but no action, item or code leads there.
      'DraftFragment 草稿箱 no ',
      'GuideActivity 办事指南 yes MainActivity',
      'HomeFragment 首页 yes MainActivity',
      'LegacyActivity 旧版积分排名 no ',
      'MainActivity undefined yes app',
      'MineFragment 我的 yes MainActivity',
      // Nothing in the app leads there; a link from outside may.
      'NoticeFragment 通知 unknown ',
      'NoticeListFragment 通知公告 yes MainActivity',
      'NotifySettingsFragment undefined yes SettingsFragment',
      'QuickReportActivity 随手报 yes app',
      'SettingsActivity 设置 yes MineFragment',
      'SettingsFragment undefined yes SettingsActivity',
    ]);
  });

  it('gives menus, tabs and the drawer to the screen that hosts them', () => {
    expect(textsOf(app, 'MainActivity')).toEqual([
      'app-name 工作台',
      'label 欢迎您',
      'menu 办事指南',
      'menu 在线办事 → GuideActivity',
      'menu 通知公告',
      'tab 我的',
      'tab 打卡签到',
      'tab 首页',
    ]);
    expect(textsOf(app, 'NoticeFragment')).toEqual(['label 通知正文', 'menu 分享通知 → onShare', 'page-title 通知']);
  });

  it('follows includes and stubs, reads choices, and adds what only a turned phone shows', () => {
    expect(textsOf(app, 'HomeFragment')).toEqual([
      'label 暂无待办',
      'label 横屏时显示的通报',
      'label 请填写真实姓名',
      'label 请阅读用户协议和隐私政策',
      'option 其他',
      'option 报修',
      'option 政策咨询',
      'option 物业纠纷',
      'option 通知',
      'page-title 首页',
      'placeholder 姓名',
      'placeholder 类别',
      'tab 已办',
      'tab 待办',
      'unknown 拍照上传 → onClick',
    ]);
  });

  it('reads settings: rows that open something, switches, choices, dialogs', () => {
    expect(textsOf(app, 'SettingsFragment')).toEqual([
      'dialog 选择类别',
      'label 已开启',
      'label 有新任务时提醒我',
      'label 消息提醒',
      'label 通用',
      'label 默认类别',
      'menu 关于 → AboutActivity',
      'menu 提醒方式 → NotifySettingsFragment',
      'option 其他',
      'option 报修',
      'option 政策咨询',
      'option 物业纠纷',
      'option 通知',
    ]);
  });

  it('shows the form of a plural that Chinese has', () => {
    expect(textsOf(app, 'MineFragment')).toEqual(['label 个人信息', 'label 已连续签到{}天', 'page-title 我的']);
  });

  it('takes components as the platform does, with what guards them and who may start them', () => {
    const exported = app.of('component').map(({ name: id, exported: open }) => `${short(id)} ${open}`);
    expect(exported.sort()).toEqual([
      'AboutActivity false',
      'GuideActivity true',
      'LegacyActivity false',
      'MainActivity true',
      'NoticeProvider false',
      'QuickReportActivity false',
      'SettingsActivity false',
      'SyncService false',
      'SyncTile true',
      'TaskWidget true',
    ]);
    const flags = app.of('flag').map(({ name: flag, value }) => `${flag} ${value}`);
    expect(flags.filter((flag) => !/^(allowBackup|abi)/.test(flag)).sort()).toEqual([
      'activity-alias cn.example.service.WorkEntry cn.example.service.MainActivity',
      'deep-link https://service.example.cn/notice/{id}',
      'deep-link https://service.example.cn:8443/guide',
      'deep-link https://service.example.cn:8443/help',
      'foregroundServiceType dataSync|location',
      'guarded-by android.permission.BIND_QUICK_SETTINGS_TILE',
      'guarded-by cn.example.service.permission.SYNC',
      'process :sync',
      'queries android.media.action.IMAGE_CAPTURE',
      'queries cn.example.wallet',
      'uses-feature android.hardware.camera (required=false)',
      'uses-permission-max-sdk android.permission.WRITE_EXTERNAL_STORAGE 28',
    ]);
    expect(app.of('limit').filter(({ reason }) => reason !== 'debug-build')).toEqual([]);
    expect(app.of('tamper')).toEqual([]);
  });

  it('has the words of tile and widget, which belong to no screen', () => {
    const outside = app.of('text').filter(({ screens }) => screens.length === 0);
    expect(outside.map(({ position, value }) => `${position} ${value}`).sort()).toEqual([
      'app-name 便民服务',
      'button 立即同步',
      'label 今日待办',
      'label 待办任务',
    ]);
  });
});

it('places a destination and a menu item at their file and line', () => {
  const places = extract('android-service.apk')
    .of('text')
    .filter(({ value, position }) => value === '打卡签到' && position !== 'app-name')
    .map(({ position, at }) => [position, at.path.replace(/^.*!/, ''), at.line]);
  expect(places.sort()).toEqual([
    ['page-title', 'res/navigation/main.xml', 13],
    ['tab', 'res/menu/tabs.xml', 4],
  ]);
});
