import {
  type Annotation,
  type CodeItem,
  type Dex,
  type EncodedMethod,
  eachInstruction,
  type Instruction,
  type Payload,
  readLines,
  readPayload,
  readTryBlocks,
} from '../../../decode/dex/index.js';
import { instructionText, type Naming } from './instruction.js';
import { flags, number, signature, valueText } from './names.js';

const INDENT = '    ';
const OFFSET_WIDTH = 10;

/** What of a method's class is known beside the method. */
export interface MethodNotes {
  annotations: readonly Annotation[];
  parameters: readonly (readonly Annotation[])[];
}

/**
 * A method in the manner of smali. Before each instruction stands its byte offset in the entry, as reports print it.
 *
 * @param offset byte offset of the instruction to mark
 */
export function methodText(dex: Dex, method: EncodedMethod, notes: MethodNotes, offset?: number): string {
  const item = method.code === 0 ? undefined : dex.code(method.code);
  const lines = [
    `.method ${flags.ofMethod(method.flags)}${signature(method.ref)}`,
    ...notes.annotations.map((one) => INDENT + annotationText(one)),
    ...notes.parameters.flatMap((list, index) => list.map((one) => `${INDENT}.param ${index} ${annotationText(one)}`)),
    ...(item ? codeLines(dex, item, offset) : []),
    '.end method',
  ];
  return lines.map((line) => `${line}\n`).join('');
}

/** `.annotation Lretrofit2/http/POST; (value = "/a")` */
export function annotationText({ type, values }: Annotation): string {
  const elements = Object.entries(values).map(([name, value]) => `${name} = ${valueText(value)}`);
  return `.annotation ${type}${elements.length > 0 ? ` (${elements.join(', ')})` : ''}`;
}

function codeLines(dex: Dex, item: CodeItem, offset: number | undefined): string[] {
  const { bytes } = dex;
  const instructions = eachInstruction(bytes, item);
  const payloads = new Map(instructions.flatMap((one): [number, Payload][] => payloadOf(bytes, item, one)));
  const labels = findLabels(dex, item, instructions, payloads);
  const lineAt = readLines(bytes, item);
  const naming: Naming = {
    register: registerNames(item),
    label: (at) => labels.names.get(at) ?? `+${at.toString(16)}`,
    payload: (one) => payloads.get(one.at),
  };
  const out = [`${INDENT}.registers ${item.registers}`];
  for (const one of instructions) {
    const line = lineAt.get(one.at);
    if (line !== undefined) out.push(`${INDENT}.line ${line}`);
    out.push(...(labels.before.get(one.at) ?? []).map((text) => INDENT + text));
    const place = item.start + one.at * 2;
    const margin = `${place === offset ? '▶' : ' '}${String(place).padStart(OFFSET_WIDTH)}  `;
    out.push(margin + instructionText(dex, item, one, naming));
  }
  const end = instructions.at(-1)?.next ?? 0;
  for (const [at, texts] of labels.before) if (at >= end) out.push(...texts.map((text) => INDENT + text));
  for (const payload of payloads.values()) out.push(...payloadLines(item, payload, naming));
  return out;
}

function payloadOf(bytes: Buffer, item: CodeItem, one: Instruction): [number, Payload][] {
  if (one.kind !== 'switch' && one.kind !== 'fill-array-data') return [];
  const payload = readPayload(bytes, item, one.at);
  return payload ? [[one.at, payload]] : [];
}

function payloadLines(item: CodeItem, payload: Payload, naming: Naming): string[] {
  const place = ` ${String(item.start + payload.at * 2).padStart(OFFSET_WIDTH)}  `;
  const inner = ' '.repeat(place.length + 4);
  if (payload.kind === 'switch')
    return [
      `${place}.switch :data_${hex(payload.at)}`,
      ...payload.cases.map(({ key, target }) => `${inner}${number(key)} -> ${naming.label(target)}`),
    ];
  const rest = payload.count > payload.values.length ? [`${inner}… 共 ${payload.count} 项`] : [];
  return [
    `${place}.array-data ${payload.width} :data_${hex(payload.at)}`,
    ...payload.values.map((v) => inner + number(v)),
    ...rest,
  ];
}

/** Parameters are `p0 …`, the others `v0 …`. */
function registerNames(item: CodeItem): (register: number) => string {
  const first = item.registers - item.ins;
  return (register) => (register >= first && register < item.registers ? `p${register - first}` : `v${register}`);
}

interface Labels {
  names: Map<number, string>;
  /** Lines that stand before an address: labels, starts and ends of try blocks with what catches. */
  before: Map<number, string[]>;
}

function findLabels(
  dex: Dex,
  item: CodeItem,
  instructions: readonly Instruction[],
  payloads: ReadonlyMap<number, Payload>,
): Labels {
  const names = new Map<number, string>();
  const name = (at: number, kind: string): void => void (names.has(at) || names.set(at, `:${kind}_${hex(at)}`));
  for (const one of instructions) for (const target of one.targets) name(target, one.kind === 'switch' ? 'case' : one.kind);
  for (const payload of payloads.values())
    if (payload.kind === 'switch') for (const { target } of payload.cases) name(target, 'case');
  const blocks = readTryBlocks(dex.bytes, item);
  for (const { handlers } of blocks) for (const handler of handlers) name(handler.at, 'catch');
  const before = new Map<number, string[]>();
  const add = (at: number, text: string): void => void before.set(at, [...(before.get(at) ?? []), text]);
  for (const { first, last, handlers } of blocks) {
    const range = `{:try_${hex(first)} .. :end_${hex(last)}}`;
    add(last, `:end_${hex(last)}`);
    for (const { type, at } of handlers) {
      const what = type === undefined ? '.catchall' : `.catch ${dex.type(type)}`;
      add(last, `${what} ${range} ${names.get(at)}`);
    }
  }
  for (const { first } of blocks) add(first, `:try_${hex(first)}`);
  for (const [at, label] of names) add(at, label);
  return { names, before };
}

function hex(address: number): string {
  return (address < 0 ? '-' : '') + Math.abs(address).toString(16);
}
