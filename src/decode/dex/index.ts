export { readTryBlocks } from './code-item.js';
export { stringsOfCode } from './code-strings.js';
export { readLines } from './debug-info.js';
export { decodeDexes, refusalOf } from './dex.js';
export { eachInstruction, type Instruction, type InstructionKind } from './instructions.js';
export { MNEMONICS } from './mnemonics.js';
export { type Payload, readPayload } from './payloads.js';
export type {
  Annotation,
  AnnotationValue,
  ClassAnnotations,
  ClassData,
  ClassDef,
  CodeItem,
  Dex,
  EncodedField,
  EncodedMethod,
  FieldRef,
  MethodRef,
} from './types.js';
