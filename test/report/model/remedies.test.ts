import { beforeAll, describe, expect, it } from 'vitest';
import { loadPacks } from '../../../src/check/index.js';
import { numberedEvidence } from '../../../src/report/model/evidence.js';
import { remediesOf } from '../../../src/report/model/remedies.js';
import { wordsOf } from '../../../src/report/model/words/index.js';
import type { Evidence, ResultDocument } from '../../../src/result.js';
import { scanInput } from '../../../src/scan.js';
import { packedResult, sampleResult } from '../../support/sample-result.js';

/** What is to be done about such a gate. */
function changeOfGate(gate: Evidence['gate']): string | undefined {
  const document = sampleResult();
  for (const { contexts } of document.items)
    for (const { evidence } of contexts)
      for (const piece of evidence) if (piece.kind === 'gate') Object.assign(piece, { gate, subject: 'photo' });
  const found = remedies(document, '14-2-check-in').flatMap(([, , actions]) => actions);
  return found.find((action) => action.includes('提交校验'));
}

/** Screen, verdict and changes of every remedy of an item. */
function remedies(document: ResultDocument, rule: string | undefined, lang: 'zh' | 'en' = 'zh'): [string, string, string[]][] {
  return remediesOf(document, numberedEvidence(document, wordsOf(lang)), wordsOf(lang))
    .filter(({ item }) => item?.rule === rule)
    .map(({ where, verdict, actions }) => [where, verdict, actions.map(({ text }) => text)]);
}

describe('remedies of a real package', () => {
  let grid: ResultDocument;
  beforeAll(() => {
    grid = scanInput('fixtures/packages/android-grid.apk', { packs: loadPacks('rules') });
  });

  it('name the screen, and what is on it: control, gate with its message, endpoint', () => {
    expect(remedies(grid, '14-2-check-in')).toMatchInlineSnapshot(`
      [
        [
          "打卡签到（cn.example.grid.checkin.CheckInActivity）",
          "found",
          [
            "取消提交校验“不在签到范围内,请到现场签到”（距离），使 ApiClient.post 不以此为条件",
            "移除按钮文字“立即签到”及其所到的功能",
            "取消提示消息“签到成功”",
            "取消页面文字“迟到{}分钟”",
            "取消页面文字“已签到”",
            "取消页面文字“未签到”",
            "取消页面文字“签到范围:所属网格500米内,迟到计入月度考勤”",
            "停止调用接口 POST /grid/attendance/signIn，服务端同步下线",
          ],
        ],
      ]
    `);
    expect(remedies(grid, '14-2-online-time')).toMatchInlineSnapshot(`
      [
        [
          "在线学习（cn.example.grid.study.StudyActivity）",
          "found",
          [
            "取消页面文字“累计学习时长:{}分钟”",
            "停止 onResume→onPause 的计时，不再送往 /study/time",
            "不再向接口 POST /study/time 上报时长",
          ],
        ],
      ]
    `);
    expect(remedies(grid, '14-4-trace-upload')).toMatchInlineSnapshot(`
      [
        [
          "打卡签到（cn.example.grid.checkin.CheckInActivity）",
          "suspected",
          [
            "去掉提交校验“不在签到范围内,请到现场签到”（距离）：不满足时也继续执行 ApiClient.post",
            "取消提示消息“签到成功”",
            "提交到 POST /grid/attendance/signIn 时，照片、视频、位置不作为必填内容",
            "android.location.Location.distanceBetween 只在使用人员主动选择时调用，拒绝授权不影响提交",
            "android.location.LocationManager.getLastKnownLocation 只在使用人员主动选择时调用，拒绝授权不影响提交",
            "android.location.LocationManager.requestSingleUpdate 只在使用人员主动选择时调用，拒绝授权不影响提交",
          ],
        ],
        [
          "巡查上报（cn.example.grid.report.ReportActivity）",
          "suspected",
          [
            "去掉提交校验“请上传现场照片”（照片）：不满足时也继续执行 ApiClient.upload",
            "页面文字“现场照片:{}张”改为选填，并在界面上注明",
            "页面文字“现场照片(必传)”改为选填，并在界面上注明",
            "提交到 POST /file/upload 时，照片、视频、位置不作为必填内容",
            "提交到 POST /event/report 时，照片、视频、位置不作为必填内容",
            "cn.example.grid.net.ApiClient.upload 只在使用人员主动选择时调用，拒绝授权不影响提交",
            "android.provider.MediaStore.ACTION_IMAGE_CAPTURE 只在使用人员主动选择时调用，拒绝授权不影响提交",
          ],
        ],
      ]
    `);
  });

  it('say the same in English', () => {
    expect(remedies(grid, '14-4-trace-upload', 'en')).toMatchInlineSnapshot(`
      [
        [
          "打卡签到 (cn.example.grid.checkin.CheckInActivity)",
          "suspected",
          [
            "Remove the submit gate "不在签到范围内,请到现场签到" (distance): ApiClient.post goes on without it as well",
            "Drop the toast "签到成功"",
            "Let POST /grid/attendance/signIn accept a submission without photo, video or location",
            "Call android.location.Location.distanceBetween only where the user chooses to; a refusal must not stop the submission",
            "Call android.location.LocationManager.getLastKnownLocation only where the user chooses to; a refusal must not stop the submission",
            "Call android.location.LocationManager.requestSingleUpdate only where the user chooses to; a refusal must not stop the submission",
          ],
        ],
        [
          "巡查上报 (cn.example.grid.report.ReportActivity)",
          "suspected",
          [
            "Remove the submit gate "请上传现场照片" (photo): ApiClient.upload goes on without it as well",
            "Make what the page text "现场照片:{}张" asks for optional, and say so on the screen",
            "Make what the page text "现场照片(必传)" asks for optional, and say so on the screen",
            "Let POST /file/upload accept a submission without photo, video or location",
            "Let POST /event/report accept a submission without photo, video or location",
            "Call cn.example.grid.net.ApiClient.upload only where the user chooses to; a refusal must not stop the submission",
            "Call android.provider.MediaStore.ACTION_IMAGE_CAPTURE only where the user chooses to; a refusal must not stop the submission",
          ],
        ],
      ]
    `);
  });

  it('are never the stock sentence alone where something was found', () => {
    const stock = new Set(grid.items.map(({ advice }) => advice));
    const all = remediesOf(grid, numberedEvidence(grid, wordsOf('zh')), wordsOf('zh')).filter(
      ({ item }) => item?.kind === 'prohibition',
    );
    expect(all.length).toBeGreaterThan(4);
    for (const { actions } of all) expect(actions.every(({ text }) => !stock.has(text))).toBe(true);
    for (const { actions } of all) expect(actions.every(({ evidence }) => evidence !== undefined)).toBe(true);
  });
});

