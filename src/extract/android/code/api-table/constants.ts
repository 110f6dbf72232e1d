import type { ApiFamily } from '../../../../facts/types.js';

type Named = [name: string, family: ApiFamily];

/** Actions of Intents, permissions asked for at run time, settings looked up: texts that stand for a platform function. */
export const CONSTANTS = new Map<string, Named>([
  ['android.media.action.IMAGE_CAPTURE', ['android.provider.MediaStore.ACTION_IMAGE_CAPTURE', 'camera']],
  ['android.media.action.IMAGE_CAPTURE_SECURE', ['android.provider.MediaStore.ACTION_IMAGE_CAPTURE_SECURE', 'camera']],
  ['android.media.action.VIDEO_CAPTURE', ['android.provider.MediaStore.ACTION_VIDEO_CAPTURE', 'camera']],
  ['android.media.action.STILL_IMAGE_CAMERA', ['android.provider.MediaStore.INTENT_ACTION_STILL_IMAGE_CAMERA', 'camera']],
  ['android.provider.MediaStore.RECORD_SOUND', ['android.provider.MediaStore.RECORD_SOUND_ACTION', 'record-audio']],
  ['android.intent.action.GET_CONTENT', ['android.content.Intent.ACTION_GET_CONTENT', 'media-pick']],
  ['android.intent.action.PICK', ['android.content.Intent.ACTION_PICK', 'media-pick']],
  ['android.intent.action.OPEN_DOCUMENT', ['android.content.Intent.ACTION_OPEN_DOCUMENT', 'media-pick']],
  ['android.provider.action.PICK_IMAGES', ['android.provider.MediaStore.ACTION_PICK_IMAGES', 'media-pick']],
  ['android.intent.action.SEND', ['android.content.Intent.ACTION_SEND', 'share']],
  ['android.intent.action.SEND_MULTIPLE', ['android.content.Intent.ACTION_SEND_MULTIPLE', 'share']],
  ['application/vnd.android.package-archive', ['android.content.Intent.setDataAndType(apk)', 'install']],
  ['android.settings.USAGE_ACCESS_SETTINGS', ['android.provider.Settings.ACTION_USAGE_ACCESS_SETTINGS', 'usage-stats']],
  ['android.permission.ACCESS_BACKGROUND_LOCATION', ['android.permission.ACCESS_BACKGROUND_LOCATION', 'background-location']],
  ['mock_location', ['android.provider.Settings.Secure.ALLOW_MOCK_LOCATION', 'location']],
  ['com.google.zxing.client.android.SCAN', ['com.google.zxing.client.android.SCAN', 'scan']],
]);

/** Parts of a request's body that are written by hand. Source: RFC 7578 */
export const WRITTEN: [pattern: RegExp, found: Named][] = [
  [/form-data;[^\r\n]{0,200}filename="?/, ['multipart/form-data', 'upload']],
];

/** Addresses that another app opens. */
export const PREFIXES: [prefix: string, found: Named][] = [
  ['market://', ['market://', 'open-other-app']],
  ['weixin://', ['weixin://', 'open-other-app']],
  ['alipays://', ['alipays://', 'open-other-app']],
  ['mqqwpa://', ['mqqwpa://', 'open-other-app']],
];
