import { OPCODES } from '../../src/decode/ark/opcode-list.js';

/** Operands: numbers as they are, `{ s }` a string, `{ f }` a function of the same class, `{ l }` a literal array, `{ to }` a label. */
export type Operand = number | { s: string } | { f: string } | { l: Literal[] } | { to: string };
export type Literal = string | number | boolean | null | { method: string };
/** `[opcode, …operands]`, or a label: `:name`. */
export type Instruction = [string, ...Operand[]] | string;

export interface WrittenMethod {
  name: string;
  /** Declared parameters; three more (function, new.target, this) come before them. */
  parameters?: number;
  registers?: number;
  code: Instruction[];
}

export interface WrittenClass {
  /** `com.example/entry/ets/pages/Index` */
  name: string;
  methods: WrittenMethod[];
  imports?: { local: string; name: string; from: string }[];
  exports?: { local: string; name: string }[];
}

const BITS: Record<string, number> = {
  q: 4,
  n: 4,
  r: 8,
  b: 8,
  j: 8,
  R: 16,
  h: 16,
  J: 16,
  s: 16,
  m: 16,
  l: 16,
  w: 32,
  i: 32,
  K: 32,
  S: 32,
  d: 64,
};

type Bytes = number[];

interface Plan {
  one: WrittenClass;
  offset: number;
  /** Offsets of its methods, by name. */
  methods: Map<string, number>;
}

interface Encoding {
  bytes: number[];
  operands: string;
}

/** `name:letters` → how it begins; the first form whose letters fit is taken. */
function encodingsOf(name: string): Encoding[] {
  const out: Encoding[] = [];
  for (const [key, list] of Object.entries(OPCODES))
    list
      .trim()
      .split(/\s+/)
      .forEach((item, code) => {
        const [found = '', operands = ''] = item.split(':');
        if (found === name) out.push({ bytes: key === 'plain' ? [code] : [Number(key), code], operands });
      });
  if (out.length === 0) throw new Error(`no opcode ${name}`);
  return out;
}

/**
 * Writes Ark bytecode as the tool-chain does, its debug information, prototypes and checksum left out.
 * Source: Ark bytecode file format
 */
