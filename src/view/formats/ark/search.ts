import { type ArkFile, type ArkMethod, decodeArk, isReadable, sourceName } from '../../../decode/ark/index.js';
import type { MethodSearch } from '../dex/search.js';
import { listing, methodLabel } from './listing.js';

const SUGGESTIONS = 5;

/**
 * Finds functions by `submit[345]` as reports print them, `[345]`, their name, or `class->name`, `class.name`; a class alone gives
 * its functions by name.
 *
 * @param offset byte offset of the instruction to mark
 */
export function searchArkMethods(bytes: Buffer, name: string, offset?: number): MethodSearch {
  const file = openArk(bytes);
  if (!file) return { text: '', near: [] };
  const found = methodsNamed(file, name);
  if (found.length > 0) return { text: found.map((method) => listing(file, method, offset)).join('\n'), near: [] };
  const owner = file.classes.find((one) => one.name === name);
  if (owner)
    return { text: [`class ${owner.name}`, ...owner.methods.map((one) => `    ${methodLabel(one)}`), ''].join('\n'), near: [] };
  return { text: '', near: near(file, name) };
}

export function openArk(bytes: Buffer): ArkFile | undefined {
  const file = decodeArk(bytes);
  return file && isReadable(file) ? file : undefined;
}

export function methodsNamed(file: ArkFile, name: string): ArkMethod[] {
  const id = /\[(\d+)\]$/.exec(name);
  if (id) return file.methods.slice(Number(id[1]), Number(id[1]) + 1);
  const cut = name.includes('->') ? name.indexOf('->') : name.lastIndexOf('.');
  const inner = name.slice(cut).replace(/^(->|\.)/, '');
  return file.methods.filter((method) => {
    if (method.name === name || sourceName(method.name) === name) return true;
    return cut > 0 && file.classOf(method).name === name.slice(0, cut) && [method.name, sourceName(method.name)].includes(inner);
  });
}

function near(file: ArkFile, name: string): string[] {
  const wanted = name.slice(Math.max(name.lastIndexOf('.'), name.lastIndexOf('>')) + 1).toLowerCase();
  const like = file.methods.filter((method) => {
    const one = sourceName(method.name).toLowerCase();
    return one !== '' && (one.includes(wanted) || wanted.includes(one));
  });
  return like.map(methodLabel).slice(0, SUGGESTIONS);
}
