/** What is inside a package, in a form people read: the stage behind `jianfu ls` and `jianfu cat`. */
import type { Tree } from '../open/tree.js';
import type { Target } from './address.js';
import { excerptAt } from './excerpt.js';
import { formatsOf, type InnerPart, labelOf } from './formats/index.js';
import { decodeText } from './formats/text.js';

export { findTarget, suggestNames, type Target } from './address.js';
export { findMethods } from './methods.js';

export interface Listed {
  /** As `findTarget` takes it. */
  name: string;
  /** Bytes, as the container claims; absent for parts. */
  size?: number;
  /** `二进制 XML`, `安装包` …, or what there is to say of a part. */
  label: string;
}

const CONTAINER_LABEL = '内含包';

/** Entries of a tree, in the order of the container. @param deep with those of the packages inside, named through them */
export function listTree(tree: Tree, deep: boolean): Listed[] {
  const rows: Listed[] = [];
  const list = (current: Tree, prefix: string): void => {
    for (const entry of current.entries) {
      const inner = current.enter(entry);
      const name = `${prefix}${entry.name}`;
      rows.push({ name, size: entry.size, label: inner ? CONTAINER_LABEL : labelOf(entry, current) });
      if (inner && deep) list(inner, `${name}!`);
    }
  };
  list(tree, '');
  return rows;
}

/** What lies inside one entry: of a package its entries, else its parts; empty where it has neither. */
export function listEntry({ tree, entry }: Target, deep: boolean): Listed[] {
  const inner = tree.enter(entry);
  if (inner) return listTree(inner, deep).map((row) => ({ ...row, name: `${entry.name}!${row.name}` }));
  const bytes = entry.read();
  const parts = formatsOf(entry, tree).flatMap((format) => format.parts?.(bytes) ?? []);
  return parts.map(({ name, note }: InnerPart) => ({ name: `${entry.name}!${name}`, label: note ?? '' }));
}

export interface Shown {
  text: string;
  /** What a person calls the format. */
  label: string;
  /** The text is not the bytes of the entry but made from them. */
  decoded: boolean;
}

/**
 * An entry, a part of it, or the surroundings of a position in it, as text.
 * @throws EntryError when the bytes cannot be had
 * @returns undefined where the entry has no such part, or no text a position could stand in
 */
export function showTarget({ tree, entry, part, position }: Target): Shown | undefined {
  const bytes = entry.read();
  // A line of a binary layout is one of the developer's sources: nothing to point at in what is here.
  const content = position && decodeText(bytes, false);
  if (position && content !== undefined) return { text: excerptAt(content, position), label: '文本', decoded: false };
  const offset = position && 'offset' in position ? position.offset : undefined;
  for (const format of formatsOf(entry, tree)) {
    const text = format.render(bytes, tree, { part, offset });
    if (text !== undefined) return { text, label: format.label, decoded: text !== bytes.toString('utf8') };
  }
  return undefined;
}

const MAIN_ENTRIES = [
  'AndroidManifest.xml',
  'base/manifest/AndroidManifest.xml',
  'app.json',
  'app-config.json',
  'manifest.json',
  'module.json',
  'config.json',
  'pages.json',
  'package.json',
];

/** The entry that says what the app is, for a `cat` without one. */
export function mainEntry(trees: readonly Tree[]): string | undefined {
  return MAIN_ENTRIES.find((name) => trees.some((tree) => tree.find(name)));
}
