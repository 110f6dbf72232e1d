import { describe, expect, it } from 'vitest';
import { gatesOf } from './support.js';

/** A page whose `submit` has this body, with further members; `post` sends. */
const page = (body: string, members = ''): string => `Page({ data: { photos: [] }, submit() { ${body} }, ${members} })
  function post(data) { wx.request({ url: '/api/save', data }) }`;
const PHOTO = 'photo empty 请上传照片 → post';
const PLACE = 'location empty 请先定位 → post';

describe('switch', () => {
  it.each([
    ['on true', `switch (true) { case !this.data.photos.length: wx.showToast({ title: '请上传照片' }); return } post()`],
    ['minified', `switch (!0) { case !this.data.photos.length: return void wx.showToast({ title: '请上传照片' }) } post()`],
    ['on true, sent by default', `switch (true) { case !this.data.photos.length: toast('请上传照片'); break; default: post() }`],
    ['on a count', `switch (this.data.photos.length) { case 0: { toast('请上传照片'); return } } post()`],
    ['on a count, sent by default', `switch (this.data.photos.length) { case 0: toast('请上传照片'); break; default: post() }`],
    [
      'on whether there is one',
      `switch (!!this.data.photos.length) { case false: toast('请上传照片'); return; case true: post() }`,
    ],
    [
      'in the default beside the way on',
      `switch (this.data.photos.length > 0) { case true: post(); break; default: toast('请上传照片') }`,
    ],
    ['labels that run on', `switch (this.data.photos.length) { case 0: case 1: toast('请上传照片'); return } post()`],
    [
      'a message collected',
      `let m; switch (this.data.photos.length) { case 0: m = '请上传照片'; break } if (m) return toast(m); post()`,
    ],
  ])('%s', (_, body) => expect(gatesOf(page(body))).toContain(PHOTO));

  it('the message is not the apology above it', () =>
    expect(gatesOf(page(`if (!this.data.photos.length) return alert('抱歉', '请上传照片'); post()`))).toContain(PHOTO));

  it('each case is a gate', () => {
    const body = `switch (true) { case !this.data.photos.length: toast('请上传照片'); return; case !this.data.latitude: toast('请先定位'); return } post()`;
    expect(gatesOf(page(body))).toEqual([PHOTO, PLACE]);
  });

  it('on the code that a validator answers with', () => {
    const numbers = `check() { if (!this.data.photos.length) return 1; return this.data.latitude ? 0 : 2 }`;
    const body = `switch (this.check()) { case 1: toast('请上传照片'); return; case 2: toast('请先定位'); return; default: post() }`;
    expect(gatesOf(page(body, numbers))).toEqual(expect.arrayContaining([PHOTO, PLACE]));
    const words = `check() { if (!this.data.photos.length) return 'photo'; return 'ok' }`;
    const compared = `const code = this.check(); if (code === 'photo') { toast('请上传照片'); return } post()`;
    expect(gatesOf(page(compared, words))).toContain(PHOTO);
  });

  it.each([
    ['an upper limit', `switch (this.data.photos.length) { case 9: toast('最多上传9张照片'); return } post()`],
    ['an upper limit on true', `switch (true) { case this.data.photos.length > 9: toast('最多上传9张照片'); return } post()`],
    ['a way for whoever it is', `switch (this.data.role) { case 'lead': toast('管理员无需上传照片'); return } post()`],
    [
      'a hint, and on it goes',
      `switch (this.data.photos.length) { case 0: toast('没有上传照片'); break; default: this.count() } post()`,
    ],
    [
      'a message that decides nothing',
      `switch (this.data.photos.length) { case 0: this.tip = '没有照片'; break } if (this.title) post()`,
    ],
    ['only logged', `switch (this.data.photos.length) { case 0: console.log('没有上传照片'); break } post()`],
    [
      'an answer of the server',
      `wx.request({ url: '/a', success: (res) => { switch (res.data.code) { case 1: toast('请重新上传照片'); return } post() } })`,
    ],
  ])('is no gate: %s', (_, body) => expect(gatesOf(page(body))).toEqual([]));
});

