import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { extractAndroid } from '../../../src/extract/android/index.js';
import type { Fact, FactKind, FactOf } from '../../../src/facts/types.js';
import { openInput } from '../../../src/open/index.js';

const { facts } = extractAndroid(
  openInput(fileURLToPath(new URL('../../../fixtures/packages/android-compose.apk', import.meta.url))),
)!;
const of = <K extends FactKind>(kind: K): FactOf<K>[] => facts.filter((fact: Fact): fact is FactOf<K> => fact.kind === kind);
const MAIN = 'cn.example.grid.MainActivity';

describe('an app in Compose', () => {
  it('each route is a screen, reached by who navigates to it, not by the graph that names it', () => {
    const screens = of('screen').map(({ id, title, reachable, from }) => `${id} ${title} ${reachable} ${from.join()}`);
    expect(screens.sort()).toEqual([
      `check_in 打卡签到 yes ${MAIN}`,
      `${MAIN} undefined yes app`,
      'confirm undefined yes check_in',
      `home 网格首页 yes ${MAIN}`,
      'rank 积分排名 yes home',
      'task/{id} undefined yes home',
      'unused undefined no ',
    ]);
  });

  it('a text stands where the composable around it draws it, on its own destination alone', () => {
    const texts = of('text').map(({ screens, position, value }) => `${screens.join()} ${position} ${value}`);
    expect(texts.sort()).toEqual([
      ' app-name 网格组合',
      'check_in button 立即签到',
      'check_in label 备注',
      'check_in page-title 打卡签到',
      'check_in placeholder 请输入备注',
      `${MAIN} tab 打卡`,
      `${MAIN} tab 首页`,
      'confirm label 确认提交签到吗',
      'home button 今日任务',
      'home button 查看排名',
      'home page-title 网格首页',
      'rank page-title 积分排名',
      'task/{id} button 知道了',
      'task/{id} dialog 任务已超期',
      'task/{id} dialog 温馨提示',
      'task/{id} label 任务详情',
      'unused label 没有入口的页面',
    ]);
  });

  it('what draws is no handler of a tap', () => {
    expect(of('text').filter(({ linked }) => linked)).toEqual([]);
  });
});
