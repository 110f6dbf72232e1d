import { decodeDexes } from '../../../decode/dex/index.js';
import { classText } from './class.js';
import { className, signature } from './names.js';

/** What was found of a class or method that was asked for by name. */
export interface MethodSearch {
  /** Disassembly of the methods, or the members of a class; empty where the file has none of that name. */
  text: string;
  /** Names that may have been meant. */
  near: string[];
}

interface Wanted {
  /** `cn.example.A` */
  owner: string;
  /** `submit` or `submit(I)V`; absent: the class itself. */
  member?: string;
}

const SUGGESTIONS = 5;

/**
 * Finds a class or method by `Lcn/example/A;->submit(I)V`, `Lcn/example/A;->submit`, `Lcn/example/A;` or the same with dotted
 * names: `cn.example.A.submit`. Without a descriptor every overload is given; a class alone gives its fields and methods.
 *
 * @param offset byte offset of the instruction to mark
 */
export function searchMethods(bytes: Buffer, name: string, offset?: number): MethodSearch {
  const readings = readingsOf(name);
  const near: string[] = [];
  for (const dex of decodeDexes(bytes))
    for (const wanted of readings) {
      const definition = dex.classes.find((one) => className(one.name) === wanted.owner);
      if (!definition) continue;
      if (wanted.member === undefined) return { text: classText(dex, definition, { brief: true }), near: [] };
      const { methods } = dex.classData(definition);
      const matches = methods.filter(({ ref }) => isNamed(ref.name, signature(ref), wanted.member!));
      const indexes = new Set(matches.map(({ index }) => index));
      if (matches.length > 0)
        return { text: classText(dex, definition, { methods: ({ index }) => indexes.has(index), offset }), near: [] };
      near.push(
        ...likeMethod(
          wanted.member,
          methods.map(({ ref }) => signature(ref)),
        ).map((one) => `${definition.name}->${one}`),
      );
    }
  return { text: '', near: near.length > 0 ? near : likeClass(bytes, readings) };
}

function isNamed(name: string, full: string, wanted: string): boolean {
  return name === wanted || full === wanted || full.slice(0, full.indexOf(')') + 1) === wanted;
}

/** A dotted name may be a class, or a method behind the last dot. */
function readingsOf(name: string): Wanted[] {
  const arrow = name.indexOf('->');
  if (arrow > 0) return [{ owner: dottedName(name.slice(0, arrow)), member: name.slice(arrow + 2) }];
  const paren = name.indexOf('(');
  const head = paren === -1 ? name : name.slice(0, paren);
  const cut = Math.max(head.lastIndexOf('.'), head.lastIndexOf('#'));
  const asMethod = cut > 0 ? [{ owner: dottedName(head.slice(0, cut)), member: name.slice(cut + 1) }] : [];
  return paren === -1 ? [{ owner: dottedName(name) }, ...asMethod] : asMethod;
}

function dottedName(name: string): string {
  return (/^L.*;$/.test(name) ? name.slice(1, -1) : name).replaceAll('/', '.');
}

function likeMethod(wanted: string, signatures: readonly string[]): string[] {
  const name = wanted.replace(/\(.*/, '').toLowerCase();
  const nameOf = (one: string): string => one.slice(0, one.indexOf('(')).toLowerCase();
  const like = signatures.filter((one) => nameOf(one).includes(name) || name.includes(nameOf(one)));
  return [...new Set([...like, ...signatures])].slice(0, SUGGESTIONS);
}

function likeClass(bytes: Buffer, readings: readonly Wanted[]): string[] {
  const wanted = readings.map(({ owner }) => owner.slice(owner.lastIndexOf('.') + 1).toLowerCase());
  const all = decodeDexes(bytes).flatMap((dex) => dex.classes.map((one) => one.name));
  const simple = (name: string): string => name.slice(name.lastIndexOf('/') + 1, -1).toLowerCase();
  const same = all.filter((name) => wanted.includes(simple(name)));
  const like = all.filter((name) => wanted.some((one) => one.length > 2 && simple(name).includes(one)));
  return [...new Set([...same, ...like])].slice(0, SUGGESTIONS);
}
