import type { AppClass, Classes } from './classes.js';

/** Methods only the base classes of the platform's support libraries override, which keep these names when the class loses its own. */
const SUPPORT = /^(onRetainNonConfigurationInstance|onCreatePanelMenu|getMenuInflater|dump|onMenuOpened)$/;

/**
 * The classes a class of the app is derived from that are written for it: its own, and those whose names or packages do not say it,
 * up to the first of a library. A minifier renames the base of all screens, whose names the manifest holds.
 */
export function lineageOf(name: string, classes: Classes): string[] {
  const out: string[] = [];
  for (const above of classes.ancestors(name)) {
    const found = classes.byName.get(above);
    if (!found || found.owner === 'third-party' || (found.owner === 'unknown' && isSupport(found))) break;
    out.push(above);
  }
  return out;
}

function isSupport(found: AppClass): boolean {
  return found.data().methods.some(({ ref }) => SUPPORT.test(ref.name));
}
