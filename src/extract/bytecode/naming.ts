import type { Units } from './units.js';
import type { Value } from './values.js';

/** `Toast.show`, `navigation.navigate`, `fetch`: the way to a value, as a developer would write it; empty where there is none. */
export function nameOf(program: Units, value: Value, depth = 0): string {
  if (depth > 16) return '';
  switch (value.kind) {
    case 'member': {
      const base = nameOf(program, value.object, depth + 1);
      // `module.default.x` is what an import of a default export is compiled to; prototypes, bound functions and places in a list say nothing either.
      if (/^(default|call|apply|bind|prototype|\d+)$/.test(value.key)) return base || exportedName(program, value);
      return base ? `${base}.${value.key}` : value.key;
    }
    case 'call':
      return nameOf(program, value.site.callee, depth + 1);
    case 'function':
      return program.nameOf(value.id);
    case 'self':
      return 'this';
    case 'import':
      return importedName(value);
    case 'choice':
      return firstName(program, value.options, depth);
    default:
      return '';
  }
}

/** `http` for the default of `@ohos:net.http`; what a package calls its first file says nothing. */
function importedName({ from, name, local }: Extract<Value, { kind: 'import' }>): string {
  if (name !== 'default' && name !== '*') return name;
  const last = /[\w$]+$/.exec(from.replace(/&[^&/]*$/, ''))?.[0] ?? '';
  return /^(index|Index|main|mod)?$/.test(last) ? local : last;
}

/** Choices lie in choices; deep inside, the first way is enough. */
function firstName(program: Units, options: readonly Value[], depth: number): string {
  for (const option of depth > 3 ? options.slice(0, 1) : options) {
    const name = nameOf(program, option, depth + 1);
    if (name) return name;
  }
  return '';
}

/** The default export of a module under the name its function or class has there. */
function exportedName(program: Units, value: Value): string {
  const found = program.resolve(value);
  if (found.kind === 'function') return program.nameOf(found.id);
  if (found.kind === 'call') return nameOf(program, found.site.callee, 8);
  return '';
}

/** Parts that are looked at of one value: texts put together under conditions share theirs, and grow without end. */
const MAX_PARTS = 200;

interface Left {
  parts: number;
}

/** A value as source: constants quoted, names as they are, sums and choices as expressions, so that one reader serves all templates. */
export function sourceOf(program: Units, value: Value, left: Left = { parts: MAX_PARTS }): string {
  if (left.parts-- <= 0) return '';
  switch (value.kind) {
    case 'constant':
      return typeof value.value === 'string' ? quoted(value.value) : String(value.value);
    case 'sum':
      return value.parts.map((part) => sourceOf(program, part, left) || '?').join(' + ');
    case 'choice':
      return value.options.map((option) => sourceOf(program, option, left) || '?').join(' || ');
    case 'function':
      return program.nameOf(value.id) || `#${value.id}`;
    default:
      return nameOf(program, value);
  }
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/\n/g, ' ')}'`;
}

const MAX_TEXT = 4000;

/** A text with the parts that are not known as `{name}`, or `{}` for an address. */
export function folded(program: Units, value: Value, named: boolean, left: Left = { parts: MAX_PARTS }): string | undefined {
  if (left.parts-- <= 0) return undefined;
  const found = program.resolve(value);
  if (found.kind === 'constant')
    return typeof found.value === 'string' || typeof found.value === 'number' ? String(found.value) : undefined;
  if (found.kind === 'choice') {
    for (const option of found.options) {
      const text = folded(program, option, named, left);
      if (text !== undefined) return text;
    }
    return undefined;
  }
  if (found.kind !== 'sum') return undefined;
  const hole = (part: Value): string => (named ? `{${nameOf(program, part).slice(0, 40)}}` : '{}');
  const parts = found.parts.map((part) => folded(program, part, named, left)?.slice(0, MAX_TEXT) ?? hole(part));
  return parts.join('').slice(0, MAX_TEXT);
}