describe('a list that only a picker fills, by a key known as it runs', () => {
  const lists = (filled: string): string => `Page({ data: { before: [], words: [] },
    submit() { if (this.data.before.length === 0) { toast('请补全'); return } post({ before: this.data.before }) }, ${filled} })
    function post(data) { wx.request({ url: '/api/save', data }) }`;

  it.each([
    [
      'set',
      'add(e) { const key = e.target.dataset.key; wx.chooseImage({ success: (res) => this.setData({ [key]: res.tempFilePaths }) }) }',
    ],
    [
      'set once sent',
      `add(key) { wx.chooseImage({ success: (res) => send(res).then((urls) => { this.setData({ [key]: this.data[key].concat(urls) }) }) }) }`,
    ],
    ['pushed to', 'add(key) { wx.chooseMedia({ success: (res) => { this.data[key].push(res.tempFiles[0]) } }) }'],
    ['set on a form', 'add(key) { wx.chooseImage({ success: (res) => { this.$set(this.form, key, res.tempFilePaths) } }) }'],
  ])('%s', (_, filled) => expect(gatesOf(lists(filled))).toEqual(['photo empty 请补全 → post']));

  it.each([
    ['set by what is typed', 'type(e) { this.setData({ [e.target.dataset.key]: e.detail.value }) }'],
    [
      'set by a name of its own',
      'type(e) { this.setData({ before: e.detail.words }); wx.chooseImage({ success: (res) => this.setData({ [k]: res }) }) }',
    ],
    [
      'a picker that sets another',
      'add() { wx.chooseImage({ success: (res) => this.setData({ cover: res.tempFilePaths[0] }) }) }',
    ],
  ])('not %s', (_, filled) => expect(gatesOf(lists(filled)).filter((gate) => gate.startsWith('photo'))).toEqual([]));
});

describe('a value put together from what an upload answered, in a picker', () => {
  const chosen = (set: string): string => `Page({ data: { mine: '' },
    submit() { if (!this.data.mine) { toast('请选择一张'); return } post({ mine: this.data.mine }) },
    choose() { wx.chooseImage({ success: (res) => wx.uploadFile({ url: '/up', filePath: res.tempFilePaths[0], name: 'f',
      complete: (res) => { ${set} } }) }) } })
    function post(data) { wx.request({ url: '/api/save', data }) }`;

  it.each([
    ['of the answer', `this.setData({ mine: host() + res.data })`],
    ['of the answer, parsed', `const data = JSON.parse(res.data); this.setData({ mine: host() + data.data })`],
    ['in a template', `const data = JSON.parse(res.data); this.setData({ mine: \`\${host}/\${data.url}\` })`],
  ])('%s', (_, set) => expect(gatesOf(chosen(set))).toEqual(['photo empty 请选择一张 → post']));

  it('not of something else', () =>
    expect(gatesOf(chosen(`this.setData({ mine: names.first + names.last })`))).toEqual(['text empty 请选择一张 → post']));
});

describe('what is thrown or refused', () => {
  const thrown = `check() { if (!this.data.photos.length) throw new Error('请上传照片') }`;
  it.each([
    ['thrown, and said by the caller', `try { this.check(); post() } catch (e) { toast(e.message) }`, thrown],
    ['thrown, and the caller ends', `try { this.check() } catch (e) { toast(e.message); return } post()`, thrown],
    [
      'a refused promise',
      `this.check().then(() => post()).catch(toast)`,
      `check() { return this.data.photos.length ? Promise.resolve() : Promise.reject(new Error('请上传照片')) }`,
    ],
    [
      'refused within a promise',
      `this.check().then(() => post(), toast)`,
      `check() { return new Promise((ok, no) => { if (!this.data.photos.length) no('请上传照片'); else ok() }) }`,
    ],
    [
      'refused within a promise, minified',
      `this.check().then(() => post(), (a) => toast(a))`,
      `check() { return new Promise((a, b) => { this.data.photos.length === 0 ? b('请上传照片') : a() }) }`,
    ],
  ])('%s', (_, body, members) => expect(gatesOf(page(body, members))).toEqual([PHOTO]));

  it('but not what is caught, and on it goes', () => {
    expect(gatesOf(page(`try { this.check() } catch (e) { console.log(e) } post()`, thrown))).toEqual([]);
    expect(gatesOf(page(`try { if (!this.data.photos.length) throw 1 } catch (e) { this.none = true } post()`))).toEqual([]);
  });
});

