import { describe, expect, it } from 'vitest';
import { normaliseText } from '../../src/facts/normalise.js';
import { SIMPLIFIED, TRADITIONAL } from '../../src/facts/traditional.js';

describe('normaliseText', () => {
  it.each([
    ['full-width forms', 'ＶＩＰ会员１２３', 'VIP会员123'],
    ['white space', '提 交\n签\u3000到', '提交签到'],
    ['zero-width and direction characters', '签\u200b到\u202e打\ufeff卡\u00ad', '签到打卡'],
    ['traditional characters', '簽到打卡積分排名點讚轉發', '签到打卡积分排名点赞转发'],
    ['compatibility ideographs', '\uf90a幣', '金币'],
    ['signs between characters that stand alone', '打·卡·签·到', '打卡签到'],
    ['signs between words stay', '已提交，签字；上报/到达', '已提交,签字;上报/到达'],
    ['plain text as it is', '签到', '签到'],
    ['ASCII as it is', 'signIn', 'signIn'],
  ])('%s', (_, text, expected) => expect(normaliseText(text)).toBe(expected));

  it('has one simplified form for each traditional character, itself not traditional', () => {
    expect(SIMPLIFIED.length).toBe(TRADITIONAL.length);
    expect(new Set(TRADITIONAL).size).toBe(TRADITIONAL.length);
  });
});
