import type { FieldRef, Instruction, MethodRef } from '../../../decode/dex/index.js';
import type { AppClass } from '../classes.js';
import type { Literal, Value } from './values.js';

export interface Call {
  at: number;
  callee: MethodRef;
  /** Without the receiver. */
  args: Value[];
  /** The object it is called on; undefined for static calls. */
  receiver?: Value;
}

export interface Branch {
  at: number;
  op: number;
  left: Value;
  /** Undefined where the test is against zero or null. */
  right?: Value;
  target: number;
  next: number;
}

/** What one method does, read once, in order. */
export interface Body {
  /** `com.example.Main->submit(Landroid/view/View;)` */
  key: string;
  owner: AppClass;
  ref: MethodRef;
  /** Byte offset of the first instruction. */
  start: number;
  literals: Literal[];
  calls: Call[];
  /** Classes created, and classes named as constants (`X.class`). */
  created: { at: number; name: string }[];
  named: { at: number; name: string }[];
  /** Resource ids used: layouts, menus, arrays … */
  resources: { at: number; id: number; type: string }[];
  writes: { at: number; ref: FieldRef; value: Value }[];
  reads: { at: number; ref: FieldRef }[];
  branches: Branch[];
  arithmetic: { at: number; value: Value }[];
  returns: Value[];
  /** Flow edges between nodes, and from nodes to sinks. */
  edges: [from: string, to: string][];
  instructions: Instruction[];
}

export function methodKey(ref: MethodRef, owner: string): string {
  return `${owner}->${ref.name}(${ref.params.join('')})`;
}

/** `submit(Landroid/view/View;)V`, as reports name a method. */
export function signature(ref: MethodRef): string {
  return `${ref.name}(${ref.params.join('')})${ref.returns}`;
}

export const node = {
  parameter: (key: string, index: number): string => `p|${key}#${index}`,
  field: (ref: FieldRef): string => `f|${ref.owner}${ref.name}`,
  result: (key: string): string => `r|${key}`,
  literal: (key: string, at: number): string => `l|${key}@${at}`,
  sink: (sink: string): string => `s|${sink}`,
};