describe('a value that is tested', () => {
  it.each([
    ['by &&', `(this.data.photos.length || (wx.showToast({ title: '请上传照片' }), 0)) && post()`],
    ['by && after another', `this.ready() && (this.data.photos.length > 0 || (toast('请上传照片'), !1)) && post()`],
    ['by a local', `const ok = this.data.photos.length || (toast('请上传照片'), 0); ok && post()`],
    ['by a local that ends', `const ok = this.data.photos.length ? true : (toast('请上传照片'), false); if (!ok) return; post()`],
    ['by if', `if (!(this.data.photos.length || (toast('请上传照片'), 0))) return; post()`],
  ])('%s', (_, body) => expect(gatesOf(page(body))).toContain(PHOTO));

  it.each([
    ['a number all the same', `const n = this.data.photos.length || (toast('没有照片'), 0); post(n)`],
    ['a question that is answered', `(this.data.photos.length || this.confirm('没有照片，继续吗')) && post()`],
    ['only logged', `(this.data.photos.length || (console.log('没有照片'), 0)) && this.draw(); post()`],
  ])('is no gate: %s', (_, body) => expect(gatesOf(page(body))).toEqual([]));
});

describe('a table of fields', () => {
  const rows = `const FIELDS = [{ key: 'photos', text: '请上传照片', must: true }, { key: 'latitude', text: '请先定位', must: true }]`;
  it.each([
    ['for of', `for (const f of FIELDS) { if (!form[f.key]) { toast(f.text); return } } post()`],
    ['taken apart', `for (const { key, text } of FIELDS) { if (!form[key]) return toast(text) } post()`],
    [
      'counted',
      `for (var i = 0; i < FIELDS.length; i++) { var f = FIELDS[i]; if (!form[f.key]) { toast(f.text); return } } post()`,
    ],
    [
      'counted without a name',
      `for (var i = 0; i < FIELDS.length; i++) if (!form[FIELDS[i].key]) { toast(FIELDS[i].text); return } post()`,
    ],
    ['find', `const bad = FIELDS.find((f) => !form[f.key]); if (bad) { toast(bad.text); return } post()`],
    ['findIndex', `const at = FIELDS.findIndex((f) => !form[f.key]); if (at !== -1) { toast(FIELDS[at].text); return } post()`],
    [
      'filter',
      `const bad = FIELDS.filter((f) => { return !form[f.key] }); if (bad.length > 0) { toast(bad[0].text); return } post()`,
    ],
    ['every that tells', `FIELDS.every(({ key, text }) => form[key] || (toast(text), false)) && post()`],
    ['the rows that are a must', `for (const f of FIELDS) if (f.must && !form[f.key]) return toast(f.text); post()`],
  ])('%s', (_, body) => expect(gatesOf(`${page(body)}; ${rows}`)).toEqual([PHOTO, PLACE]));

  it.each([
    [
      'names and messages',
      `for (const [key, text] of Object.entries(FIELDS)) { if (!form[key]) { toast(text); return } } post()`,
    ],
    ['names', `for (const key in FIELDS) { if (!form[key]) { toast(FIELDS[key]); return } } post()`],
    ['found by name', `const bad = Object.keys(FIELDS).find((key) => !form[key]); if (bad) return toast(FIELDS[bad]); post()`],
  ])('of %s', (_, body) =>
    expect(gatesOf(`${page(body)}; const FIELDS = { photos: '请上传照片', latitude: '请先定位' }`)).toEqual([PHOTO, PLACE]),
  );

  it('in another file, and of tests', () => {
    const body = `for (const rule of RULES) if (rule.missing(form)) return toast(rule.text); post()`;
    expect(gatesOf(`${page(body)}; const RULES = [{ missing: (f) => !f.photos.length, text: '请上传照片' }]`)).toContain(PHOTO);
    const source = `import { FIELDS } from './fields'; ${page('for (const f of FIELDS) if (!form[f.key]) return toast(f.text); post()')}`;
    expect(gatesOf(source, { 'pages/a/fields.js': `export ${rows}` })).toEqual([PHOTO, PLACE]);
  });

  const optional = `const FIELDS = [{ key: 'title', text: '请填写标题', must: true }, { key: 'photos', text: '请上传照片', must: false }, { key: 'video', text: '请上传视频' }]`;
  it.each([
    ['a loop', `for (const f of FIELDS) if (f.must && !form[f.key]) return toast(f.text); post()`],
    ['a search', `const bad = FIELDS.find((f) => f.must && !form[f.key]); if (bad) return toast(bad.text); post()`],
  ])('leaves out the rows that are no must: %s', (_, body) =>
    expect(gatesOf(`${page(body)}; ${optional}`)).toEqual(['text empty 请填写标题 → post']),
  );

  it.each([
    ['only logged', `for (const f of FIELDS) { if (!form[f.key]) console.log(f.text) } post()`],
    ['an upper limit', `for (const f of FIELDS) { if (form[f.key].length > 9) { toast('最多上传9张照片'); return } } post()`],
    [
      'all are there',
      `const all = FIELDS.every((f) => form[f.key]); if (all) { toast('照片齐全，无需上传照片'); return } post()`,
    ],
  ])('is no gate: %s', (_, body) => expect(gatesOf(`${page(body)}; ${rows}`)).toEqual([]));
});

