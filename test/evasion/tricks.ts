import type { Writing } from './base.js';

const codes = (word: string): number[] => [...word].map((char) => char.codePointAt(0)!);
const hex = (code: number): string => code.toString(16).padStart(4, '0');
const json = (value: unknown): string => JSON.stringify(value);
const halves = (word: string): [string, string] => [
  word.slice(0, Math.ceil(word.length / 2)),
  word.slice(Math.ceil(word.length / 2)),
];
const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

const SHORT: Record<string, string> = {
  getLocation: 'where',
  request: 'ask',
  chooseMedia: 'take',
  showToast: 'say',
  uploadFile: 'give',
};

/** Words of templates written so that a search for them fails. */
export const MARKUP: Record<string, Partial<Writing>> = {
  'decimal entities': {
    markup: (word) =>
      codes(word)
        .map((code) => `&#${code};`)
        .join(''),
  },
  'hexadecimal entities': {
    markup: (word) =>
      codes(word)
        .map((code) => `&#x${hex(code)};`)
        .join(''),
  },
  'zero-width joins': { markup: (word) => [...word].join('\u200b') },
  'variation selectors': { markup: (word) => [...word].join('\ufe00') },
  'soft hyphens and blanks': { markup: (word) => [...word].join('\u00ad ') },
  'a dot between the characters': { markup: (word) => [...word].join('·') },
  'every character in a text of its own': { markup: (word) => [...word].map((char) => `<text>${char}</text>`).join('') },
  'every character in a text of its own, on lines of their own': {
    markup: (word) => `\n${[...word].map((char) => `<text>${char}</text>`).join('\n')}\n`,
  },
  'a comment between the characters': { markup: (word) => [...word].join('<!-- x -->') },
  'literals in an expression': {
    markup: (word) => {
      const [a, b] = halves(word);
      return `{{'${a}' + '${b}'}}`;
    },
  },
  'literals in two expressions': {
    markup: (word) => {
      const [a, b] = halves(word);
      return `{{'${a}'}}{{'${b}'}}`;
    },
  },
  'escapes in an expression': {
    markup: (word) =>
      `{{'${codes(word)
        .map((code) => `\\u${hex(code)}`)
        .join('')}'}}`,
  },
  'a function of the view script': {
    markup: (word) => {
      const [a, b] = halves(word);
      const name = `m${codes(word).join('')}`;
      return `<wxs module="${name}">module.exports = { w: function () { return '${a}' + '${b}'; } };</wxs>{{${name}.w()}}`;
    },
  },
  'a joined list in an expression': { markup: (word) => `{{[${[...word].map((char) => `'${char}'`)}].join('')}}` },
};

