export { decodeDexes } from './dex.js';
export { eachInstruction, type Instruction, type InstructionKind } from './instructions.js';
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
