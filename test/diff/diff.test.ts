import { describe, expect, it } from 'vitest';
import { loadPacks } from '../../src/check/index.js';
import { compareResults } from '../../src/diff/index.js';
import { differenceText } from '../../src/diff/text.js';
import { workingDaysBefore } from '../../src/diff/working-days.js';
import { scanInput } from '../../src/scan.js';

const packs = loadPacks('rules');
const scan = (name: string) => scanInput(`fixtures/packages/${name}`, { packs });
const clean = scan('android-grid-clean.apk');
const grid = scan('android-grid.apk');

describe('two versions', () => {
  const difference = compareResults(clean, grid, '2026-12-20');

  it('differ in screens by id, permissions, endpoints', () => {
    expect(difference.sameApp).toBe(true);
    expect(difference.screens.added).toEqual([
      'cn.example.grid.checkin.CheckInActivity（打卡签到）',
      'cn.example.grid.rank.RankActivity（积分排名）',
      'cn.example.grid.report.ReportActivity（巡查上报）',
      'cn.example.grid.study.StudyActivity（在线学习）',
    ]);
    expect(difference.permissions).toEqual({ added: ['android.permission.ACCESS_FINE_LOCATION'], removed: [] });
    expect(difference.endpoints.added).toContain('POST /grid/attendance/signIn');
  });

  it('differ in verdicts, each with the screens that make it', () => {
    const checkIn = difference.verdicts.find(({ rule }) => rule === '14-2-check-in');
    expect(checkIn).toEqual({
      rule: '14-2-check-in',
      clause: '第十四条第（二）项',
      title: '打卡签到',
      from: 'not-found',
      to: 'found',
      added: ['打卡签到（cn.example.grid.checkin.CheckInActivity）'],
      removed: [],
    });
    expect(difference.verdicts.some(({ rule }) => rule === '14-5-commerce')).toBe(false);
  });

  it('give reasons to look at Art. 11 and the last day to file', () => {
    expect(new Set(difference.major.map(({ kind }) => kind))).toEqual(
      new Set(['worse-verdict', 'lost-duty', 'new-function', 'new-permission']),
    );
    expect(difference.fileBy).toBe('2026-12-07');
    const text = differenceText(difference);
    expect(text).toContain('打卡签到　第十四条第（二）项　未发现 → 发现');
    expect(text).toContain('最迟应在 2026-12-07 提交备案变更申请');
  });

  it('the better way round are no reason', () => {
    const back = compareResults(grid, clean);
    expect(back.major.filter(({ kind }) => kind === 'worse-verdict' || kind === 'lost-duty')).toEqual([]);
    expect(back.fileBy).toBeUndefined();
  });
});

it('two builds of one source do not differ in verdicts or findings', () => {
  const obfuscated = compareResults(grid, scan('android-obfuscated.apk'));
  expect(obfuscated.verdicts).toEqual([]);
  expect(obfuscated.screens).toEqual({ added: [], removed: [] });
  expect(obfuscated.major).toEqual([]);
});

it('one app under two ids is told', () => {
  const other = { ...grid, package: { ...grid.package, id: 'cn.example.other' } };
  expect(compareResults(grid, other).sameApp).toBe(false);
  expect(differenceText(compareResults(grid, other))).toContain('应用标识不同');
});

describe('working days', () => {
  it.each([
    ['2026-12-21', 10, '2026-12-07'],
    ['2026-12-18', 1, '2026-12-17'],
    ['2026-12-21', 1, '2026-12-18'],
    ['2027-01-04', 5, '2026-12-28'],
  ])('%s less %i', (day, count, expected) => expect(workingDaysBefore(day, count)).toBe(expected));
});
