import { describe, expect, it } from 'vitest';
import { gatesOf } from './support.js';

const POST = `function post(data) { wx.request({ url: '/api/save', data }) }`;
const OPTIONS = (watch: string, body: string): string =>
  `export default { data() { return { photos: [], text: '', ready: false } }, ${watch}, methods: { submit() { ${body} } } }\n${POST}`;
const ASKED = `if (!this.ready) { toast('请先完善信息'); return } post()`;

describe('a flag that a watcher keeps', () => {
  it.each([
    ['a method', `watch: { photos(list) { this.ready = list.length > 0 } }`],
    ['a function', `watch: { photos: function (n) { if (n.length > 0) { this.ready = true } else { this.ready = false } } }`],
    ['a handler', `watch: { photos: { handler(list) { this.ready = !!list.length }, immediate: true } }`],
    [
      'a whole form',
      `watch: { form: { deep: true, handler(form) { this.ready = form.photos.length > 0 && form.text !== '' } } }`,
    ],
    ['by name', `watch: { photos: 'look' }, look(list) { this.ready = list.length > 0 }`],
    ['$watch', `created() { this.$watch('photos', (list) => { this.ready = list.length > 0 }) }`],
  ])('%s', (_, watch) => {
    expect(gatesOf(OPTIONS(watch, ASKED)).some((gate) => gate.startsWith('photo '))).toBe(true);
  });

  it('watch() of a ref, and useEffect of a state', () => {
    const submit = (test: string) => `function submit() { if (${test}) { toast('请先完善信息'); return } post() }\n${POST}`;
    const ref = `const photos = ref([]), ready = ref(false); watch(photos, (list) => { ready.value = list.length > 0 })`;
    expect(gatesOf(`${ref}\n${submit('!ready.value')}`)).toEqual(['photo empty 请先完善信息 → post']);
    const state = `const [photos, setPhotos] = useState([]); const [ready, setReady] = useState(false);
      useEffect(() => { setReady(photos.length > 0) }, [photos])`;
    expect(gatesOf(`function Page() { ${state}\n${submit('!ready')} }`)).toEqual(['photo empty 请先完善信息 → post']);
    const apart = `var p = useState([]), q = _slicedToArray(p, 2), photos = q[0], r = useState(false), s = _slicedToArray(r, 2),
      ready = s[0], set = s[1]; useEffect(function () { set(photos.length > 0) }, [photos])`;
    expect(gatesOf(`function Page() { ${apart}\n${submit('!ready')} }`)).toEqual(['photo empty 请先完善信息 → post']);
  });

  it.each([
    ['something else', `watch: { text(value) { this.ready = value.length > 0 } }`],
    ['an upper limit', `watch: { photos(list) { this.ready = list.length < 9 } }`],
  ])('is no demand of a photo where it watches %s', (_, watch) => {
    expect(gatesOf(OPTIONS(watch, ASKED)).some((gate) => gate.startsWith('photo '))).toBe(false);
  });

  it("another ref's value says nothing of this one", () => {
    const text = `const image = ref(''), reason = ref('');
      function choose() { uni.chooseImage({ success: (res) => { image.value = res.tempFilePaths[0] } }) }
      const ok = computed(() => reason.value.length >= 5);
      function submit() { if (!ok.value) { toast('请先完善信息'); return } post() }\n${POST}`;
    expect(gatesOf(text).some((gate) => gate.startsWith('photo '))).toBe(false);
  });
});

describe('a complaint kept in a table or a variable', () => {
  const page = (body: string): string => `Page({ data: { photos: [], text: '' }, submit() { ${body} } })\n${POST}`;
  it.each([
    [
      'a table asked as a whole',
      `const errors = {}; if (!this.data.photos.length) errors.photos = '请上传照片'; if (Object.keys(errors).length > 0) { toast(errors); return } post()`,
    ],
    ['a text or nothing', `const tip = this.data.photos.length ? '' : '请上传照片'; if (tip) { toast(tip); return } post()`],
    [
      'names told after their introduction',
      `const missing = []; if (!this.data.photos.length) missing.push('现场照片'); if (missing.length) { toast('请补充：' + missing.join('、')); return } post()`,
      '请补充：现场照片',
    ],
  ])('%s', (_, body, message = '请上传照片') => expect(gatesOf(page(body))).toContain(`photo empty ${message} → post`));

  it.each([
    ['shown, and on it goes', `const tip = this.data.photos.length ? '' : '未上传照片'; this.setData({ tip }); post()`],
    [
      'any of three will do',
      `if (!this.data.text && !this.data.photos.length && !this.data.tags.length) { toast('请填写或选择图片'); return } post()`,
    ],
  ])('%s', (_, body) => expect(gatesOf(page(body)).filter((gate) => gate.startsWith('photo '))).toEqual([]));
});

describe('a device that gave nothing', () => {
  const page = (body: string): string => `export default { methods: { async submit() { ${body} } } }\n${POST}`;
  it.each([
    [
      'a pair awaited',
      `const [err, here] = await uni.getLocation({}); if (err) { toast('请打开定位后再提交'); return } post(here)`,
    ],
    [
      'a pair in a pattern',
      `uni.getLocation({}).then(([err, here]) => { if (err) { return toast('请打开定位后再提交') } post(here) })`,
    ],
    [
      'a pair taken apart',
      `uni.getLocation({}).then((data) => { let [err, here] = data; if (err) { toast('请打开定位后再提交') } else { post(here) } })`,
    ],
  ])('%s', (_, body) => expect(gatesOf(page(body))).toEqual(['location flag 请打开定位后再提交 → post']));

  it('no picture, no punch', () => {
    const body = `uni.chooseImage({ success: () => post(), fail() { toast('请拍照后再提交') } })`;
    expect(gatesOf(page(body))).toEqual(['photo flag 请拍照后再提交 → post']);
    const upload = `export default { methods: { uploadImage() { ${body.replace('post()', 'uni.uploadFile({})')} } } }`;
    expect(gatesOf(upload)).toEqual([]);
  });

  it('an answer of the server is no device', () => {
    expect(gatesOf(page(`const [err, r] = await uni.request({}); if (err) { toast('提交失败'); return } post(r)`))).toEqual([]);
  });
});
