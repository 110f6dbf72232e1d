import { describe, expect, it } from 'vitest';
import { readTiming } from '../../../src/extract/javascript/timing/timing.js';
import { application } from './support.js';

function timingOf(source: string): string[] {
  const app = application({ 'a.js': source });
  return readTiming(app, app.modules.get('a.js')!).map(({ shape, pair, reaches, target }) =>
    `${shape} ${pair} ${reaches} ${target ?? ''}`.trim(),
  );
}

describe('time that is measured', () => {
  it('between two lifecycle events, sent, stored or only shown', () => {
    const page = (end: string): string =>
      `Page({ onShow() { this.start = Date.now() }, onHide() { const d = Date.now() - this.start; ${end} } })`;
    expect(timingOf(page(`wx.request({ url: '/api/duration', data: { d } })`))).toEqual([
      'lifecycle-pair onShow→onHide request /api/duration',
    ]);
    expect(timingOf(page(`wx.setStorageSync('duration', d)`))).toEqual(['lifecycle-pair onShow→onHide storage duration']);
    expect(timingOf(page('this.setData({ d })'))).toEqual(['lifecycle-pair onShow→onHide display']);
  });

  it('the age of something kept, asked in a helper that all events run, is none', () => {
    const app = (test: string): string => `App({ onShow() { this.ask() }, onHide() { this.ask() },
      ask() { if (${test}) return this.renew(); wx.request({ url: '/a' }) },
      renew() { this.keptAt = Date.now(); wx.request({ url: '/token' }) } })`;
    expect(timingOf(app('Date.now() - this.keptAt > 172800000'))).toEqual([]);
    expect(timingOf(app('!(this.token && (new Date).getTime() - this.keptAt < 1728e5)'))).toEqual([]);
    const least = `Page({ onShow() { this.from = Date.now() }, onHide() { if (Date.now() - this.from > 60000) wx.request({ url: '/read/done' }) } })`;
    expect(timingOf(least)).toEqual(['lifecycle-pair onShow→onHide request /read/done']);
  });

  it('through a helper, with dates of other makes', () => {
    expect(
      timingOf(`export default { mounted() { this.begin = new Date().getTime() }, beforeDestroy() { this.report() },
        methods: { report() { const t = (+new Date() - this.begin) / 1000; uni.request({ url: '/study/time', data: { t } }) } } }`),
    ).toEqual(['lifecycle-pair mounted→beforeDestroy request /study/time']);
  });

  it('in seconds cut off the figures of a time, sent by a client that another file makes', () => {
    const now = `const t = Date.parse(new Date()).toString()`;
    const page = `const { saveTime } = require('./api.js')
      export default { onShow() { ${now}; this.from = t.substr(0, 10) },
        onHide() { ${now}; this.to = t.substr(0, 10); saveTime({ ts: Number(this.old) + (Number(this.to) - Number(this.from)) }) } }`;
    const api = `const Fly = require('flyio/dist/npm/hap'); const f = new Fly()
      module.exports = { saveTime(data) { return f.post('/read/time', data) } }`;
    const app = application({ 'a.js': page, 'api.js': api });
    expect(readTiming(app, app.modules.get('a.js')!)).toMatchObject([
      { shape: 'lifecycle-pair', pair: 'onShow→onHide', reaches: 'request', target: '/read/time' },
    ]);
  });

  it('by a counter that a timer raises', () => {
    expect(
      timingOf(
        `Page({ onLoad() { setInterval(() => { this.seconds++ }, 1000) }, onUnload() { wx.request({ url: '/study', data: { s: this.seconds } }) } })`,
      ),
    ).toEqual(['interval-count setInterval→onUnload request /study']);
  });

  it.each([
    [
      'a component of React, cleaned up',
      `function A() { useEffect(() => { const from = Date.now(); return () => { Taro.request({ url: '/study', data: Date.now() - from }) } }, []) }`,
      'useEffect→componentWillUnmount request',
    ],
    [
      'added to what there was',
      `Page({ onShow() { this.from = Date.now() }, onHide() { wx.setStorageSync('used', wx.getStorageSync('used') + Date.now() - this.from) } })`,
      'onShow→onHide storage',
    ],
    [
      'with a library of dates',
      `Page({ onShow() { this.from = dayjs() }, onUnload() { wx.request({ url: '/stay', data: { s: dayjs().diff(this.from, 'second') } }) } })`,
      'onShow→onUnload request',
    ],
  ])('%s', (_, source, told) => expect(timingOf(source).join()).toContain(`lifecycle-pair ${told}`));

  it.each([
    ['set anew', 'this.seconds = this.seconds + 1'],
    ['set on the page', 'this.setData({ seconds: this.data.seconds + 1 })'],
    ['set by a hook', 'setSeconds((seconds) => seconds + 1)'],
  ])('by a counter that is %s', (_, raise) => {
    const page = `Page({ onLoad() { setInterval(() => { ${raise} }, 1000) }, onUnload() { wx.request({ url: '/study', data: { s: this.seconds } }) } })`;
    expect(timingOf(page)).toEqual(['interval-count setInterval→onUnload request /study']);
  });

  it('no effect that answers nothing, no difference of two dates of a form', () => {
    expect(
      timingOf(
        `function A() { useEffect(() => { const from = Date.now(); run(() => Taro.request({ url: '/a', data: Date.now() - from })) }, []) }`,
      ),
    ).toEqual([]);
    expect(timingOf(`Page({ onHide() { wx.request({ url: '/a', data: dayjs(this.end).diff(this.begin) }) } })`)).toEqual([]);
    expect(
      timingOf(
        `Page({ onLoad() { setInterval(() => { this.page = this.index + 1 }, 1000) }, onUnload() { wx.request({ url: '/a', data: this.page }) } })`,
      ),
    ).toEqual([]);
  });

  it('by a counter kept in a ref, sent by a hook', () => {
    expect(
      timingOf(`const seconds = ref(0); let timer; onLoad(() => { timer = setInterval(() => { seconds.value++ }, 1000) })
        onUnload(() => { clearInterval(timer); uni.request({ url: '/learn/save', data: { time: seconds.value } }) })`),
    ).toEqual(['interval-count setInterval→onUnload request /learn/save']);
    expect(
      timingOf(`function Page() { const spent = useRef(0); useEffect(() => { const t = setInterval(() => { spent.current += 1 }, 1000) }, [])
        useDidHide(() => { Taro.request({ url: '/learn/save', data: { time: spent.current } }) }); return null }`),
    ).toEqual(['interval-count setInterval→useDidHide request /learn/save']);
    expect(
      timingOf(
        `const left = ref(60); onLoad(() => { setInterval(() => { left.value-- }, 1000) }); onUnload(() => uni.request({ url: '/a', data: { left: left.value } }))`,
      ),
    ).toEqual([]);
  });

  it('by a counter that the player raises while it plays', () => {
    const page = (body: string): string =>
      `Page({ onTimeUpdate(e) { this.ticks++; this.at = e.detail.currentTime; ${body} }, onUnload() { this.ticks = 0 } })`;
    expect(
      timingOf(page(`if (this.ticks % 12 == 0) { wx.request({ url: '/learn/course', data: { duration: this.ticks / 4 } }) }`)),
    ).toEqual(['interval-count onTimeUpdate→request request /learn/course']);
    expect(
      timingOf(`const audio = wx.getBackgroundAudioManager(); let heard = 0
        audio.onTimeUpdate(() => { heard++ }); Page({ onUnload() { wx.request({ url: '/learn', data: { heard } }) } })`),
    ).toEqual(['interval-count onTimeUpdate→onUnload request /learn']);
    // The place one has got to, kept from time to time, is no time; nor what is only shown, or counted by something else.
    expect(timingOf(page(`if (this.ticks % 9 === 0) { wx.request({ url: '/course/place', data: { at: this.at } }) }`))).toEqual([
      'play-position timeupdate request /course/place',
    ]);
    expect(timingOf(page(`if (this.ticks % 4 == 0) { this.setData({ clock: this.ticks / 4 }) }`))).toEqual([]);
    expect(timingOf(`Page({ onScroll() { this.ticks++; if (this.ticks % 9 == 0) { wx.request({ url: '/learn' }) } } })`)).toEqual(
      [],
    );
  });

  it('how far a player has got, apart from time', () => {
    const page = (kept: string, sent: string): string =>
      `Page({ onTimeUpdate(e) { ${kept} }, onUnload() { wx.request({ url: '/course/studyRecord', data: { ${sent} } }) } })`;
    const told = ['play-position onTimeUpdate→onUnload request /course/studyRecord'];
    expect(timingOf(page('this.at = e.detail.currentTime', 'at: this.at'))).toEqual(told);
    expect(timingOf(page('var t = e.detail.currentTime; this.setData({ used: t })', 'used: this.data.used'))).toEqual(told);
    expect(timingOf(page('this.at = e.detail.currentTime', 'id: this.id'))).toEqual([]);
  });

  it('by a counter that is sent in portions', () => {
    const page = (body: string): string =>
      `Page({ onLoad() { setInterval(() => { ${body} }, 1000) }, add() { wx.request({ url: '/study/add' }) } })`;
    expect(timingOf(page('this.stay++; if (this.stay >= 60) { this.add(); this.stay = 0 }'))).toEqual([
      'interval-count setInterval→add request /study/add',
    ]);
    // Asking again a number of times measures nothing.
    expect(timingOf(page('this.times++; if (this.times > 20) { clearInterval(this.timer) } this.add()'))).toEqual([]);
  });

  it('by a counter in a ref that is sent in portions and emptied', () => {
    expect(
      timingOf(`const stay = ref(0); onLoad(() => { setInterval(() => { stay.value++
        if (stay.value >= 60) { uni.request({ url: '/study/add' }); stay.value = 0 } }, 1000) })`),
    ).toEqual(['interval-count setInterval→request request /study/add']);
  });

  it('by a socket that is told the counter, not by one that is only kept open', () => {
    const page = (message: string): string =>
      `Page({ onLoad() { this.task = wx.connectSocket({ url: 'wss://x.gov.cn/ws' })
        setInterval(() => { this.setData({ sec: this.data.sec + 10 }); this.task.send({ data: JSON.stringify(${message}) }) }, 10000) } })`;
    expect(timingOf(page(`{ cmd: 'study', sec: this.data.sec }`))).toEqual([
      'interval-count setInterval→send request this.task.send',
    ]);
    expect(timingOf(page(`{ cmd: 'ping', at: Date.now() }`))).toEqual([]);
  });

  it('kept in a variable of the module, which the end empties', () => {
    const page = (emptied: string): string => `let begin = 0
      export default { onShow() { begin = new Date().getTime() }, onHide() { this.send() },
        methods: { send() { if (!begin) return; const sec = parseInt((new Date().getTime() - begin) / 1000); ${emptied}
          uni.request({ url: '/book/time', data: { sec } }) } } }`;
    expect(timingOf(page('begin = 0'))).toEqual(['lifecycle-pair onShow→onHide request /book/time']);
    expect(timingOf(page('begin = null'))).toEqual(['lifecycle-pair onShow→onHide request /book/time']);
  });

  it('by a hook that hands it to the function it was given', () => {
    const app = application({
      'a.js': `import useStay from './stay'
        export default function Page() { useStay((ms) => { Taro.request({ url: '/study/time', data: { ms } }) }); return null }`,
      'stay.js': `export default function useStay(done) { const from = useRef(0); useDidShow(() => { from.current = Date.now() })
        const end = () => { if (from.current) { done(Date.now() - from.current); from.current = 0 } }; useDidHide(end); useUnload(end) }`,
    });
    expect(readTiming(app, app.modules.get('stay.js')!).map(({ reaches, target }) => [reaches, target])).toEqual([
      ['request', '/study/time'],
    ]);
  });

  it('summed up as it stops and goes on, and sent at the end', () => {
    const page = (sent: string): string => `class Play extends Component { from = 0; heard = 0
      componentDidMount() { this.ctx.onPlay(() => { this.from = Date.now() }); this.ctx.onPause(() => this.count()) }
      count() { if (this.from) { this.heard += Date.now() - this.from; this.from = 0 } }
      componentWillUnmount() { this.count(); ${sent} } }`;
    expect(timingOf(page(`Taro.request({ url: '/audio/heard', data: { sec: this.heard / 1000 } })`)).join()).toContain(
      'request /audio/heard',
    );
    expect(timingOf(page(`Taro.request({ url: '/audio/closed', data: { id: this.id } })`)).join()).not.toContain('request');
  });

  it('sent by a wrapper: the address is the one that is given to it', () => {
    const app = application({
      'a.js': `import { post } from './http'
        Page({ onLoad() { setInterval(() => { post('/study/beat', { id: 1 }) }, 30000) },
          onShow() { this.from = Date.now() }, onHide() { post('/study/time', { ms: Date.now() - this.from }) } })`,
      'http.js': `const request = (url, method, data) => new Promise((ok) => wx.request({ url: HOST + url, method, data, success: ok }))
        export const post = (url, data) => request(url, 'POST', data)`,
    });
    expect(readTiming(app, app.modules.get('a.js')!).map(({ shape, target }) => [shape, target])).toEqual([
      ['lifecycle-pair', '/study/time'],
      ['heartbeat', '/study/beat'],
    ]);
  });

  it('not by the index of a loop in a timer, another variable of the same letter, or what text is added to', () => {
    const shop = `var app = { count: function () { setInterval(function () { for (var n = 0; n < list.length; ++n) list[n].left -= 1 }, 1000) },
      sendRequest: function (e) { var n = e.path; wx.request({ url: '/api/info', data: { n: n } }) } }`;
    expect(timingOf(shop)).toEqual([]);
    const two = (title: string): string => `var n = 0; function start() { n = 0; setInterval(function () { n++; show(n) }, 1000) }
      function onHide() { ${title} wx.request({ url: '/api/info', data: { n: n } }); n = 0 }`;
    expect(timingOf(two('var n = title();'))).toEqual([]);
    expect(timingOf(two(''))).toEqual(['interval-count setInterval→onHide request /api/info']);
    const list = `setInterval(function () { t += ',' + codes[1] }, 1000); function sendFormId(e) { wx.request({ url: '/form', data: t }) }`;
    expect(timingOf(`var t = ''; ${list}`)).toEqual([]);
    const full = (before: string, inside: string): string =>
      `${before} setInterval(function () { ${inside} n++; if (n >= 60) { wx.request({ url: '/stay', data: { n: n } }); n = 0 } }, 1000)`;
    expect(timingOf(full('var n = 0;', ''))).toEqual(['interval-count setInterval→request request /stay']);
    expect(timingOf(full('', 'var n = 0;'))).toEqual([]);
  });

  it('by a timer that sends every so many counts', () => {
    const page = (test: string): string =>
      `Page({ onPlay() { this.timer = setInterval(() => { this.seconds++; if (${test}) wx.request({ url: '/study/beat', data: { duration: 30 } }) }, 1000) } })`;
    expect(timingOf(page('this.seconds % 30 === 0'))).toEqual(['heartbeat 30 × setInterval request /study/beat']);
    // A result asked for every other second.
    expect(timingOf(page('this.seconds % 2 === 0'))).toEqual([]);
  });

  it('by a clock of hours, minutes and seconds that tells the server every few minutes', () => {
    const clock = (when: string): string => `Page({ start() { setInterval(() => { let { h, m, s } = this.data; s += 1
      if (s >= 60) { s = 0; m += 1 } if (m >= 60) { m = 0; h += 1 } if (${when}) this.tell(); this.setData({ h, m, s }) }, 1000) },
      tell() { wx.request({ url: '/desk/alive', method: 'POST' }) } })`;
    expect(timingOf(clock('s == 0 && m % 5 == 0'))).toEqual(['heartbeat 5 × setInterval request /desk/alive']);
    expect(timingOf(clock('s == 0 && m % 2 == 0'))).toEqual([]);
  });

  it('by a heartbeat', () => {
    expect(timingOf(`App({ onLaunch() { setInterval(() => wx.request({ url: '/api/heartbeat' }), 60 * 1000) } })`)).toEqual([
      'heartbeat 60000 ms request /api/heartbeat',
    ]);
  });

  it('not by a timer that only asks how many are online', () => {
    const page = (name: string, path: string): string => `const get = (url) => uni.request({ url: BASE + url, method: 'GET' });
      const api = { ${name}() { return get('${path}') } };
      Page({ onLoad() { setInterval(() => this.refresh(), 60000) }, async refresh() { const { count } = await api.${name}(); this.setData({ count }) } })`;
    expect(timingOf(page('getOnline', '/stat/online'))).toEqual(['heartbeat 60000 ms display /stat/online']);
    expect(timingOf(page('keepOnline', '/user/online'))).toEqual(['heartbeat 60000 ms request /user/online']);
  });

  it('by how far a player has got, sent while it plays or when the page goes; not where it is only shown', () => {
    const send = (data: string): string => `wx.request({ url: '/study/record', data: { ${data} } })`;
    expect(
      timingOf(`Page({ update(e) { const at = e.detail.currentTime; this.save(at) }, save(at) { ${send('at')} } })`),
    ).toEqual(['play-position timeupdate request /study/record']);
    const kept = 'update(e) { this.setData({ used: e.detail.currentTime }) }';
    expect(timingOf(`Page({ ${kept}, onUnload() { ${send('used: this.data.used')} } })`)).toEqual([
      'play-position timeupdate request /study/record',
    ]);
    expect(timingOf(`Page({ ${kept}, onUnload() { ${send('id: this.data.id')} } })`)).toEqual([]);
  });

  it('no countdown, no date arithmetic, no quick refresh', () => {
    expect(
      timingOf(
        `Page({ onLoad() { this.end = Date.now() + 1000; setInterval(() => { this.left-- }, 1000) }, tap() { const days = this.b - this.a; if (Date.now() - this.last < 500) return; this.last = Date.now() } })`,
      ),
    ).toEqual([]);
  });
});
