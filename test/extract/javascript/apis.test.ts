import { describe, expect, it } from 'vitest';
import { apiOf } from '../../../src/extract/javascript/apis/apis.js';
import { application } from './support.js';

function apisOf(source: string): string[] {
  const app = application({ 'a.js': source });
  return app.modules.get('a.js')!.calls.flatMap((call) => {
    const api = apiOf(app, call);
    return api ? [`${api.name} ${api.family}${api.detail ? ` ${api.detail}` : ''}`] : [];
  });
}

describe('platform calls', () => {
  it('are known on every platform and under the names compilers give', () => {
    expect(
      apisOf(`wx.getLocation({}); my.getLocation({}); tt.chooseImage({}); swan.scanCode({}); dd.device.geolocation.get({})
        uni.uploadFile({}); Taro.chooseMedia({}); e.index.getLocation({}); r.default.requestPayment({}); qq.scan`),
    ).toEqual([
      'wx.getLocation location',
      'my.getLocation location',
      'tt.chooseImage media-pick',
      'swan.scanCode scan',
      'dd.device.geolocation.get location',
      'uni.uploadFile upload',
      'Taro.chooseMedia media-pick',
      'index.getLocation location',
      'default.requestPayment pay',
    ]);
  });

  it('a bare name counts where it was taken from the platform, never otherwise', () => {
    expect(apisOf(`import { chooseImage } from '@tarojs/taro'; chooseImage()`)).toEqual(['chooseImage media-pick']);
    expect(apisOf(`const { getLocation } = wx; getLocation()`)).toEqual(['getLocation location']);
    expect(apisOf(`function getLocation() {} getLocation()`)).toEqual([]);
    expect(apisOf(`Page({ getLocation() {}, onLoad() { this.getLocation() } })`)).toEqual([]);
  });

  it('a picker that takes only the camera is told', () => {
    expect(apisOf(`wx.chooseImage({ sourceType: ['camera'] }); wx.chooseImage({ sourceType: ['album', 'camera'] })`)).toEqual([
      'wx.chooseImage media-pick sourceType: camera',
      'wx.chooseImage media-pick',
    ]);
  });

  it('a form put together by hand uploads the files added to it', () => {
    expect(
      apisOf(`const form = new FormData(); form.append('name', name); form.appendFile('imgs', list[i])
        fs.appendFile('log.txt', line, done); wx.getFileSystemManager().appendFile({ filePath, data })`),
    ).toEqual(['form.appendFile upload']);
  });

  it('payments of pages inside WeChat and Alipay go through bridges', () => {
    expect(
      apisOf(`WeixinJSBridge.invoke('getBrandWCPayRequest', order, done); jWeixin.chooseWXPay({}); AlipayJSBridge.call('tradePay', {});
        WeixinJSBridge.call('closeWindow')`),
    ).toEqual([
      "WeixinJSBridge.invoke('getBrandWCPayRequest') pay",
      'jWeixin.chooseWXPay pay',
      "AlipayJSBridge.call('tradePay') pay",
    ]);
  });

  it('quick apps import their modules', () => {
    expect(
      apisOf(`import geolocation from '@system.geolocation'; geolocation.getLocation({}); geolocation.subscribe({})`),
    ).toEqual(['@system.geolocation.getLocation location', '@system.geolocation.subscribe background-location']);
  });
});

