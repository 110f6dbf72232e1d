import {
  decodeHermes,
  eachInstruction,
  type HermesFile,
  type HermesFunction,
  type HermesInstruction,
  isHermes,
  isReadable,
  type Literal,
} from '../../decode/hermes/index.js';
import type { Format } from './format.js';

/** React Native's bytecode: its strings and functions, or one function with its instructions. */
export const hermes: Format = {
  label: 'Hermes 字节码',
  matches: (entry) => isHermes(entry.peek()),
  parts: (bytes) => {
    const file = open(bytes);
    if (!file) return [];
    return Array.from({ length: file.counts.functions }, (_, id) => {
      const unit = file.function(id);
      return { name: `[${id}]`, note: unit ? `${nameOf(file, unit)} ${unit.end - unit.start} 字节`.trim() : '越界' };
    });
  },
  render: (bytes, _tree, { part, offset }) => {
    const file = open(bytes);
    if (!file) return undefined;
    if (part === undefined && offset === undefined) return overview(file);
    const found = functionAt(file, part, offset);
    return found && listing(file, found, offset);
  },
};

function open(bytes: Buffer): HermesFile | undefined {
  const file = decodeHermes(bytes);
  return file && isReadable(file) ? file : undefined;
}

/** `module12.submit[345]` as reports print it, `[345]`, `345`, or the one name; with an offset alone the function around it. */
function functionAt(file: HermesFile, part: string | undefined, offset: number | undefined): HermesFunction | undefined {
  const id = /^\d+$|\[(\d+)\]$/.exec(part ?? '');
  if (id) return file.function(Number(id[1] ?? id[0]));
  for (let i = 0; i < file.counts.functions; i++) {
    const unit = file.function(i);
    if (!unit) continue;
    if (part === undefined ? offset! >= unit.start && offset! < unit.end : nameOf(file, unit) === part) return unit;
  }
  return undefined;
}

function nameOf(file: HermesFile, unit: HermesFunction): string {
  return file.strings.text(unit.name) ?? '';
}

function overview(file: HermesFile): string {
  const { functions, strings } = file.counts;
  const lines = [`// Hermes 字节码 版本 ${file.version}：${functions} 个函数，${strings} 个字符串`];
  for (let id = 0; id < strings; id++) {
    const text = file.strings.text(id);
    lines.push(`${file.strings.isIdentifier(id) ? 'i' : 's'}${id}  ${text === undefined ? '（越界）' : JSON.stringify(text)}`);
  }
  for (let id = 0; id < functions; id++) {
    const unit = file.function(id);
    lines.push(
      unit ? `function ${nameOf(file, unit)}[${id}]  @${unit.start}，${unit.end - unit.start} 字节` : `function [${id}]（越界）`,
    );
  }
  return `${lines.join('\n')}\n`;
}

function listing(file: HermesFile, unit: HermesFunction, offset: number | undefined): string {
  const lines = [`function ${nameOf(file, unit)}[${unit.id}](${unit.params} 个参数，含 this) {  // @${unit.start}`];
  const whole = eachInstruction(file.bytes, file.version, unit, (instruction) => {
    lines.push(`${instruction.at === offset ? '  ▶ ' : '    '}${instructionText(file, instruction)}`);
  });
  if (!whole) lines.push('    …（字节码不完整）');
  return `${lines.join('\n')}\n}\n`;
}

function instructionText(file: HermesFile, instruction: HermesInstruction): string {
  const { at, opcode, operands } = instruction;
  const shown = operands.map((value, i) => operandText(file, opcode.operands[i]!, value));
  const literal = literalText(file, instruction);
  return `${at}  ${opcode.name.padEnd(22)} ${shown.join(', ')}${literal && `  // ${literal}`}`.trimEnd();
}

function operandText(file: HermesFile, letter: string, value: number): string {
  switch (letter) {
    case 'r':
    case 'R':
      return `r${value}`;
    case 's':
    case 't':
    case 'S':
      return JSON.stringify(file.strings.text(value) ?? `#${value}`);
    case 'a':
    case 'A':
      return `:${value}`;
    case 'f':
    case 'F': {
      const unit = file.function(value);
      return `${unit ? nameOf(file, unit) : ''}[${value}]`;
    }
    default:
      return String(value);
  }
}

/** More than this of a literal is left out of a line. */
const MAX_ITEMS = 50;

/** The object or array an instruction makes from the buffers. */
function literalText(file: HermesFile, { opcode, operands }: HermesInstruction): string {
  const show = (value: Literal): string =>
    typeof value === 'object' && value !== null ? JSON.stringify(file.strings.text(value.string) ?? '') : String(value);
  if (/^NewArrayWithBuffer/.test(opcode.name)) {
    const items = file.literals.array(operands[3]!, operands[2]!);
    return `[${items.slice(0, MAX_ITEMS).map(show).join(', ')}${items.length > MAX_ITEMS ? ', …' : ''}]`;
  }
  if (!opcode.name.includes('ObjectWithBuffer')) return '';
  const [first, second] = opcode.name.startsWith('NewObjectWithBuffer') && !opcode.name.endsWith('Parent') ? [1, 2] : [2, 3];
  const pairs =
    operands.length === 5 && first === 1
      ? file.literals.object(operands[3]!, operands[4]!, operands[2]!)
      : file.literals.shaped(operands[first]!, operands[second]!);
  const members = pairs.slice(0, MAX_ITEMS).map(([key, value]) => `${show(key)}: ${show(value)}`);
  return `{${members.join(', ')}${pairs.length > MAX_ITEMS ? ', …' : ''}}`;
}
