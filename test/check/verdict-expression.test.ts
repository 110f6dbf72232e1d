import { describe, expect, it } from 'vitest';
import { compileVerdict } from '../../src/check/verdict-expression.js';

const elements = new Set(['a', 'b', 'c']);
const value = (source: string, ...evidenced: string[]): boolean =>
  compileVerdict(source, elements).holds((id) => evidenced.includes(id));

describe('compileVerdict', () => {
  it.each([
    ['a', ['a'], true],
    ['a and b', ['a'], false],
    ['a or b and c', ['a'], true],
    ['a or b and c', ['b'], false],
    ['(a or b) and c', ['a'], false],
    ['(a or b) and c', ['b', 'c'], true],
    ['a and not b', ['a'], true],
    ['a and not (b or c)', ['a', 'c'], false],
  ])('%s with %j', (source, evidenced, expected) => expect(value(source, ...evidenced)).toBe(expected));

  it('names the elements it speaks of', () => {
    expect(compileVerdict('c and (a or c)', elements).names).toEqual(['a', 'c']);
  });

  it.each(['', 'a and', 'x', 'a b', '(a', 'a)', 'and', `${'('.repeat(100)}a${')'.repeat(100)}`])('“%s” is refused', (source) =>
    expect(() => compileVerdict(source, elements)).toThrow(SyntaxError),
  );
});