describe('an area by its edges', () => {
  const edges = (test: string, members = ''): string[] =>
    gatesOf(page(`const { latitude, longitude, place } = this.data; ${test}`, members));

  it.each([
    ['each edge with a word', `if (latitude > place.maxLat) { toast('请到指定地点'); return } post()`],
    [
      'all edges in the test',
      `if (latitude < place.maxLat * 1 && latitude > place.minLat * 1) { post() } else { toast('请到指定地点') }`,
    ],
    [
      'computed before',
      `const isIn = latitude < place.maxLat && latitude > place.minLat; if (isIn) { post() } else { toast('请到指定地点') }`,
    ],
  ])('%s', (_, body) => expect(edges(body)).toContain('location range 请到指定地点 → post'));

  it.each([
    ['the ends of the earth', `if (latitude > 90 || latitude < -90) { toast('坐标有误'); return } post()`],
    ['which of two is further north', `if (latitude > place.latitude) { this.north = true } post()`],
  ])('not %s', (_, body) => expect(edges(body).filter((gate) => gate.includes('range'))).toEqual([]));
});

describe('the picture shown as long as none is chosen', () => {
  it.each([
    ['compared', `if (this.data.front === '/static/camera.png') { toast('请上传照片'); return } post()`],
    ['either of two', `if ('../img/a.jpg' == this.data.front || this.data.back == BLANK) { toast('请上传照片'); return } post()`],
    ['another is sent', `if (this.data.front !== BLANK) { post() } else { toast('请上传照片') }`],
    ['minified', `this.data.front != BLANK ? post() : toast('请上传照片')`],
  ])('%s', (_, body) => expect(gatesOf(`${page(body)}; const BLANK = 'https://cdn.example.cn/blank.png'`)).toContain(PHOTO));

  it.each([
    ['an icon', `if (this.data.icon === '/static/pause.png') { toast('请先暂停'); return } post()`],
    ['what a library asks of who calls it', `if (!this.data.files.length) { toast('fileList必须是非空的数组'); return } post()`],
    ['what kind of file it is', `if (this.data.suffix !== '.png') { toast('只能上传 png 图片'); return } post()`],
  ])('not %s', (_, body) => expect(gatesOf(page(body)).filter((gate) => /^(photo|file) empty/.test(gate))).toEqual([]));
});

describe('what is noted on a list of complaints', () => {
  const page = (body: string, extra = ''): string[] =>
    gatesOf(`Page({ data: { imgs: [] }, ${extra} submit() { ${body} } })`).filter((gate) => gate.startsWith('photo'));
  const note = `const errors = []; if (!this.data.name) errors.push('请填写姓名'); if (this.data.imgs.length === 0) { errors.push('请上传照片') }`;
  const send = 'wx.request({ url, data })';

  it('and told at the end, or decided on, or handed to whoever asked', () => {
    const told = 'wx.showToast({ title: errors[0] })';
    expect(page(`${note} if (errors.length > 0) { ${told}; return } ${send}`)).toContain('photo empty 请上传照片 → wx.request');
    expect(page(`${note} if (errors.length === 0) { ${send} } else { ${told} }`)).toContain(
      'photo empty 请上传照片 → wx.request',
    );
    expect(
      page(
        `const wrong = this.check(); if (wrong.length) { wx.showToast({ title: wrong[0] }); return } ${send}`,
        `check() { ${note} return errors },`,
      ),
    ).toContain('photo empty 请上传照片 → wx.request');
  });

  it('but not a list of something else', () => {
    expect(page(`const tags = []; if (!this.data.imgs.length) { tags.push('无照片') } this.setData({ tags }); ${send}`)).toEqual(
      [],
    );
  });
});

