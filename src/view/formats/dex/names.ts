import type { AnnotationValue, FieldRef, MethodRef } from '../../../decode/dex/index.js';

const PRIMITIVES: Record<string, string> = {
  V: 'void',
  Z: 'boolean',
  B: 'byte',
  S: 'short',
  C: 'char',
  I: 'int',
  J: 'long',
  F: 'float',
  D: 'double',
};

/** `Lcn/example/A;` → `cn.example.A`, `[I` → `int[]`. */
export function className(descriptor: string): string {
  const dimensions = /^\[*/.exec(descriptor)![0].length;
  const element = descriptor.slice(dimensions);
  const primitive = PRIMITIVES[element];
  return (primitive ?? element.replace(/^L|;$/g, '').replaceAll('/', '.')) + '[]'.repeat(dimensions);
}

/** `submit(Landroid/view/View;)V`. */
export function signature({ name, params, returns }: MethodRef): string {
  return `${name}(${params.join('')})${returns}`;
}

/** `Lcn/example/A;->submit(Landroid/view/View;)V`; a missing reference is shown, not hidden. */
export function methodName(ref: MethodRef | undefined, index: number): string {
  return ref ? `${ref.owner}->${signature(ref)}` : `method@${index}`;
}

/** `Lcn/example/A;->count:I` */
export function fieldName(ref: FieldRef | undefined, index: number): string {
  return ref ? `${ref.owner}->${ref.name}:${ref.type}` : `field@${index}`;
}

/** `0x1f4 (500)`; small numbers need no second form. */
export function number(value: number | bigint): string {
  const sign = value < 0 ? '-' : '';
  const hex = `${sign}0x${(value < 0 ? -value : value).toString(16)}`;
  return value > -10 && value < 10 ? hex : `${hex} (${value})`;
}

/** A string as it stands in source: Chinese stays, controls and lone surrogates are escaped. */
export function quote(text: string): string {
  return JSON.stringify(text);
}

/** An annotation's element or a call site's constant. */
export function valueText(value: AnnotationValue): string {
  if (Array.isArray(value)) return `{ ${value.map(valueText).join(', ')} }`;
  return typeof value === 'string' ? quote(value) : String(value);
}

const VISIBILITY = 'public private protected static final'.split(' ');
const CLASS_FLAGS = flagNames([...VISIBILITY, '', '', '', '', 'interface', 'abstract', '', 'synthetic', 'annotation', 'enum']);
const FIELD_FLAGS = flagNames([...VISIBILITY, '', 'volatile', 'transient', '', '', '', '', 'synthetic', '', 'enum']);
const METHOD_FLAGS = flagNames(
  [...VISIBILITY, 'synchronized', 'bridge', 'varargs', 'native', '', 'abstract', 'strictfp', 'synthetic', '', '', ''].concat(
    'constructor',
    'declared-synchronized',
  ),
);

/** Access flags as words, each followed by a space. Source: "Dalvik Executable format", access_flags definitions. */
export const flags = {
  ofClass: (value: number): string => words(CLASS_FLAGS, value),
  ofField: (value: number): string => words(FIELD_FLAGS, value),
  ofMethod: (value: number): string => words(METHOD_FLAGS, value),
};

function flagNames(names: string[]): [bit: number, name: string][] {
  return names.flatMap((name, bit): [number, string][] => (name === '' ? [] : [[1 << bit, name]]));
}

function words(names: readonly [bit: number, name: string][], value: number): string {
  return names.map(([bit, name]) => (value & bit ? `${name} ` : '')).join('');
}
