import { describe, expect, it } from 'vitest';
import { checkFacts, loadPacks, type RulePack } from '../../src/check/index.js';
import type { LimitReason } from '../../src/facts/types.js';
import type { Verdict } from '../../src/result.js';
import { fact, factsFile, packFiles, rulesFolder, screen } from './support.js';

const PACK = 'id: test\nversion: 1.0.0\ntitle: 试验\nengine: 1\n';
const GATES = `gates:
  - { id: G1, title: 加固, reasons: [packed], tolerance: 0.5 }
  - { id: G3, title: 分包, reasons: [missing-subpackage], tolerance: 0 }
  - { id: G7, title: 调试版, reasons: [debug-build], tolerance: 0, hides: [code] }
  - { id: G2, title: 其余, reasons: [encrypted, remote-content, compiled-runtime, parse-failed, budget, unreadable, unsupported, no-code, dynamic-code], tolerance: 0.2 }
`;
const gated = (gates = GATES): RulePack[] => loadPacks(rulesFolder(packFiles({ 'p/pack.yaml': PACK + gates })));

function verdictUnder(...limits: [LimitReason, number | undefined, hides?: string[]][]): Verdict {
  const facts = limits.map(([reason, share, hides = ['code']]) =>
    fact({ kind: 'limit', reason, hides, detail: reason, screens: [], ...(share !== undefined && { share }) }),
  );
  return checkFacts(factsFile([screen('a'), ...facts]), gated()).items[0]!.verdict;
}

describe('a coverage gate', () => {
  it.each<[string, Parameters<typeof verdictUnder>, Verdict]>([
    ['any missing subpackage closes a gate of tolerance 0', [['missing-subpackage', 0.01]], 'undetermined'],
    ['what hides nothing of the parts leaves it open', [['missing-subpackage', 1, ['resources']]], 'not-found'],
    ['a share of nothing is nothing', [['missing-subpackage', 0]], 'not-found'],
    ['an unknown share may be all', [['remote-content', undefined]], 'undetermined'],
    ['a gate may hide what its limit does not', [['debug-build', undefined, []]], 'undetermined'],
    [
      'limits of different gates add up to the common tolerance',
      [
        ['packed', 0.03],
        ['encrypted', 0.03],
      ],
      'undetermined',
    ],
    [
      'below all of it an absence is stated',
      [
        ['packed', 0.02],
        ['encrypted', 0.02],
      ],
      'not-found',
    ],
  ])('%s', (_, limits, verdict) => expect(verdictUnder(...limits)).toBe(verdict));

  it('gives the limit that closes it as the reason', () => {
    const facts = [
      fact({ kind: 'limit', reason: 'encrypted', hides: ['code'], detail: '加密', screens: [], share: 0.04 }),
      fact({ kind: 'limit', reason: 'missing-subpackage', hides: ['code'], detail: '缺分包', screens: [], share: 0.01 }),
    ];
    expect(checkFacts(factsFile([screen('a'), ...facts]), gated()).items[0]!.reason).toBe('缺分包');
  });
});

describe('a pack is refused where', () => {
  it.each([
    ['a kind of limit is in no gate', GATES.replace('packed', 'encrypted'), 'gates：限制“packed”应恰好归入一个，现有 0 个'],
    ['a kind is in two', GATES.replace('[debug-build]', '[debug-build, packed]'), 'gates：限制“packed”应恰好归入一个，现有 2 个'],
    ['a key is not known', GATES.replace('title: 加固', 'titel: 加固'), 'gates[0]：不认识的键“titel”'],
    ['a tolerance is no share', GATES.replace('0.5', '5'), 'gates[0]：tolerance 应在 0 与 1 之间'],
    ['gates are no list', 'gates: { G1: 加固 }\n', 'gates：应是列表'],
  ])('%s', (_, gates, message) => expect(() => gated(gates)).toThrow(message));
});
