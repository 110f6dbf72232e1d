import { describe, expect, it } from 'vitest';
import { openBuffer } from '../../src/open/index.js';
import { findTarget, listEntry, showTarget } from '../../src/view/index.js';
import { fixture } from '../support/hermes.js';

const { trees } = openBuffer('grid.hbc', fixture('hermes-grid-96.hbc'));

function shown(address: string): string[] {
  const target = findTarget(trees, address);
  return (target && showTarget(target)?.text.split('\n')) ?? [];
}

describe('Hermes bytecode for people', () => {
  it('is listed as strings and functions', () => {
    const lines = shown('grid.hbc');
    expect(lines[0]).toBe('// Hermes 字节码 版本 96：40 个函数，119 个字符串');
    expect(lines.filter((line) => line.includes('请先拍照'))).toEqual([expect.stringMatching(/^s\d+ {2}"请先拍照再签到"$/)]);
    expect(lines.filter((line) => line.startsWith('function submit'))).toEqual(['function submit[24]  @3943，142 字节']);
  });

  it('names its functions as parts', () => {
    const parts = listEntry(findTarget(trees, 'grid.hbc')!, false);
    expect(parts).toHaveLength(40);
    expect(parts[24]).toEqual({ name: 'grid.hbc![24]', label: 'submit 142 字节' });
  });

  it.each(['grid.hbc@4070#module5.submit[24]', 'grid.hbc@4070'])('shows the place %s of evidence', (address) => {
    const lines = shown(address);
    expect(lines[0]).toBe('function submit[24](1 个参数，含 this) {  // @3943');
    expect(lines.filter((line) => line.includes('▶'))).toEqual(['  ▶ 4070  LoadConstString        r0, "请先拍照再签到"']);
  });

  it('shows what literals hold', () => {
    expect(shown('grid.hbc#35').filter((line) => line.includes('通知公告'))).toEqual([
      expect.stringContaining('// {"icon": "notice", "title": "通知公告", "url": "Notice"}'),
    ]);
  });

  it('has nothing to show for a function that is not there', () => {
    expect(shown('grid.hbc#[4000]')).toEqual([]);
    expect(shown('grid.hbc#nobody')).toEqual([]);
  });
});
