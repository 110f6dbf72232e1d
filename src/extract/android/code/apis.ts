import type { MethodRef } from '../../../decode/dex/index.js';
import type { ApiFamily } from '../../../facts/types.js';
import { dotted } from '../classes.js';
import { DATABASES } from './databases.js';

/** Platform and SDK calls by what they do. The first that matches names the call. */
const CALLS: [owner: RegExp, method: RegExp, family: ApiFamily][] = [
  [
    /^android\.location\.LocationManager$/,
    /^(request\w*Update\w*|getLastKnownLocation|getCurrentLocation|addProximityAlert|addNmeaListener)$/,
    'location',
  ],
  [/^android\.location\.Location$/, /^distance(Between|To)$/, 'location'],
  [
    /^com\.google\.android\.gms\.location\./,
    /^(requestLocationUpdates|getLastLocation|getCurrentLocation|addGeofences)$/,
    'location',
  ],
  [
    /^com\.(amap\.api\.location|baidu\.location|tencent\.map\.geolocation|huawei\.hms\.location|tianditu)\./,
    /^(start\w*|request\w*|restart|enableBackgroundLocation|enableLocInForeground)$/,
    'location',
  ],
  [
    /^com\.(amap\.api\.track|baidu\.trace)\./,
    /^(start\w*|addTrack|queryEntity|queryHistoryTrack|startGather)$/,
    'background-location',
  ],
  [
    /^(com\.amap\.api\.maps2?d?|com\.baidu\.mapapi|com\.tencent\.tencentmap|com\.tencent\.mapsdk)\./,
    /^(getMap|onCreate|addMarker|addOverlay|addPolyline)$/,
    'map',
  ],
  [/^android\.hardware\.(Camera|camera2\.CameraManager)$/, /^(open|openCamera|takePicture)$/, 'camera'],
  [/^androidx\.camera\./, /^(takePicture|bindToLifecycle|startRecording)$/, 'camera'],
  [/^android\.provider\.MediaStore\$Images\$Media$/, /^insertImage$/, 'camera'],
  [/^com\.(cjt2325\.cameralibrary|otaliastudios\.cameraview)\./, /^(capture\w*|takePicture\w*|takeVideo|open|<init>)$/, 'camera'],
  [/^com\.luck\.picture\.lib\./, /^(openCamera)$/, 'camera'],
  [
    /^(com\.luck\.picture\.lib|com\.zhihu\.matisse|me\.iwf\.photopicker|cn\.finalteam\.galleryfinal|com\.lzy\.imagepicker|me\.nereo|com\.yanzhenjie\.album|com\.donkingliang\.imageselector|cn\.bingoogolapple\.photopicker|com\.jph\.takephoto|com\.wildma\.pictureselector|com\.huantansheng)\./,
    /^(openGallery|openSystemGallery|choose|from|forResult|forResult\w+|start\w*|open\w*|image|images|video|album|create|builder|onPickMultiple\w*|onPickFrom\w*|getInstance|<init>)$/,
    'media-pick',
  ],
  [
    /^androidx\.activity\.result\.contract\.ActivityResultContracts\$(GetContent|GetMultipleContents|PickVisualMedia|OpenDocument)/,
    /^<init>$/,
    'media-pick',
  ],
  [
    /^androidx\.activity\.result\.contract\.ActivityResultContracts\$(TakePicture|TakePicturePreview|TakeVideo|CaptureVideo)/,
    /^<init>$/,
    'camera',
  ],
  [/^android\.media\.MediaRecorder$/, /^setVideoSource$/, 'camera'],
  [/^android\.media\.(MediaRecorder|AudioRecord)$/, /^(setAudioSource|startRecording|start)$/, 'record-audio'],
  [/^(okhttp3|com\.squareup\.okhttp)\.Multipart(Body\$|)Builder$/, /^addFormDataPart$/, 'upload'],
  [/^(okhttp3|com\.squareup\.okhttp)\.MultipartBody\$Part$/, /^createFormData$/, 'upload'],
  [
    /^com\.(qiniu\.android\.storage|alibaba\.sdk\.android\.oss|tencent\.cos|upyun)\./,
    /^(put\w*|asyncPut\w*|upload\w*|resumableUpload|asyncResumableUpload)$/,
    'upload',
  ],
  [/^cn\.bmob\.v3\.datatype\.BmobFile$/, /^upload\w*$/, 'upload'],
  [
    /(^|\.)(http|okhttputils|okgo|async|xutils|volley|nohttp|rest|net)\w*(\.|$)/i,
    /^(addFile|addFiles|upload|uploadFile|addFileBody|addMultipartFile)$/,
    'upload',
  ],
  [
    /^com\.google\.zxing\.|^com\.(yzq\.zxinglibrary|uuzuo\.zxing|king\.zxing|journeyapps\.barcodescanner)\.|^cn\.bingoogolapple\.qrcode\.|^com\.huawei\.hms\.hmsscankit\./,
    /^(decode\w*|initiateScan|scan\w*|startScan|startSpot|setCaptureActivity|startCamera)$/,
    'scan',
  ],
  [
    /^com\.(megvii|sensetime|arcsoft\.face|baidu\.idl\.face|alipay\.face|dtf\.face|tencent\.cloud\.huiyansdkface|alipay\.zoloz)\./,
    /./,
    'face',
  ],
  [/^(android\.hardware\.biometrics|androidx\.biometric)\./, /^authenticate$/, 'face'],
  [/^com\.alipay\.sdk\.app\.PayTask$/, /^(pay\w*|h5Pay)$/, 'pay'],
  [/^com\.tencent\.mm\.(opensdk|sdk)\.model(pay|pay\.PayReq)/, /./, 'pay'],
  [/^com\.unionpay\.UPPayAssistEx$/, /^start\w*$/, 'pay'],
  [
    /^com\.(bestpay|huawei\.hms\.iap|pingplusplus|icbc|ccb\.ccbnetpay|chinaums)\.|^cn\.beecloud\./,
    /^(pay\w*|start\w*|createPurchaseIntent|createPayment|req\w*)$/,
    'pay',
  ],
  [
    /^com\.(bytedance\.sdk\.openadsdk|qq\.e|kwad\.sdk|baidu\.mobads|huawei\.hms\.ads|huawei\.openalliance\.ad|miui\.zeus\.mimo|heytap\.msp\.mobad|vivo\.mobilead|anythink|sigmob|windmill|mbridge\.msdk|tradplus\.ads|google\.android\.gms\.ads)\./,
    /^(init\w*|start|load\w*|show\w*|createAdNative|fetch\w*|<init>)$/,
    'ad',
  ],
  [/^com\.tencent\.mm\.(opensdk|sdk)\.modelmsg\./, /^<init>$/, 'share'],
  [
    /^(cn\.sharesdk|com\.mob|com\.umeng\.socialize|com\.tencent\.tauth|com\.sina\.weibo)\./,
    /^(share\w*|open|show|setPlatform|shareTo\w*)$/,
    'share',
  ],
  [/^android\.net\.wifi\.Wifi(Info|Manager)$/, /^(getBSSID|getScanResults|startScan)$/, 'nearby'],
  [/^android\.bluetooth\.(le\.)?Bluetooth\w*$/, /^(startDiscovery|startScan|startLeScan)$/, 'nearby'],
  [/^android\.app\.usage\.UsageStatsManager$/, /^query\w*$/, 'usage-stats'],
  [/^android\.app\.ActivityManager$/, /^(getRunningTasks|getRunningAppProcesses)$/, 'usage-stats'],
  [/^android\.app\.NotificationManager$|^androidx?\.(core|support\.v4)\.app\.NotificationManagerCompat$/, /^notify$/, 'notify'],
  [
    /^android\.app\.AlarmManager$|^androidx\.work\.WorkManager$|^android\.app\.job\.JobScheduler$/,
    /^(set\w*|enqueue\w*|schedule)$/,
    'timer',
  ],
  [/^java\.util\.Timer$|^java\.util\.concurrent\.ScheduledExecutorService$/, /^schedule\w*$/, 'timer'],
  [/^android\.os\.Handler$/, /^(postDelayed|sendEmptyMessageDelayed|sendMessageDelayed)$/, 'timer'],
  [/WebView$/, /^(loadUrl|loadDataWithBaseURL|loadData|postUrl)$/, 'web-view'],
  [/^android\.content\.SharedPreferences\$Editor$/, /^put\w+$/, 'storage'],
  [/^android\.database\.sqlite\.SQLiteDatabase$/, /^(insert\w*|update\w*|replace\w*|execSQL)$/, 'storage'],
  [/^(com\.tencent\.mmkv\.MMKV|com\.orhanobut\.hawk\.Hawk)$/, /^(encode|put)$/, 'storage'],
  ...DATABASES.map(([owners, methods]): [RegExp, RegExp, ApiFamily] => [owners, methods, 'storage']),
  [
    /^(com\.tencent\.(rtmp|trtc|liteav)|io\.agora\.rtc|com\.qiniu\.pili|com\.hikvision|com\.dahua)\./,
    /^(start\w*|enterRoom|joinChannel|<init>)$/,
    'live',
  ],
  [/^android\.content\.pm\.PackageInstaller/, /^(openSession|createSession)$/, 'install'],
  [/^android\.graphics\.Canvas$/, /^drawText$/, 'watermark'],
];

