import type { Oddity } from '../oddity.js';
import type { Gap } from './sections.js';

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

export interface Prototype {
  params: string[];
  returns: string;
}

export interface EncodedField {
  ref: FieldRef;
  /** In the field table. */
  index: number;
  flags: number;
  /** Constant of a static field, where it is a string or a whole number. */
  constant?: string | number;
}

export interface EncodedMethod {
  ref: MethodRef;
  /** In the method table. */
  index: number;
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
  /** By field index in this dex's field table. */
  onFields: Map<number, Annotation[]>;
  /** By method index in this dex's method table. */
  onMethods: Map<number, Annotation[]>;
  onParameters: Map<number, Annotation[][]>;
}

/** One DEX file, read in place: every look-up goes to the bytes, strings are kept once decoded. */
export interface Dex {
  version: string;
  /** Size the header claims. */
  fileSize: number;
  /** Runs of bytes that no section claims, longer than padding; none where several files share a container. */
  unclaimed: Gap[];
  counts: Record<'strings' | 'types' | 'fields' | 'methods' | 'classes' | 'methodHandles' | 'callSites', number>;
  string(index: number): string;
  /** Whether a string has Chinese characters, told from its bytes. */
  isChinese(index: number): boolean;
  type(index: number): string;
  field(index: number): FieldRef | undefined;
  method(index: number): MethodRef | undefined;
  prototype(index: number): Prototype | undefined;
  /** Version 038 and later: `invoke-static@Lcn/example/A;->make()V`. */
  methodHandle(index: number): string;
  /** Version 038 and later: linker, name, type and further constants of an `invoke-custom`. */
  callSite(index: number): AnnotationValue[];
  classes: readonly ClassDef[];
  /** Name of the source file, where the tool-chain left it. */
  sourceFile(definition: ClassDef): string | undefined;
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
}

/** Addresses in units; `last` is the first one outside. */
export interface TryBlock {
  first: number;
  last: number;
  /** In the order they are asked; without a type it catches everything. */
  handlers: { type?: number; at: number }[];
}
