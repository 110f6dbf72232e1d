import type { Oddity } from '../oddity.js';
import type { StringPool } from './string-pool.js';
import type { ResourceValue } from './value.js';

export interface XmlAttribute {
  /** Local name; for framework attributes the name its id has, whatever the pool says. */
  name: string;
  /** Name space URI, absent for attributes without one. */
  namespace?: string;
  /** Resource id of the name, 0 without one. */
  id: number;
  value: ResourceValue;
}

export interface XmlElement {
  name: string;
  attributes: XmlAttribute[];
  children: XmlElement[];
  text?: string;
  /** Line in the source the tool-chain compiled. */
  line: number;
  /** Byte offset of the element's chunk. */
  offset: number;
}

export interface XmlDocument {
  root?: XmlElement;
  /** Prefix → URI. */
  namespaces: Map<string, string>;
  /** The root element was closed: the platform's parsers stop there and need no more. */
  complete: boolean;
  oddities: Oddity[];
}

/** A document while it is read. */
export interface Reading {
  bytes: Buffer;
  doc: XmlDocument;
  strings: StringPool;
  ids: number[];
  stack: XmlElement[];
  /** The first node was seen: strings and resource ids are settled. */
  settled: boolean;
}

/** A string of the pool; undefined where the index says none or lies outside. */
export function text(reading: Reading, index: number): string | undefined {
  return index === 0xffffffff ? undefined : reading.strings.at(index);
}

const ODDITIES = 50;

/** Tells an oddity once. */
export function odd(reading: Reading, trick: string, detail: string, offset: number): void {
  const { oddities } = reading.doc;
  if (oddities.length < ODDITIES && !oddities.some((known) => known.trick === trick)) oddities.push({ trick, detail, offset });
}
