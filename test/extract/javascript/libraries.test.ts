import { describe, expect, it } from 'vitest';
import { isShipped, libraryAt, ownerOf } from '../../../src/extract/javascript/libraries/libraries.js';

describe('whose code it is', () => {
  it.each([
    ['node_modules/x/index.js', 'npm 依赖'],
    ['miniprogram_npm/@vant/weapp/button/index.js', 'npm 依赖'],
    ['components/uview-ui/u-button.vue', 'uView'],
    ['components/uni-popup/uni-popup-dialog.vue', 'uni-ui'],
    ['src/components/uni-list-item/uni-list-item.vue', 'uni-ui'],
    ['components/mpvue-picker/mpvue-picker.vue', 'uni-ui'],
    ['ec-canvas/echarts.js', 'ECharts'],
    ['utils/qqmap-wx-jssdk.js', '地图 SDK'],
    ['utils/dayjs.min.js', '工具库'],
    ['towxml/index.js', '富文本解析'],
    ['static/tim-wx-sdk.js', '腾讯云即时通信'],
    ['debug/tsignaling-wx.js', '腾讯云即时通信'],
    ['utils/trtc-wx.js', '腾讯云即时通信'],
  ])('%s is %s', (path, name) => expect([libraryAt(path)?.name, ownerOf(path)]).toEqual([name, 'third-party']));

  it.each([
    'pages/sign/sign.js',
    'utils/request.js',
    'components/uploader/index.js',
    'components/uni-uploader/uni-uploader.vue',
    'components/uni-upload-image/uni-upload-image.vue',
    'pages/moments/moments.js',
    'pages/sign/qrcode/qrcode.js',
    'utils/promiseToast.js',
    'utils/tim-chat.js',
    'pages/time/time.js',
    'utils/tim.js',
  ])('%s is the app’s own', (path) =>
    expect([libraryAt(path), ownerOf(path), isShipped(path)]).toEqual([undefined, 'own', true]),
  );

  it('a minified file beside sources is someone else’s; tests, typings and build output do not ship', () => {
    expect(ownerOf('lib/sdk.min.js')).toBe('third-party');
    expect(['unpackage/dist/a.js', 'a.d.ts', 'tests/a.js', 'a.spec.ts', 'gulpfile.js', 'vite.config.ts'].map(isShipped)).toEqual([
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
    // What editors and developer tools keep beside a project: caches, copies of earlier versions.
    expect(['.tea/worker.js', '.history/pages/a.js', 'src/.temp/app.js', '.mini-ide/a.js'].map(isShipped)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});
