import { describe, expect, it } from 'vitest';
import { isSendCall } from '../../../src/extract/javascript/requests/sending.js';
import { requestsOf } from './support.js';

describe('requests', () => {
  it('a platform call with folded address, method and keys', () => {
    expect(
      requestsOf({
        'a.js': `const { base } = require('./config')
          wx.request({ url: base + '/api/sign', method: 'post', data: { lat: this.lat, userId: 1, form: { photos: [] } } })`,
        'config.js': `exports.base = 'https://wg.example.gov.cn'`,
      }),
    ).toEqual(['POST https://wg.example.gov.cn/api/sign (form,lat,photos,userId) wx.request [location,photo]']);
  });

  it('a wrapper in another module, called by path, by object and through a promise', () => {
    const http = {
      'http.js': `function send(method, url, data) { return new Promise((resolve, reject) => { uni.request({ url: base + url, method, data, success: resolve, fail: reject }) }) }
        export default { get: (url, data) => send('GET', url, data), post: (url, data) => send('POST', url, data), call: (o) => send(o.method, o.url, o.data) }`,
    };
    expect(
      requestsOf({
        'a.js': `import http from './http'
          async function run() { await http.post('/api/sign', { score: 1 }); http.get('/api/rank').then(show); http.call({ url: '/api/list', method: 'PUT' }) }`,
        ...http,
      }),
    ).toEqual(['POST /api/sign (score) http.post [score]', 'GET /api/rank () http.get []', 'PUT /api/list () http.call []']);
  });

  it.each([
    ['made before', `const form = { id: 1 }; form.latitude = place.y; form['note'] = text; post('/api/save', form)`],
    [
      'written as text',
      `let form = {}; form.id = 1; form.note = text; form.latitude = place.y; post('/api/save', JSON.stringify(form))`,
    ],
    [
      'in a callback',
      `const form = { id: 1 }; wx.getLocation({ success(r) { form.latitude = r.y; form.note = text; post('/api/save', form) } })`,
    ],
  ])('what an object is given after it was made is sent with it: %s', (_, body) => {
    const app = `Page({ save(place, text) { ${body} } }); function post(url, data) { wx.request({ url, data }) }`;
    expect(requestsOf({ 'a.js': app })).toEqual(['POST /api/save (id,latitude,note) post [location]']);
  });

  it('but not what another of that name is given', () => {
    const body = `var a = { id: 1 }; list.forEach(function (a) { a.photo = 1 }); wx.request({ url: '/api/save', data: a })`;
    expect(requestsOf({ 'a.js': `Page({ save() { ${body} } })` })).toEqual(['? /api/save (id) wx.request []']);
  });

  it.each([
    ['by a condition', `wx.request({ url: p.liked ? '/quan/unlike' : '/quan/like' })`],
    ['within a text', `wx.request({ url: \`/quan/\${p.liked ? 'unlike' : 'like'}\` })`],
    ['within a sum', `wx.request({ url: '/quan/' + (p.liked ? 'unlike' : 'like') })`],
    ['beforehand', `const url = p.liked ? '/quan/unlike' : '/quan/like'; wx.request({ url })`],
    ['by a variable set anew', `let url = '/quan/unlike'; if (!p.liked) url = '/quan/like'; wx.request({ url })`],
    [
      'by a variable that begins with nothing',
      `let url = ''; switch (p.liked) { case true: url = '/quan/unlike'; break; default: url = '/quan/like' } wx.request({ url })`,
    ],
  ])('each address of two, chosen %s', (_, body) => {
    expect(requestsOf({ 'a.js': `Page({ like(p) { ${body} } })` })).toEqual([
      '? /quan/unlike () wx.request []',
      '? /quan/like () wx.request []',
    ]);
  });

  it('the method as jQuery calls it, not the kind of something', () => {
    expect(
      requestsOf({ 'a.js': `$.ajax({ url: '/api/add', type: 'post' }); wx.request({ url: '/api/list', type: 'news' })` }),
    ).toEqual(['POST /api/add () $.ajax []', '? /api/list () wx.request []']);
  });

  it('an action beside the one address that all requests go to', () => {
    expect(
      requestsOf({
        'a.js': `const API = 'https://a.gov.cn/api.php'
          const ask = (url, action, data) => wx.request({ url: url + '?action=' + action, data })
          ask(API, 'goStudy', {}); ask(API, 'POST', {}); ask('https://a.gov.cn/list', 'loading', {})`,
      }).filter((request) => request.includes(' ask ')),
    ).toEqual([
      '? https://a.gov.cn/api.php/goStudy () ask []',
      'POST https://a.gov.cn/api.php () ask []',
      '? https://a.gov.cn/list () ask []',
    ]);
  });

  it('no address of the method that a wrapper hands on', () => {
    expect(
      requestsOf({
        'a.js': `const request = (url, method, data) => uni.request({ url: HOST + url, method, data }); const get = (url, data) => request(url, 'GET', data); get('/api/list')`,
      }).map((line) => line.split(' ').slice(0, 2).join(' ')),
    ).toEqual(['GET /api/list']);
  });

  it('a wrapper that is given the host and the path apart', () => {
    const http = {
      'http.js': `export const ask = (p) => Taro.request({ method: p.method, url: p.url + p.path, data: p.data })
        export const askCloud = async (p) => { const res = await container.callContainer({ method: p.method, path: p.path }); return res }`,
    };
    const call = (options: string): string => `import { ask, askCloud } from './http'; ${options}`;
    expect(
      requestsOf({ 'a.js': call(`ask({ method: 'POST', url: host, path: '/api/feedback', data: { text } })`), ...http }),
    ).toEqual(['POST /api/feedback (text) ask []']);
    const store = `import { create } from 'zustand'; export default create((set) => ({ host: '', setHost: (host) => set({ host }) }))`;
    const told = `import useHost from './store'; import { ask } from './http';
      export default function Page() { const host = useHost((state) => state.host); const save = () => ask({ method: 'POST', url: host, path: '/api/feedback', data: { text } }); return <button onClick={save}/> }`;
    expect(requestsOf({ 'a.jsx': told, 'store.js': store, ...http })).toEqual(['POST /api/feedback (text) ask []']);
    expect(requestsOf({ 'a.js': call(`ask({ url: 'https://wg.example.gov.cn/', path: '/api/sign' })`), ...http })).toEqual([
      '? https://wg.example.gov.cn/api/sign () ask []',
    ]);
    expect(requestsOf({ 'a.js': call(`askCloud({ path: '/api/rank' })`), ...http })).toEqual(['? /api/rank () askCloud []']);
  });

  it('options that were put into a variable first give method, keys and what is sent', () => {
    expect(
      requestsOf({
        'a.js': `methods = { send() { var t = { url: '/api/sign', type: 'POST', data: { lat: this.lat, day: 1 }, done(r) { show(r) } }; this.$base.request(t, this) } }`,
      }),
    ).toEqual(['POST /api/sign (day,lat) this.$base.request [location]']);
  });

  it('a bare name with an HTTP method in the options of a call that says it asks', () => {
    expect(
      requestsOf({
        'a.js': `var o; methods = {
          sign() { var t = { url: 'addSign', type: 'get', data: { user_lat: o.lat, day: 1 }, sCallback(r) { show(r) } }; o.$base.request(t, o) },
          open() { this.$refs.drawer.request({ url: 'detail', data: row }); this.$router.show({ url: 'detail', type: 'get' }) } }`,
      }),
    ).toEqual(['GET addSign (day,user_lat) o.$base.request [location]']);
  });

  it('a wrapper that is given an endpoint by its name alone, where it leads to a send', () => {
    const common = `$$ = { ajaxData: function (method, form, fn) { form.method = method; api.ajax({ url: url, method: 'post', data: form }, fn) },
      postMessage: function (name, data) { api.sendEvent({ name: name, extra: data }) } }`;
    expect(
      requestsOf({
        'a.js': `${common}
          $$.ajaxData('MyComplaints', { content: text }, show); $$.postMessage('refreshList', {}); $$.ajaxData('提示信息', {}, show)`,
      }).filter((request) => !request.includes('api.ajax')),
    ).toEqual(['? MyComplaints (content) $$.ajaxData []']);
  });

  it('an address by its name in a table of a file that is not there, and no other value without a text', () => {
    const asked = (from: string, files: Record<string, string> = {}): string[] =>
      requestsOf({
        'a.js': `${from}
          import util from './util'; util.request(config.api.userSign, { day: 1 }, 'POST').then(show)
          wx.request({ url: config.api.base + config.api.list }); util.request(this.data.address, {}); wx.request(config)`,
        'util.js':
          "exports.request = (url, data, method = 'GET') => new Promise((done) => wx.request({ url, data, method, success: done }))",
        ...files,
      });
    const all = ['POST {config.api.userSign} (day) util.request []', '? {config.api.base}{config.api.list} () wx.request []'];
    expect(asked("const config = require('../../config.js')")).toEqual(all);
    expect(asked("import config from '@/config'")).toEqual(all);
    expect(asked("import config from 'some-library'")).toEqual([]);
    expect(asked("import config from './config'", { 'config.js': 'export default { api: {} }' })).toEqual([]);
  });

  it('a table of addresses and functions of an api module', () => {
    expect(
      requestsOf({
        'a.js': `const api = require('api.js'); api.saveTrack({ points: 1 })`,
        'api.js': `const URLS = { track: '/track/save' }
          module.exports = { saveTrack(data) { return wx.request({ url: URLS.track, data }) } }`,
      }),
    ).toEqual(['? /track/save () wx.request []']);
  });

  it('a list that is filled with places is a track, sent as it is or written out', () => {
    const fill = 'const passed = []; passed.push({ longitude: 1, latitude: 2 }); const names = []; names.push({ name: 1 })';
    const send = (body: string): string[] => requestsOf({ 'a.js': `${fill}; wx.request({ url: '/path/add', data: ${body} })` });
    expect(send('JSON.stringify(passed)')).toEqual(['? /path/add () wx.request [track]']);
    expect(send('{ list: JSON.stringify(passed) }')).toEqual(['? /path/add (list) wx.request [track]']);
    expect(send('JSON.stringify(names)')).toEqual(['? /path/add () wx.request []']);
    const one = `Page({ data: { where: { longitude: '', latitude: '' } }, send() { wx.request({ url: '/list', data: this.where }) } })`;
    expect(requestsOf({ 'a.js': one })).toEqual(['? /list () wx.request [location]']);
  });

  it('cloud functions with what they are told to do, and the cloud database', () => {
    expect(
      requestsOf({
        'a.js': `wx.cloud.callFunction({ name: 'user', data: { action: 'checkin', photo: p } })
          db.collection('score').orderBy('total', 'desc').get()
          db.collection('sign').add({ data: { latitude: 1 } })`,
      }),
    ).toEqual([
      '? user/checkin (action,photo) cloud.callFunction [photo]',
      'get score (sort:total:desc) cloud.database []',
      'add sign (latitude) cloud.database [location]',
    ]);
  });

  it('a collection of the cloud database kept by a name of its own', () => {
    expect(
      requestsOf({
        'a.js': `const users = wx.cloud.database().collection('user')
          const db = wx.cloud.database(), logs = db.collection('log')
          users.where({ _openid: id }).update({ data: { checktime: now } }); logs.orderBy('score', 'desc').get()
          const seen = new Set(); seen.add(1)`,
      }),
    ).toEqual(['update user (checktime) cloud.database []', 'get log (sort:score:desc) cloud.database []']);
  });

  it('what the app is defined with, asked for by getApp()', () => {
    const files = {
      'a.js': `const app = getApp(); app.$ajax.$ajax(app.$api.feedback, 'post', form, show)
        getApp().globalData.http.post(getApp().globalData.urls.sign, {}); wx.request({ url: app.globalData.host + '/rank' })`,
      'app.js': `import $ajax from './ajax'; import api from './api'
        App({ $ajax: $ajax, $api: api, globalData: { http: null, urls: { sign: '/sign/add' }, host: 'https://wg.example.gov.cn' } })`,
      'ajax.js': `const $ajax = function (url, method, data) { wx.request({ url: url, method: method, data: data }) }; module.exports = { $ajax: $ajax }`,
      'api.js': `const rule = (path) => '/center/v1' + path; module.exports = { feedback: rule('/app/feedback') }`,
    };
    expect(requestsOf(files)).toEqual([
      'POST /center/v1/app/feedback () app.$ajax.$ajax []',
      'POST /sign/add () getApp().globalData.http.post []',
      '? https://wg.example.gov.cn/rank () wx.request []',
    ]);
  });

  it('an upload sends a file, named by what its path holds', () => {
    expect(
      requestsOf({
        'a.js': `wx.uploadFile({ url: '/api/upload', filePath: photo, name: 'f' }); my.uploadFile({ url: '/api/upload', filePath: x })`,
      }),
    ).toEqual(['? /api/upload () wx.uploadFile [photo]', '? /api/upload () my.uploadFile [file]']);
  });

  it('an address in parts, as a geocoder tells it, is a place; one that is typed in is none', () => {
    const send = `wx.request({ url: '/api/a', data: { address: a.value, city: c.value, district: d.value } })`;
    const sent = '? /api/a (address,city,district) wx.request';
    expect(requestsOf({ 'a.js': `qqmap.reverseGeocoder({ success(res) { ${send} } })` })).toContain(`${sent} [location]`);
    expect(requestsOf({ 'a.js': send })).toEqual([`${sent} []`]);
    const few = `wx.getLocation({}); wx.request({ url: '/api/b', data: { name: n, city: c, address: a } })`;
    expect(requestsOf({ 'a.js': few })).toEqual(['? /api/b (address,city,name) wx.request []']);
  });

  it('asking for a permission is none', () => {
    expect(requestsOf({ 'a.js': `Permissions.request('photo/library'); PermissionsAndroid.request('android/CAMERA')` })).toEqual(
      [],
    );
  });

  it('navigation, pages, assets and logs are none', () => {
    expect(
      requestsOf(
        {
          'a.js': `wx.navigateTo({ url: '/pages/b/b' }); console.log('/api/x'); api.load('/pages/b/b'); http.get('/static/a.png'); list.push('/api/x'); this.getUser('../b/b')`,
        },
        ['pages/b/b'],
      ),
    ).toEqual([]);
  });

  it('an address that ends in .json is asked of a server, a data file is the app’s own', () => {
    expect(
      requestsOf({
        'a.js': `wx.request({ url: base + '/user/sign.json' }); http.post('/order/add.json', {}); const base = 'https://a.example/wechat'`,
      }),
    ).toEqual(['? https://a.example/wechat/user/sign.json () wx.request []', 'POST /order/add.json () http.post []']);
    expect(
      requestsOf({
        'a.js': `fetch('./areas.json'); http.get('/static/areas.json'); axios.get('mock/list.json'); fetch('/locales/zh.json')`,
      }),
    ).toEqual([]);
  });
});