/** Intent actions and other constants that stand for a platform function. */
const CONSTANTS = new Map<string, [name: string, family: ApiFamily]>([
  ['android.media.action.IMAGE_CAPTURE', ['android.provider.MediaStore.ACTION_IMAGE_CAPTURE', 'camera']],
  ['android.media.action.IMAGE_CAPTURE_SECURE', ['android.provider.MediaStore.ACTION_IMAGE_CAPTURE_SECURE', 'camera']],
  ['android.media.action.VIDEO_CAPTURE', ['android.provider.MediaStore.ACTION_VIDEO_CAPTURE', 'camera']],
  ['android.provider.MediaStore.RECORD_SOUND', ['android.provider.MediaStore.RECORD_SOUND_ACTION', 'record-audio']],
  ['android.intent.action.GET_CONTENT', ['android.content.Intent.ACTION_GET_CONTENT', 'media-pick']],
  ['android.intent.action.PICK', ['android.content.Intent.ACTION_PICK', 'media-pick']],
  ['android.intent.action.OPEN_DOCUMENT', ['android.content.Intent.ACTION_OPEN_DOCUMENT', 'media-pick']],
  ['android.intent.action.SEND', ['android.content.Intent.ACTION_SEND', 'share']],
  ['application/vnd.android.package-archive', ['android.content.Intent.setDataAndType(apk)', 'install']],
  ['android.settings.USAGE_ACCESS_SETTINGS', ['android.provider.Settings.ACTION_USAGE_ACCESS_SETTINGS', 'usage-stats']],
]);

