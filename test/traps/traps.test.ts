import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { checkFacts, loadPacks } from '../../src/check/index.js';
import { extractProject } from '../../src/scan.js';

const packs = loadPacks(fileURLToPath(new URL('../../rules', import.meta.url)));

/** What a page of one screen says of one rule. */
function verdictOf(rule: string, title: string, wxml: string, js: string): string {
  const files = {
    'app.json': '{"pages":["pages/a/a"]}',
    'pages/a/a.json': JSON.stringify({ navigationBarTitleText: title }),
    'pages/a/a.wxml': `<view>${wxml}</view>`,
    'pages/a/a.js': js.startsWith('Page(') || js.includes('\n') ? js : `Page({ ${js} })`,
  };
  return checkFacts(extractProject(files), packs).items.find((item) => item.rule === rule)!.verdict;
}

const post = (url: string, data = '{}'): string => `wx.request({ url: '${url}', method: 'POST', data: ${data} })`;
const button = (text: string, handler = 'go'): string => `<button bindtap="${handler}">${text}</button>`;

/** Rule → what looks like its feature and is none: name, title, template, script. */
const TRAPS: Record<string, [string, string, string, string][]> = {
  '14-2-check-in': [
    [
      'hotel check-in',
      '预订酒店',
      `<text>入住日期 {{checkInDate}}</text>${button('预订', 'book')}`,
      `data: { checkInDate: '' }, book() { ${post('/api/room/checkIn', '{ checkInDate: 1, checkOutDate: 2 }')} }`,
    ],
    ['flight check-in', '值机', button('办理值机', 'checkIn'), `checkIn() { ${post('/api/flight/checkin')} }`],
    [
      'validators named checkInt and checkIn',
      '填写信息',
      button('保存', 'save'),
      `checkInt(v) { return /\\d/.test(v); }, checkIn(v) { return v > 0; }, save() { if (this.checkIn(1)) ${post('/api/profile/save')} }`,
    ],
    [
      'sign-in is login',
      '登录',
      `<input placeholder="密码"/>${button('登录', 'signIn')}`,
      `signIn() { ${post('/api/user/signIn', '{ password: 1 }')} }`,
    ],
    ['sign-up', '注册', button('注册账号', 'signUp'), `signUp() { ${post('/api/signup')} }`],
    [
      'signature of a request',
      '订单',
      button('查询', 'query'),
      `sign(p) { return md5(p.timestamp + p.nonce); }, query() { ${post('/api/order/query', '{ sign: 1, nonce: 2 }')} }`,
    ],
    ['handwritten signature', '电子签名', button('确认签名', 'sign'), `sign() { ${post('/api/contract/signature')} }`],
    ['signing for a parcel', '快递', button('确认签收', 'sign'), `sign() { ${post('/api/parcel/sign')} }`],
    ['contract signing', '合同签订', button('在线签约', 'sign'), `sign() { ${post('/api/contract/sign')} }`],
    ['sightseeing', '网红打卡地', `<view>景点打卡推荐</view>${button('收藏')}`, `go() { ${post('/api/scenic/fav')} }`],
    [
      'overclocking',
      '设备',
      `<text>时钟频率</text>${button('设置', 'clockIn')}`,
      `clockIn() { ${post('/api/device/clockInit')} }`,
    ],
    [
      'names of inspection points',
      '巡检点名称',
      `<view>{{item.name}}</view>`,
      `data: { item: {} }, onLoad() { wx.request({ url: '/api/point/list' }) }`,
    ],
    [
      'entries in comments',
      '首页',
      `<!-- 每日签到 -->${button('刷新')}`,
      `// 上班打卡\n go() { ${post('/api/home/list')} }`.replace(/^/, 'Page({\n').replace(/$/, '\n})'),
    ],
    ['a menu row without handler', '首页', `<view class="menu"><text>签到</text></view>`, `data: {}`],
  ],
  '14-2-points-ranking': [
    ['chart points', '统计图', `<canvas/>`, `data: { points: [] }, draw() { this.points = [1, 2]; }`],
    [
      'map points',
      '地图',
      `<map markers="{{points}}"></map>`,
      `data: { points: [] }, onLoad() { wx.request({ url: '/api/map/points' }) }`,
    ],
    ['calculus', '微积分', `<view>定积分与不定积分</view>`, `data: { integral: 1 }`],
    ['system integration', '系统集成', `<view>集成平台</view>`, `integration() { ${post('/api/integration/run')} }`],
    [
      'exam scores',
      '考试成绩',
      `<view>试卷总分 {{score}}</view>`,
      `data: { score: 0 }, onLoad() { wx.request({ url: '/api/exam/score' }) }`,
    ],
    [
      'credits of courses',
      '选课',
      `<view>学分 {{credit}}</view>`,
      `data: { credit: 2 }, onLoad() { wx.request({ url: '/api/course/list' }) }`,
    ],
    [
      'grade of disability',
      '残疾证',
      `<view>残疾等级 {{rank}}</view>`,
      `data: { rank: 1 }, onLoad() { wx.request({ url: '/api/disabled/rank' }) }`,
    ],
    [
      'ranks of goods',
      '商品销量排行',
      `<view wx:for="{{goods}}">{{index + 1}} {{item.title}}</view>`,
      `data: { goods: [] }, onLoad() { wx.request({ url: '/api/goods/rank' }) }`,
    ],
    [
      'charts of songs',
      '音乐排行榜',
      `<view wx:for="{{songs}}">{{index + 1}} {{item.song}}</view>`,
      `data: { songs: [] }, onLoad() { wx.request({ url: '/api/song/rank' }) }`,
    ],
    ['order of search results', '搜索', `<view>排名不分先后</view>`, `sort() { ${post('/api/search')} }`],
    [
      'read counts',
      '新闻',
      `<view>阅读 {{readCount}}</view>`,
      `data: { readCount: 0 }, onLoad() { wx.request({ url: '/api/news' }) }`,
    ],
  ],
  '14-2-online-time': [
    [
      'device online time',
      '设备',
      `<view>设备在线时长 {{onlineDuration}}</view>`,
      `data: { onlineDuration: 0 }, onLoad() { wx.request({ url: '/api/device/detail' }) }`,
    ],
    ['length of a video', '视频', `<view>视频时长 {{duration}}</view>`, `data: { duration: 0 }`],
    [
      'parking',
      '停车',
      `<view>停车时长 {{duration}}</view>`,
      `data: { duration: 0 }, onLoad() { wx.request({ url: '/api/parking' }) }`,
    ],
    [
      'heartbeat of a socket',
      '聊天',
      `<view>消息</view>`,
      `onLoad() { setInterval(() => wx.sendSocketMessage({ data: 'ping' }), 30000) }`,
    ],
    [
      'countdown of a quiz',
      '答题',
      `<view>剩余 {{left}} 秒</view>`,
      `data: { left: 60 }, onLoad() { this.t = setInterval(() => this.setData({ left: this.data.left - 1 }), 1000) }`,
    ],
    [
      'market and food',
      '市场',
      `<view>食品市场</view>`,
      `data: { shichang: [], shipin: 1 }, onLoad() { wx.request({ url: '/api/market' }) }`,
    ],
    [
      'token expiry',
      '首页',
      `<view>首页</view>`,
      `onShow() { if (Date.now() - wx.getStorageSync('expires') > 0) wx.reLaunch({ url: '/pages/a/a' }) }`,
    ],
    [
      'promised time of a matter',
      '办事指南',
      `<view>承诺时限 5 个工作日，办理时限 10 个工作日</view>`,
      `onLoad() { wx.request({ url: '/api/guide' }) }`,
    ],
  ],
  '14-3-forced-login': [
    ['expired login', '首页', `<view>首页</view>`, `go() { wx.showToast({ title: '登录已过期，请重新登录' }); }`],
    ['safe login', '设置', `<view>安全登录</view>`, `go() { ${post('/api/login')} }`],
    [
      'use of beds',
      '养老院',
      `<view>床位使用率 {{rate}}</view>`,
      `data: { rate: 0 }, onLoad() { wx.request({ url: '/api/bed/rate' }) }`,
    ],
  ],
  '14-4-engagement-metrics': [
    [
      'SQL like and static likes',
      '查询',
      `<view>模糊查询</view>`,
      `data: { like: '%a%' }, onLoad() { wx.request({ url: '/api/query' }) }`,
    ],
    ['thumbnails', '图片', `<image src="{{thumb}}"/>`, `data: { thumb: '', thumbnail: '' }`],
    ['share of a page', '文章', `<button open-type="share">分享给好友</button>`, `onShareAppMessage() { return {}; }`],
    ['views only', '文章', `<view>浏览量 {{views}}</view>`, `data: { views: 0 }`],
    [
      'owners’ votes on a matter',
      '业委会表决',
      `<view>业委会表决投票</view>${button('同意', 'agree')}`,
      `agree() { ${post('/api/owner/decide')} }`,
    ],
  ],
  '14-4-trace-upload': [
    [
      'an avatar',
      '修改头像',
      button('更换头像'),
      `go() { wx.chooseImage({ success: (r) => wx.uploadFile({ url: '/api/avatar', filePath: r.tempFilePaths[0], name: 'file' }) }) }`,
    ],
    [
      'identity papers',
      '实名认证',
      button('上传身份证'),
      `go() { wx.chooseImage({ success: (r) => wx.uploadFile({ url: '/api/idcard', filePath: r.tempFilePaths[0], name: 'file' }) }) }`,
    ],
    [
      'location that centres a map',
      '附近',
      `<map/>`,
      `onLoad() { wx.getLocation({ success: (r) => this.setData({ latitude: r.latitude }) }) }`,
    ],
    [
      'a city picked by location',
      '选择城市',
      `<view>{{city}}</view>`,
      `data: { city: '' }, onLoad() { wx.getLocation({ success: (r) => this.setData({ city: r.city }) }) }`,
    ],
    [
      'logistics',
      '物流轨迹',
      `<view>物流轨迹</view>`,
      `data: { track: [] }, onLoad() { wx.request({ url: '/api/express/track' }) }`,
    ],
    [
      'stack traces and slides',
      '验证',
      `<view>滑块轨迹</view>`,
      `data: { trace: [] }, go() { ${post('/api/captcha/check', '{ trace: 1 }')} }`,
    ],
    [
      'voice for recognition',
      '语音输入',
      button('按住说话'),
      `go() { wx.getRecorderManager().onStop((r) => wx.uploadFile({ url: '/api/voice', filePath: r.tempFilePath, name: 'voice' })) }`,
    ],
    ['visits of a page', '统计', `<view>访问量</view>`, `visit() { ${post('/api/visit/count')} }`],
    [
      'an upper limit',
      '发布动态',
      button('发布'),
      `data: { photos: [] }, go() { if (this.data.photos.length >= 9) { wx.showToast({ title: '最多9张' }); return; } wx.chooseImage({}) }`,
    ],
  ],
  '14-5-commerce': [
    ['work orders', '我的工单', button('派单', 'sendOrder'), `sendOrder() { ${post('/api/order/send')} }`],
    [
      'article and small are no cart and mall',
      '文章',
      `<view>{{article.small}}</view>`,
      `data: { article: {} }, onLoad() { wx.request({ url: '/api/article/small' }) }`,
    ],
    ['public service announcements', '公益广告', `<view>公益广告</view>`, `data: { advertisement: [] }`],
    [
      'members of an association',
      '会员名单',
      `<view wx:for="{{members}}">{{item.name}}</view>`,
      `data: { members: [] }, onLoad() { wx.request({ url: '/api/member/list' }) }`,
    ],
    ['payload', '详情', `<view>详情</view>`, `data: { payload: {} }, go() { ${post('/api/detail', '{ payload: 1 }')} }`],
  ],
  '14-1-form-reporting': [
    ['signing up', '活动', `<input/><input/>${button('马上报名')}`, `go() { ${post('/api/activity/join')} }`],
    ['charts for managers', '统计报表', `<canvas/>`, `report() { wx.request({ url: '/api/report/chart' }) }`],
    ['an error report', '反馈', `<view>页面出错了</view>`, `onError(e) { ${post('/api/crash/report', '{ log: 1 }')} }`],
    ['a newspaper', '人民日报', `<view>人民日报精选</view>`, `onLoad() { wx.request({ url: '/api/news' }) }`],
    ['college applications', '志愿填报', `<view>高考志愿填报指南</view>`, `onLoad() { wx.request({ url: '/api/gaokao' }) }`],
  ],
  '18-1-complaint-entry': [
    [
      'an approval opinion',
      '审批',
      `<textarea placeholder="审批意见"/>${button('同意')}`,
      `go() { ${post('/api/flow/approve', '{ opinion: 1 }')} }`,
    ],
    [
      'search suggestions',
      '搜索',
      `<input/><view>搜索建议</view>`,
      `suggestion() { wx.request({ url: '/api/map/suggestion' }) }`,
    ],
    ['haptic feedback', '设置', `<switch/>触觉反馈`, `feedback() { wx.vibrateShort(); }`],
    ['a row without handler', '我的', `<view class="row"><text>投诉建议</text></view>`, `data: {}`],
    ['one key and simple', '一键登录', button('一键登录', 'yijian'), `data: { jianyi: 1 }, yijian() { ${post('/api/login')} }`],
    ['advice in an error hint', '首页', `<view>首页</view>`, `go() { wx.showToast({ title: '加载失败，建议检查网络' }); }`],
  ],
  '18-4-complaint-revisit': [
    ['visits to residents', '居民回访', `<input/>${button('保存')}`, `go() { ${post('/api/visit/add')} }`],
    ['replay of a video', '直播回放', `<video/>`, `data: { huifang: [] }, onLoad() { wx.request({ url: '/api/replay/list' }) }`],
  ],
};

