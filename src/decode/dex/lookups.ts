import type { FieldRef, MethodRef } from './types.js';

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
}
