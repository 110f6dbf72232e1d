import { describe, expect, it } from 'vitest';
import { excerpt, mask } from '../../src/facts/excerpt.js';

describe('mask', () => {
  it.each([
    ['phone', '电话 13812345678', '电话 138****5678'],
    ['phone with spaces', '138 1234 5678', '138****5678'],
    ['identity number', '110101199003071234', '1101**********1234'],
    ['mail', 'zhang.san@example.gov.cn', 'z***@***'],
    ['inner address', 'http://192.168.1.20:8080/api', 'http://*.*.*.*:8080/api'],
    ['inner host', 'https://oa.town.internal/api', 'https://***/api'],
    ['credentials in a URL', 'jdbc://root:pa55@db/x', 'jdbc://***:***@db/x'],
    ['assigned secret', 'appSecret: "a1b2c3d4e5f6"', 'appSecret: "******"'],
    ['bearer', 'Authorization: Bearer abc123def456', 'Authorization: Bearer ******'],
    ['access key', 'LTAI5tABCDEFGH123456', '******'],
    ['JSON web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.abc', '******'],
    ['public address', 'https://api.example.gov.cn/v1', 'https://api.example.gov.cn/v1'],
    ['version number', 'v1.2.3 (10)', 'v1.2.3 (10)'],
    ['a token that is a name', "wx.getStorageSync('token')", "wx.getStorageSync('token')"],
    ['long number', '订单 20240101123045678901', '订单 20240101123045678901'],
  ])('%s', (_, text, expected) => expect(mask(text)).toBe(expected));
});

describe('excerpt', () => {
  const around = 'x'.repeat(500);

  it('is one line of at most 80 characters around the place', () => {
    const source = `${around}\n  wx.showToast({\n    title: '签到成功',\n  });\n${around}`;
    const cut = excerpt(source, source.indexOf('wx.'), 40);
    expect(cut).toHaveLength(80);
    expect(cut).toContain("wx.showToast({ title: '签到成功', });");
  });

  it('masks a number that begins before the cut and one that ends behind it', () => {
    const before = `tel = '13812345678'; ok()`;
    expect(excerpt(before, before.indexOf('345678'), 80)).not.toMatch(/345678/);
    const behind = `${'a'.repeat(70)}'13812345678'`;
    expect(excerpt(behind, 0, 80)).toBe(`${'a'.repeat(70)}'138****56`);
  });

  it('drops characters that reorder or hide text, and halves of characters', () => {
    expect(excerpt('签\u202e到\u200b', 0, 4)).toBe('签到');
    expect(excerpt(`${'a'.repeat(79)}😀`, 0, 80)).toBe('a'.repeat(79));
  });
});
