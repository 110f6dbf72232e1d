import { describe, expect, it } from 'vitest';
import { mistakeInPattern } from '../../src/check/pattern.js';

describe('mistakeInPattern', () => {
  it.each([
    '网格员',
    '^第\\d{1,3}天$',
    '(?:网格|社区)(?:员|长)?',
    '[*+]{2}\\*\\+',
    '\\p{Script=Han}{2,8}上报',
    '(签到|打卡){1,2}',
    'a.{0,20}b.{0,20}c',
    '\\u4e00\\x41[^\\]]?',
  ])('takes %s', (pattern) => expect(mistakeInPattern(pattern)).toBeUndefined());

  it.each([
    ['签到.*次', '“.*”的次数没有上限，请写成 {0,8} 这样'],
    ['a{2,}', '“a{2,}”的次数没有上限，请写成 {0,8} 这样'],
    ['[a-z]+?b', '“[a-z]+?”的次数没有上限，请写成 {0,8} 这样'],
    ['x(a{1,9}){1,9}b', '“(a{1,9}){1,9}”括号里外都有次数，请只留一处'],
    ['(?:a(?:b?c)d){2}', '“(?:a(?:b?c)d){2}”括号里外都有次数，请只留一处'],
    ['(a)\\1', '“\\1”是反向引用，不得使用'],
    ['签(?<=到.*)', '“(?<=到.*”是环视或命名组，不得使用；分组写成 (?:…)'],
    ['(?=a)', '“(?=a”是环视或命名组，不得使用；分组写成 (?:…)'],
    ['(?<n>a)', '“(?<n>a”是环视或命名组，不得使用；分组写成 (?:…)'],
    ['.{0,99}.{0,99}.{0,99}', '“.{0,99}.{0,99}.{0,99}”有 1000000 种走法，超过 10000；请减小次数的上限或可选的分支'],
    ['(a|a){0,40}b', /^“\(a\|a\)\{0,40\}”有 \d+ 种走法/],
    ['签('.padEnd(300, 'a'), '正则超过 200 个字符，请拆成几个条件'],
    ['签(', /^Invalid regular expression/],
  ])('refuses %s and names the part', (pattern, message) => {
    expect(mistakeInPattern(pattern)).toEqual(typeof message === 'string' ? message : expect.stringMatching(message));
  });

  it('what it takes is over quickly on a text made to go wrong', () => {
    const worst = '(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)(?:a|a)b';
    expect(mistakeInPattern(worst)).toBeUndefined();
    const started = performance.now();
    expect(new RegExp(worst, 'u').test('a'.repeat(200))).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(mistakeInPattern(`(?:a|a)(?:a|a)${worst}`)).toMatch(/种走法/);
  });
});
