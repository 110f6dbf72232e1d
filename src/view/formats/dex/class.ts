import type { ClassAnnotations, ClassDef, Dex, EncodedField, EncodedMethod } from '../../../decode/dex/index.js';
import { annotationText, methodText } from './method.js';
import { className, flags, signature, valueText } from './names.js';

/** How much of a class is shown. */
export interface ClassView {
  /** Methods to show; all of them unless given, and then without the fields. */
  methods?: (method: EncodedMethod) => boolean;
  /** Only the names of methods. */
  brief?: boolean;
  /** Byte offset of the instruction to mark. */
  offset?: number;
}

/** A class in the manner of smali. */
export function classText(dex: Dex, definition: ClassDef, { methods: wanted, brief, offset }: ClassView = {}): string {
  const { fields, methods } = dex.classData(definition);
  const notes = dex.annotations(definition);
  const chosen = wanted ? methods.filter(wanted) : methods;
  const parts = [
    declaration(dex, definition, wanted ? undefined : notes),
    ...(wanted || fields.length === 0 ? [] : [fields.map(fieldText).join('')]),
    ...(brief ? [chosen.map(heading).join('')] : chosen.map((one) => methodText(dex, one, notesOf(notes, one), offset))),
  ];
  return parts.join('\n');
}

function notesOf({ onMethods, onParameters }: ClassAnnotations, { index }: EncodedMethod) {
  return { annotations: onMethods.get(index) ?? [], parameters: onParameters.get(index) ?? [] };
}

function declaration(dex: Dex, definition: ClassDef, notes: ClassAnnotations | undefined): string {
  const source = dex.sourceFile(definition);
  const lines = [
    `.class ${flags.ofClass(definition.flags)}${definition.name}  # ${className(definition.name)}`,
    ...(definition.superclass ? [`.super ${definition.superclass}`] : []),
    ...(source ? [`.source ${JSON.stringify(source)}`] : []),
    ...definition.interfaces.map((name) => `.implements ${name}`),
    ...(notes?.onClass ?? []).map(annotationText),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function fieldText({ ref, flags: access, constant }: EncodedField): string {
  const value = constant === undefined ? '' : ` = ${valueText(constant)}`;
  return `.field ${flags.ofField(access)}${ref.name}:${ref.type}${value}\n`;
}

function heading({ ref, flags: access }: EncodedMethod): string {
  return `.method ${flags.ofMethod(access)}${signature(ref)}\n`;
}
