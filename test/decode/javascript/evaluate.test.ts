import { describe, expect, it } from 'vitest';
import { evaluate, languageScope } from '../../../src/decode/javascript/evaluate/index.js';
import { parseScript } from '../../../src/decode/javascript/parse.js';

/** The value of an expression, or `unknown`. */
function worth(source: string, steps = 20_000): unknown {
  const statement = parseScript(`(${source})`)!.file.program.body[0]!;
  if (statement.type !== 'ExpressionStatement') throw new Error('no expression');
  const found = evaluate(statement.expression, languageScope(), { steps });
  return found ? found.value : 'unknown';
}

describe('values worked out before a script runs', () => {
  it.each<[string, unknown]>([
    [`'打' + (1 + 2) + '卡'`, '打3卡'],
    [`\`a\${1 + 1}b\``, 'a2b'],
    ['String.fromCharCode(...[25171, 21345])', '打卡'],
    ['String.fromCharCode.apply(null, [25171, 21345])', '打卡'],
    [`'卡打'.split('').reverse().join('')`, '打卡'],
    [`'打@卡@'.replace(/@/g, '')`, '打卡'],
    [`atob('5omT')`, '\u00e6\u0089\u0093'],
    [`Buffer.from('5omT5Y2h', 'base64').toString('utf8')`, '打卡'],
    [`decodeURIComponent(escape(atob('5omT5Y2h')))`, '打卡'],
    [`JSON.parse('{"a":["打卡"]}').a[0]`, '打卡'],
    [
      `((list) => { let out = ''; for (const c of list) out += String.fromCharCode(c ^ 1); return out; })([25170, 21344])`,
      '打卡',
    ],
    [`(function f(n) { return n < 1 ? '' : '卡' + f(n - 1); }, '卡')`, '卡'],
    [`(() => { var i = 0; while (true) { if (++i > 3) break; } return i; })()`, 4],
    [`(() => { try { return decodeURIComponent('%E'); } catch (e) { return '坏'; } })()`, '坏'],
    [`(() => { switch ('b') { case 'a': return 1; case 'b': return 2; } })()`, 2],
    [`['b', 'a'].map((x) => x + x).concat(['c']).slice(1).join('-')`, 'aa-c'],
  ])('%s', (source, value) => expect(worth(source)).toBe(value));

  it.each([
    'Date.now()',
    'Math.random()',
    'wx.getStorageSync("a")',
    'name + "a"',
    'this.word()',
    'process.env',
    '({}).constructor.constructor("return 1")()',
    '"".constructor("a")',
    '[].__proto__.x',
    'eval("1")',
    'new Function("return 1")()',
    'require("fs")',
  ])('%s is not known', (source) => expect(['unknown', undefined]).toContain(worth(source)));

  it.each([
    ['a loop without end', '(() => { while (true) {} })()'],
    ['recursion without end', '(() => { const f = () => f(); return f(); })()'],
    ['a text that doubles', '(() => { let s = "ab"; for (let i = 0; i < 99; i++) s += s; return s; })()'],
    ['a list in a list in a list', '(() => { let a = ["x"]; for (let i = 0; i < 40; i++) a = [a, a]; return a.join(""); })()'],
    [
      'long texts split again and again',
      '(() => { const s = "x".repeat(9999); let n = 0; for (let i = 0; i < 1e9; i++) n += s.split("").length; return n; })()',
    ],
    ['a pattern that runs away', '"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!".replace(/^(a+)+$/, "")'],
    ['a list of a billion', 'Array(1e9).join("a")'],
  ])('%s ends, without a value', (_, source) => {
    const begun = Date.now();
    expect(worth(source, 200_000)).toBe('unknown');
    expect(Date.now() - begun).toBeLessThan(2000);
  });
});
