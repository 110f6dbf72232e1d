import { describe, expect, it } from 'vitest';
import { countedRows } from '../../../src/extract/javascript/texts/row-places.js';
import { moduleOf } from './support.js';

const ROWS = ['no', 'name', 'score'].map((key) => ({ list: 'tops', key }));

describe('rows that a script gives their place', () => {
  it.each([
    'this.setData({ tops: data.map((row, i) => ({ ...row, no: i + 1 })) })',
    'data.forEach((row, i) => { row.no = i + 1 })',
    'data.forEach(function (row, i) { row.no = i + 1 })',
  ])('%s', (source) => {
    expect(countedRows(moduleOf(source), ROWS)).toEqual([{ key: 'no', members: ['name', 'score'] }]);
  });

  it.each([
    'this.page.no = this.index + 1',
    'data.forEach((row, i) => { other.no = i + 1 })',
    'data.forEach((row, i) => { row.no = row.count + 1 })',
    'data.forEach((row, i) => { row.next = i + 1 })',
  ])('not: %s', (source) => {
    expect(countedRows(moduleOf(source), ROWS)).toEqual([]);
  });
});