export function writeArk(classes: WrittenClass[], version: [number, number, number, number] = [12, 0, 6, 0]): Buffer {
  const out: Bytes = [];
  const strings = new Map<string, number>();
  const items: number[] = [];
  const itemIndex = new Map<string, number>();
  const itemPlaces: (() => number)[] = [];
  return write();

  function write(): Buffer {
    out.push(...Buffer.alloc(60));
    const plans = classes.map((one): Plan => ({ one, offset: 0, methods: new Map() }));
    // Code first, with numbers for what it names; where those stand is filled in at the end.
    const code = plans.map((plan) => plan.one.methods.map((method) => codeOf(plan, method)));
    const places = code.map((list) =>
      list.map((bytes) => {
        const at = out.length;
        out.push(...bytes);
        return at;
      }),
    );
    const records = classes.map((one) => moduleRecord(one));
    for (const [i, plan] of plans.entries()) writeClass(plan, places[i]!, records[i]!);
    items.push(...itemPlaces.map((place) => place()));
    return finish(plans.map(({ offset }) => offset));
  }

  function string(text: string): number {
    const known = strings.get(text);
    if (known !== undefined) return known;
    const at = out.length;
    strings.set(text, at);
    const ascii = Buffer.byteLength(text) === text.length ? 1 : 0;
    out.push(...uleb((text.length << 1) | ascii), ...Buffer.from(text, 'utf8'), 0);
    return at;
  }

  function item(key: string, place: () => number): number {
    const known = itemIndex.get(key);
    if (known !== undefined) return known;
    itemPlaces.push(place);
    itemIndex.set(key, itemPlaces.length - 1);
    return itemPlaces.length - 1;
  }

  function literalArray(values: Literal[], methods: Map<string, number>): number {
    const body: Bytes = [...u32(values.length * 2)];
    for (const value of values) {
      if (typeof value === 'string') body.push(5, ...u32(string(value)));
      else if (typeof value === 'boolean') body.push(1, value ? 1 : 0);
      else if (value === null) body.push(0xff, 0);
      else if (typeof value === 'number') body.push(2, ...u32(value >>> 0));
      else body.push(6, ...u32(methods.get(value.method)!));
    }
    const at = out.length;
    out.push(...body);
    return at;
  }

  function codeOf(plan: Plan, { code, parameters = 0, registers = 8 }: WrittenMethod): Bytes {
    const labels = new Map<string, number>();
    const made: { at: number; encoding: Encoding; operands: Operand[] }[] = [];
    let at = 0;
    for (const instruction of code) {
      if (typeof instruction === 'string') {
        labels.set(instruction.slice(1), at);
        continue;
      }
      const [name, ...operands] = instruction;
      const encoding = encodingsOf(name).find((one) => fits(one, operands));
      if (!encoding) throw new Error(`operands of ${name}`);
      made.push({ at, encoding, operands });
      at += encoding.bytes.length + [...encoding.operands].reduce((sum, letter) => sum + BITS[letter]!, 0) / 8;
    }
    const body: Bytes = made.flatMap(({ at: from, encoding, operands }) => [
      ...encoding.bytes,
      ...fields(encoding.operands, operands, (label) => labels.get(label)! - from, plan),
    ]);
    return [...uleb(registers), ...uleb(parameters + 3), ...uleb(body.length), ...uleb(0), ...body];
  }

  function fields(letters: string, operands: Operand[], distance: (label: string) => number, plan: Plan): Bytes {
    const bytes: Bytes = [];
    for (let i = 0; i < letters.length; i++) {
      const letter = letters[i]!;
      if (BITS[letter] === 4) {
        bytes.push((operands[i] as number) | ((operands[i + 1] as number) << 4));
        i++;
        continue;
      }
      const size = BITS[letter]! / 8;
      const value = operand(operands[i]!, distance, plan);
      const field = Buffer.alloc(8);
      if (letter === 'd') field.writeDoubleLE(value);
      else if (value < 0) field.writeIntLE(value, 0, size);
      else field.writeUIntLE(value, 0, size);
      bytes.push(...field.subarray(0, size));
    }
    return bytes;
  }

  function operand(operand: Operand, distance: (label: string) => number, plan: Plan): number {
    if (typeof operand === 'number') return operand;
    if ('to' in operand) return distance(operand.to);
    if ('s' in operand) return item(`s ${operand.s}`, () => string(operand.s));
    if ('f' in operand) return item(`f ${plan.one.name} ${operand.f}`, () => plan.methods.get(operand.f)!);
    return item(`l ${plan.one.name} ${JSON.stringify(operand.l)}`, () => literalArray(operand.l, plan.methods));
  }

  /** @returns offset of the record of imports and exports */
  function moduleRecord({ imports = [], exports = [] }: WrittenClass): number {
    const requests = [...new Set(imports.map(({ from }) => from))];
    const body: Bytes = [0, 0, 0, 0, ...u32(requests.length), ...requests.flatMap((one) => u32(string(one)))];
    body.push(...u32(imports.length));
    for (const { local, name, from } of imports)
      body.push(...u32(string(local)), ...u32(string(name)), ...u16(requests.indexOf(from)));
    body.push(...u32(0), ...u32(exports.length));
    for (const { local, name } of exports) body.push(...u32(string(local)), ...u32(string(name)));
    body.push(...u32(0), ...u32(0));
    const at = out.length;
    out.push(...body);
    return at;
  }

  function writeClass(plan: Plan, code: number[], record: number): void {
    const { name, methods } = plan.one;
    const names = methods.map((method) => string(method.name));
    const field = string('moduleRecordIdx');
    plan.offset = out.length;
    const text = `L${name};`;
    out.push(...uleb((text.length << 1) | 1), ...Buffer.from(text), 0);
    out.push(...u32(0), ...uleb(1), ...uleb(1), ...uleb(methods.length), 0);
    out.push(...u16(0), ...u16(0), ...u32(field), ...uleb(1), 2, ...u32(record), 0);
    methods.forEach((method, i) => {
      plan.methods.set(method.name, out.length);
      out.push(...u16(0), ...u16(0xffff), ...u32(names[i]!), ...uleb(1), 1, ...u32(code[i]!), 2, 0, 0);
    });
  }

  function finish(classes: number[]): Buffer {
    const classIndex = out.length;
    out.push(...classes.flatMap(u32));
    const itemIndex = out.length;
    out.push(...items.flatMap(u32));
    const region = out.length;
    out.push(...[60, region, 0, 0, items.length, itemIndex, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff].flatMap(u32));
    const bytes = Buffer.from(out);
    bytes.write('PANDA\0\0\0', 0, 'latin1');
    bytes.set(version, 12);
    [bytes.length, 0, 0, classes.length, classIndex, 0, 0xffffffff, 0xffffffff, 0xffffffff, 1, region].forEach((value, i) => {
      bytes.writeUInt32LE(value, 16 + i * 4);
    });
    return bytes;
  }
}

function fits({ operands: letters }: Encoding, operands: Operand[]): boolean {
  if (letters.length !== operands.length) return false;
  return [...letters].every((letter, i) => {
    const operand = operands[i]!;
    if (typeof operand === 'number') return !'smljJK'.includes(letter) && operand < 2 ** BITS[letter]!;
    // Jumps are written with 16 bits where there are such.
    if ('to' in operand) return letter === 'J' || (letter === 'j' && !letters.includes('J'));
    return ('s' in operand && letter === 's') || ('f' in operand && letter === 'm') || ('l' in operand && letter === 'l');
  });
}

function uleb(value: number): Bytes {
  const out: Bytes = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...out, rest];
    out.push((rest & 0x7f) | 0x80);
  }
}

function u16(value: number): Bytes {
  return [value & 0xff, value >> 8];
}

function u32(value: number): Bytes {
  return [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, value >>> 24];
}