/** Words of scripts, shown by templates, written so that a search for them fails. */
export const WORDS: Record<string, Partial<Writing>> = {
  'as they are': {},
  escapes: {
    word: (word) =>
      `'${codes(word)
        .map((code) => `\\u${hex(code)}`)
        .join('')}'`,
  },
  'code point escapes': {
    word: (word) =>
      `"${codes(word)
        .map((code) => `\\u{${hex(code)}}`)
        .join('')}"`,
  },
  'a sum': {
    word: (word) =>
      halves(word)
        .map((item) => json(item))
        .join(' + '),
  },
  'a sum of characters': { word: (word) => [...word].map((item) => json(item)).join(' + ') },
  'a sum in brackets': { word: (word) => `${json(word[0])} + (${[...word.slice(1)].map((item) => json(item)).join(' + ')})` },
  'a sum with an empty variable': { head: `const o = '';`, word: (word) => [...word].map((item) => json(item)).join(' + o + ') },
  'a sum of variables': {
    head: `const part = {};`,
    word: (word) => `(() => { const a = ${json(halves(word)[0])}; const b = ${json(halves(word)[1])}; return a + b; })()`,
  },
  'a template': { word: (word) => `\`\${${json(halves(word)[0])}}\${${json(halves(word)[1])}}\`` },
  'character codes': { word: (word) => `String.fromCharCode(${codes(word)})` },
  'character codes, one by one': {
    word: (word) =>
      codes(word)
        .map((code) => `String.fromCharCode(${code})`)
        .join(' + '),
  },
  'character codes of a list': { word: (word) => `String.fromCharCode.apply(null, [${codes(word)}])` },
  'character codes of a spread list': { word: (word) => `String.fromCharCode(...[${codes(word)}])` },
  'character codes by map': { word: (word) => `[${codes(word)}].map((c) => String.fromCharCode(c)).join('')` },
  'code points': { word: (word) => `String.fromCodePoint(${codes(word)})` },
  unescape: {
    word: (word) =>
      `unescape('${codes(word)
        .map((code) => `%u${hex(code)}`)
        .join('')}')`,
  },
  decodeURIComponent: { word: (word) => `decodeURIComponent('${encodeURIComponent(word)}')` },
  'decodeURIComponent of escape of atob': { word: (word) => `decodeURIComponent(escape(atob('${base64(word)}')))` },
  'atob of an escaped word': { word: (word) => `decodeURIComponent(atob('${base64(encodeURIComponent(word))}'))` },
  'a buffer of base64': { word: (word) => `Buffer.from('${base64(word)}', 'base64').toString('utf8')` },
  'JSON.parse': {
    word: (word) =>
      `JSON.parse('"${codes(word)
        .map((code) => `\\\\u${hex(code)}`)
        .join('')}"')`,
  },
  'a joined list': { word: (word) => `[${[...word].map((item) => json(item))}].join('')` },
  reversed: { word: (word) => `${json([...word].reverse().join(''))}.split('').reverse().join('')` },
  'reversed by a function of its own': {
    head: `function back(text) { return text.split('').reverse().join(''); }`,
    word: (word) => `back(${json([...word].reverse().join(''))})`,
  },
  'split at a sign': { word: (word) => `${json([...word].join('#'))}.split('#').join('')` },
  'a replaced sign': { word: (word) => `${json([...word].join('@'))}.replace(/@/g, '')` },
  'shifted codes': {
    head: `function turn(list) { var out = ''; for (var i = 0; i < list.length; i++) { out += String.fromCharCode(list[i] ^ 85); } return out; }`,
    word: (word) => `turn([${codes(word).map((code) => code ^ 85)}])`,
  },
  concat: { word: (word) => `${json(halves(word)[0])}.concat(${json(halves(word)[1])})` },
  'a member of a table': {
    head: `const T = require('../../utils/t'); `,
    word: (word) => `T.x${codes(word).join('')}`,
    files: {
      'utils/t.js': `module.exports = { ${ALL()
        .map((word) => `x${codes(word).join('')}: ${json(word)}`)
        .join(', ')} };`,
    },
  },
  'an index of a list': {
    head: `const L = require('../../utils/l');`,
    word: (word) => `L[${ALL().indexOf(word)}]`,
    files: { 'utils/l.js': `module.exports = [${ALL().map((item) => json(item))}];` },
  },
  'a language table by key': {
    head: `const { t } = require('../../utils/i18n');`,
    word: (word) => `t('k.${ALL().indexOf(word)}')`,
    files: {
      'utils/i18n.js': `const table = require('../i18n/zh'); module.exports = { t: (key) => key.split('.').reduce((at, part) => at[part], table) };`,
      'i18n/zh.js': `module.exports = { k: { ${ALL()
        .map((word, i) => `${i}: ${json(word)}`)
        .join(', ')} } };`,
    },
  },
  'a language file': {
    head: `const zh = require('../../i18n/zh.js');`,
    word: (word) => `zh.page.w${ALL().indexOf(word)}`,
    files: {
      'i18n/zh.js': `export default { page: { ${ALL()
        .map((word, i) => `w${i}: ${json(word)}`)
        .join(', ')} } };`,
    },
  },
  'traditional characters': { word: (word) => json(traditional(word)) },
  'zero-width joins': { word: (word) => json([...word].join('\u200d')) },
  'compatibility forms': {
    word: (word) =>
      json(word.replace(/立/g, '\u2f74').replace(/行/g, '\ufa08').replace(/日/g, '\u2f47').replace(/手/g, '\u2f3f')),
  },
  'radicals for characters': {
    word: (word) => json(word.replace(/立/g, '\u2f74').replace(/日/g, '\u2f47').replace(/分/g, '分\ufe01')),
  },
  'words handed through setData': {
    word: (word) => json(word),
  },
};

