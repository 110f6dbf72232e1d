import type { MethodRef } from '../../../decode/dex/index.js';
import type { ApiFamily } from '../../../facts/types.js';
import { dotted } from '../classes.js';
import { CAPTURE } from './api-table/capture.js';
import { COMMERCE } from './api-table/commerce.js';
import { CONSTANTS, PREFIXES } from './api-table/constants.js';
import { LOCATION } from './api-table/location.js';
import type { ApiRow } from './api-table/row.js';
import { SEND } from './api-table/send.js';
import { SYSTEM } from './api-table/system.js';

/** A platform or SDK function, as a developer writes it. */
export interface Api {
  name: string;
  family: ApiFamily;
  detail?: string;
}

/** The first that matches names the call. */
const CALLS: readonly ApiRow[] = [...LOCATION, ...CAPTURE, ...SEND, ...COMMERCE, ...SYSTEM];

const NO_ANCESTORS: readonly string[] = [];
const known = new WeakMap<MethodRef, Api | undefined>();

/**
 * The function a call is; undefined for calls without one.
 * @param above superclasses of an own class that inherits the method: compilers name the class of the receiver, so a service's
 * `startForeground(…)` is a call of the service's own class
 */
export function apiOf(callee: MethodRef, above: () => readonly string[] = () => NO_ANCESTORS): Api | undefined {
  if (known.has(callee)) return known.get(callee);
  const owner = dotted(callee.owner);
  const found = [owner, ...above()].flatMap((name) => lookUp(name, callee) ?? [])[0];
  known.set(callee, found);
  return found;
}

function lookUp(owner: string, { name, params }: MethodRef): Api | undefined {
  const row = CALLS.find(
    ([owners, methods, , takes]) =>
      owners.test(owner) && methods.test(name) && (!takes || params.some((type) => takes.test(type))),
  );
  return row && { name: name === '<init>' ? owner : `${owner}.${name}`, family: row[2] };
}

/** Screens of a library that own code starts: `new Intent(this, CaptureActivity.class)`. */
export function apiOfScreen(name: string): Api | undefined {
  if (!/Activity$/.test(name)) return undefined;
  const row = CALLS.find(([owners, , family]) => SHOWN.has(family) && owners.test(name));
  return row && { name, family: row[2] };
}

const SHOWN: ReadonlySet<ApiFamily> = new Set(['camera', 'media-pick', 'scan', 'face', 'pay', 'live']);

const STEP_SENSORS = new Set([18, 19]);

/** A sensor is told by the number it is asked for. */
export function apiOfSensor({ owner, name }: MethodRef, type: number | undefined): Api | undefined {
  const asked = owner === 'Landroid/hardware/SensorManager;' && /^get(Default)?Sensor(List)?$/.test(name);
  return asked && STEP_SENSORS.has(type ?? -1)
    ? { name: `android.hardware.Sensor.TYPE_STEP_${type === 18 ? 'DETECTOR' : 'COUNTER'}`, family: 'step' }
    : undefined;
}

/** Intent actions and other constants that stand for a platform function. */
export function apiOfConstant(text: string): Api | undefined {
  const found = CONSTANTS.get(text) ?? PREFIXES.find(([prefix]) => text.startsWith(prefix))?.[1];
  return found && { name: found[0], family: found[1] };
}