/** The field's vocabulary of platform calls by what they do. */
const CALLS: Record<string, string[]> = {
  location: [
    'wx.getLocation',
    'wx.getFuzzyLocation',
    'wx.startLocationUpdate',
    'my.getLocation',
    'dd.getLocation',
    'dd.getGeolocation',
    'dd.device.geolocation.get',
    'uni.getLocation',
    'uni.startLocationUpdate',
    'plus.geolocation.getCurrentPosition',
    'Taro.getLocation',
    'swan.getLocation',
    'tt.getLocation',
    'qq.getLocation',
    'jd.getLocation',
    'tt.startLocationUpdate',
  ],
  'background-location': [
    'wx.startLocationUpdateBackground',
    'uni.startLocationUpdateBackground',
    'Taro.startLocationUpdateBackground',
    'swan.startLocationUpdateBackground',
    'plus.geolocation.watchPosition',
    'dd.device.geolocation.start',
    'dd.startLocating',
    'dd.device.geolocation.status',
  ],
  'choose-location': ['wx.chooseLocation', 'wx.choosePoi', 'my.chooseLocation', 'dd.biz.map.locate'],
  'media-pick': [
    'wx.chooseMedia',
    'wx.chooseImage',
    'wx.chooseVideo',
    'my.chooseImage',
    'my.chooseVideo',
    'dd.chooseImage',
    'uni.chooseImage',
    'uni.chooseMedia',
    'uni.chooseVideo',
    'plus.gallery.pick',
    'Taro.chooseImage',
    'Taro.chooseMedia',
    'swan.chooseImage',
    'tt.chooseImage',
  ],
  camera: ['wx.createCameraContext', 'my.createCameraContext', 'plus.camera.getCamera'],
  'record-audio': ['wx.getRecorderManager'],
  face: ['wx.startFacialRecognitionVerify', 'my.startAPVerify'],
  watermark: ['wx.canvasToTempFilePath'],
  live: ['wx.createLivePusherContext', 'wx.joinVoIPChat', 'uni.createLivePusherContext'],
  step: ['wx.getWeRunData', 'my.getRunData'],
  upload: [
    'wx.uploadFile',
    'wx.cloud.uploadFile',
    'my.uploadFile',
    'uni.uploadFile',
    'Taro.uploadFile',
    'dd.biz.util.uploadImage',
    'dd.biz.util.uploadImageFromCamera',
  ],
  nearby: ['wx.startBeaconDiscovery', 'wx.getConnectedWifi', 'wx.startHCE', 'dd.device.base.getInterface', 'dd.getWifiStatus'],
  scan: ['wx.scanCode', 'my.scan', 'dd.scan', 'dd.biz.util.scan'],
  pay: [
    'wx.requestPayment',
    'wx.requestVirtualPayment',
    'wx.openBusinessView',
    'wx.requestOrderPayment',
    'wx.requestPluginPayment',
    'my.tradePay',
    'my.paySignCenter',
    'uni.requestPayment',
    'Taro.requestPayment',
    'swan.requestPolymerPayment',
    'tt.pay',
  ],
  ad: ['wx.createRewardedVideoAd', 'wx.createInterstitialAd', 'uni.createRewardedVideoAd', 'ks.createBannerAd'],
  share: ['wx.updateShareMenu', 'wx.shareToOfficialAccount'],
  notify: ['wx.requestSubscribeMessage', 'dd.biz.ding.post', 'dd.createDing', 'plus.push.createMessage'],
  'usage-stats': ['wx.reportEvent', 'wx.reportAnalytics'],
  feedback: ['wx.createFeedbackButton', 'uni.openCustomerServiceChat', 'wx.openCustomerServiceChat'],
  'open-other-app': ['my.navigateToMiniProgram', 'wx.navigateToMiniProgram', 'wx.openEmbeddedMiniProgram'],
  privacy: ['wx.requirePrivacyAuthorize', 'wx.onNeedPrivacyAuthorization', 'wx.openPrivacyContract'],
  install: ['plus.runtime.install'],
};

it.each(Object.entries(CALLS))('%s', (family, calls) => {
  expect(apisOf(calls.map((call) => `${call}({});`).join('\n'))).toEqual(calls.map((call) => `${call} ${family}`));
});

it('modules of quick apps, each by what it does', () => {
  const calls: [module: string, call: string, family: string][] = [
    ['system.media', 'takePhoto', 'media-pick sourceType: camera'],
    ['system.media', 'pickImages', 'media-pick'],
    ['system.request', 'upload', 'upload'],
    ['system.sensor', 'subscribeStepCounter', 'step'],
    ['system.resident', 'start', 'timer'],
    ['system.alarm', 'setAlarm', 'timer'],
    ['system.package', 'install', 'install'],
    ['system.shortcut', 'install', 'install'],
    ['service.pay', 'pay', 'pay'],
    ['service.wxpay', 'pay', 'pay'],
    ['service.alipay', 'pay', 'pay'],
    ['service.ad', 'createRewardedVideoAd', 'ad'],
    ['service.stats', 'recordCountEvent', 'usage-stats'],
    ['service.push', 'subscribe', 'notify'],
    ['system.webview', 'loadUrl', 'web-view'],
  ];
  const source = calls.map(([module, call], i) => `import m${i} from '@${module}'; m${i}.${call}({});`).join('\n');
  expect(apisOf(source)).toEqual(calls.map(([module, call, family]) => `@${module}.${call} ${family}`));
});
