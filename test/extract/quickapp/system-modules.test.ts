import { describe, expect, it } from 'vitest';
import { bundle, extract, manifest, of, script, ux } from './support.js';

const CALLS: [module: string, call: string, family: string | undefined][] = [
  ['system.geolocation', 'getLocation({})', 'location'],
  ['system.geolocation', 'chooseLocation({})', 'choose-location'],
  ['system.geolocation', 'getLocationType({})', undefined],
  ['system.media', 'pickImage({})', 'media-pick'],
  ['system.media', 'previewImage({})', undefined],
  ['system.barcode', 'scan({})', 'scan'],
  ['system.request', 'upload({})', 'upload'],
  ['system.request', 'download({})', undefined],
  ['system.storage', 'set({})', 'storage'],
  ['system.storage', 'get({})', undefined],
  ['system.sensor', 'subscribeStepCounter({})', 'step'],
  ['service.health', 'getTodaySteps({})', 'step'],
  ['service.pay', 'pay({})', 'pay'],
  ['service.wxpay', 'pay({})', 'pay'],
  ['service.wxpay', 'getType()', undefined],
  ['service.alipay', 'pay({})', 'pay'],
  ['service.ad', 'createBannerAd({})', 'ad'],
  ['service.share', 'share({})', 'share'],
  ['system.notification', 'show({})', 'notify'],
  ['system.webview', 'loadUrl({})', 'web-view'],
  ['system.package', 'install({})', 'install'],
  ['system.package', 'hasInstalled({})', undefined],
];
const expected = CALLS.flatMap(([module, call, family]) =>
  family ? [`@${module}.${call.replace(/\(.*/, '')} ${family}`] : [],
).sort();

function apis(files: Record<string, string>): string[] {
  const found = of(extract({ 'manifest.json': manifest(), ...files }).facts, 'api');
  return found.map(({ name, family }) => `${name} ${family}`).sort();
}

describe('system modules of quick apps', () => {
  it('imported in sources under any name', () => {
    const imports = CALLS.map(([module], i) => `import m${i} from '@${module}'`).join('\n');
    const body = CALLS.map(([, call], i) => `m${i}.${call}`).join('\n');
    expect(apis({ 'app.ux': ux(''), 'Home/index.ux': ux('', `${imports}\nexport default { go() { ${body} } }`) })).toEqual(
      expected,
    );
  });

  it('required in compiled pages, wrapped by the compiler or not', () => {
    const required = CALLS.map(([module], i) =>
      i % 2 ? `var m${i}=i(q("@app-module/${module}"));` : `var m${i}=$app_require$("@app-module/${module}");`,
    ).join('');
    const body = CALLS.map(([, call], i) => `m${i}.${i % 2 ? 'default.' : ''}${call}`).join(';');
    const page = bundle(
      { 1: script(`${required}x.default={go(){${body}}}`), 2: 'm.exports={type:"div",attr:{},children:[]}' },
      'r(1)',
    );
    expect(apis({ 'app.js': '', 'Home/index.js': page })).toEqual(expected);
  });

  it('taking a photo is the camera alone', () => {
    const body = `import media from '@system.media'\nexport default { go() { media.takePhoto({}) } }`;
    const { facts } = extract({ 'app.ux': ux(''), 'manifest.json': manifest(), 'Home/index.ux': ux('', body) });
    expect(of(facts, 'api')).toMatchObject([{ family: 'media-pick', detail: 'sourceType: camera' }]);
  });

  it('following positions goes on in the background only where the manifest asks for it', () => {
    const body = `import geolocation from '@system.geolocation'\nexport default { go() { geolocation.subscribe({}) } }`;
    const page = { 'app.ux': ux(''), 'Home/index.ux': ux('', body) };
    const config = { background: { features: ['system.geolocation'] } };
    expect(apis(page)).toEqual(['@system.geolocation.subscribe location']);
    expect(apis({ ...page, 'manifest.json': manifest(undefined, { config }) })).toEqual([
      '@system.geolocation.subscribe background-location',
    ]);
  });

  it('dialogs, uploads and time spent', () => {
    const body = `import prompt from '@system.prompt'
import request from '@system.request'
import fetch from '@system.fetch'
export default {
  private: { photos: [], begin: 0 },
  onShow() { this.begin = Date.now() },
  onHide() { fetch.fetch({ url: 'https://a.example.gov.cn/api/time', method: 'POST', data: { seconds: Date.now() - this.begin } }) },
  submit() {
    if (this.photos.length < 3) {
      prompt.showDialog({ title: '提示', message: '至少上传3张照片' })
      return
    }
    request.upload({ url: 'https://a.example.gov.cn/api/photo', files: [{ uri: this.photos[0], name: 'f' }], data: [] })
  }
}`;
    const { facts } = extract({
      'app.ux': ux(''),
      'manifest.json': manifest(),
      'Home/index.ux': ux('<input type="button" value="提交" onclick="submit" />', body),
    });
    expect(of(facts, 'text').map(({ value, position }) => [value, position])).toEqual(
      expect.arrayContaining([
        ['提示', 'dialog'],
        ['至少上传3张照片', 'dialog'],
      ]),
    );
    expect(of(facts, 'gate')).toMatchObject([
      { subject: 'photo', shape: 'min-count', message: '至少上传3张照片', guards: 'request.upload' },
    ]);
    expect(of(facts, 'request').map(({ path, via, linked }) => [path, via, linked])).toEqual([
      ['https://a.example.gov.cn/api/time', 'fetch.fetch', undefined],
      ['https://a.example.gov.cn/api/photo', 'request.upload', true],
    ]);
    expect(of(facts, 'timing')).toMatchObject([
      { pair: 'onShow→onHide', reaches: 'request', target: 'https://a.example.gov.cn/api/time' },
    ]);
  });

  it('time kept in storage', () => {
    const page = bundle(
      {
        1: script(
          'var s=i(q("@app-module/system.storage"));x.default={onShow(){this.t=Date.now()},onHide(){s.default.set({key:"used",value:Date.now()-this.t})}}',
        ),
        2: 'm.exports={type:"text",attr:{value:"页"},children:[]}',
      },
      'r(1)',
    );
    const { facts } = extract({ 'manifest.json': manifest(), 'app.js': '', 'Home/index.js': page });
    expect(of(facts, 'timing')).toMatchObject([{ pair: 'onShow→onHide', reaches: 'storage', target: 'used', screens: ['Home'] }]);
  });
});
