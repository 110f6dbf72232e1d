import { describe, expect, it } from 'vitest';
import { chainLines, isChain, verifyChain } from '../../src/integrity/chain.js';

const RESULTS = ['a.apk', 'b.wgt', 'c.rpk'].map((path) => ({ path, seal: `jianfu-seal/1 package-sha256=${path}` }));
const lines = [...chainLines(RESULTS)];
const broken = (some: string[]): number | undefined => verifyChain(some.join('')).broken;

describe('the chain of a batch', () => {
  it('holds as it was written', () => {
    const { links, broken: at } = verifyChain(lines.join(''));
    expect(isChain(lines.join(''))).toBe(true);
    expect(at).toBeUndefined();
    expect(links.map(({ n, path, previous }) => [n, path, previous])).toEqual([
      [1, 'a.apk', '0'.repeat(64)],
      [2, 'b.wgt', links[0]!.hash],
      [3, 'c.rpk', links[1]!.hash],
    ]);
  });

  it('breaks where a line is changed, left out, put in, moved or no link at all', () => {
    expect(broken([lines[0]!, lines[1]!.replace('b.wgt', 'x.wgt'), lines[2]!])).toBe(2);
    expect(broken([lines[0]!, lines[2]!])).toBe(2);
    expect(broken([lines[0]!, lines[0]!, lines[1]!, lines[2]!])).toBe(2);
    expect(broken([lines[1]!, lines[0]!, lines[2]!])).toBe(1);
    expect(broken([lines[0]!, '{"n":2}\n', lines[2]!])).toBe(2);
    expect(broken([lines[0]!, 'no json\n'])).toBe(2);
  });
});
