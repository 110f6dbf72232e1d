import type { Classes } from '../classes.js';
import type { Manifest } from '../manifest.js';
import { outerClass } from '../names.js';
import type { Api } from './apis.js';
import type { Body, Call } from './body.js';
import type { Program } from './program.js';

const SERVICES =
  /^(android\.app\.(Service|IntentService|job\.JobService)|androidx\.core\.app\.JobIntentService|androidx\.lifecycle\.LifecycleService|androidx\.work\.(Listenable|Coroutine|Rx)?Worker)$/;
const PERMISSIONS = /^android\.permission\.(ACCESS_BACKGROUND_LOCATION|FOREGROUND_SERVICE_LOCATION)$/;
const TYPE_LOCATION = 8;

/** What a class runs without a screen: its own code in a service or worker. */
export function runsInBackground(name: string, classes: Classes): boolean {
  return classes.ancestors(outerClass(name)).some((above) => SERVICES.test(above));
}

/** `startForeground` of a service that says, in the call or the manifest, that it reads positions. */
export function foregroundLocation(call: Call, body: Body, manifest: Manifest | undefined): Api | undefined {
  if (call.callee.name !== 'startForeground' || !call.callee.params.includes('Landroid/app/Notification;')) return undefined;
  const last = call.args.at(-1);
  const typed = call.callee.params.filter((type) => type === 'I').length > 1;
  const asked = typed && last?.kind === 'number' && (last.number & TYPE_LOCATION) !== 0;
  if (!asked && !declaresLocation(manifest, outerClass(body.owner.name))) return undefined;
  return {
    name: 'android.app.Service.startForeground',
    family: 'background-location',
    detail: 'foregroundServiceType: location',
  };
}

function declaresLocation(manifest: Manifest | undefined, name: string): boolean {
  const type = manifest?.components.find((component) => component.name === name)?.foregroundServiceType;
  return type?.split('|').includes('location') ?? false;
}

/**
 * Positions read in a service or worker that may go on without a screen: the app asks for the permission, the service keeps
 * itself in the foreground, or the manifest gives it that type.
 */
export function readsInBackground(body: Body, program: Program, manifest: Manifest | undefined): boolean {
  const outer = outerClass(body.owner.name);
  if (!runsInBackground(outer, program.classes)) return false;
  if (manifest?.permissions.some((name) => PERMISSIONS.test(name)) || declaresLocation(manifest, outer)) return true;
  const family = program.family(outer).flatMap((name) => program.bodiesOf(name));
  return family.some((one) => one.calls.some((call) => call.callee.name === 'startForeground'));
}
