import type { Program } from './code/program.js';
import { outerClass } from './names.js';

/** Shows a row or answers the platform; what names it as a class registers it. */
const NO_PAGE =
  /^android(x\..*)?\.(\w+\.)*(Service|Application|BroadcastReceiver|ContentProvider|AppWidgetProvider|IntentService|ViewHolder|Worker|Preference)$/;
const ABSTRACT = 0x400;

/**
 * Own classes with a layout of their own that some code names as a class and none creates: a frame that keeps one Activity and
 * changes the page in it makes pages from their classes (`show(CartPage.class)`), which no call tells.
 */
export function pageClasses(program: Program): string[] {
  const named = new Set(program.read.flatMap((body) => body.named.map(({ name }) => name)));
  const created = new Set(program.read.flatMap((body) => body.created.map(({ name }) => name)));
  return [...named].sort().filter((name) => {
    const found = program.classes.byName.get(name);
    if (found?.owner !== 'own' || outerClass(name) !== name || created.has(name) || found.definition.flags & ABSTRACT)
      return false;
    const above = program.classes.ancestors(name);
    if (above[0] === 'java.lang.Object' || above.some((one) => NO_PAGE.test(one))) return false;
    return program.family(name).some((member) => program.bodiesOf(member).some((body) => body.resources.some(isLayout)));
  });
}

function isLayout({ type }: { type: string }): boolean {
  return type === 'layout';
}
