import { expect, it } from 'vitest';
import type { MethodRef } from '../../../src/decode/dex/index.js';
import { apiOf, apiOfConstant, apiOfScreen, apiOfSensor } from '../../../src/extract/android/code/apis.js';

function method(call: string): MethodRef {
  const [, owner, name, params] = /^([\w.$]+?)\.(<init>|\w+)(?:\((.*)\))?$/.exec(call)!;
  const types = params ? params.split(',').map((type) => `L${type.replaceAll('.', '/')};`) : [];
  return { owner: `L${owner!.replaceAll('.', '/')};`, name: name!, params: types, returns: 'V' };
}

/** Every class and method of the field's vocabulary, and its siblings, by what it does. */
const CALLS: Record<string, string[]> = {
  location: [
    'android.location.LocationManager.requestLocationUpdates',
    'android.location.LocationManager.requestSingleUpdate',
    'android.location.LocationManager.getLastKnownLocation',
    'android.location.LocationManager.getCurrentLocation',
    'android.location.LocationManager.addProximityAlert',
    'android.location.Geocoder.getFromLocation',
    'android.location.Location.distanceTo',
    'android.location.Location.distanceBetween',
    'android.location.Location.isFromMockProvider',
    'com.google.android.gms.location.FusedLocationProviderClient.requestLocationUpdates',
    'com.google.android.gms.location.FusedLocationProviderClient.getLastLocation',
    'com.google.android.gms.location.GeofencingClient.addGeofences',
    'com.huawei.hms.location.FusedLocationProviderClient.requestLocationUpdates',
    'com.huawei.hms.location.GeofenceService.createGeofenceList',
    'com.amap.api.location.AMapLocationClient.startLocation',
    'com.amap.api.fence.GeoFenceClient.addGeoFence',
    'com.amap.api.maps.AMapUtils.calculateLineDistance',
    'com.baidu.location.LocationClient.start',
    'com.baidu.location.LocationClient.requestLocation',
    'com.baidu.mapapi.utils.DistanceUtil.getDistance',
    'com.baidu.mapapi.utils.SpatialRelationUtil.isCircleContainsPoint',
    'com.tencent.map.geolocation.TencentLocationManager.requestLocationUpdates',
    'com.tencent.map.geolocation.TencentLocationManager.requestSingleFreshLocation',
  ],
  'background-location': [
    'com.amap.api.track.AMapTrackClient.startTrack',
    'com.amap.api.track.AMapTrackClient.startGather',
    'com.baidu.trace.LBSTraceClient.startTrace',
    'com.baidu.trace.LBSTraceClient.startGather',
    'com.amap.api.location.AMapLocationClient.enableBackgroundLocation',
    'com.baidu.location.LocationClient.enableLocInForeground',
    'com.tencent.map.geolocation.TencentLocationManager.enableForegroundLocation',
  ],
  map: [
    'com.amap.api.maps.MapView.getMap',
    'com.baidu.mapapi.map.BaiduMap.addOverlay',
    'com.tencent.tencentmap.mapsdk.maps.MapView.getMap',
  ],
  nearby: [
    'android.net.wifi.WifiInfo.getBSSID',
    'android.net.wifi.WifiManager.getScanResults',
    'android.bluetooth.le.BluetoothLeScanner.startScan',
    'android.bluetooth.BluetoothAdapter.startDiscovery',
    'android.nfc.NfcAdapter.enableForegroundDispatch',
    'android.nfc.NfcAdapter.enableReaderMode',
    'android.nfc.tech.MifareClassic.connect',
  ],
  camera: [
    'android.hardware.Camera.open',
    'android.hardware.Camera.takePicture',
    'android.hardware.camera2.CameraManager.openCamera',
    'androidx.camera.core.ImageCapture.takePicture',
    'androidx.camera.lifecycle.ProcessCameraProvider.bindToLifecycle',
    'android.media.MediaRecorder.setVideoSource',
    'androidx.activity.result.contract.ActivityResultContracts$TakePicture.<init>',
    'androidx.activity.result.contract.ActivityResultContracts$CaptureVideo.<init>',
    'com.otaliastudios.cameraview.CameraView.takePicture',
    'com.cjt2325.cameralibrary.JCameraView.<init>',
    'com.luck.picture.lib.PictureSelector.openCamera',
    'org.devio.takephoto.app.TakePhoto.onPickFromCapture',
  ],
  'media-pick': [
    'com.luck.picture.lib.PictureSelector.create',
    'com.luck.picture.lib.basic.PictureSelector.openGallery',
    'com.zhihu.matisse.Matisse.from',
    'com.bilibili.boxing.Boxing.of',
    'com.lzy.imagepicker.ImagePicker.getInstance',
    'com.github.dhaval2404.imagepicker.ImagePicker.with',
    'com.jph.takephoto.app.TakePhoto.onPickFromGallery',
    'com.yanzhenjie.album.Album.image',
    'me.iwf.photopicker.PhotoPicker.builder',
    'cn.finalteam.rxgalleryfinal.RxGalleryFinal.with',
    'cn.bingoogolapple.photopicker.activity.BGAPhotoPickerActivity$IntentBuilder.<init>',
    'com.huantansheng.easyphotos.EasyPhotos.createAlbum',
    'androidx.activity.result.contract.ActivityResultContracts$GetContent.<init>',
    'androidx.activity.result.contract.ActivityResultContracts$PickVisualMedia.<init>',
  ],
  scan: [
    'com.google.zxing.integration.android.IntentIntegrator.initiateScan',
    'com.google.zxing.MultiFormatReader.decode',
    'com.journeyapps.barcodescanner.ScanContract.<init>',
    'com.huawei.hms.hmsscankit.ScanUtil.startScan',
    'com.google.mlkit.vision.barcode.BarcodeScanning.getClient',
    'cn.bingoogolapple.qrcode.zxing.ZXingView.startSpot',
    'me.dm7.barcodescanner.zxing.ZXingScannerView.startCamera',
  ],
  face: [
    'com.megvii.meglive_sdk.manager.MegLiveManager.startDetect',
    'com.arcsoft.face.FaceEngine.detectFaces',
    'com.baidu.idl.face.platform.FaceSDKManager.initialize',
    'com.tencent.cloud.huiyansdkface.facelight.api.WbCloudFaceVerifySdk.startWbFaceVerifySdk',
    'com.alipay.face.api.ZIMFacade.verify',
    'com.dtf.face.api.DTFacade.verify',
    'com.alibaba.security.realidentity.RPVerify.start',
    'androidx.biometric.BiometricPrompt.authenticate',
  ],
  upload: [
    'okhttp3.MultipartBody$Builder.addFormDataPart',
    'org.apache.http.entity.FileEntity.<init>',
    'okhttp3.MultipartBody$Part.createFormData',
    'okhttp3.RequestBody.create(okhttp3.MediaType,java.io.File)',
    'com.alibaba.sdk.android.oss.OSSClient.asyncPutObject',
    'com.qiniu.android.storage.UploadManager.put',
    'com.tencent.cos.xml.transfer.TransferManager.upload',
    'com.loopj.android.http.RequestParams.put(java.lang.String,java.io.File)',
    'com.zhy.http.okhttp.builder.PostFormBuilder.addFile',
    'com.obs.services.ObsClient.putObject',
  ],
  pay: [
    'com.alipay.sdk.app.PayTask.pay',
    'com.alipay.sdk.app.PayTask.payV2',
    'com.tencent.mm.opensdk.modelpay.PayReq.<init>',
    'com.tencent.mm.sdk.modelpay.PayReq.<init>',
    'com.unionpay.UPPayAssistEx.startPay',
    'com.bestpay.app.PaymentTask.pay',
    'com.huawei.hms.iap.IapClient.createPurchaseIntent',
    'com.pingplusplus.android.Pingpp.createPayment',
    'cn.beecloud.BCPay.reqWXPaymentAsync',
    'com.chinaums.pppay.unify.UnifyPayPlugin.sendPayRequest',
    'com.icbc.paysdk.ICBCAPI.sendReq',
  ],
  ad: [
    'com.bytedance.sdk.openadsdk.TTAdSdk.init',
    'com.bytedance.sdk.openadsdk.TTAdManager.createAdNative',
    'com.bytedance.sdk.openadsdk.TTAdNative.loadRewardVideoAd',
    'com.bytedance.sdk.openadsdk.TTAdNative.loadSplashAd',
    'com.qq.e.comm.managers.GDTAdSdk.init',
    'com.qq.e.ads.interstitial2.UnifiedInterstitialAD.<init>',
    'com.qq.e.ads.splash.SplashAD.<init>',
    'com.qq.e.ads.nativ.NativeExpressAD.<init>',
    'com.kwad.sdk.api.KsAdSDK.init',
    'com.kwad.sdk.api.KsLoadManager.loadRewardVideoAd',
    'com.mbridge.msdk.out.MBridgeSDKFactory.initialize',
    'com.baidu.mobads.sdk.api.SplashAd.<init>',
    'com.huawei.hms.ads.HwAds.init',
    'com.miui.zeus.mimo.sdk.MimoSdk.init',
    'com.heytap.msp.mobad.api.MobAdManager.init',
    'com.vivo.mobilead.manager.VivoAdManager.init',
    'com.anythink.core.api.ATSDK.init',
    'com.sigmob.windad.WindAds.startWithOptions',
    'com.google.android.gms.ads.MobileAds.initialize',
    'cn.jiguang.union.ads.api.JUnionAdApi.init',
  ],
  share: [
    'com.tencent.mm.opensdk.modelmsg.SendMessageToWX$Req.<init>',
    'cn.sharesdk.onekeyshare.OnekeyShare.show',
    'com.umeng.socialize.ShareAction.share',
    'com.tencent.tauth.Tencent.shareToQQ',
    'com.sina.weibo.sdk.share.WbShareHandler.shareMessage',
    'com.android.dingtalk.share.ddsharemodule.IDDShareApi.sendReq',
  ],
  'open-other-app': [
    'com.tencent.mm.opensdk.modelbiz.WXLaunchMiniProgram$Req.<init>',
    'android.content.pm.PackageManager.getLaunchIntentForPackage',
  ],
  notify: [
    'android.app.NotificationManager.notify',
    'cn.jpush.android.api.JPushInterface.init',
    'com.igexin.sdk.PushManager.initialize',
    'com.umeng.message.PushAgent.register',
    'com.tencent.android.tpush.XGPushManager.registerPush',
    'com.alibaba.sdk.android.push.CloudPushService.bindAccount',
    'com.xiaomi.mipush.sdk.MiPushClient.registerPush',
  ],
  'usage-stats': [
    'android.app.usage.UsageStatsManager.queryUsageStats',
    'android.app.ActivityManager.getRunningTasks',
    'com.umeng.analytics.MobclickAgent.onPageStart',
    'com.umeng.analytics.MobclickAgent.onPause',
    'com.sensorsdata.analytics.android.sdk.SensorsDataAPI.trackTimerStart',
    'com.baidu.mobstat.StatService.onPageEnd',
  ],
  timer: [
    'android.app.AlarmManager.setRepeating',
    'androidx.work.PeriodicWorkRequest$Builder.<init>',
    'androidx.work.WorkManager.enqueueUniquePeriodicWork',
    'android.app.job.JobScheduler.schedule',
    'java.util.Timer.schedule',
    'android.os.Handler.postDelayed',
    'io.reactivex.Observable.interval',
    'io.reactivex.rxjava3.core.Flowable.interval',
    'kotlinx.coroutines.DelayKt.delay',
    'android.widget.Chronometer.start',
    'android.app.Application.registerActivityLifecycleCallbacks',
    'androidx.lifecycle.ProcessLifecycleOwner.get',
    'android.os.SystemClock.elapsedRealtime',
  ],
  storage: [
    'android.content.SharedPreferences$Editor.putLong',
    'android.database.sqlite.SQLiteDatabase.insert',
    'androidx.room.EntityInsertionAdapter.insert',
    'com.tencent.mmkv.MMKV.encode',
    'org.greenrobot.greendao.AbstractDao.insertOrReplace',
    'io.realm.Realm.copyToRealmOrUpdate',
    'org.litepal.crud.LitePalSupport.save',
  ],
  live: [
    'com.tencent.rtmp.TXLivePusher.startPusher',
    'io.agora.rtc2.RtcEngine.joinChannel',
    'com.tencent.trtc.TRTCCloud.enterRoom',
  ],
  'record-audio': ['android.media.MediaRecorder.setAudioSource', 'android.media.AudioRecord.startRecording'],
  'web-view': ['android.webkit.WebView.loadUrl', 'com.tencent.smtt.sdk.WebView.loadUrl'],
  install: ['android.content.pm.PackageInstaller.createSession'],
};