/** The real thing, written as the traps are: what a trap is told from. */
const REAL: [string, string, string, string, string][] = [
  [
    '14-2-check-in',
    '现场签到',
    button('签到'),
    `go() { wx.getLocation({ success: (r) => ${post('/api/attendance/sign', '{ latitude: r.latitude }')} }) }`,
    'found',
  ],
  [
    '14-2-points-ranking',
    '积分排行榜',
    '<view>单位排名</view><view wx:for="{{rows}}">{{item.orgName}}</view>',
    `data: { rows: [] }, onLoad() { wx.request({ url: '/api/score/rankList' }) }`,
    'found',
  ],
  [
    '14-2-online-time',
    '在线学习',
    '<view>累计学习时长</view>',
    `onShow() { this.t = Date.now() }, onHide() { ${post('/api/study/time', '{ studyTime: Date.now() - this.t }')} }`,
    'found',
  ],
  [
    '14-3-forced-login',
    '未登录人员',
    '<view>连续未登录将被通报</view>',
    `onLoad() { wx.request({ url: '/api/stat/unloginList' }) }`,
    'found',
  ],
  [
    '14-4-engagement-metrics',
    '宣传考核',
    `<view>每转发一次加1分，计入考核</view>${button('点赞 {{likeCount}}', 'like')}`,
    `data: { likeCount: 0 }, like() { ${post('/api/article/like')} }`,
    'found',
  ],
  [
    '14-4-trace-upload',
    '巡查上报',
    button('上传照片'),
    `go() { wx.chooseImage({ success: (r) => wx.uploadFile({ url: '/api/patrol/photo', filePath: r.tempFilePaths[0], name: 'file' }) }) }`,
    'suspected',
  ],
  [
    '14-5-commerce',
    '商城',
    button('立即购买', 'buyNow'),
    `buyNow() { ${post('/api/order/create')}; wx.requestPayment({}) }`,
    'found',
  ],
  ['14-1-form-reporting', '日报填报', `<input/><input/>${button('提交')}`, `go() { ${post('/api/daily/report')} }`, 'suspected'],
  ['18-1-complaint-entry', '投诉建议', `<textarea/>${button('提交')}`, `go() { ${post('/api/complaint/submit')} }`, 'present'],
  [
    '18-4-complaint-revisit',
    '投诉详情',
    `<view>请对处理结果进行满意度评价</view>${button('评价')}`,
    `go() { ${post('/api/complaint/evaluate')} }`,
    'present',
  ],
];

describe('the real thing', () => {
  it.each(REAL)('%s %s', (rule, title, wxml, js, verdict) => expect(verdictOf(rule, title, wxml, js)).toBe(verdict));
});

describe.each(Object.entries(TRAPS))('%s', (rule, traps) => {
  it.each(traps)('%s', (_, title, wxml, js) =>
    expect(verdictOf(rule, title, wxml, js)).toBe(rule.startsWith('18') ? 'absent' : 'not-found'),
  );
});
