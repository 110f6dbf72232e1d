import { expect, it } from 'vitest';
import { describe as describeFact } from '../../src/check/evidence.js';
import type { Fact } from '../../src/facts/types.js';
import { check, fact, onePack, RULE, screen } from './support.js';

const SUBMITS = RULE.replace(
  'request: { words: endpoints } }',
  'any: [{ request: { words: endpoints } }, { request: { method: POST, linked: true } }] }',
);
const title = fact({ kind: 'text', value: '签到', position: 'page-title' }, 3);
const post = (path: string, line: number, file = 'a.js'): Fact => {
  const one = fact({ kind: 'request', method: 'POST', path, linked: true }, line);
  return { ...one, at: { ...one.at, path: file } } as Fact;
};
const recorded = (...requests: Fact[]): string[] =>
  check([screen('a', { title: '签到' }), title, ...requests], onePack(SUBMITS))
    .contexts[0]!.evidence.filter(({ element }) => element === 'recorded')
    .map(({ what }) => what.replace(/（.*/, ''));

it('requests that any other would have done for are not shown beside those asked for by what they are', () => {
  expect(recorded(post('/api/logout', 1), post('/api/sign/add', 7))).toEqual(['POST /api/sign/add']);
});

it('without one asked for, the few that stand where the other evidence does, unknown addresses last', () => {
  const others = [post('{}', 4), post('/b/1', 1, '0.js'), post('/b/2', 2, '0.js'), post('/a/save', 9), post('/a/more', 10)];
  expect(recorded(...others)).toEqual(['POST /a/save', 'POST /a/more', 'POST /b/1']);
});

it.each([
  [{ shape: 'empty', message: '请先拍照', guards: 'wx.request' }, '未满足即提示“请先拍照”，不再执行 wx.request'],
  [{ shape: 'min-count' }, '未满足即不再执行 提交'],
  [{ shape: 'disabled', message: '保存', guards: 'save' }, '未满足时按钮“保存”不可用，不能执行 save'],
  [{ shape: 'disabled', guards: 'button' }, '未满足时按钮不可用，不能执行 提交'],
  [{ shape: 'required-rule', message: '请选择照片', guards: 'form.photo' }, '必填项“请选择照片”（form.photo），未填即不能提交'],
  [{ shape: 'required-rule' }, '必填项，未填即不能提交'],
])('a gate is told by its shape: %o', (gate, text) => {
  expect(describeFact(fact({ kind: 'gate', subject: 'photo', ...gate }))).toBe(text);
});
