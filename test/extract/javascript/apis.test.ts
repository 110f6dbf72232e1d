import { describe, expect, it } from 'vitest';
import { apiOf } from '../../../src/extract/javascript/apis.js';
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

  it('quick apps import their modules', () => {
    expect(
      apisOf(`import geolocation from '@system.geolocation'; geolocation.getLocation({}); geolocation.subscribe({})`),
    ).toEqual(['@system.geolocation.getLocation location', '@system.geolocation.subscribe background-location']);
  });
});
