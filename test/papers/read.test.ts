import { describe, expect, it } from 'vitest';
import { PaperError, type PaperForm, paperText, readPaperText } from '../../src/papers/read.js';

function mistakes(text: string, form: PaperForm): [reason: string, problems: readonly string[]] {
  try {
    readPaperText(text, form);
  } catch (error) {
    if (error instanceof PaperError) return [error.reason, error.problems];
    throw error;
  }
  throw new Error('it was taken');
}

describe('a paper', () => {
  it('tells of every mistake on which line it stands and what would be right', () => {
    const text = `# 申报
schemaVersion: 1
app: { name: 示例, nmae: 示例 }
units:
  host: ""
filing:
  type: frist
audience: internal
build:
  kind: release
otherApps:
  - name: 甲
  - id: wx0123456789abcdef
"a/b~c": 1
`;
    expect(mistakes(text, 'declaration')).toEqual([
      'form',
      [
        expect.stringMatching(/^第 3 行 \/app：不认识“nmae”。可用名称：name、/),
        '第 5 行 /units/host：不能是空的',
        '第 7 行 /filing/type：应是 first、change、again、self-check',
        '第 13 行 /otherApps/1：缺少“name”',
        expect.stringMatching(/^第 14 行 \/：不认识“a\/b~c”。可用名称：schemaVersion、/),
      ],
    ]);
  });

  it.each([
    ['a: [1', '第 1 行第 6 列：方括号或花括号没有写完，或少了逗号'],
    ['a: 1\n\tb: 2', '第 2 行第 1 列：缩进要用空格，不能用制表符'],
    ['a: b: c', '第 1 行第 5 列：缩进与上一行对不齐，或值里有冒号而没有加引号'],
    ['a: 1\r\na: 2\r\n', '第 2 行第 1 列：同一个名称写了两次'],
    ['a: &x [*x]', '第 1 行第 9 列：不支持引用（& 和 *），请写出内容'],
    ['--- {}\n--- {}\n', '有几份文档（---），只能有一份'],
  ])('that is no YAML says where: %j', (text, problem) => {
    expect(mistakes(text, 'suppressions')).toEqual(['not-yaml', [problem]]);
  });

  it('of which every entry is still commented out is empty, and one that is too large is not read', () => {
    expect(readPaperText('# - rule: x\n', 'suppressions')).toEqual([]);
    expect(readPaperText('', 'review')).toEqual([]);
    expect(mistakes('# x', 'declaration')[1]).toContain('/：缺少“app”');
    expect(mistakes(`#${'x'.repeat(1_000_000)}`, 'review')).toEqual(['too-large', ['超过 1 MB']]);
  });

  it('in another encoding is told, and a byte order mark is no part of the text', () => {
    const gbk = Buffer.from([0xce, 0xc4, 0xd7, 0xd6]);
    expect(() => paperText(gbk)).toThrow('编码不是 UTF-8');
    expect(() => paperText(Buffer.from('\ufeffa: 1', 'utf16le'))).toThrow('编码不是 UTF-8');
    expect(paperText(Buffer.from('\ufeff名称: 1'))).toBe('名称: 1');
  });

  it('keeps dates as they were written', () => {
    const entry = '- { rule: a, fingerprint: 0123456789ab-0123456789ab, reason: r, basis: b, approver: c, expires: 2026-12-31 }';
    expect(readPaperText(entry, 'suppressions')[0]!.expires).toBe('2026-12-31');
  });
});
