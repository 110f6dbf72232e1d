import type { Body } from '../body.js';
import { isObserving } from '../invoke.js';
import { choices, type Value } from '../values.js';
import type { GateTools } from './index.js';
import { namesIn } from './tested.js';

/** Types that say what is in them, whatever it is called. */
const TELLING = new Map([
  ['Landroid/graphics/Bitmap;', 'image'],
  ['Landroid/location/Location;', 'location'],
  ['Lcom/amap/api/location/AMapLocation;', 'location'],
  ['Lcom/baidu/location/BDLocation;', 'location'],
]);
const STEPS = 3;
const CALLERS = 8;

/**
 * Names for a parameter that has none of its own: its type's, and those of what is observed where the method is the observer's:
 * `vm.inRange.observe(this, near -> button.setEnabled(near))`.
 */
export function givenAs(value: Value, body: Body, tools: GateTools, steps = STEPS): string[] {
  return choices(value).flatMap((one) => {
    if (one.kind !== 'parameter') return [];
    const told = TELLING.get(one.type);
    if (told) return [told];
    const callers = steps > 0 ? tools.callersOf(body.key) : [];
    const handed = (callers.length > CALLERS ? [] : callers).flatMap((caller) =>
      caller.calls
        .filter(({ callee }) => tools.program.resolve(callee).includes(body.key))
        .flatMap(({ args }) => {
          const arg = args[one.index];
          return arg ? [...namesIn(arg), ...givenAs(arg, caller, tools, steps - 1)] : [];
        }),
    );
    return [...observedBy(body, tools), ...handed];
  });
}

/** Names of what the object whose method this is was made to observe. */
function observedBy({ owner, ref }: Body, { makersOf }: GateTools): string[] {
  if (owner.definition.interfaces.length === 0 || ref.name === '<init>') return [];
  return makersOf(owner.name).flatMap((maker) =>
    maker.calls
      .filter(
        (call) =>
          isObserving(call.callee) &&
          call.args.some((arg) => choices(arg).some((one) => one.kind === 'new' && one.name === owner.name)),
      )
      .flatMap(({ receiver, args }) => (receiver ? [receiver] : args).flatMap((held) => namesIn(held))),
  );
}
