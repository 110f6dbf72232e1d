/** How the base application is written: each way to hide something replaces one of these. */
export interface Writing {
  /** A word in WXML. */
  markup(word: string): string;
  /** A script expression that is the word. */
  word(word: string): string;
  /** A script expression that is the address. */
  path(path: string): string;
  /** A script expression that is the platform's function. */
  api(name: string): string;
  /** What stands at the top of each page's script. */
  head: string;
  /** Names of the page's own functions and folders. */
  files: Record<string, string>;
  /** Whether words stand in templates, or in the data that templates show. */
  words: 'markup' | 'script';
  /** The test before the upload, as statements. */
  gate: string;
  /** All statements of the upload's handler, in place of the test and the upload. */
  send: string;
}

export const PLAIN: Writing = {
  markup: (word) => word,
  word: (word) => JSON.stringify(word),
  path: (path) => JSON.stringify(path),
  api: (name) => `wx.${name}`,
  head: '',
  files: {},
  words: 'markup',
  gate: '',
  send: '',
};

const PAGES = ['a', 'b', 'c', 'd'].map((name) => `pages/${name}/${name}`);

/**
 * A small mini-program with four features, under names that say nothing: check-in with a position, points and a ranking of units,
 * a report that cannot be sent without a photo, and time on a page that is counted and sent.
 */
export function baseApp(change: Partial<Writing> = {}): Record<string, string> {
  const how = { ...PLAIN, ...change };
  return {
    'app.json': JSON.stringify({ pages: PAGES, tabBar: { list: PAGES.map((pagePath) => ({ pagePath })) } }),
    'app.js': 'App({})',
    ...page(how, 'a', CHECK_IN),
    ...page(how, 'b', RANKING),
    ...page(how, 'c', UPLOAD),
    ...page(how, 'd', TIME),
    ...how.files,
  };
}

interface PageSource {
  markup(show: (word: string) => string): string;
  script(how: Writing): string;
}

function page(how: Writing, name: string, { markup, script }: PageSource): Record<string, string> {
  const data: string[] = [];
  const show = (word: string): string => {
    if (how.words === 'markup') return how.markup(word);
    data.push(`w${data.length}: ${how.word(word)}`);
    return `{{w${data.length - 1}}}`;
  };
  const template = markup(show);
  const source = script(how).replace('data: {', `data: { ${data.map((item) => `${item}, `).join('')}`);
  return { [`pages/${name}/${name}.wxml`]: template, [`pages/${name}/${name}.js`]: `${how.head}\n${source}` };
}

const CHECK_IN: PageSource = {
  markup: (show) => `<view><text>{{state}}</text><button bindtap="go">${show('立即打卡')}</button></view>`,
  script: ({ word, path, api }) => `Page({
  data: { state: ${word('未打卡')} },
  go() {
    ${api('getLocation')}({ success: (at) => {
      ${api('request')}({ url: ${path('/api/attendance/sign')}, method: 'POST', data: { latitude: at.latitude, longitude: at.longitude },
        success: () => this.setData({ state: ${word('已打卡')} }) });
    } });
  },
});`,
};

const RANKING: PageSource = {
  markup: (show) => `<view><view>${show('积分明细')}</view><view>${show('单位积分排名')}</view>
  <view wx:for="{{rows}}">{{index + 1}} {{item.orgName}} {{item.score}}</view></view>`,
  script: ({ path, api }) => `Page({
  data: { rows: [] },
  onLoad() { ${api('request')}({ url: ${path('/api/score/rankList')}, success: (res) => this.setData({ rows: res.data }) }); },
});`,
};

const UPLOAD: PageSource = {
  markup: (show) =>
    `<view><button bindtap="pick">${show('巡查上报')}</button><button bindtap="send">${show('提交')}</button></view>`,
  script: ({ word, path, api, gate, send }) => `Page({
  data: { photos: [] },
  pick() { ${api('chooseMedia')}({ count: 3, success: (res) => this.setData({ photos: res.tempFiles }) }); },
  send() {
    ${
      send ||
      `${gate || `if (this.data.photos.length === 0) { ${api('showToast')}({ title: ${word('请上传现场照片')}, icon: 'none' }); return; }`}
    ${api('uploadFile')}({ url: ${path('/api/patrol/photo')}, filePath: this.data.photos[0].tempFilePath, name: 'file' });`
    }
  },
});`,
};

const TIME: PageSource = {
  markup: (show) => `<view><view>${show('今日学习时长')}</view></view>`,
  script: ({ path, api }) => `Page({
  data: {},
  onShow() { this.begun = Date.now(); },
  onHide() {
    const passed = Math.round((Date.now() - this.begun) / 1000);
    ${api('request')}({ url: ${path('/api/study/time')}, method: 'POST', data: { studyTime: passed } });
  },
});`,
};
