import { type ClassDef, type Dex, decodeDexes } from '../../../decode/dex/index.js';
import type { Format } from '../format.js';
import { classText } from './class.js';
import { className, signature } from './names.js';

export { type MethodSearch, searchMethods } from './search.js';

/** Classes by name; one class or method by itself with its instructions, in the manner of smali. */
export const dex: Format = {
  label: 'DEX 字节码',
  matches: (entry) => /^dex\n0\d\d\0/.test(entry.peek().toString('latin1', 0, 8)),
  parts: (bytes) =>
    decodeDexes(bytes).flatMap((file) => file.classes.map((definition) => ({ name: className(definition.name) }))),
  render: (bytes, _tree, { part, offset }) => {
    const files = decodeDexes(bytes);
    if (files.length === 0) return undefined;
    if (part === undefined) return files.map(outline).join('');
    const { name, method } = splitMember(files, part);
    const shown = files.flatMap((file) =>
      file.classes
        .filter((definition) => className(definition.name) === name)
        .map((found) => classText(file, found, { ...(method !== undefined && { methods: methodTest(method) }), offset })),
    );
    return shown.length === 0 ? undefined : shown.join('\n');
  },
};

function methodTest(method: string) {
  return ({ ref }: { ref: Parameters<typeof signature>[0] }): boolean => signature(ref) === method || ref.name === method;
}

/** `cn.example.A.submit(Landroid/view/View;)V` names a method of a class, as reports print it; `cn.example.A` a class. */
function splitMember(files: Dex[], part: string): { name: string; method?: string } {
  const isClass = (name: string): boolean =>
    files.some((file) => file.classes.some((definition) => className(definition.name) === name));
  if (isClass(part)) return { name: part };
  const paren = part.indexOf('(');
  const dot = part.lastIndexOf('.', paren === -1 ? undefined : paren);
  return { name: part.slice(0, dot), method: part.slice(dot + 1) };
}

function outline(file: Dex): string {
  const { classes, methods, strings } = file.counts;
  const head = `// DEX ${file.version}：${classes} 个类，${methods} 个方法引用，${strings} 个字符串\n`;
  return head + file.classes.map((definition) => `${declaration(definition)}\n`).join('');
}

function declaration(definition: ClassDef): string {
  const base = definition.superclass ? ` extends ${className(definition.superclass)}` : '';
  const interfaces = definition.interfaces.length > 0 ? ` implements ${definition.interfaces.map(className).join(', ')}` : '';
  return `${definition.flags & 0x200 ? 'interface' : 'class'} ${className(definition.name)}${base}${interfaces}`;
}
