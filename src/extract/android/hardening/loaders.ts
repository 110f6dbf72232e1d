import { type Dex, eachInstruction } from '../../../decode/dex/index.js';
import type { AppClass, Classes } from '../classes.js';

const LOADER = /^Ldalvik\/system\/(DexFile|\w*ClassLoader);$/;
const OPENS = /^(<init>|loadDex|openDexFile)$/;
const MULTIDEX = /^(androidx|android\.support)\.multidex\./;
const NATIVE = 0x100;
const INSTRUCTIONS = 3000;

/**
 * Classes that create a class loader or open DEX files, or leave that to native code before the application starts. Not
 * those of the library that loads the app's further DEX files on old Android.
 *
 * @param asked the classes looked at: reading the members of all takes as long as reading the app
 */
export function loadersIn(classes: Classes, asked: (item: AppClass) => boolean = () => true): AppClass[] {
  const naming = new Map<Dex, boolean>();
  const namesLoader = (dex: Dex): boolean => {
    const known =
      naming.get(dex) ?? Array.from({ length: dex.counts.types }, (_, i) => dex.type(i)).some((type) => LOADER.test(type));
    naming.set(dex, known);
    return known;
  };
  return [...classes.byName.values()].filter(
    (item) =>
      asked(item) &&
      !MULTIDEX.test(item.name) &&
      (startsNatively(item, classes) || (namesLoader(item.source.dex) && loads(item))),
  );
}

/** An application class whose first method, called before any other code of the app, is native. */
function startsNatively(item: AppClass, classes: Classes): boolean {
  if (!classes.ancestors(item.name).includes('android.app.Application')) return false;
  return item.data().methods.some(({ flags, ref }) => flags & NATIVE && ref.name === 'attachBaseContext');
}

function loads(item: AppClass): boolean {
  const { dex } = item.source;
  if (LOADER.test(item.definition.superclass ?? '')) return true;
  return item.data().methods.some((method) => {
    const code = method.code ? dex.code(method.code) : undefined;
    if (!code) return false;
    return eachInstruction(dex.bytes, code, INSTRUCTIONS).some((one) => {
      const callee = one.kind === 'invoke' ? dex.method(one.index) : undefined;
      return callee !== undefined && LOADER.test(callee.owner) && OPENS.test(callee.name);
    });
  });
}
