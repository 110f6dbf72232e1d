import type { ApiFamily } from '../../facts/types.js';

/** Objects that mini-program platforms and their frameworks hand to scripts. */
export const PLATFORM_OBJECTS = new Set([
  'wx',
  'my',
  'tt',
  'swan',
  'qq',
  'dd',
  'uni',
  'Taro',
  'ks',
  'jd',
  'xhs',
  'ft',
  'plus',
  'uniCloud',
  'mpx',
  'wepy',
  'gdt',
  'hap',
  'qa',
  'qg',
]);

/**
 * Calls of web pages: what browsers, Cordova's plugins, HTML5+, APICloud and map scripts give them. Compared with the whole
 * callee; the first that fits is taken.
 */
export const WEB_CALLS: [RegExp, ApiFamily][] = [
  [/(^|\.)geolocation\.watchPosition$|(^|\.)[bB]ackgroundGeo[lL]ocation\.(start|configure)$/, 'background-location'],
  [/(^|\.)geolocation\.getCurrentPosition$|(^|\.)\w*geolocation(\(\))?\.get(CurrentPosition|CityInfo)$/i, 'location'],
  [/^api\.(startLocation|getLocation)$/, 'location'],
  [/(^|\.)camera\.(getPicture|getCamera)$|(^|\.)getUserMedia$|(^|\.)capture\.capture(Image|Video)$/, 'camera'],
  [/^api\.getPicture$|(^|\.)imagePicker\.getPictures$|^plus\.gallery\.pick$/, 'media-pick'],
  [/(^|\.)capture\.captureAudio$/, 'record-audio'],
  [/(^|\.)barcode\.(create|scan|Barcode)$|(^|\.)barcodeScanner\.scan$|(^|\.)QRScanner\.scan$/, 'scan'],
  [/^plus\.uploader\.createUpload$/, 'upload'],
  [/^plus\.payment\.(request|getChannels)$/, 'pay'],
  [/^plus\.share\.(sendWithSystem|getServices)$|^navigator\.share$/, 'share'],
  [/^plus\.push\.(createMessage|getClientInfo)$|(^|\.)(LocalNotification|JPush|jPush)\.\w+$/, 'notify'],
  [/^plus\.runtime\.install$|^api\.installApp$/, 'install'],
  [/^plus\.runtime\.(launchApplication|openURL)$|^api\.openApp$/, 'open-other-app'],
  [/^plus\.maps\.Map$|(^|\.)(AMap|BMap|BMapGL|TMap)\.Map$/, 'map'],
  [/(^|\.)pedometer\.startPedometerUpdates$/, 'step'],
];

/** Bridges that take the name of a platform method: `AlipayJSBridge.call('getLocation')`. */
export const BRIDGES = /(^|\.)(AlipayJSBridge|JSBridge|ap|AP)\.call$/;

/** Methods named so distinctly that any receiver will do: compiled code renames `uni` to `a.index` and Taro to `r()`. */
export const DISTINCT_METHODS: Record<string, ApiFamily> = {
  getLocation: 'location',
  getFuzzyLocation: 'location',
  getGeolocation: 'location',
  startLocationUpdate: 'location',
  onLocationChange: 'location',
  startLocationUpdateBackground: 'background-location',
  chooseLocation: 'choose-location',
  choosePoi: 'choose-location',
  openLocation: 'map',
  createMapContext: 'map',
  chooseImage: 'media-pick',
  chooseMedia: 'media-pick',
  chooseVideo: 'media-pick',
  chooseMessageFile: 'media-pick',
  createCameraContext: 'camera',
  uploadFile: 'upload',
  uploadImageFromCamera: 'upload',
  requestPayment: 'pay',
  requestVirtualPayment: 'pay',
  requestOrderPayment: 'pay',
  requestPluginPayment: 'pay',
  requestPolymerPayment: 'pay',
  tradePay: 'pay',
  paySignCenter: 'pay',
  createRewardedVideoAd: 'ad',
  createInterstitialAd: 'ad',
  createBannerAd: 'ad',
  startFacialRecognitionVerify: 'face',
  startFacialRecognitionVerifyAndUploadVideo: 'face',
  startAPVerify: 'face',
  getWeRunData: 'step',
  getRunData: 'step',
  scanCode: 'scan',
  startBeaconDiscovery: 'nearby',
  getConnectedWifi: 'nearby',
  getWifiList: 'nearby',
  navigateToMiniProgram: 'open-other-app',
  openEmbeddedMiniProgram: 'open-other-app',
  requestSubscribeMessage: 'notify',
  canvasToTempFilePath: 'watermark',
  createLivePusherContext: 'live',
  getRecorderManager: 'record-audio',
  openPrivacyContract: 'privacy',
  requirePrivacyAuthorize: 'privacy',
  onNeedPrivacyAuthorization: 'privacy',
  createFeedbackButton: 'feedback',
};