describe('declared form rules', () => {
  const rule = (text: string): string[] => gatesOf(`const form = { rules: ${text} }`);

  it('a field that is registered with its rules', () => {
    expect(
      gatesOf(`const form = () => (<Form><Clip onChange={store.getFieldProps('video', 'onChange', { rules: [{ required: true }], initialValue: '' })}/>
        {getFieldDecorator('photos', { rules: [{ required: true, message: '现场照片必填' }] })(<Shots/>)}
        <input {...register('name', { required: true })}/><input {...register('video', { required: false })}/></Form>)`),
    ).toEqual(['video required-rule  → video', 'photo required-rule 现场照片必填 → photos']);
  });

  it('rows of a checker', () => {
    expect(
      rule(
        `[{ name: 'name', checkType: 'string', errorMsg: '请填写姓名' }, { name: 'imgs', checkType: 'notnull', errorMsg: '请上传图片' }]`,
      ),
    ).toEqual(['photo required-rule 请上传图片 → imgs']);
    expect(
      rule(
        `[{ name: 'idcard', rule: ['required', 'isIdCard'], msg: ['请填写证件号'] }, { name: 'photo', rule: ['required'], msg: ['请上传照片'] }]`,
      ),
    ).toEqual(['photo required-rule 请上传照片 → photo']);
    expect(
      rule(
        `[{ value: this.pictures.length, method: 'min', param: 1, message: '请上传照片' }, { value: this.prices, method: 'min', param: 0.01, message: '价格不能为0' },
          { value: this.input.title, method: 'required', message: '请输入标题' }, { value: this.input.title, method: 'minlength', param: 2, message: '标题太短' }]`,
      ),
    ).toEqual(['photo required-rule 请上传照片 → ']);
  });

  it('validators of their own', () => {
    expect(
      rule(
        `{ imgs: [{ validator: (rule, value, callback) => { if (!value.length) { callback(new Error('请上传现场照片')) } else { callback() } } }] }`,
      ),
    ).toEqual(expect.arrayContaining(['photo required-rule 请上传现场照片 → imgs']));
    expect(
      rule(
        `{ name: [{ validator: (rule, value, callback) => { value ? callback() : callback(new Error('请填写姓名')) } }] }`,
      ).filter((gate) => gate.startsWith('photo')),
    ).toEqual([]);
  });
});
describe('what is noted, and told later', () => {
  it.each([
    ['a flag', `let ok = true; if (!this.data.photos.length) { ok = false; toast('请上传照片') } if (ok) { post() }`],
    [
      'a list of complaints',
      `const errors = []; if (!this.data.photos.length) errors.push('请上传照片'); if (errors.length) { toast(errors[0]); return } post()`,
    ],
    [
      'a list where there is none',
      `const errors = []; if (!this.data.photos.length) errors.push('请上传照片'); if (errors.length === 0) post()`,
    ],
    ['a line of the page', `if (!this.data.photos.length) { this.setData({ errorText: '请上传照片' }); return } post()`],
    ['a flag, minified', `let a = !0; if (this.data.photos.length || ((a = !1), toast('请上传照片')), a) { post() }`],
    ['a message, minified', `let a = ''; if (this.data.photos.length || (a = '请上传照片'), a) { toast(a); return } post()`],
    ['a local decided before', `const none = !this.data.photos.length; if (none) { toast('请上传照片'); return } post()`],
  ])('%s', (_, body) => expect(gatesOf(page(body))).toContain(PHOTO));

  it('by a validator that answers with its complaints, minified', () => {
    const check = `check() { const a = []; return this.data.photos.length || a.push('请上传照片'), a }`;
    expect(gatesOf(page(`const a = this.check(); if (a.length) { toast(a[0]); return } post()`, check))).toContain(PHOTO);
  });

  it('by a validator that answers with its complaints', () => {
    const check = `check() { const errors = []; if (!this.data.photos.length) errors.push('请上传照片'); return errors }`;
    expect(gatesOf(page(`const errors = this.check(); if (errors.length) return toast(errors[0]); post()`, check))).toContain(
      PHOTO,
    );
  });

  it.each([
    ['a list of something else', `if (!this.data.photos.length) this.menu.push('上传照片'); post()`],
    [
      'a flag that decides nothing',
      `let ok = true; if (!this.data.photos.length) { ok = false; toast('没有照片') } if (this.title) post()`,
    ],
    ['data of the page', `if (!this.data.photos.length) this.setData({ title: '上传照片' }); post()`],
  ])('is no gate: %s', (_, body) => expect(gatesOf(page(body))).toEqual([]));
});

