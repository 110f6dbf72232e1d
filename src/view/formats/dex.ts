import {
  type ClassDef,
  type Dex,
  decodeDexes,
  type EncodedMethod,
  eachInstruction,
  type Instruction,
  type MethodRef,
} from '../../decode/dex/index.js';
import type { Format } from './format.js';

/** Classes with their members; one class by itself with the instructions of its methods. */
export const dex: Format = {
  label: 'DEX 字节码',
  matches: (entry) => /^dex\n0\d\d\0/.test(entry.peek().toString('latin1', 0, 8)),
  parts: (bytes) =>
    decodeDexes(bytes).flatMap((file) => file.classes.map((definition) => ({ name: className(definition.name) }))),
  render: (bytes, _tree, { part, offset }) => {
    const files = decodeDexes(bytes);
    if (files.length === 0) return undefined;
    if (part === undefined) return files.map(outline).join('');
    const { name, method } = splitMember(files, part);
    const shown = files.flatMap((file) =>
      file.classes
        .filter((definition) => className(definition.name) === name)
        .map((found) => classText(file, found, method, offset)),
    );
    return shown.length === 0 ? undefined : shown.join('');
  },
};

/** `cn.example.A.submit(Landroid/view/View;)V` names a method of a class, as reports print it; `cn.example.A` a class. */
function splitMember(files: Dex[], part: string): { name: string; method?: string } {
  const isClass = (name: string): boolean =>
    files.some((file) => file.classes.some((definition) => className(definition.name) === name));
  if (isClass(part)) return { name: part };
  const paren = part.indexOf('(');
  const dot = part.lastIndexOf('.', paren === -1 ? undefined : paren);
  return { name: part.slice(0, dot), method: part.slice(dot + 1) };
}

/** `Lcn/example/A;` → `cn.example.A`, `[I` → `int[]`. */
function className(descriptor: string): string {
  const dimensions = /^\[*/.exec(descriptor)![0].length;
  const element = descriptor.slice(dimensions);
  const primitive = PRIMITIVES[element];
  return (primitive ?? element.replace(/^L|;$/g, '').replaceAll('/', '.')) + '[]'.repeat(dimensions);
}

const PRIMITIVES: Record<string, string> = {
  V: 'void',
  Z: 'boolean',
  B: 'byte',
  S: 'short',
  C: 'char',
  I: 'int',
  J: 'long',
  F: 'float',
  D: 'double',
};

function outline(file: Dex): string {
  const { classes, methods, strings } = file.counts;
  const head = `// DEX ${file.version}：${classes} 个类，${methods} 个方法引用，${strings} 个字符串\n`;
  return head + file.classes.map((definition) => `${declaration(definition)}\n`).join('');
}

function declaration(definition: ClassDef): string {
  const base = definition.superclass ? ` extends ${className(definition.superclass)}` : '';
  const interfaces = definition.interfaces.length > 0 ? ` implements ${definition.interfaces.map(className).join(', ')}` : '';
  return `${definition.flags & 0x200 ? 'interface' : 'class'} ${className(definition.name)}${base}${interfaces}`;
}

function classText(file: Dex, definition: ClassDef, method: string | undefined, offset: number | undefined): string {
  const { fields, methods } = file.classData(definition);
  const chosen = methods.filter(({ ref }) => method === undefined || signature(ref) === method || ref.name === method);
  const fieldLines = fields.map(({ ref, constant }) => {
    const value = constant === undefined ? '' : ` = ${JSON.stringify(constant)}`;
    return `  ${className(ref.type)} ${ref.name}${value}\n`;
  });
  const body = [...(method === undefined ? fieldLines : []), ...chosen.map((one) => methodText(file, one, offset))];
  return `${declaration(definition)} {\n${body.join('\n')}}\n`;
}

/** `submit(Landroid/view/View;)V`. */
function signature({ name, params, returns }: MethodRef): string {
  return `${name}(${params.join('')})${returns}`;
}

function methodText(file: Dex, { ref, code }: EncodedMethod, offset: number | undefined): string {
  const head = `  ${className(ref.returns)} ${ref.name}(${ref.params.map(className).join(', ')})`;
  const item = code === 0 ? undefined : file.code(code);
  if (!item) return `${head}\n`;
  const marked = (at: number): string => (item.start + at * 2 === offset ? '  ▶ ' : '    ');
  const lines = [...eachInstruction(file.bytes, item)].map((one) => marked(one.at) + instructionText(file, one));
  return `${head} {  // ${signature(ref)}\n${lines.join('')}  }\n`;
}

function instructionText(file: Dex, one: Instruction): string {
  const registers = one.registers.map((register) => `v${register}`);
  const parts = [...registers, ...operands(file, one), ...one.targets.map((target) => `:${hex(target)}`)];
  return `${hex(one.at)}  ${one.kind.padEnd(13)} ${parts.join(', ')}`.trimEnd().concat('\n');
}

function hex(address: number): string {
  return address.toString(16).padStart(4, '0');
}

function operands(file: Dex, { kind, index, literal }: Instruction): string[] {
  switch (kind) {
    case 'const-string':
      return [JSON.stringify(file.string(index))];
    case 'const':
      return [String(literal)];
    case 'const-class':
    case 'new-instance':
    case 'new-array':
    case 'filled-array':
    case 'check-cast':
    case 'instance-of':
      return [className(file.type(index))];
    case 'invoke': {
      const ref = file.method(index);
      return ref ? [`${className(ref.owner)}.${signature(ref)}`] : [];
    }
    case 'iget':
    case 'iput':
    case 'sget':
    case 'sput': {
      const ref = file.field(index);
      return ref ? [`${className(ref.owner)}.${ref.name}`] : [];
    }
    default:
      return [];
  }
}
