import { describe, expect, it } from 'vitest';
import { type Dex, decodeDexes, eachInstruction } from '../../../src/decode/dex/index.js';
import { extractAndroid } from '../../../src/extract/android/index.js';
import { openBuffer } from '../../../src/open/index.js';
import { buildContainer } from '../../support/dex-writer.js';
import { buildZip } from '../../support/zip-writer.js';

const MAIN = { name: 'Lcn/example/Main;', text: '签到成功' };
const RANK = { name: 'Lcn/example/Rank;', text: '积分排名' };
const NEWS = { name: 'Lcn/example/News;', text: '通知公告' };

/** Class → the strings its method loads. */
function said(dex: Dex): [name: string, texts: string[]][] {
  return dex.classes.map((definition) => [
    definition.name,
    dex.classData(definition).methods.flatMap(({ code }) => {
      const item = dex.code(code);
      const all = item ? eachInstruction(dex.bytes, item) : [];
      return all.filter(({ kind }) => kind === 'const-string').map(({ index }) => dex.string(index));
    }),
  ]);
}

describe('a container of version 041', () => {
  const container = buildContainer([[MAIN, RANK], [NEWS]]);

  it('holds several files that share their strings; offsets count from its start', () => {
    const files = decodeDexes(container);
    expect(files.map(said)).toEqual([
      [
        [MAIN.name, [MAIN.text]],
        [RANK.name, [RANK.text]],
      ],
      [[NEWS.name, [NEWS.text]]],
    ]);
    expect(files.map(({ version, oddities }) => [version, oddities])).toEqual([
      ['041', []],
      ['041', []],
    ]);
    expect(files[0]!.fileSize + files[1]!.fileSize).toBe(container.length);
  });

  it('one file of an older version needs no container', () => {
    expect(decodeDexes(buildContainer([[MAIN]], '040')).map(said)).toEqual([[[MAIN.name, [MAIN.text]]]]);
  });

  it('a header that says another place or size is an oddity, and what it names is read all the same', () => {
    const forged = Buffer.from(container);
    forged.writeUInt32LE(0x1000, 112);
    forged.writeUInt32LE(4, 116);
    const [first, second] = decodeDexes(forged);
    expect(first!.oddities.map(({ trick }) => trick)).toEqual(['dex-container-size', 'dex-header-offset']);
    expect(said(first!)).toHaveLength(2);
    expect(second!.oddities).toEqual([]);
  });

  it('a size that leads nowhere ends the walk', () => {
    const forged = Buffer.from(container);
    forged.writeUInt32LE(0, 32);
    expect(decodeDexes(forged)).toHaveLength(1);
    forged.writeUInt32LE(0x7fffffff, 32);
    expect(decodeDexes(forged)).toHaveLength(1);
  });

  it('in a package all its files count, and none of them is taken for a packed payload', () => {
    const zip = buildZip([{ name: 'classes.dex', data: container }]);
    const found = extractAndroid(openBuffer('app.apk', zip))!;
    expect(found.coverage.dex).toMatchObject({ files: 2, classes: 3 });
    expect(found.facts.filter(({ kind }) => kind === 'tamper')).toEqual([]);
  });
});
