import { describe, expect, it } from 'vitest';
import { stems, tokenise } from '../../src/facts/tokens.js';

describe('tokenise', () => {
  it.each([
    ['getHTTPUrl2', ['get', 'http', 'url', '2']],
    ['/api/user/signIn', ['api', 'user', 'sign', 'in']],
    ['user_sign-in.add', ['user', 'sign', 'in', 'add']],
    ['VIPCenter', ['vip', 'center']],
    ['userIDs', ['user', 'ids']],
    ['checkInDate', ['check', 'in', 'date']],
    ['今日签到getSign', ['今日签到', 'get', 'sign']],
    ['', []],
  ])('%s', (identifier, tokens) => expect(tokenise(identifier)).toEqual(tokens));
});

describe('stems', () => {
  it.each([
    ['points', ['point']],
    ['signed', ['sign', 'signe']],
    ['ranking', ['rank', 'ranke']],
    ['voting', ['vot', 'vote']],
    ['pointer', []],
    ['order', []],
    ['station', []],
    ['class', []],
    ['is', []],
  ])('%s', (token, words) => expect(stems(token)).toEqual(words));
});
