export { decodeDexes } from './dex.js';
export { eachInstruction, type Instruction, type InstructionKind } from './instructions.js';
export type {
  Annotation,
  AnnotationValue,
  ClassData,
  ClassDef,
  CodeItem,
  Dex,
  EncodedMethod,
  FieldRef,
  MethodRef,
} from './types.js';
