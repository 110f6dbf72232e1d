import type { ContextResult, ElementResult, Evidence, Item, Verdict } from '../../src/result.js';

export const HASH = '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef';
export const SCRIPT = 'grid.wxapkg!app-service.js';

export const elements: ElementResult[] = [
  { id: 'feature', title: '功能', status: 'evidenced' },
  { id: 'forced', title: '强制性', status: 'evidenced' },
  { id: 'audience', title: '对象（下级和基层）', status: 'review' },
];

export const dutyElements: ElementResult[] = [
  { id: 'entry', title: '入口', status: 'evidenced' },
  { id: 'submit', title: '在线提交', status: 'evidenced' },
];

export function evidence(element: string, over: Partial<Evidence> = {}): Evidence {
  return {
    element,
    kind: 'text',
    tier: 'T2',
    at: { path: SCRIPT, line: 12, column: 7 },
    what: '“外勤打卡签到”',
    excerpt: '<button bindtap="sign">外勤打卡签到</button>',
    owner: 'own',
    ...(over.kind === undefined && { name: (over.what ?? '“外勤打卡签到”').slice(1, -1), position: 'button' }),
    ...over,
  };
}

export function context(over: Partial<ContextResult> = {}): ContextResult {
  return {
    screen: 'pages/sign/index',
    title: '打卡签到',
    reachable: 'yes',
    verdict: 'found',
    elements,
    evidence: [
      evidence('feature'),
      evidence('forced'),
      evidence('feature', {
        kind: 'request',
        tier: 'T4',
        at: { path: SCRIPT, offset: 48_213, method: 'submitSign' },
        what: 'POST {}/api/attendance/checkin（wx.request）',
        name: 'POST {}/api/attendance/checkin',
        excerpt: "wx.request({ url: base + '/api/attendance/checkin', method: 'POST' })",
        linked: true,
      }),
      evidence('forced', {
        kind: 'gate',
        tier: 'T3',
        at: { path: 'grid.apk!classes.dex', class: 'cn.example.grid.SignActivity', method: 'submit(Landroid/view/View;)V' },
        what: '未满足即提示“请先上传现场照片”，不再执行 submitSign',
        gate: { shape: 'empty', message: '请先上传现场照片', guards: 'submitSign' },
        excerpt: "if (this.photos.length === 0) return toast('请先上传现场照片')",
        owner: 'unknown',
      }),
    ],
    fingerprint: '0123456789abcdef',
    ...over,
  };
}

export const online: ElementResult[] = [
  { id: 'feature', title: '计时', status: 'evidenced' },
  { id: 'forced', title: '强制性', status: 'review' },
];

export const onlineTime: ContextResult = {
  screen: 'pages/study/detail',
  title: '课程学习',
  reachable: 'no',
  verdict: 'suspected',
  elements: online,
  evidence: [
    evidence('feature', {
      kind: 'timing',
      tier: 'T3',
      at: { path: SCRIPT, line: 88, column: 3 },
      what: 'onShow→onHide 计时，发送至 /api/study/duration',
      timing: { pair: 'onShow→onHide', reaches: 'request', target: '/api/study/duration' },
      excerpt: 'onHide() { post("/api/study/duration", { seconds: (Date.now() - this.from) / 1000 }) }',
    }),
  ],
  fingerprint: 'fedcba9876543210',
};

export function complaint(verdict: Verdict): ContextResult {
  return {
    screen: 'pages/feedback/index',
    title: '投诉建议',
    reachable: 'yes',
    verdict,
    elements: dutyElements,
    evidence: [
      evidence('entry', {
        what: '“投诉建议”',
        position: 'menu',
        excerpt: '<navigator url="/pages/feedback/index">投诉建议</navigator>',
      }),
      evidence('submit', {
        kind: 'request',
        tier: 'T4',
        what: 'POST {}/api/feedback（wx.request）',
        name: 'POST {}/api/feedback',
        excerpt: undefined,
        linked: true,
      }),
    ],
    fingerprint: '00112233445566aa',
  };
}

const REASONS: Partial<Record<Verdict, string>> = {
  found: '同一页面中功能及其强制或记录要件均有证据。',
  suspected: '检出功能证据，是否强制、是否必要等要件须由单位说明并人工复核。',
  'not-found': '在本次覆盖范围内未检出符合判定规则的证据；未发现不等于不存在。',
  absent: '在本次覆盖范围内未见该功能。',
  present: '检出入口及其提交流程。',
  'likely-present': '检出部分证据，是否完整须人工复核。',
  'not-applicable': '按申报情况不在该条款范围内。',
};

export function item(rule: string, title: string, verdict: Verdict, over: Partial<Item> = {}): Item {
  const duty = rule.startsWith('18');
  return {
    rule,
    clause: duty ? '第十八条' : '第十四条第（二）项',
    title,
    kind: duty ? 'duty' : 'prohibition',
    verdict,
    reason: REASONS[verdict] ?? '见所列事实。',
    elements: (duty ? dutyElements : elements).map((element) => ({ ...element, status: 'not-evidenced' })),
    contexts: [],
    advice: duty
      ? '增加投诉建议入口，提供受理编号、进度查询、处理答复、回访评价。'
      : '取消该功能及其入口、接口；确属安保、应急等特殊场景规定的，补充依据文件并提供关闭方式。',
    questions: [],
    ...over,
  };
}
