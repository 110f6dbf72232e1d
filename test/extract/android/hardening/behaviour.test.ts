import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { openBuffer } from '../../../../src/open/index.js';
import { axml, endElement, resourceMap, startElement, stringPool } from '../../../decode/chunks.js';
import { type Contents, fixture, GRID, gridWith, limitsOf } from '../../../support/android-package.js';
import { withBodies, withOneInstruction, withSharedBody } from '../../../support/dex-bodies.js';
import { outcomeOf } from '../../../support/verdicts.js';

const ASK = '请提交未加固的同版本样品。';
const UNREADABLE = '代码、页面逻辑和代码中的文字不可读，清单、布局和资源仍已检查；';

/** Bytes no one can tell from encrypted ones, the same every time. */
function random(size: number): Buffer {
  const pieces = Array.from({ length: Math.ceil(size / 32) }, (_, i) => createHash('sha256').update(`payload ${i}`).digest());
  return Buffer.concat(pieces).subarray(0, size);
}

/** Says of each limit: reason, share, detail; what packers hide is always the same. */
function told(changes: Contents): [string, number | undefined, string][] {
  return limitsOf(gridWith(changes)).map(({ reason, share, detail }) => [reason, share, detail]);
}

/** A manifest of one application element with these attributes, and an activity for each name. */
function manifest(application: Record<string, string>, activities: string[]): Buffer {
  const ids: Record<string, number> = { name: 0x01010003, appComponentFactory: 0x0101057a };
  const names = Object.keys(ids);
  const texts = [...names, 'manifest', 'package', 'cn.example.grid', 'application', 'activity'];
  const at = (text: string): number => (texts.includes(text) ? texts.indexOf(text) : texts.push(text) - 1);
  const attribute = (name: string, value: string) => ({ name: at(name), type: 3, data: at(value) });
  const elements = [
    startElement(at('manifest'), 1, [attribute('package', 'cn.example.grid')]),
    startElement(
      at('application'),
      1,
      Object.entries(application).map(([name, value]) => attribute(name, value)),
    ),
    ...activities.flatMap((name) => [startElement(at('activity'), 1, [attribute('name', name)]), endElement(at('activity'))]),
    endElement(at('application')),
    endElement(at('manifest')),
  ];
  return axml(stringPool(texts), resourceMap(...names.map((name) => ids[name]!)), ...elements);
}

const dex = GRID['classes.dex']!;

describe('the code as a whole is elsewhere', () => {
  it('components that no DEX holds, counted', () => {
    const missing = ['.A', '.B', '.C'];
    expect(told({ 'AndroidManifest.xml': manifest({}, [...missing, 'cn.example.grid.report.ReportActivity']) })).toEqual([
      ['packed', 1, `app.apk 经加固处理（清单声明的 4 个自有组件有 3 个不在 DEX 中），${UNREADABLE}${ASK}`],
    ]);
  });

  it('a single leftover declaration is none', () => {
    const names = ['.Gone', 'cn.example.grid.report.ReportActivity', 'cn.example.grid.rank.RankActivity'];
    expect(told({ 'AndroidManifest.xml': manifest({}, names) })).toEqual([]);
  });

  it('the application class, which must be there before anything runs', () => {
    const names = ['cn.example.grid.report.ReportActivity'];
    expect(told({ 'AndroidManifest.xml': manifest({ name: 'cn.example.grid.App' }, names) })).toEqual([
      ['packed', 1, `app.apk 经加固处理（应用入口类 cn.example.grid.App 不在 DEX 中），${UNREADABLE}${ASK}`],
    ]);
    expect(told({ 'AndroidManifest.xml': manifest({ name: 'android.app.Application' }, names) })).toEqual([]);
  });

  it("a component factory alone breaks nothing; beside a packer's file it is a sign", () => {
    const changes = {
      'AndroidManifest.xml': manifest({ appComponentFactory: 'cn.example.grid.Factory' }, [
        'cn.example.grid.report.ReportActivity',
      ]),
    };
    expect(told(changes)).toEqual([]);
    expect(told({ ...changes, 'lib/arm64-v8a/libDexHelper.so': Buffer.from('ELF') })).toEqual([
      [
        'packed',
        1,
        `app.apk 经梆梆安全加固（组件工厂类 cn.example.grid.Factory 不在 DEX 中；lib/arm64-v8a/libDexHelper.so），${UNREADABLE}${ASK}`,
      ],
    ]);
  });

  it('random bytes that no section of the DEX claims, at its end or in its midst', () => {
    const payload = random(200_000);
    const expected = [
      'packed',
      1,
      `app.apk 经加固处理（classes.dex 的 ${dex.length + 200_000} 字节中有 200000 字节不属于任何节，熵为 8.00 比特/字节），${UNREADABLE}${ASK}`,
    ];
    expect(told({ 'classes.dex': Buffer.concat([dex, payload]) })).toEqual([expected]);
    const claimed = Buffer.concat([dex, payload]);
    // The header may say that all of it is data: the map list tells where the data ends.
    claimed.writeUInt32LE(claimed.length, 32);
    claimed.writeUInt32LE(claimed.length - claimed.readUInt32LE(108), 104);
    expect(told({ 'classes.dex': claimed })).toEqual([expected]);
  });

  it('bytes of one value behind the DEX hold nothing', () => {
    expect(told({ 'classes.dex': Buffer.concat([dex, Buffer.alloc(200_000, 7)]) })).toEqual([]);
  });

  it('a small DEX with a class loader beside random data', () => {
    const files = { 'classes2.dex': fixture('hardened-loader.dex'), 'assets/data.bin': random(300_000) };
    const size = dex.length + files['classes2.dex'].length;
    expect(told(files)).toEqual([
      [
        'packed',
        1,
        `app.apk 经加固处理（只有 21 个类、${size} 字节的 DEX 含有代码装载器，旁有 1 个无法识别的高熵文件共 300000 字节（assets/data.bin，熵最高 8.00 比特/字节）），${UNREADABLE}${ASK}`,
      ],
    ]);
  });

  const picture = Buffer.concat([Buffer.from('\x89PNG\r\n', 'latin1'), random(300_000)]);
  const model = Buffer.concat([Buffer.from('\x1c\0\0\0TFL3', 'latin1'), random(300_000)]);
  const loader = { 'classes2.dex': fixture('hardened-loader.dex') };
  it.each([
    ['a picture', picture],
    ['a model', model],
    ['text', Buffer.from('政务服务'.repeat(30_000))],
    ['little data', random(60_000)],
  ])('beside %s the loader loads something else, which is not there', (_, data) => {
    expect(told({ ...loader, 'assets/a': data })).toEqual([
      [
        'dynamic-code',
        undefined,
        'app.apk 的代码自建类装载器（cn.example.grid.k.Loader），包内没有可识别的代码文件，装载的代码未检查；请说明用途并提交其源码或不用动态加载的安装包。',
      ],
    ]);
  });

  it('random data without a loader is data', () => {
    expect(told({ 'assets/data.bin': random(300_000) })).toEqual([]);
  });

  it('a loader beside less random data than code: how much is hidden is known', () => {
    const more = openBuffer('kotlin.apk', fixture('android-kotlin.apk')).trees[0]!.find('classes.dex')!.read();
    expect(told({ ...loader, 'assets/data.bin': random(100_000), 'classes3.dex': more })).toEqual([
      [
        'dynamic-code',
        0.24,
        'app.apk 的代码自建类装载器（cn.example.grid.k.Loader），包内有 1 个无法识别的高熵文件（assets/data.bin），装载的代码未检查；请说明用途并提交其源码或不用动态加载的安装包。',
      ],
    ]);
  });
});