describe('a wrapper that is given the name of what it asks for', () => {
  const client = (send: string): string => `export default function (options) { return new Promise((done) => { ${send} }) }`;
  const call = `import ask from './b'; export const save = (data) => ask({ url: 'update_feedback', data: { content: data } });`;

  it('in its options leads to a send', () => {
    expect(requestsOf({ 'a.js': call, 'b.js': client('uniCloud.callFunction({ name: options.url })') })).toEqual([
      '? update_feedback (content) ask []',
    ]);
  });

  it('asks for nothing where it sends nothing', () => {
    expect(requestsOf({ 'a.js': call, 'b.js': client('uni.navigateTo(options)') })).toEqual([]);
  });
});

describe('a cloud object', () => {
  it.each([
    `const course = uniCloud.importObject('course'); function punch() { course.punch({ id, latitude }, photo) }`,
    `function punch() { var e = n.importObject("course"); e.punch({ id: t, latitude: r }, this.photo) }`,
  ])('is called by its methods', (script) => {
    expect(requestsOf({ 'a.js': script })).toEqual(['? course/punch (id,latitude,photo) uniCloud.importObject [location,photo]']);
  });
});

describe('calls that send by themselves', () => {
  it.each([
    'wx.request',
    'my.request',
    'tt.request',
    'swan.request',
    'dd.httpRequest',
    'uni.uploadFile',
    'Taro.request',
    'fetch',
    'axios',
    'wx.cloud.callFunction',
    'a.index.request',
    'r.default.request',
  ])('%s', (callee) => expect(isSendCall(callee)).toBe(true));
  it.each(['this.request', 'wx.requestPayment', 'wx.showToast', 'api.get'])('not %s', (callee) =>
    expect(isSendCall(callee)).toBe(false),
  );

  it('go through a wrapper of another module of a chunk, called as webpack before 5 calls what is imported', () => {
    const chunk = `global.webpackJsonp([3], {
      111: function (module, exports, require) { var r = require(34); exports["a"] = { punch: function (id) {
        return Object(r["a" /* default */])({ url: '/punch/in', data: { id: id }, method: 'POST' }) } } },
      34: function (module, exports, require) { exports["a"] = function (option) { wx.request(option) } }
    }, [111]);`;
    expect(requestsOf({ 'app.js': chunk })).toEqual(['POST /punch/in (id) r.a []']);
  });
});