const ADDRESSES: [string, (path: string) => string, Partial<Writing>?][] = [
  [
    'a sum',
    (path) =>
      halves(path)
        .map((item) => json(item))
        .join(' + '),
  ],
  ['a template', (path) => `\`/\${${json(path.split('/')[1])}}/${path.split('/').slice(2).join('/')}\``],
  [
    'concat',
    (path) =>
      `''.concat(${path
        .split('/')
        .slice(1)
        .map((part) => json(`/${part}`))})`,
  ],
  ['join', (path) => `[${path.split('/').map((item) => json(item))}].join('/')`],
  ['a variable that grows', (path) => `(() => { let u = '/api'; u += ${json(path.slice(4))}; return u; })()`],
  ['reversed', (path) => `${json([...path].reverse().join(''))}.split('').reverse().join('')`],
  ['base64', (path) => `atob(${json(base64(path))})`],
  ['character codes', (path) => `String.fromCharCode(${codes(path)})`],
  [
    'a configuration module',
    (path) => `conf.base + conf.paths.${path.replace(/\W/g, '')}`,
    {
      head: `const conf = require('../../utils/conf');`,
      files: {
        'utils/conf.js': `exports.base = 'https://wg.example.gov.cn'; exports.paths = { ${PATHS()
          .map((path) => `${path.replace(/\W/g, '')}: ${json(path)}`)
          .join(', ')} };`,
      },
    },
  ],
  [
    'a lookup by a constant',
    (path) => `paths['${path.replace(/\W/g, '')}']`,
    {
      head: `const paths = { ${PATHS()
        .map((path) => `${path.replace(/\W/g, '')}: ${json(path)}`)
        .join(', ')} };`,
    },
  ],
  [
    'a function that makes it',
    (path) => `url(${json(path.split('/')[2])}, ${json(path.split('/')[3])})`,
    { head: `function url(part, name) { return '/api/' + part + '/' + name; }` },
  ],
];
export const PATH: Record<string, Partial<Writing>> = Object.fromEntries(
  ADDRESSES.map(([name, path, more]) => [name, { path, ...more }]),
);

/** Every platform function behind a function of the page's own. */
function given(body: (name: string) => string, head = ''): Partial<Writing> {
  const own = NAMES().map((name, i) => `const f${i} = (o) => ${body(name)};`);
  return { head: [head, ...own].join(' '), api: (name) => `f${NAMES().indexOf(name)}` };
}

/** Platform functions called so that a search for their name with `wx.` before it fails. */
export const CALLS: Record<string, Partial<Writing>> = {
  'a name in brackets': { api: (name) => `wx['${name}']` },
  'a name from parts': {
    api: (name) =>
      `wx[${halves(name)
        .map((part) => `'${part}'`)
        .join(' + ')}]`,
  },
  'a constant name': {
    head: NAMES()
      .map((name) => `const N_${name} = '${name}';`)
      .join(' '),
    api: (name) => `wx[N_${name}]`,
  },
  'taken apart': { head: `const { ${NAMES().join(', ')} } = wx;`, api: (name) => name },
  'taken apart under other names': {
    head: `const { ${NAMES()
      .map((name, i) => `${name}: f${i}`)
      .join(', ')} } = wx;`,
    api: (name) => `f${NAMES().indexOf(name)}`,
  },
  'a variable': {
    head: NAMES()
      .map((name, i) => `const f${i} = wx.${name};`)
      .join(' '),
    api: (name) => `f${NAMES().indexOf(name)}`,
  },
  'the platform under another name': { head: `const p = wx;`, api: (name) => `p.${name}` },
  'the platform of globalThis': { api: (name) => `globalThis.wx.${name}` },
  bound: {
    head: NAMES()
      .map((name, i) => `const f${i} = wx.${name}.bind(wx);`)
      .join(' '),
    api: (name) => `f${NAMES().indexOf(name)}`,
  },
  call: given((name) => `wx.${name}.call(wx, o)`),
  apply: given((name) => `wx.${name}.apply(wx, [o])`),
  'Reflect.apply': given((name) => `Reflect.apply(wx.${name}, wx, [o])`),
  'a method table': {
    head: `const table = { ${NAMES()
      .map((name, i) => `m${i}: (o) => wx.${name}(o)`)
      .join(', ')} };`,
    api: (name) => `table.m${NAMES().indexOf(name)}`,
  },
  'a method table by key': {
    head: `const table = { ${NAMES()
      .map((name, i) => `m${i}: wx.${name}`)
      .join(', ')} };`,
    api: (name) => `table['m' + ${NAMES().indexOf(name)}]`,
  },
  'one wrapper': {
    head: `const w = require('../../utils/w');`,
    api: (name) => `w.${SHORT[name]}`,
    files: {
      'utils/w.js': `module.exports = { ${NAMES()
        .map((name) => `${SHORT[name]}(o) { return wx.${name}(o); }`)
        .join(', ')} };`,
    },
  },
  'two wrappers': {
    head: `const w = require('../../utils/w2');`,
    api: (name) => `w.${SHORT[name]}`,
    files: {
      'utils/w.js': `module.exports = { ${NAMES()
        .map((name) => `${SHORT[name]}(o) { return wx.${name}(o); }`)
        .join(', ')} };`,
      'utils/w2.js': `const w = require('./w'); module.exports = { ${NAMES()
        .map((name) => `${SHORT[name]}(o) { return w.${SHORT[name]}(o); }`)
        .join(', ')} };`,
    },
  },
  'a wrapper that is given the name': {
    ...given((name) => `run('${name}', o)`, `const run = require('../../utils/run');`),
    files: { 'utils/run.js': `module.exports = (name, options) => wx[name](options);` },
  },
  promises: {
    head: `const p = require('../../utils/p');`,
    api: (name) => `p.${SHORT[name]}`,
    files: {
      'utils/p.js': `const promisify = (fn) => (o) => new Promise((resolve, reject) => fn({ ...o, success: (r) => { o.success && o.success(r); resolve(r); }, fail: reject }));
module.exports = { ${NAMES()
        .map((name) => `${SHORT[name]}: promisify(wx.${name})`)
        .join(', ')} };`,
    },
  },
};

