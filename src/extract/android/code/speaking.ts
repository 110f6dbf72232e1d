import { type Dex, stringsOfCode } from '../../../decode/dex/index.js';
import type { AppClass, Classes } from '../classes.js';
import type { Manifest } from '../manifest.js';
import { outerClass } from '../names.js';
import { methodKey } from './body.js';
import type { Program } from './program.js';

/** An app whose classes keep their names has as many of all other kinds as components, and more. */
const OTHERS_PER_COMPONENT = 0.5;
const GENERATED = /(^|\.)(R|BR|BuildConfig)$/;
const SHORT = /(^|\.)\w{1,3}$/;

/**
 * Whether the app's own classes were renamed along with those of its libraries: hardly any is left below its packages but
 * the components, whose names the manifest holds. Otherwise renamed classes are a library's, which came so.
 */
function isAppRenamed({ own }: Classes, manifest: Manifest | undefined): boolean {
  const components = new Set([...(manifest?.components ?? []).map(({ name }) => name), manifest?.application]);
  const outers = new Set(own.map(({ name }) => outerClass(name)));
  const declared = [...outers].filter((name) => components.has(name)).length;
  const others = [...outers].filter((name) => !components.has(name) && !GENERATED.test(name) && !SHORT.test(name)).length;
  return others < declared * OTHERS_PER_COMPONENT;
}

/**
 * Methods of renamed classes that hold Chinese words, where a minifier gathered the app's classes with those of its libraries:
 * no other sign is left of whose they are, but that libraries of the world speak English.
 */
export function speakingMethods(program: Program, manifest: Manifest | undefined): string[] {
  const { classes } = program;
  if (!isAppRenamed(classes, manifest)) return [];
  const found: string[] = [];
  for (const item of classes.byName.values()) {
    if (item.owner !== 'unknown' || !classes.isRenamed(item.name)) continue;
    const speaking = item.data().methods.filter(({ code }) => code !== 0 && speaks(item, code));
    const known = speaking.length > 0 ? new Set(program.keysOf(item.name)) : undefined;
    for (const { ref } of speaking) {
      const key = methodKey(ref, item.name);
      if (known?.has(key)) found.push(key);
    }
  }
  return found;
}

function speaks({ source: { dex } }: AppClass, code: number): boolean {
  const item = dex.code(code);
  return item !== undefined && stringsOfCode(dex.bytes, item).some((index) => isChinese(dex, index));
}

const known = new WeakMap<Dex, Map<number, boolean>>();

function isChinese(dex: Dex, index: number): boolean {
  const memo = known.get(dex) ?? new Map<number, boolean>();
  known.set(dex, memo);
  const kept = memo.get(index) ?? dex.isChinese(index);
  memo.set(index, kept);
  return kept;
}
