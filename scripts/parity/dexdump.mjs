import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { folder, readers } from './readers.mjs';
import { output } from './tool.mjs';

const { decodeDexes, eachInstruction, MNEMONICS, openBuffer } = readers;

export const dexdump = {
  name: 'dexdump',
  isInstalled: () => output('dexdump', ['-h']) !== undefined,
  compare(file) {
    const opened = openBuffer(basename(file), readFileSync(file));
    const entries = opened.trees.flatMap((tree) => tree.entries.filter(({ name }) => /^classes\d*\.dex$/.test(name)));
    const rows = entries.flatMap((entry) => compareDex(entry.name, entry.read()));
    return rows.length > 0 ? rows : '没有 DEX 可比';
  },
};

function compareDex(name, bytes) {
  const path = join(folder, 'classes.dex');
  writeFileSync(path, bytes);
  const { stdout } = output('dexdump', ['-f', '-d', path]);
  if (!/^class_defs_size/m.test(stdout)) return [];
  const [dex] = decodeDexes(bytes);
  const count = (field) => Number(new RegExp(`^${field}\\s*: (\\d+)`, 'm').exec(stdout)?.[1]);
  const theirs = methodsOf(stdout);
  const ours = ownMethods(dex);
  return [
    { what: `${name} 字符串数`, ours: dex.counts.strings, theirs: count('string_ids_size') },
    { what: `${name} 类型数`, ours: dex.counts.types, theirs: count('type_ids_size') },
    { what: `${name} 方法数`, ours: dex.counts.methods, theirs: count('method_ids_size') },
    { what: `${name} 类数`, ours: dex.counts.classes, theirs: count('class_defs_size') },
    { what: `${name} 有代码的方法`, ours: ours.size, theirs: theirs.size },
    { what: `${name} 各方法的指令与字符串`, ours: differing(ours, theirs), theirs: [] },
  ];
}

const PAYLOADS = new Set(['array-data', 'packed-switch-data', 'sparse-switch-data']);

/** Code offset → one line of `address mnemonic [string index]` for each instruction. */
function methodsOf(stdout) {
  const methods = new Map();
  let lines;
  for (const line of stdout.split('\n')) {
    const start = /^[0-9a-f]+:\s+\|\[([0-9a-f]+)\] /.exec(line)?.[1];
    if (start !== undefined) {
      lines = [];
      methods.set(Number.parseInt(start, 16), lines);
      continue;
    }
    const [, address, name, rest] = /^[0-9a-f]+: [^|]*\|([0-9a-f]+): (\S+)([\s\S]*)$/.exec(line) ?? [];
    if (lines && name !== undefined && !PAYLOADS.has(name)) lines.push(`${Number.parseInt(address, 16)} ${name}`);
    // A string with line breaks goes on over the following lines, and its index stands behind it.
    const string = / \/\/ string@([0-9a-f]+)$/.exec(rest ?? line)?.[1];
    if (string !== undefined && / const-string\S*$/.test(lines?.at(-1) ?? ''))
      lines[lines.length - 1] += ` ${Number.parseInt(string, 16)}`;
  }
  return methods;
}

function ownMethods(dex) {
  const methods = new Map();
  for (const definition of dex.classes)
    for (const { code: offset } of dex.classData(definition).methods) {
      const code = offset === 0 ? undefined : dex.code(offset);
      if (!code) continue;
      const lines = eachInstruction(dex.bytes, code).map(
        ({ at, op, kind, index }) => `${at} ${MNEMONICS[op]}${kind === 'const-string' ? ` ${index}` : ''}`,
      );
      methods.set(offset, lines);
    }
  return methods;
}

/** The first methods that are not alike, by the offset of their code. */
function differing(ours, theirs) {
  const out = [];
  for (const [offset, lines] of theirs) {
    const mine = ours.get(offset) ?? [];
    const at = lines.findIndex((line, i) => line !== mine[i]);
    if (at !== -1 || mine.length !== lines.length)
      out.push(`@${offset}: ${mine[at] ?? mine.length} / ${lines[at] ?? lines.length}`);
    if (out.length === 5) break;
  }
  return out;
}
