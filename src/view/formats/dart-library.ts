import { type DartProgram, type DartString, decodeDartLibrary, isDartLibrary } from '../../decode/dart/index.js';
import type { Format } from './format.js';

/** A library of precompiled Dart code: its strings, with the offsets reports give. */
export const dartLibrary: Format = {
  label: 'Flutter 程序（Dart 快照）',
  matches: (entry) => /(^|\/)libapp\.so$/.test(entry.name) || (/\.so$/.test(entry.name) && isDartLibrary(entry.peek())),
  render: (bytes, _tree, { part, offset }) => {
    const program = part === undefined ? decodeDartLibrary(bytes) : undefined;
    if (!program) return undefined;
    return offset === undefined ? overview(program) : around(program, offset);
  },
};

const READINGS: Record<DartProgram['reading'], string> = {
  clusters: '取自对象流',
  image: '取自数据映像',
  scan: '格式不认识，按字符扫描所得，可能有遗漏和误断',
};

function overview(program: DartProgram): string {
  const { version, features, reading, strings } = program;
  return [
    `// Dart 快照 ${version}（${features}）`,
    `// ${strings.length} 个字符串，${READINGS[reading]}；前面的数字是文件内偏移`,
    ...strings.map((string) => lineOf(program, string)),
    '',
  ].join('\n');
}

/** Strings shown before and after the one at an offset. */
const NEIGHBOURS = 8;

function around(program: DartProgram, offset: number): string | undefined {
  const { strings } = program;
  const index = strings.findIndex(({ at, length, wide }) => offset >= at && offset < at + Math.max(1, length * (wide ? 2 : 1)));
  if (index === -1) return undefined;
  const shown = strings.slice(Math.max(0, index - NEIGHBOURS), index + NEIGHBOURS + 1);
  const lines = shown.map((string) => `${string === strings[index] ? '▶' : ' '} ${lineOf(program, string)}`);
  return `${lines.join('\n')}\n`;
}

function lineOf(program: DartProgram, string: DartString): string {
  return `${string.at}  ${JSON.stringify(program.text(string))}`;
}