describe('a test of several values', () => {
  it.each([
    [
      'some of a list',
      `if ([this.data.title, this.data.photos[0]].some((value) => !value)) { toast('请填写标题并上传照片'); return } post()`,
    ],
    [
      'every of a list',
      `if (![this.data.title, this.data.photos[0]].every(Boolean)) { toast('请填写标题并上传照片'); return } post()`,
    ],
    ['counted by a library', `if (_.size(this.data.photos) === 0) { toast('请上传照片'); return } post()`],
  ])('%s', (_, body) => expect(gatesOf(page(body)).filter((gate) => gate.startsWith('photo empty'))).toHaveLength(1));

  it('of which either will do', () => {
    expect(gatesOf(page(`if (util.isWhiteSpace(text) && !this.data.image) { toast('请填写内容'); return } post()`))).toEqual([]);
    const asked = `hasContent() { if (!util.isWhiteSpace(this.data.text)) { return true } if (this.data.photos.length > 0) { return true } return false }`;
    expect(gatesOf(page(`if (!this.hasContent()) { return toast('请填写内容') } post()`, asked))).toEqual([]);
  });

  it('each of what a function turns away for, and the one way on that it leaves', () => {
    const both = `complete() { if (!this.data.photos.length) return false; if (!this.data.latitude) return false; return true }`;
    expect(gatesOf(page(`if (!this.complete()) { return toast('请上传照片') } post()`, both))).toContain(PHOTO);
    const one = `complete() { if (this.data.photos.length > 0) return true; return false }`;
    expect(gatesOf(page(`if (!this.complete()) { return toast('请上传照片') } post()`, one))).toContain(PHOTO);
  });

  it('each row by its own function, whatever letter the row goes by', () => {
    const rules = `const rules = [{ test: () => this.data.title, text: '请填写标题' }, { test: () => this.data.photos.length > 0, text: '请上传照片' }];`;
    const found = gatesOf(page(`${rules} const bad = rules.find((r) => !r.test()); if (bad) { toast(bad.text); return } post()`));
    expect(found).toContain(PHOTO);
    expect(found).not.toContain('photo empty 请填写标题 → post');
  });
});

describe('the validator of a form rule', () => {
  it.each([
    [
      'handed a callback',
      `validator: (rule, value, callback) => { if (!value.photos.length) callback(new Error('请上传照片')); else callback() }`,
    ],
    [
      'that answers',
      `validateFunction(rule, value, data, callback) { if (data.photos.length < 1) { callback('请上传照片') } return true }`,
    ],
  ])('%s', (_, rule) =>
    expect(gatesOf(`const rules = { photos: [{ ${rule} }] }`).join()).toMatch(/^photo empty 请上传照片 → valid/),
  );

  it('but not what a component is handed', () => {
    expect(gatesOf(`export default { props: { videoData: { type: Object, required: true } } }`)).toEqual([]);
  });
});

