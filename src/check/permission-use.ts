import type { ApiFamily } from '../facts/types.js';

/**
 * Calls that need a permission, by the end of its name on Android, its scope in mini-programs, the module of quick apps and
 * uni-app. Sources: Android reference, Manifest.permission; WeChat documentation, scope list;
 * quick app manifest, features; HarmonyOS, open permissions.
 */
const USES: readonly [RegExp, ApiFamily[]][] = [
  [/BACKGROUND_LOCATION$|LOCATION_IN_BACKGROUND$|userLocationBackground$/, ['background-location']],
  [
    /ACCESS_(?:FINE|COARSE)_LOCATION$|^ohos\.permission\.(?:APPROXIMATELY_)?LOCATION$|userLocation$|userFuzzyLocation$|^system\.geolocation$|^Geolocation$/,
    ['location', 'background-location', 'choose-location'],
  ],
  [/\.CAMERA$|^scope\.camera$|^Camera$|^Barcode$|^system\.barcode$/, ['camera', 'scan', 'face', 'media-pick']],
  [/RECORD_AUDIO$|^ohos\.permission\.MICROPHONE$|^scope\.record$|^system\.record$/, ['record-audio', 'live']],
  [/READ_(?:MEDIA_\w+|IMAGEVIDEO)$|READ_EXTERNAL_STORAGE$|^system\.media$|^Gallery$/, ['media-pick']],
  [/ACTIVITY_RECOGNITION$|BODY_SENSORS$|^scope\.werun$|^service\.health$/, ['step']],
  [/REQUEST_INSTALL_PACKAGES$|INSTALL_PACKAGES$|^system\.package$/, ['install']],
  [/PACKAGE_USAGE_STATS$/, ['usage-stats']],
  [/POST_NOTIFICATIONS$|^system\.notification$|^service\.push$|^Push$/, ['notify']],
  [/^service\.(?:pay|wxpay|alipay)$|^Payment$/, ['pay']],
  [/^service\.ad$/, ['ad']],
  [/^(?:service|system)\.share$|^Share$/, ['share']],
  [/BLUETOOTH_(?:SCAN|CONNECT)$|^scope\.bluetooth$|^NFC$|\.NFC$/, ['nearby']],
];

/** Families of calls that need a permission; none where no call is known for it. */
export function familiesOf(permission: string): readonly ApiFamily[] {
  return USES.find(([name]) => name.test(permission))?.[1] ?? [];
}