describe('remedies', () => {
  it('of a missing function name what is missing, and the screen it could go to', () => {
    expect(remedies(sampleResult(), '18-3-complaint-track')).toEqual([
      [
        '整个应用',
        'absent',
        [
          '补充“入口”',
          '补充“在线提交”',
          '增加投诉建议入口，提供受理编号、进度查询、处理答复、回访评价。',
          '可在已有的页面 投诉建议（pages/feedback/index） 上补充',
        ],
      ],
    ]);
  });

  it('of a limit say what to hand in', () => {
    expect(remedies(packedResult(), undefined)).toEqual([
      [
        '代码已加固',
        'undetermined',
        ['应用代码已由 360 加固加密（libjiagu.so），其中 98% 的类不可读。请提交未加固的同版本安装包。'],
      ],
    ]);
  });

  it('give the verdict of the screen, not of the item', () => {
    expect(remedies(sampleResult(), '14-2-check-in').map(([, verdict]) => verdict)).toEqual(['found', 'suspected']);
  });
});

it.each<[NonNullable<Evidence['gate']>, string]>([
  [{ shape: 'empty', message: '请先拍照', guards: 'wx.request' }, '取消提交校验“请先拍照”（照片），使 wx.request 不以此为条件'],
  [{ shape: 'disabled', message: '保存', guards: 'save' }, '取消提交校验“保存”（照片），使 save 不以此为条件'],
  [{ shape: 'disabled', guards: 'button' }, '取消提交校验（照片），使 提交 不以此为条件'],
  [
    { shape: 'required-rule', message: '请选择照片', guards: 'form.photo' },
    '取消提交校验“请选择照片”（照片），使 提交 不以此为条件',
  ],
])('a gate %j', (gate, change) => {
  expect(changeOfGate(gate)).toBe(change);
});
