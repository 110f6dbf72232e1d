import { describe, expect, it } from 'vitest';
import { readTiming } from '../../../src/extract/javascript/timing.js';
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

  it('through a helper, with dates of other makes', () => {
    expect(
      timingOf(`export default { mounted() { this.begin = new Date().getTime() }, beforeDestroy() { this.report() },
        methods: { report() { const t = (+new Date() - this.begin) / 1000; uni.request({ url: '/study/time', data: { t } }) } } }`),
    ).toEqual(['lifecycle-pair mounted→beforeDestroy request /study/time']);
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

  it('by a counter that is sent in portions', () => {
    const page = (body: string): string =>
      `Page({ onLoad() { setInterval(() => { ${body} }, 1000) }, add() { wx.request({ url: '/study/add' }) } })`;
    expect(timingOf(page('this.stay++; if (this.stay >= 60) { this.add(); this.stay = 0 }'))).toEqual([
      'interval-count setInterval→add request /study/add',
    ]);
    // Asking again a number of times measures nothing.
    expect(timingOf(page('this.times++; if (this.times > 20) { clearInterval(this.timer) } this.add()'))).toEqual([]);
  });

  it('by a heartbeat', () => {
    expect(timingOf(`App({ onLaunch() { setInterval(() => wx.request({ url: '/api/heartbeat' }), 60 * 1000) } })`)).toEqual([
      'heartbeat 60000 ms request /api/heartbeat',
    ]);
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