/** Methods that need a platform object before them. */
export const PLATFORM_METHODS: Record<string, ApiFamily> = {
  scan: 'scan',
  'cloud.uploadFile': 'upload',
  'geolocation.getCurrentPosition': 'location',
  'geolocation.watchPosition': 'background-location',
  'device.geolocation.get': 'location',
  'device.geolocation.start': 'background-location',
  'biz.map.locate': 'choose-location',
  'biz.util.uploadImage': 'upload',
  'biz.util.uploadImageFromCamera': 'upload',
  'biz.util.scan': 'scan',
  'camera.getCamera': 'camera',
  'gallery.pick': 'media-pick',
  'uploader.createUpload': 'upload',
  'runtime.install': 'install',
  'payment.request': 'pay',
  locate: 'location',
  startLocating: 'background-location',
  pay: 'pay',
  pluginLogin: 'open-other-app',
};

/**
 * Quick-app modules: import `@system.geolocation`, call `geolocation.getLocation()`.
 * Source: quick app interface reference, https://doc.quickapp.cn/features/
 */
export const SYSTEM_MODULES: Record<string, { family: ApiFamily; methods?: RegExp }> = {
  'system.geolocation': { family: 'location', methods: /^(getLocation|subscribe|watch\w*|choose\w*|openLocation)$/ },
  'system.media': { family: 'media-pick', methods: /^(take|pick|choose)/ },
  'system.barcode': { family: 'scan', methods: /^scan/ },
  'system.uploadtask': { family: 'upload', methods: /^upload/ },
  'system.request': { family: 'upload', methods: /^upload/ },
  'system.storage': { family: 'storage', methods: /^set$/ },
  'system.notification': { family: 'notify', methods: /^show/ },
  'service.push': { family: 'notify', methods: /^(subscribe|on)/ },
  'system.sensor': { family: 'step', methods: /^subscribeStepCounter/ },
  'service.health': { family: 'step', methods: /^get\w*Steps$/ },
  'service.pay': { family: 'pay', methods: /^pay/ },
  'service.wxpay': { family: 'pay', methods: /^pay/ },
  'service.alipay': { family: 'pay', methods: /^pay/ },
  'service.ad': { family: 'ad', methods: /^(create|preload|show|load)/ },
  'service.share': { family: 'share', methods: /^share/ },
  'system.share': { family: 'share', methods: /^share/ },
  'system.package': { family: 'install', methods: /^install/ },
  'system.webview': { family: 'web-view', methods: /^load/ },
  'system.record': { family: 'record-audio', methods: /^start/ },
  'system.wifi': { family: 'nearby', methods: /^(scan|getConnectedWifi|connect)/ },
  'system.bluetooth': { family: 'nearby', methods: /^(startDevicesDiscovery|openAdapter)/ },
};

/** Elements of templates that are platform features. */
export const PLATFORM_ELEMENTS: Record<string, ApiFamily> = {
  camera: 'camera',
  ad: 'ad',
  'ad-custom': 'ad',
  'ad-content-page': 'ad',
  'web-view': 'web-view',
  web: 'web-view',
  'live-pusher': 'live',
  'live-player': 'live',
  map: 'map',
  'contact-button': 'feedback',
};
