import { describe, expect, it } from 'vitest';
import { html5Plus, of, pagesAlone, texts } from './support.js';

describe('pages of an HTML5+ app', () => {
  const file = html5Plus({
    'index.html': `<title>首页</title><nav class="mui-bar mui-bar-tab"><a class="mui-tab-item" href="sign/sign.html"><span>签到</span></a></nav>
      <a id="rank">排名</a><script src="js/jquery-1.11.js"></script><script src="js/app.js"></script>`,
    'sign/sign.html': `<header class="mui-bar"><h1 class="mui-title">外勤签到</h1></header><button onclick="submit()">签到</button>
      <script>var photo; function submit() { if (!photo) { mui.toast('请先拍照'); return; } post('/sign/in', {photo: photo}); }</script>
      <script src="../js/app.js"></script>`,
    'rank.html': `<div id="list"></div><script>$('#list').html('<li class="row">第' + n + '名</li>');</script>`,
    'left.html': '<p>旧页面</p>',
    'js/jquery-1.11.js': `/*! jQuery */ ${'jQuery.fn.init = function () {}; '.repeat(300)} alert('签到');`,
    'js/app.js': `function post(url, data) { mui.ajax(API + url, {data: data, type: 'post'}); }
      $('#rank').on('tap', function () { mui.openWindow({url: 'rank.html'}); });`,
  });

  it('are screens, reached by links and by what scripts open', () => {
    expect(of(file, 'screen').map(({ id, title, reachable, from }) => [id, title, reachable, from])).toEqual([
      ['index.html', '首页', 'yes', ['app']],
      ['left.html', undefined, 'no', []],
      ['rank.html', undefined, 'yes', ['index.html', 'sign/sign.html']],
      ['sign/sign.html', '外勤签到', 'yes', ['index.html']],
    ]);
  });

  it('show words with their places and what happens on a touch; a library says nothing', () => {
    expect(texts(file)).toEqual([
      ['首页', 'page-title', undefined, 'index.html'],
      ['签到', 'tab', 'sign/sign.html', 'index.html'],
      ['排名', 'button', '#rank', 'index.html'],
      ['旧页面', 'label', undefined, 'left.html'],
      ['第{n}名', 'label', undefined, 'rank.html'],
      // As the screen's title, and where the heading stands.
      ['外勤签到', 'page-title', undefined, 'sign/sign.html'],
      ['外勤签到', 'page-title', undefined, 'sign/sign.html'],
      ['签到', 'button', 'submit()', 'sign/sign.html'],
      ['请先拍照', 'toast', undefined, 'sign/sign.html'],
    ]);
    expect(of(file, 'sdk').map(({ name, owner }) => [name, owner])).toEqual([['jquery', 'third-party']]);
  });

  it('send and stop across the scripts of a page', () => {
    expect(of(file, 'request').filter(({ path }) => path === '/sign/in')).toMatchObject([
      { params: ['photo'], sends: ['photo'], screens: ['sign/sign.html'], linked: true },
    ]);
    expect(of(file, 'gate')).toMatchObject([
      { subject: 'photo', shape: 'empty', message: '请先拍照', screens: ['sign/sign.html'], linked: true },
    ]);
    expect(of(file, 'limit')).toEqual([]);
  });
});

describe('what cannot be seen', () => {
  const noise = Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * i * 31 + i * 7) & 255));

  it('an encrypted script is a limit with its share, never silence', () => {
    const file = html5Plus({ 'index.html': '<p>首页</p><script src="a.js"></script>', 'a.js': noise });
    expect(of(file, 'limit').map(({ reason, share, at }) => [reason, share, at.path])).toEqual([
      ['encrypted', 0.5, 'app.wgt!a.js'],
    ]);
  });

  it('a start page on a server is all of the app', () => {
    const file = html5Plus({ 'index.html': '<p>加载中</p>' }, 'https://grid.example.gov.cn/h5/');
    expect(of(file, 'limit').map(({ reason, share }) => [reason, share])).toEqual([['remote-content', 1]]);
    expect(of(file, 'url').map(({ value }) => value)).toEqual(['https://grid.example.gov.cn/h5/']);
  });

  it('a page that only frames one of a server is its share of the pages', () => {
    const pages = {
      'a.html': '<p>通知</p><p>公告</p><p>办事</p>',
      'b.html': '<iframe src="https://x.example.gov.cn/"></iframe>',
    };
    const file = html5Plus({ 'index.html': '<a href="a.html">通知公告</a><a href="b.html">更多</a><p>办事</p>', ...pages });
    expect(of(file, 'limit').map(({ reason, share }) => [reason, share])).toEqual([['remote-content', 0.333]]);
  });
});

describe('pages handed in by themselves', () => {
  it('are an app of web pages', () => {
    const file = pagesAlone({
      'index.html':
        '<title>信访举报</title><textarea id="nr"></textarea><button id="tj">提交举报</button><script src="main.js"></script>',
      'main.js': `$('#tj').on('click', function () { $.ajax({ url: '/api/add', type: 'POST', data: { nr: $('#nr').val() } }) })`,
    });
    expect(file.package).toMatchObject({ carrier: 'html5', form: 'project', name: '信访举报', hosts: ['web'] });
    expect(of(file, 'request').map(({ method, path, linked }) => [method, path, linked])).toEqual([['POST', '/api/add', true]]);
  });

  it('as sources are not read, and that is told', () => {
    const file = pagesAlone({ 'index.html': '<script type="module" src="/src/main.js"></script>', 'src/main.js': '' });
    expect(of(file, 'limit').map(({ reason, share }) => [reason, share])).toContainEqual(['unsupported', 1]);
  });
});
