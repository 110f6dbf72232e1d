import { describe, expect, it } from 'vitest';
import { type EvidenceRow, representative } from '../../src/report/view.js';

const row = (kind: EvidenceRow['kind'], what: string, ...elements: string[]): EvidenceRow =>
  ({ kind, what, elements, tier: 'T4', at: { path: 'a' } }) as EvidenceRow;

describe('the rows shown of more', () => {
  const rows = [
    row('api', 'chooseImage', 'media'),
    row('api', 'uploadFile', 'media'),
    row('request', '/upload', 'media'),
    row('request', '/add', 'media', 'location'),
    row('screen', 'pages/a', 'media', 'forced'),
    row('gate', '请拍照', 'forced'),
    row('text', '巡查', 'media'),
  ];
  const shown = (most: number): string[] => representative(rows, most).map(({ what }) => what);

  it('are the most telling ones for each element, in their order', () => {
    expect(shown(3)).toEqual(['/add', '请拍照', '巡查']);
  });

  it('then one of each kind, then those that are left', () => {
    expect(shown(5)).toEqual(['chooseImage', '/add', 'pages/a', '请拍照', '巡查']);
    expect(shown(6)).toEqual(['chooseImage', 'uploadFile', '/add', 'pages/a', '请拍照', '巡查']);
    expect(shown(9)).toHaveLength(7);
  });
});
