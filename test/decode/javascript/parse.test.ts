import { describe, expect, it } from 'vitest';
import { parseScript } from '../../../src/decode/javascript/parse.js';

describe('a script', () => {
  it('with casts in angle brackets, in a block that may hold elements', () => {
    expect(parseScript(`const id = <number | null>null;`, 'tsx')).toBeDefined();
  });

  it('for several platforms, of which only one hangs together', () => {
    const source = `// #ifdef MP-WEIXIN
wx.request({
// #endif
// #ifndef MP-WEIXIN
uni.request({
// #endif
  url: '/api/sign' });`;
    const program = parseScript(source)!.file.program;
    expect(program.body).toHaveLength(1);
    expect(source.slice(program.body[0]!.start!, program.body[0]!.start! + 10)).toBe('wx.request');
  });
});
