import type { Application } from '../application/application.js';
import type { Unit } from '../module/model.js';
import { type Arm, type Control, controlsOf, isWithin } from './control.js';
import type { Tested } from './gate.js';
import { guardedIn } from './guards.js';
import { testsOf } from './tests.js';

/**
 * What is kept from running by a decision around this one, which only tells apart what was missing:
 * `if (name && photo) send(); else if (!photo) toast('请上传照片'); else toast('请填写完整')`.
 */
export function guardedAbove(
  app: Application,
  control: Control,
  tests: readonly Tested[],
  memo: Map<Unit, boolean>,
): string | undefined {
  for (const above of controlsOf(control.unit.module)) {
    if (above.unit !== control.unit || above.node === control.node) continue;
    const refused = [above.whenTrue, above.whenFalse].find((arm) => arm && !arm.rest && isWithin(arm, control.node));
    const other: Arm | undefined = refused === above.whenTrue ? above.whenFalse : above.whenTrue;
    if (!refused || !other || !demandsOneOf(app, above, refused === above.whenTrue, tests)) continue;
    const guarded = guardedIn(app, other, control.unit, memo);
    if (guarded) return guarded;
  }
  return undefined;
}

function demandsOneOf(app: Application, { test, unit }: Control, holds: boolean, tests: readonly Tested[]): boolean {
  const demanded = testsOf(app, test, unit, holds);
  return tests.some(({ name }) => name !== '' && demanded.some((one) => one.name === name));
}