/** The demand for a photo put where a reader of one function does not see it. */
export const GATES: Record<string, Partial<Writing>> = {
  'a shared validator': {
    head: `const check = require('../../utils/check');`,
    gate: `const wrong = check.report(this.data); if (wrong) { wx.showToast({ title: wrong, icon: 'none' }); return; }`,
    files: {
      'utils/check.js': `module.exports = { report(form) { if (!form.photos.length) return '请上传现场照片'; return ''; } };`,
    },
  },
  'a shared validator that speaks': {
    head: `const { ok } = require('../../utils/check');`,
    gate: `if (!ok(this.data.photos)) return;`,
    files: {
      'utils/check.js': `exports.ok = function (photos) { if (photos.length === 0) { wx.showToast({ title: '请上传现场照片', icon: 'none' }); return false; } return true; };`,
    },
  },
  'a table of rules': {
    head: `const check = require('../../utils/check'); const rules = { photos: [{ required: true, message: '请上传现场照片' }] };`,
    gate: `if (!check(this.data, rules)) return;`,
    files: {
      'utils/check.js': `module.exports = function (form, rules) { for (const key in rules) for (const rule of rules[key]) if (rule.required && (!form[key] || !form[key].length)) { wx.showToast({ title: rule.message, icon: 'none' }); return false; } return true; };`,
    },
  },
  'a negated arm': {
    send: `if (this.data.photos.length > 0) { wx.uploadFile({ url: '/api/patrol/photo', filePath: this.data.photos[0].tempFilePath, name: 'file' }); return; } wx.showToast({ title: '请上传现场照片', icon: 'none' });`,
  },
  'an else': {
    send: `if (this.data.photos.length > 0) wx.uploadFile({ url: '/api/patrol/photo', filePath: this.data.photos[0].tempFilePath, name: 'file' }); else wx.showToast({ title: '请上传现场照片', icon: 'none' });`,
  },
  'an expression': {
    send: `this.data.photos.length > 0 ? wx.uploadFile({ url: '/api/patrol/photo', filePath: this.data.photos[0].tempFilePath, name: 'file' }) : wx.showToast({ title: '请上传现场照片', icon: 'none' });`,
  },
  'an exception': {
    gate: `try { if (!this.data.photos.length) throw new Error('请上传现场照片'); } catch (e) { wx.showToast({ title: e.message, icon: 'none' }); return; }`,
  },
  'a promise that is refused': {
    head: `const need = (list) => new Promise((ok, no) => (list.length ? ok() : no('请上传现场照片')));`,
    send: `need(this.data.photos).then(() => wx.uploadFile({ url: '/api/patrol/photo', filePath: this.data.photos[0].tempFilePath, name: 'file' })).catch((title) => wx.showToast({ title, icon: 'none' }));`,
  },
};

function ALL(): string[] {
  return ['立即打卡', '未打卡', '已打卡', '积分明细', '单位积分排名', '巡查上报', '提交', '请上传现场照片', '今日学习时长'];
}
function PATHS(): string[] {
  return ['/api/attendance/sign', '/api/score/rankList', '/api/patrol/photo', '/api/study/time'];
}
function NAMES(): string[] {
  return ['getLocation', 'request', 'chooseMedia', 'showToast', 'uploadFile'];
}

function traditional(word: string): string {
  return word
    .replace(/积/g, '積')
    .replace(/细/g, '細')
    .replace(/单/g, '單')
    .replace(/报/g, '報')
    .replace(/请/g, '請')
    .replace(/现/g, '現')
    .replace(/场/g, '場')
    .replace(/学/g, '學')
    .replace(/习/g, '習')
    .replace(/时/g, '時')
    .replace(/长/g, '長')
    .replace(/传/g, '傳')
    .replace(/调/g, '調');
}
