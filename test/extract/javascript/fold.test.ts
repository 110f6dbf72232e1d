import { describe, expect, it } from 'vitest';
import { fold } from '../../../src/extract/javascript/constants/fold.js';
import { application } from './support.js';

/** The constant text of `const value = …` in the first file. */
function folded(source: string, others: Record<string, string> = {}): string | undefined {
  const app = application({ 'a.js': source, ...others });
  const module = app.modules.get('a.js')!;
  return fold(app, module.top.locals.get('value')![0]!, module.top);
}

describe('constant texts', () => {
  it.each([
    ['escapes', String.raw`'\u6253\u5361'`, '打卡'],
    ['split strings', `'打' + '卡' + '签到'`, '打卡签到'],
    ['a template with a constant', `\`\${base}/sign\`; const base = '/api'`, '/api/sign'],
    ['a template with what is not known', `\`/api/\${id}/sign\``, '/api/{}/sign'],
    ['character codes', 'String.fromCharCode(0x6253, 21345)', '打卡'],
    ['a joined array', `['', 'api', 'sign'].join('/')`, '/api/sign'],
    ['concat', `'/api'.concat('/sign/', id)`, '/api/sign/{}'],
    ['a member of an object', `urls.sign.add; const urls = { sign: { add: '/sign/add' } }`, '/sign/add'],
    ['a translation key', `this.$t('签到')`, '签到'],
    ['encoded', `encodeURIComponent('签到')`, '签到'],
    ['a default', `options.url || '/api/sign'`, '/api/sign'],
  ])('%s', (_, source, text) => expect(folded(`const value = ${source}`)).toBe(text));

  it('follows names into other modules, by import, require and alias', () => {
    const config = {
      'utils/config.js': `module.exports = { base: 'https://wg.example.gov.cn' }`,
      'api/url.js': `export const SIGN = '/api/sign'`,
    };
    expect(folded(`const { base } = require('./utils/config'); const value = base + '/x'`, config)).toBe(
      'https://wg.example.gov.cn/x',
    );
    expect(folded(`import { SIGN } from '@/api/url'; const value = SIGN`, config)).toBe('/api/sign');
    expect(folded(`import * as url from './api/url.js'; const value = url.SIGN`, config)).toBe('/api/sign');
  });

  it('says nothing of what is only known when it runs, and ends on a circle', () => {
    expect(folded('const value = a + b')).toBeUndefined();
    expect(folded('const value = other; const other = value')).toBeUndefined();
  });
});
