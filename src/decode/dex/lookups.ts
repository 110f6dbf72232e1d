import type { FieldRef, MethodRef, Prototype } from './types.js';

/** What the parts of a class need from the tables. */
export interface Lookups {
  bytes: Buffer;
  /** What offsets in the file count from. */
  origin: number;
  /** Constants and annotations that may still be read: lists that share their bytes must not multiply. */
  values: { left: number };
  string(index: number): string;
  type(index: number): string;
  field(index: number): FieldRef | undefined;
  method(index: number): MethodRef | undefined;
  prototype(index: number): Prototype | undefined;
  /** `Lcn/example/A;->count:I` */
  fieldName(index: number): string;
  /** `Lcn/example/A;->make(I)V` */
  methodName(index: number): string;
  /** As `Dex.methodHandle`. */
  methodHandle(index: number): string;
}