const rows = Object.entries(CALLS).flatMap(([family, calls]) => calls.map((call) => ({ family, call })));

it.each(rows)('$call is $family', ({ family, call }) => {
  expect(apiOf(method(call))).toEqual({ name: call.replace(/\.<init>|\(.*/, ''), family });
});

it.each([
  'com.tencent.mm.opensdk.modelmsg.SendAuth$Req.<init>',
  'com.tencent.mm.opensdk.openapi.IWXAPI.registerApp',
  'com.unionpay.UPPayAssistEx.checkInstalled',
  'com.alipay.sdk.app.AuthTask.authV2',
  'com.amap.api.location.AMapLocationClient.stopLocation',
  'okhttp3.RequestBody.create(okhttp3.MediaType,java.lang.String)',
  'android.net.wifi.WifiManager.getConnectionInfo',
  'android.graphics.Canvas.drawText',
])('%s is none of these: it signs in, stops, asks or shows', (call) => {
  expect(apiOf(method(call))).toBeUndefined();
});

it('a method inherited from the platform is told by the superclass that has it', () => {
  const call = method('cn.example.grid.App.registerActivityLifecycleCallbacks');
  expect(apiOf(call, () => ['androidx.multidex.MultiDexApplication', 'android.app.Application'])).toEqual({
    name: 'android.app.Application.registerActivityLifecycleCallbacks',
    family: 'timer',
  });
});

it.each([
  ['android.media.action.IMAGE_CAPTURE', 'camera'],
  ['android.media.action.VIDEO_CAPTURE', 'camera'],
  ['android.intent.action.GET_CONTENT', 'media-pick'],
  ['android.intent.action.SEND', 'share'],
  ['android.permission.ACCESS_BACKGROUND_LOCATION', 'background-location'],
  ['mock_location', 'location'],
  ['market://details?id=cn.example', 'open-other-app'],
  ['application/vnd.android.package-archive', 'install'],
  ['android.intent.action.VIEW', undefined],
])('the constant %s is %s', (text, family) => {
  expect(apiOfConstant(text)?.family).toBe(family);
});

it.each([
  ['com.lzy.imagepicker.ui.ImageGridActivity', 'media-pick'],
  ['com.yzq.zxinglibrary.android.CaptureActivity', 'scan'],
  ['com.megvii.livenesslib.LivenessActivity', 'face'],
  ['cn.example.grid.CaptureActivity', undefined],
])('starting %s is %s', (name, family) => {
  expect(apiOfScreen(name)?.family).toBe(family);
});

it('the sensors that count steps are told by their number', () => {
  const sensor = method('android.hardware.SensorManager.getDefaultSensor');
  expect([18, 19, 1, undefined].map((type) => apiOfSensor(sensor, type)?.name)).toEqual([
    'android.hardware.Sensor.TYPE_STEP_DETECTOR',
    'android.hardware.Sensor.TYPE_STEP_COUNTER',
    undefined,
    undefined,
  ]);
});
