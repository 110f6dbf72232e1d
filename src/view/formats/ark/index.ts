import { type ArkFile, isArk } from '../../../decode/ark/index.js';
import type { Format } from '../format.js';
import { listing, methodLabel } from './listing.js';
import { methodsNamed, openArk } from './search.js';

export { searchArkMethods } from './search.js';

/** HarmonyOS bytecode: its source files and functions, or one function with its instructions. */
export const ark: Format = {
  label: '方舟字节码',
  // The first bytes of an entry may be fewer than a header.
  matches: (entry) => entry.peek().toString('latin1', 0, 8) === 'PANDA\0\0\0',
  parts: (bytes) => {
    const file = openArk(bytes);
    return (file?.methods ?? []).map((method) => ({ name: methodLabel(method), note: noteOf(file!, method) }));
  },
  render: (bytes, _tree, { part, offset }) => {
    const file = isArk(bytes) ? openArk(bytes) : undefined;
    if (!file) return undefined;
    if (part !== undefined) {
      const found = methodsNamed(file, part);
      return found.length > 0 ? found.map((method) => listing(file, method, offset)).join('\n') : undefined;
    }
    if (offset === undefined) return overview(file);
    const around = file.methods.find(({ code }) => code && offset >= code.start && offset < code.end);
    return around && listing(file, around, offset);
  },
};

function noteOf(file: ArkFile, method: (typeof file.methods)[number]): string {
  const size = method.code ? `${method.code.end - method.code.start} 字节` : '没有代码';
  return `${file.classOf(method).name} ${size}`;
}

function overview(file: ArkFile): string {
  const lines = [`// 方舟字节码 版本 ${file.version}：${file.classes.length} 个类，${file.methods.length} 个函数`];
  for (const owner of file.classes) {
    lines.push('', `class ${owner.name}`);
    const record = file.module(owner);
    for (const { local, name, request } of record?.imports ?? [])
      lines.push(`    import ${name} as ${local} from ${JSON.stringify(record!.requests[request] ?? '')}`);
    for (const { local, name } of record?.exports ?? []) lines.push(`    export ${local} as ${name}`);
    for (const method of owner.methods)
      lines.push(
        `    function ${methodLabel(method)}  ${method.code ? `@${method.code.start}，${method.code.end - method.code.start} 字节` : '（没有代码）'}`,
      );
  }
  return `${lines.join('\n')}\n`;
}
