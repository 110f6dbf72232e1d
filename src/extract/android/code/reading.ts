import type { FieldRef, MethodRef } from '../../../decode/dex/index.js';
import { type Body, node } from './body.js';
import type { Ancestors, Sink } from './sinks.js';
import { choices, type Literal, leaves, textOf, type Value } from './values.js';

/** What reading a method needs from the rest of the app. */
export interface Surroundings {
  ancestors: Ancestors;
  /** Sinks of a call's arguments. */
  sinks(callee: MethodRef): readonly (Sink | undefined)[];
  /** Keys of the app's methods a call may reach. */
  resolve(ref: MethodRef): string[];
  /** Keys of the methods of an app's class that the platform or a library may call. */
  callbacks(className: string): string[];
  /** Type of a resource id and the text of string resources. */
  resource(id: number): { type: string; text?: string } | undefined;
  resourceId(type: string, name: string): number | undefined;
  /** A field by the class that declares it: code of a subclass may name the subclass. */
  declared(ref: FieldRef): FieldRef;
  /** Constant of a static field of the app. */
  constant(owner: string, name: string): string | number | undefined;
}

/** A method while it is read. */
export interface Reading {
  body: Body;
  around: Surroundings;
  registers: Value[];
  literals: Map<string, Literal>;
  /** Register states that wait at branch targets. */
  incoming: Map<number, Value[]>;
  result: Value;
}

export function literalAt(reading: Reading, at: number, text: string, origin: Literal['origin']): Literal {
  const id = `${at} ${origin}`;
  const known = reading.literals.get(id);
  if (known) {
    known.text = text;
    return known;
  }
  const literal: Literal = { at, text, origin, targets: new Set(), folded: false, carries: false };
  reading.literals.set(id, literal);
  return literal;
}

/** A number that is the id of a string resource stands for its text; other resource ids are noted. */
export function numberValue(reading: Reading, at: number, number: number): Value {
  const resource = number >= 0x01000000 && Number.isInteger(number) ? reading.around.resource(number) : undefined;
  if (resource?.text !== undefined) return { kind: 'text', literal: literalAt(reading, at, resource.text, 'resource') };
  if (resource) reading.body.resources.push({ at, id: number, type: resource.type });
  return { kind: 'number', number };
}

/** Records that a value flows to a node or sink. */
export function connect(reading: Reading, value: Value, target: string, at: number): void {
  for (const choice of choices(value)) {
    if (choice.kind === 'builder') connect(reading, foldParts(reading, at, [...choice.parts]), target, at);
    else if (choice.kind === 'text') {
      choice.literal.targets.add(target);
      if (choice.literal.carries) reading.body.edges.push([literalNode(reading, choice.literal), target]);
    } else if (choice.kind === 'parameter' || choice.kind === 'field') reading.body.edges.push([choice.node, target]);
    else if (choice.kind === 'call' && choice.node) reading.body.edges.push([choice.node, target]);
    else if (choice.kind === 'array') for (const item of choice.items) connect(reading, item, target, at);
  }
}

/** Joins parts into one text that stands for all of them. */
export function foldParts(reading: Reading, at: number, parts: Value[]): Value {
  const text = textOf({ kind: 'builder', parts }) ?? '';
  const literal = literalAt(reading, at, text, 'folded');
  for (const part of parts)
    for (const leaf of leaves(part)) if (leaf.kind === 'text' && leaf.literal !== literal) keepFolded(part, leaf.literal);
  // What the unknown parts hold is shown where the whole is shown.
  const target = literalNode(reading, literal);
  literal.carries = true;
  literal.parts = parts;
  literal.targets.add(target);
  for (const part of parts) for (const leaf of leaves(part)) if (leaf.kind !== 'text') connect(reading, leaf, target, at);
  for (const part of parts) if (part.kind === 'either') connect(reading, part, target, at);
  return { kind: 'text', literal };
}

/** A part with several possible texts is not wholly inside the folded text, which shows only the first. */
function keepFolded(part: Value, literal: Literal): void {
  if (part.kind !== 'either') literal.folded = true;
}

/** What a format's placeholders show goes where the format goes. */
export function carryIn(reading: Reading, at: number, format: Value, values: Value[]): Value {
  if (format.kind !== 'text') return format;
  const { literal } = format;
  const target = literalNode(reading, literal);
  literal.carries = true;
  literal.targets.add(target);
  for (const value of values) if (value !== format) for (const leaf of leaves(value)) connect(reading, leaf, target, at);
  return format;
}

function literalNode(reading: Reading, literal: Literal): string {
  return node.literal(reading.body.key, literal.at);
}
