import type { ApiFamily } from '../../../facts/types.js';
import { nameOf } from '../../bytecode/naming.js';
import { type CallSite, memberOf, type Value } from '../../bytecode/values.js';
import type { ArkProgram } from './program.js';

export interface ArkApi {
  name: string;
  family: ApiFamily;
  detail?: string;
}

/**
 * Calls of HarmonyOS by the way to them, which begins with the last word of the module imported.
 * Source: OpenHarmony API reference (js-apis), HarmonyOS kits (Location, Camera, Media Library, Scan, Payment, IAP, Ads, Map, Share,
 * Health, Vision, Notification, Push)
 */
const CALLS: [RegExp, ApiFamily][] = [
  [/(^|\.)(geoLocationManager|geolocation)\.(getCurrentLocation|getLastLocation)$/, 'location'],
  [/(^|\.)(geoLocationManager|geolocation)\.(on|addGnssGeofence|requestEnableLocation)$/, 'background-location'],
  [/(^|\.)(site|sitePicker|PlacePicker)\.(chooseLocation\w*|search\w*)$/, 'choose-location'],
  [/(^|\.)(cameraPicker\.pick|camera\.(getCameraManager|createCaptureSession)|CameraPicker\.\w+)$/, 'camera'],
  [/(^|\.)(PhotoViewPicker|DocumentViewPicker|AudioViewPicker)(\.select)?$/, 'media-pick'],
  [/(^|\.)photoAccessHelper\.getPhotoAccessHelper$/, 'media-pick'],
  [/(^|\.)(request|agent)\.(uploadFile|upload)$|(^|\.)uploadFromFile$/, 'upload'],
  [/(^|\.)(scanBarcode\.startScan\w*|customScan\.(init|start))$/, 'scan'],
  [/(^|\.)(interactiveLiveness\.start\w*|faceDetector\.detect|faceComparator\.\w+|FaceDetector)$/, 'face'],
  [/(^|\.)(paymentService\.requestPayment|iap\.(createPurchase|queryProducts)|ecnyPaymentService\.\w+)$/, 'pay'],
  [/(^|\.)(AdLoader(\.loadAd\w*)?|advertising\.showAd)$/, 'ad'],
  [/(^|\.)(ShareController(\.show)?|systemShare\.\w+)$/, 'share'],
  [/(^|\.)(healthStore|healthService)\.\w*(read|query|subscribe)\w*$/i, 'step'],
  [/(^|\.)(notificationManager\.publish|notification\.publish|reminderAgentManager\.publishReminder)$/, 'notify'],
  [/(^|\.)pushService\.getToken$/, 'notify'],
  [
    /(^|\.)(wifiManager|wifi)\.(scan|getScanInfo\w*|getLinkedInfo)$|(^|\.)(ble|BLE)\.startBLEScan$|(^|\.)bluetooth\w*\.startBluetoothDiscovery$/,
    'nearby',
  ],
  [/(^|\.)(startAbility|startAbilityForResult|openLink|openAbility)$/, 'open-other-app'],
  [/(^|\.)(createAudioCapturer|createAVRecorder|createAudioRecorder)$/, 'record-audio'],
  [/(^|\.)getRdbStore$|(^|\.)(preferences|dataPreferences|storage)\.getPreferences(Sync)?$|(^|\.)createKVManager$/, 'storage'],
  [/(^|\.)\w*([pP]ref|[rR]db|[sS]tore|kv)\w*\.(put|putSync|insert|update|executeSql)$/, 'storage'],
  [/(^|\.)usageStatistics\.\w+$|(^|\.)bundleState\.\w+$/, 'usage-stats'],
  [/^setInterval$/, 'timer'],
];

/** Components that are platform features by themselves: `new MapComponent(…)`, `AutoAdComponent`. */
const COMPONENTS: [RegExp, ApiFamily][] = [
  [/^MapComponent$/, 'map'],
  [/^(AutoAdComponent|AdComponent)$/, 'ad'],
];

/** A platform call of the app; undefined for others. */
export function apiOf(program: ArkProgram, site: CallSite): ArkApi | undefined {
  const name = nameOf(program, site.callee);
  if (!name) return undefined;
  const component = site.isNew && COMPONENTS.find(([pattern]) => pattern.test(name));
  if (component) return { name, family: component[1] };
  if (/(^|\.)createHttp\.request$/.test(name)) return memberOf(site.args[1], 'multiFormDataList') && { name, family: 'upload' };
  if (/(^|\.)sensor\.(on|once)$/.test(name)) return sensor(program, name, site.args);
  if (/(^|\.)startBackgroundRunning$/.test(name)) return background(program, name, site.args);
  const found = CALLS.find(([pattern]) => pattern.test(name));
  return found && { name, family: found[1] };
}

/** Only steps count: `sensor.on(sensor.SensorId.PEDOMETER, …)`. */
function sensor(program: ArkProgram, name: string, [id]: readonly Value[]): ArkApi | undefined {
  const which = id ? nameOf(program, id) : '';
  const isStep = /PEDOMETER/.test(which) || (id?.kind === 'constant' && (id.value === 265 || id.value === 266));
  return isStep ? { name, family: 'step', detail: 'PEDOMETER' } : undefined;
}

/** Keeps the app running for the sake of its position: `BackgroundMode.LOCATION`. */
function background(program: ArkProgram, name: string, args: readonly Value[]): ArkApi | undefined {
  const modes = args.flatMap((argument) => (argument.kind === 'array' ? argument.items : [argument]));
  const isLocation = modes.some((mode) => {
    const given = memberOf(mode, 'bgMode') ?? mode;
    return (
      /LOCATION$/.test(nameOf(program, given)) || (given.kind === 'constant' && (given.value === 4 || given.value === 'location'))
    );
  });
  return isLocation ? { name, family: 'background-location', detail: 'BackgroundMode.LOCATION' } : undefined;
}