describe('methods were taken apart', () => {
  const say = (count: number, total: number, what: string, who = '', share?: number): [string, number | undefined, string] => [
    'packed',
    share,
    `app.apk 的 ${total} 个自有方法中有 ${count} 个（${Math.round((count / total) * 100)}%）${what}${who}，这些方法做什么不可读；${ASK}`,
  ];

  it('instructions zeroed, or a return and zeros', () => {
    expect(told({ 'classes.dex': withBodies(dex, (code) => code.fill(0)) })).toEqual([
      say(56, 56, '的指令被抽走，只剩空指令（函数抽取）'),
    ]);
    const returned = withBodies(dex, (code) => void (code.length > 4 && code.fill(0).writeUInt16LE(0x0e, 0)));
    expect(told({ 'classes.dex': returned, 'lib/arm64-v8a/libdpt.so': Buffer.from('ELF') })).toEqual([
      say(53, 56, '的指令被抽走，只剩空指令（函数抽取）', '，疑为dpt-shell（lib/arm64-v8a/libdpt.so）所为'),
    ]);
  });

  it('nothing but a return', () => {
    expect(told({ 'classes.dex': withOneInstruction(dex, 0x0e) })).toEqual([say(56, 56, '只返回固定值或抛出异常', '', 1)]);
  });

  it('one code for all', () => {
    const [limit] = told({ 'classes.dex': withSharedBody(dex, 'submit') });
    expect(limit).toEqual(say(56, 56, '指向同一段指令', '', 1));
  });

  it('native code in place of a screen', () => {
    expect(told({ 'classes2.dex': fixture('hardened-native.dex') })).toEqual([
      say(2, 59, '被移入原生库，其中 1 个是页面的 onCreate（dex2c 或虚拟机保护）'),
    ]);
  });

  it('an interpreter that gets it all', () => {
    expect(told({ 'classes2.dex': fixture('hardened-virtual.dex') })).toEqual([
      say(12, 69, '只把参数交给原生方法 cn.example.grid.vm.Bridge.call（虚拟机保护）'),
    ]);
  });
});

it('strings decrypted and calls looked up at run time, with figures', () => {
  expect(told({ 'classes2.dex': fixture('hardened-strings.dex') })).toEqual([
    [
      'encrypted',
      0.56,
      'app.apk 的代码有 56 处文字在运行时才解密（由 cn.example.grid.s.Words.a 等 1 个方法），可直接读出的只有 44 处，其中的提示文字和接口地址不可读；请提交未加密字符串的同版本样品。',
    ],
    [
      'unreadable',
      0.14,
      'app.apk 的代码读到 339 处调用，其中 48 处（14.2%）经反射进行，调用什么在运行时才知道；请提交未混淆的同版本样品。',
    ],
  ]);
});

it.each<[string, Contents]>([
  ['a native screen', { 'classes2.dex': fixture('hardened-native.dex') }],
  ['an interpreter', { 'classes2.dex': fixture('hardened-virtual.dex') }],
  ['encrypted strings', { 'classes2.dex': fixture('hardened-strings.dex') }],
  ['a loader', { 'classes2.dex': fixture('hardened-loader.dex') }],
  ['emptied methods', { 'classes.dex': withBodies(dex, (code) => code.fill(0)) }],
  ['a payload', { 'classes.dex': Buffer.concat([dex, random(200_000)]) }],
])('nothing is said to be absent beside %s', (_, changes) => {
  const verdicts = Object.values(outcomeOf('app.apk', gridWith(changes)).verdicts);
  expect(verdicts.filter((verdict) => verdict === 'not-found' || verdict === 'absent')).toEqual([]);
});

it('an ordinary app has none of it', () => {
  expect(told({})).toEqual([]);
});
