import type { ResultDocument } from '../../src/result.js';
import { complaint, context, dutyElements, elements, evidence, HASH, item, online, onlineTime, SCRIPT } from './sample-parts.js';

const LIMIT = '配置登记的 6 个页面中有 2 个没有对应文件（pages/rank/index、pages/report/index），未能检查。请补交缺少的分包。';

/** A result with every verdict, two screens, a limit, an oddity and a third-party finding. */
export function sampleResult(over: Partial<ResultDocument> = {}): ResultDocument {
  return {
    schemaVersion: '1.0.0',
    tool: { name: 'jianfu', version: '0.1.0', packs: [{ id: 'zw-2026', version: '0.1.0', digest: HASH }] },
    package: {
      carrier: 'wechat',
      form: 'package',
      id: 'wx0123456789abcdef',
      name: '示例网格通',
      versionName: '2.3.1',
      versionCode: '231',
      file: 'grid.wxapkg',
      format: 'wxapkg',
      size: 1_234_567,
      sha256: HASH,
      sm3: HASH.split('').reverse().join(''),
      signature: {
        schemes: ['v1', 'v2'],
        certificates: [{ sha256: HASH, subject: 'CN=示例, O=示例单位', notAfter: '2049-01-01T00:00:00Z' }],
      },
      hosts: ['native'],
    },
    coverage: {
      entries: 120,
      scripts: { total: 30, parsed: 29, failed: 1, thirdParty: 4 },
      templates: { total: 6, parsed: 6, failed: 0 },
      dex: { files: 0, classes: 0, ownClasses: 0, methodsRead: 0 },
      screens: { total: 6, reachable: 4 },
      texts: 245,
      requests: 18,
      bytesInflated: 2_345_678,
    },
    limits: [
      {
        reason: 'missing-subpackage',
        hides: ['code', 'screens', 'texts'],
        detail: LIMIT,
        at: { path: 'grid.wxapkg!app-config.json' },
        share: 0.333,
      },
      { reason: 'parse-failed', hides: ['code'], detail: '一个脚本未能解析', at: { path: SCRIPT, line: 3 }, share: 0.004 },
    ],
    tampering: [{ trick: 'duplicate-name', detail: '包内有两个同名文件', at: { path: 'grid.wxapkg!app.json' } }],
    items: [
      item('14-2-check-in', '打卡签到', 'found', {
        elements,
        contexts: [
          context(),
          context({
            screen: 'package',
            title: undefined,
            reachable: 'unknown',
            verdict: 'suspected',
            elements: elements.map((element) => ({ ...element, status: 'review' })),
            evidence: [evidence('feature', { owner: 'third-party', excerpt: undefined })],
          }),
        ],
        questions: ['使用人员是否必须签到，不签到有何后果？', '是否属于安保、应急等特殊场景规定，依据文件是什么？'],
      }),
      item('14-2-points-ranking', '积分排名', 'undetermined', { reason: LIMIT }),
      item('14-2-online-time', '统计在线时长', 'suspected', {
        elements: online,
        contexts: [onlineTime],
        questions: ['学习时长是否计入考评，由谁查看？'],
      }),
      item('14-4-engagement-metrics', '以点赞、投票、转发、学习时长为考评依据', 'not-found', {
        clause: '第十四条第（四）项',
        contexts: [context({ verdict: 'not-found', evidence: [evidence('feature', { what: '“点赞”', excerpt: undefined })] })],
      }),
      item('14-5-commerce', '从事经营性活动', 'not-applicable', { clause: '第十四条第（五）项' }),
      item('18-1-complaint-entry', '投诉建议入口', 'present', { elements: dutyElements, contexts: [complaint('present')] }),
      item('18-2-complaint-accept', '投诉建议在线受理', 'likely-present', {
        elements: dutyElements,
        contexts: [complaint('likely-present')],
      }),
      item('18-3-complaint-track', '投诉建议跟踪反馈', 'absent', {
        contexts: [complaint('absent')],
      }),
      item('15-distribution', '分发渠道', 'note', { clause: '第十五条', kind: 'note' }),
    ],
    inventory: {
      screens: [{ id: 'pages/sign/index', title: '打卡签到', reachable: 'yes', from: ['app'], grassroots: ['网格'] }],
      permissions: [
        {
          name: 'scope.userLocation',
          usedBy: [{ what: 'wx.getLocation', at: { path: 'pages/sign/index.js', line: 12 } }],
          uses: 1,
        },
        { name: 'scope.record', usedBy: [], uses: 0 },
        { name: 'scope.address' },
      ],
      sdks: [{ name: '示例组件库', category: 'ui', called: true }],
      endpoints: [{ method: 'POST', path: '{}/api/attendance/checkin', via: 'wx.request' }],
      endpointGroups: [{ group: '{}/attendance/', endpoints: 1, screens: ['pages/sign/index'] }],
    },
    declaration: null,
    suppressions: [],
    reviews: [],
    run: {
      startedAt: '2026-03-05T08:30:00.000Z',
      durationMs: 1234,
      host: { node: 'v20.20.2', platform: 'linux-x64' },
      timings: { open: 10, extract: 1000, check: 200 },
    },
    ...over,
  };
}

const PACKED = '应用代码已由 360 加固加密（libjiagu.so），其中 98% 的类不可读。请提交未加固的同版本安装包。';

/** A packed Android package: nothing can be said, and nothing reads as clean. */
export function packedResult(): ResultDocument {
  const sample = sampleResult();
  const { coverage } = sample;
  return {
    ...sample,
    package: {
      ...sample.package,
      carrier: 'android',
      id: 'cn.example.grid',
      name: '示例网格通',
      minSdk: '21',
      targetSdk: '33',
      file: 'grid-release.apk',
      format: 'apk',
      signature: { schemes: [], certificates: [] },
    },
    coverage: {
      ...coverage,
      scripts: { total: 0, parsed: 0, failed: 0, thirdParty: 0 },
      templates: { total: 0, parsed: 0, failed: 0 },
      dex: { files: 1, classes: 12, ownClasses: 3, methodsRead: 20 },
      screens: { total: 14, reachable: 1 },
      texts: 2,
      requests: 0,
    },
    limits: [
      {
        reason: 'packed',
        hides: ['code', 'screens', 'texts'],
        detail: PACKED,
        at: { path: 'grid-release.apk!lib/arm64-v8a/libjiagu.so' },
        share: 0.98,
      },
    ],
    tampering: [],
    items: sample.items.map(({ rule, title, clause, kind }) =>
      kind === 'note'
        ? item(rule, title, 'none', { clause, kind })
        : item(rule, title, 'undetermined', { clause, reason: PACKED }),
    ),
    inventory: { screens: [], permissions: [{ name: 'android.permission.CAMERA' }], sdks: [], endpoints: [] },
  };
}

/** Read in full, and nothing forbidden was seen. */
export function cleanResult(): ResultDocument {
  const sample = sampleResult();
  return {
    ...sample,
    limits: [],
    tampering: [],
    items: sample.items.map(({ rule, title, clause, kind }) =>
      kind === 'duty'
        ? item(rule, title, 'present', { elements: dutyElements, contexts: [complaint('present')] })
        : item(rule, title, kind === 'note' ? 'none' : 'not-found', { clause, kind }),
    ),
  };
}
