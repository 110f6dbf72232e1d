import {
  type ArkFile,
  type ArkInstruction,
  type ArkLiteral,
  type ArkMethod,
  eachInstruction,
  sourceName,
} from '../../../decode/ark/index.js';

/** `submit[345]`: the name a function has in the source, and its number in the file. */
export function methodLabel(method: ArkMethod): string {
  return `${sourceName(method.name)}[${method.id}]`;
}

/** The instructions of a function, with the offsets that reports name. */
export function listing(file: ArkFile, method: ArkMethod, offset?: number): string {
  const { code } = method;
  const head = `function ${methodLabel(method)}  // ${file.classOf(method).name} ${method.name}`;
  if (!code) return `${head}\n    （没有可读的代码）\n`;
  const lines = [`${head}，${code.registers} 个寄存器，${Math.max(0, code.args - 3)} 个参数`];
  const handlers = new Set(code.handlers);
  const whole = eachInstruction(file.bytes, code, (instruction) => {
    if (handlers.has(instruction.at)) lines.push('  catch:');
    lines.push(`${instruction.at === offset ? '  ▶ ' : '    '}${instructionText(file, method, instruction)}`);
  });
  if (!whole) lines.push('    …（字节码不完整）');
  return `${lines.join('\n')}\n`;
}

function instructionText(file: ArkFile, method: ArkMethod, { at, opcode, operands }: ArkInstruction): string {
  const first = method.code!.registers;
  const shown = operands.map((value, i) => operandText(file, method, opcode.operands[i]!, value, first));
  return `${at}  ${opcode.name.padEnd(24)} ${shown.join(', ')}`.trimEnd();
}

function operandText(file: ArkFile, method: ArkMethod, letter: string, value: number, first: number): string {
  switch (letter) {
    case 'q':
    case 'r':
    case 'R':
      return value < first ? `v${value}` : `a${value - first}`;
    case 'j':
    case 'J':
    case 'K':
      return `:${value}`;
    case 'S':
      return JSON.stringify(file.string(value) ?? `@${value}`);
    case 's':
    case 'm':
    case 'l':
      return itemText(file, method, letter, value);
    default:
      return String(value);
  }
}

function itemText(file: ArkFile, method: ArkMethod, letter: string, index: number): string {
  const offset = file.item(method, index);
  if (offset === undefined) return `#${index}`;
  if (letter === 's') return JSON.stringify(file.string(offset) ?? `@${offset}`);
  if (letter === 'l') return literalText(file, file.literals(offset));
  const target = file.methodAt(offset);
  return target ? methodLabel(target) : `@${offset}`;
}

/** More than this of a literal is left out of a line. */
const MAX_ITEMS = 60;

function literalText(file: ArkFile, literals: readonly ArkLiteral[]): string {
  const show = (literal: ArkLiteral): string => {
    if (typeof literal !== 'object' || literal === null) return JSON.stringify(literal);
    if ('method' in literal) {
      const target = file.methodAt(literal.method);
      return target ? methodLabel(target) : `@${literal.method}`;
    }
    return 'array' in literal ? `[@${literal.array}]` : `#${literal.affiliate}`;
  };
  const items = literals.slice(0, MAX_ITEMS).map(show);
  return `{${items.join(', ')}${literals.length > MAX_ITEMS ? ', …' : ''}}`;
}
