import type { MethodRef } from '../../../decode/dex/index.js';
import type { ApiFamily } from '../../../facts/types.js';
import { dotted } from '../names.js';
import { CAPTURE } from './api-table/capture.js';
import { COMMERCE } from './api-table/commerce.js';
import { CONSTANTS, PREFIXES, WRITTEN } from './api-table/constants.js';
import { LOCATION } from './api-table/location.js';
import { type ApiRow, rowsByOwner } from './api-table/row.js';
import { SEND } from './api-table/send.js';
import { STORAGE } from './api-table/storage.js';
import { SYSTEM } from './api-table/system.js';

/** A platform or SDK function, as a developer writes it. */
export interface Api {
  name: string;
  family: ApiFamily;
  detail?: string;
}

/** The first that matches names the call. */
const CALLS: readonly ApiRow[] = [...LOCATION, ...CAPTURE, ...SEND, ...STORAGE, ...COMMERCE, ...SYSTEM];

const known = new WeakMap<MethodRef, Api | undefined>();

/**
 * The function a call is; undefined for calls without one.
 * @param owners classes whose method it may be, the one it names first
 */
export function apiOf(callee: MethodRef, owners: (callee: MethodRef) => readonly string[] = named): Api | undefined {
  if (known.has(callee)) return known.get(callee);
  const found = lookUp(callee, owners(callee));
  known.set(callee, found);
  return found;
}

function named({ owner }: MethodRef): readonly string[] {
  return [dotted(owner)];
}

function lookUp({ name, params }: MethodRef, owners: readonly string[]): Api | undefined {
  for (const owner of owners) {
    const row = rowsOf(owner).find(
      ([, methods, , takes]) => methods.test(name) && (!takes || params.some((type) => takes.test(type))),
    );
    if (row) return { name: name === '<init>' ? owner : `${owner}.${name}`, family: row[2] };
  }
  return undefined;
}

const rowsOf = rowsByOwner(CALLS);

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
  const found =
    CONSTANTS.get(text) ??
    PREFIXES.find(([prefix]) => text.startsWith(prefix))?.[1] ??
    WRITTEN.find(([pattern]) => pattern.test(text))?.[1];
  return found && { name: found[0], family: found[1] };
}
