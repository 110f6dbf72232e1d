import type { Oddity } from '../axml/index.js';

export interface FieldRef {
  /** Type descriptor: `Lcn/example/A;`. */
  owner: string;
  name: string;
  type: string;
}

export interface MethodRef {
  owner: string;
  name: string;
  params: string[];
  returns: string;
}

export interface EncodedField {
  ref: FieldRef;
  flags: number;
  /** Constant of a static field, where it is a string or a whole number. */
  constant?: string | number;
}

export interface EncodedMethod {
  ref: MethodRef;
  flags: number;
  /** Offset of the code item; 0 for abstract and native methods. */
  code: number;
}

export interface ClassDef {
  name: string;
  flags: number;
  superclass?: string;
  interfaces: string[];
  /** Index of the class definition. */
  index: number;
}

export interface ClassData {
  fields: EncodedField[];
  methods: EncodedMethod[];
}

/** An annotation's type and its elements; arrays stay arrays, classes are descriptors. */
export interface Annotation {
  type: string;
  values: Record<string, AnnotationValue>;
}
export type AnnotationValue = string | number | boolean | null | AnnotationValue[];

export interface ClassAnnotations {
  onClass: Annotation[];
  /** By method index in this dex's method table. */
  onMethods: Map<number, Annotation[]>;
  onParameters: Map<number, Annotation[][]>;
}

/** One DEX file, read in place: every look-up goes to the bytes, strings are kept once decoded. */
export interface Dex {
  version: string;
  /** Size the header claims, and where the data section ends. */
  fileSize: number;
  dataEnd: number;
  counts: { strings: number; types: number; methods: number; classes: number };
  string(index: number): string;
  type(index: number): string;
  field(index: number): FieldRef | undefined;
  method(index: number): MethodRef | undefined;
  classes: readonly ClassDef[];
  classData(definition: ClassDef): ClassData;
  annotations(definition: ClassDef): ClassAnnotations;
  /** Instructions of a code item; empty where it lies outside the file. */
  code(offset: number): CodeItem | undefined;
  bytes: Buffer;
  oddities: Oddity[];
}

export interface CodeItem {
  registers: number;
  /** Registers of the parameters, the last `ins` ones. */
  ins: number;
  /** Byte offset of the first instruction. */
  start: number;
  /** In 16-bit units. */
  size: number;
  /** Handler addresses in units, of all try blocks. */
  handlers: number[];
}