const STEP_SENSORS = new Set([18, 19]);

const known = new WeakMap<MethodRef, { name: string; family: ApiFamily } | undefined>();

/** The function a call is, as a developer writes it; undefined for calls without one. `owners`: classes whose method it may be. */
export function apiOf(
  callee: MethodRef,
  firstNumber: number | undefined,
  owners: (callee: MethodRef) => readonly string[],
): { name: string; family: ApiFamily } | undefined {
  if (callee.name === 'getDefaultSensor' && dotted(callee.owner) === 'android.hardware.SensorManager')
    return STEP_SENSORS.has(firstNumber ?? -1)
      ? { name: 'android.hardware.Sensor.TYPE_STEP_COUNTER', family: 'step' }
      : undefined;
  if (!known.has(callee)) known.set(callee, find(callee, owners(callee)));
  return known.get(callee);
}

function find({ name }: MethodRef, owners: readonly string[]): { name: string; family: ApiFamily } | undefined {
  for (const owner of owners) {
    const found = CALLS.find(([ownedBy, methods]) => ownedBy.test(owner) && methods.test(name));
    if (found) return { name: name === '<init>' ? owner : `${owner}.${name}`, family: found[2] };
  }
  return undefined;
}

export function apiOfConstant(text: string): { name: string; family: ApiFamily } | undefined {
  const found = CONSTANTS.get(text);
  return found && { name: found[0], family: found[1] };
}