describe('a place that could not be had', () => {
  const send = `wx.request({ url: '/api/sign', method: 'POST', data })`;
  it.each([
    [
      'fail beside success',
      `submit() { wx.getLocation({ success: (data) => { ${send} }, fail: () => toast('请开启定位后再签到') }) }`,
    ],
    ['a promise', `submit() { wx.getLocation().then((data) => { ${send} }).catch(() => toast('请允许获取位置信息')) }`],
    ['an await', `async submit() { try { const data = await wx.getLocation(); ${send} } catch (e) { toast('请打开手机定位') } }`],
    [
      'a handler by name',
      `submit() { wx.getLocation({ success: this.send, fail: () => toast('未开启定位，无法签到') }) }, send(data) { ${send} }`,
    ],
  ])('%s', (_, members) => expect(gatesOf(`Page({ ${members} })`).join()).toMatch(/location flag .* → (wx.request|this.send)/));

  it.each([
    ['a list of what is near', `load() { wx.getLocation({ success: (data) => { ${send} }, fail: () => toast('请开启定位') }) }`],
    [
      'sent all the same',
      `submit() { wx.getLocation({ success: (data) => { ${send} }, fail: () => { toast('请开启定位'); ${send} } }) }`,
    ],
    ['only told', `submit() { wx.getLocation({ success: (data) => { ${send} }, fail: () => toast('获取位置失败') }) }`],
  ])('is no gate: %s', (_, members) => expect(gatesOf(`Page({ ${members} })`)).toEqual([]));
});

describe('a value computed', () => {
  const submit = (test: string) => `if (${test}) { toast('请上传照片'); return } wx.request({ url: '/api/save' })`;
  it.each([
    [
      'by an option',
      `export default { computed: { ready() { return this.title && this.photos.length > 0 } }, methods: { submit() { ${submit('!this.ready')} } } }`,
    ],
    [
      'by a function',
      `const photos = ref([]), ready = computed(() => photos.value.length > 0); function submit() { ${submit('!ready.value')} }`,
    ],
    [
      'the other way round',
      `export default { computed: { none() { return !this.photos.length } }, methods: { submit() { ${submit('this.none')} } } }`,
    ],
    [
      'and remembered',
      `function Form() { const ready = useMemo(() => photos.length > 0, [photos]); const submit = () => { ${submit('!ready')} } }`,
    ],
  ])('%s', (_, source) => expect(gatesOf(source)).toContain('photo empty 请上传照片 → wx.request'));
});

describe('a ref', () => {
  const pick = (set: string): string =>
    `function take() { uni.chooseImage({ success: (res) => { ${set} = res.tempFilePaths[0] } }) }`;
  const submit = (test: string): string =>
    `function submit() { if (${test}) { uni.showToast({ title: '还不能提交' }); return } uni.request({ url: '/api/save', method: 'POST' }) }`;

  it.each([
    ['as written', `const shot = ref(''), ready = ref(true); ${pick('shot.value')} ${submit('!shot.value')}`],
    ['in setup', `const c = { setup() { const n = v.ref(""), t = v.ref(!0); ${pick('n.value')} ${submit('!n.value')} } }`],
  ])('is what it was set to, %s', (_, script) => {
    expect(gatesOf(script)).toEqual(['photo empty 还不能提交 → uni.request']);
  });

  it.each([
    ['as written', `const shot = ref(''), ready = ref(true); ${pick('shot.value')} ${submit('!ready.value')}`],
    ['in setup', `const c = { setup() { const n = v.ref(""), t = v.ref(!0); ${pick('n.value')} ${submit('!t.value')} } }`],
  ])('is not what another one was set to, %s', (_, script) => {
    expect(gatesOf(script).filter((gate) => gate.startsWith('photo'))).toEqual([]);
  });
});

describe('one test lets on, others inside of the refusal tell what was missing', () => {
  it.each([
    ['else if', `if (name && photos.length) post(); else if (!photos.length) toast('请上传照片'); else toast('请填写完整')`],
    ['minified', `name && '' != photos ? post() : '' == photos ? toast('请上传照片') : toast('请填写完整')`],
    [
      'refused first',
      `if (!name || !photos.length) { if (!photos.length) toast('请上传照片'); else toast('请填写完整') } else post()`,
    ],
  ])('%s', (_, body) => expect(gatesOf(page(`const { name, photos } = this.data; ${body}`))).toContain(PHOTO));

  it('what the test around it does not ask for is no demand', () => {
    const body = `const { ready, photos } = this.data; if (ready) post(); else if (!photos.length) toast('请上传照片')`;
    expect(gatesOf(page(body))).toEqual([]);
  });
});
