import { describe, expect, it } from 'vitest';
import { inert, inertJson } from '../../src/report/inert.js';

describe('inert', () => {
  it.each([
    ['打卡签到 café “引号” 👍🏽', '打卡签到 café “引号” 👍🏽'],
    ['a\r\n\tb', 'a b'],
    ['\u001b[31mred', '[U+001B][31mred'],
    ['\u202egpj.exe\u2066', '[U+202E]gpj.exe[U+2066]'],
    ['签\u200b到\ufeff', '签[U+200B]到[U+FEFF]'],
    ['\u009b2J\u2028', '[U+009B]2J[U+2028]'],
    ['x\u{e0041}', 'x[U+E0041]'],
    ['\ud800', '[U+D800]'],
  ])('%j shows as %j', (text, shown) => {
    expect(inert(text)).toBe(shown);
  });

  it('in JSON the same characters are escaped and the value stays', () => {
    const value = { a: '\u202e\u009b签\u200b到\u{e0041}\u001b' };
    const json = inertJson(JSON.stringify(value, null, 2));
    expect(json).toBe('{\n  "a": "\\u202e\\u009b签\\u200b到\\udb40\\udc41\\u001b"\n}');
    expect(JSON.parse(json)).toEqual(value);
  });
});
