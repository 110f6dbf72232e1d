import type { ApiFamily } from '../../../facts/types.js';
import { DISTINCT_METHODS } from './platform-apis.js';

/**
 * Calls of React Native, Expo and the native modules in common use, by method name where that is distinct.
 * Source: documentation of react-native 0.60–0.76, expo-location, expo-image-picker, react-native-image-picker, -crop-picker, -camera
 */
const METHODS: Record<string, ApiFamily> = {
  launchCamera: 'camera',
  launchCameraAsync: 'camera',
  takePictureAsync: 'camera',
  takePhoto: 'camera',
  openCamera: 'camera',
  launchImageLibrary: 'media-pick',
  launchImageLibraryAsync: 'media-pick',
  showImagePicker: 'media-pick',
  openPicker: 'media-pick',
  getDocumentAsync: 'media-pick',
  getCurrentPositionAsync: 'location',
  getLastKnownPositionAsync: 'location',
  requestForegroundPermissionsAsync: 'location',
  watchPositionAsync: 'background-location',
  startLocationUpdatesAsync: 'background-location',
  requestBackgroundPermissionsAsync: 'background-location',
  startGeofencingAsync: 'background-location',
  scanFromURLAsync: 'scan',
  watchStepCount: 'step',
  getStepCountAsync: 'step',
  presentLocalNotification: 'notify',
  scheduleNotificationAsync: 'notify',
  shareToTimeline: 'share',
  shareToSession: 'share',
};

/** Methods that need to know whose they are: the last two names of the way to them. */
const CALLS: [RegExp, ApiFamily][] = [
  [/(^|\.)BackgroundGeolocation\.(start|ready|configure|watchPosition|getCurrentPosition)$/i, 'background-location'],
  [/geolocation\.getCurrentPosition$/i, 'location'],
  [/geolocation\.watchPosition$/i, 'background-location'],
  [/(AMap|Baidu|Tencent|GD)\w*(Geo|Location)\w*\.(start|getCurrentPosition|getLocation)$/i, 'location'],
  [/(^|\.)Linking\.(openURL|sendIntent)$/, 'open-other-app'],
  [/(^|\.)Share\.(share|open|shareSingle)$/, 'share'],
  [/(alipay|wechat|wxpay|unionpay)\w*\.(pay|payment)$/i, 'pay'],
  [/(^|\.)(AsyncStorage|default\.AsyncStorage)\.(setItem|multiSet)$/, 'storage'],
  [/(^|\.)AppState\.addEventListener$/, 'timer'],
  [/^setInterval$/, 'timer'],
];

/** The family of a call of React Native, by the name it has in the source; undefined for others. */
export function nativeApiOf(callee: string): ApiFamily | undefined {
  const parts = callee.split('.');
  const method = parts.at(-1)!;
  if (Object.hasOwn(METHODS, method)) return METHODS[method];
  const found = CALLS.find(([pattern]) => pattern.test(callee));
  if (found) return found[1];
  // Native bridges are as often named like the calls of mini-programs.
  return parts.length > 1 && Object.hasOwn(DISTINCT_METHODS, method) ? DISTINCT_METHODS[method] : undefined;
}
