import { describe, expect, it } from 'vitest';
import { packerIn } from '../../../../src/extract/android/hardening/packer-marks.js';

/** Marks known of each packer: classes, native libraries, assets. */
const MARKS: Record<string, { classes?: string[]; libraries?: string[]; assets?: string[] }> = {
  '360加固': {
    classes: ['com.stub.StubApp', 'com.qihoo.util.StubApp', 'com.qihoo.util.StubApplication'],
    libraries: [
      'libjiagu.so',
      'libjiagu_a64.so',
      'libjiagu_art.so',
      'libjiagu_x86.so',
      'libjiagu_x64.so',
      'libjiagu_vip.so',
      'libprotectClass.so',
    ],
    assets: ['assets/libjiagu.so', 'assets/.appkey'],
  },
  '腾讯乐固/御安全': {
    classes: ['com.tencent.StubShell.TxAppEntry', 'com.wrapper.proxyapplication.WrapperProxyApplication'],
    libraries: [
      'libshell.so',
      'libmobisecy.so',
      'libtup.so',
      'libshella-4.5.3.23.so',
      'libshellx-4.1.so',
      'libshell-super.2019.so',
      'libshell-super.cn.example.app.so',
    ],
    assets: [
      'assets/tosversion',
      'assets/0OO00l111l1l',
      'assets/0OO00oo01l1l',
      'assets/o0oooOO0ooOo.dat',
      'assets/libwsDataEncryption.so',
      'assets/wsDal.jar',
      'assets/WSSEC1.jar',
      'assets/dexMethod0.dat',
      'assets/libshellx-super.2019.so',
    ],
  },
  梆梆安全: {
    classes: ['com.secneo.apkwrapper.ApplicationWrapper', 'com.secneo.apkwrapper.AW', 'com.SecShell.SecShell.ApplicationWrapper'],
    libraries: [
      'libDexHelper.so',
      'libDexHelper-x86.so',
      'libSecShell.so',
      'libSecShell-x86.so',
      'libsecexe.so',
      'libsecmain.so',
      'libdexjni.so',
      'libdatajar.so',
      'libdexvmp.so',
    ],
    assets: [
      'assets/secData0.jar',
      'assets/classes0.jar',
      'assets/bangcleplugin/container.dex',
      'bangcleclasses.jar',
      'bangcle_classes.jar',
      'assets/bangcle_classes.jar',
    ],
  },
  爱加密: {
    classes: ['s.h.e.l.l.S', 'com.shell.SuperApplication'],
    libraries: ['libexec.so', 'libexecmain.so', 'libexecoat.so', 'libijmDataEncryption.so', 'libijm-emulator.so'],
    assets: [
      'assets/ijiami.dat',
      'assets/ijiami.ajm',
      'assets/ijm_lib/armeabi/libexec.so',
      'assets/IJMDal.Data',
      'assets/af.bin',
      'assets/signed.bin',
    ],
  },
  娜迦: {
    libraries: ['libchaosvmp.so', 'libddog.so', 'libedog.so', 'libfdog.so', 'libvdog.so', 'libxloader.so'],
    assets: ['assets/maindata/fake_classes.dex'],
  },
  百度加固: {
    classes: ['com.baidu.protect.StubApplication'],
    libraries: ['libbaiduprotect.so', 'libbaiduprotect_art.so', 'libbaiduprotect_x86.so'],
    assets: ['baiduprotect1.jar', 'assets/baiduprotect1.jar'],
  },
  阿里聚安全: {
    classes: ['com.ali.mobisecenhance.StubApplication'],
    libraries: ['libmobisec.so', 'libmobisecx1.so', 'libmobisecz1.so'],
  },
  网易易盾: {
    classes: ['com.netease.nis.wrapper.MyApplication', 'com.netease.nis.wrapper.Entry'],
    libraries: ['libnesec.so'],
    assets: ['assets/nedata.db', 'assets/nedig.properties'],
  },
  顶象: { libraries: ['libsys_misc.so'], assets: ['assets/csn0.data'] },
  通付盾: { classes: ['com.payegis.ProxyApplication'], libraries: ['libegis.so'], assets: ['assets/libegis.a'] },
  几维安全: { libraries: ['libKwProtectSDK.so', 'libkwsdataenc.so', 'libkiwi_dumper.so', 'libkiwicrash.so'] },
  DexProtector: {
    libraries: ['libdexprotector.so', 'libdexprotector.a1.so'],
    assets: [
      'assets/classes.dex.dat',
      'assets/classes0.dex.dat',
      'assets/dp.arm-v7.so.dat',
      'assets/dp.mp3',
      'assets/resources.dat',
    ],
  },
  APKProtect: {
    libraries: ['libAPKProtect.so', 'libapkprotect.so'],
    assets: ['apkprotect.com/key.dat', 'assets/apkprotect.bin'],
  },
  LIAPP: { assets: ['assets/LIAPPEgg.arm'] },
  'dpt-shell': {
    classes: ['com.luoye.dpt.ProxyApplication', 'com.luoyesiqiu.shell.ProxyApplication'],
    libraries: ['libdpt.so'],
  },
  其他加固: {
    libraries: [
      'libnqshield.so',
      'libnsecure.so',
      'libsecenh.so',
      'libzprotect.so',
      'libapssec.so',
      'librsprotect.so',
      'libuusafe.so',
    ],
    assets: ['assets/libsecenh.so'],
  },
};
const rows = Object.entries(MARKS).flatMap(([name, { classes = [], libraries = [], assets = [] }]) => [
  ...classes.map((mark) => ({ name, mark, entries: [] as string[], classes: [mark] })),
  ...libraries.map((base) => `lib/arm64-v8a/${base}`).map((mark) => ({ name, mark, entries: [mark], classes: [] as string[] })),
  ...assets.map((mark) => ({ name, mark, entries: [mark], classes: [] as string[] })),
]);

describe('every mark of a packer names it', () => {
  it.each(rows)('$name by $mark', ({ name, mark, entries, classes }) => {
    expect(packerIn(entries, classes)).toEqual({ name, marks: [mark], runsFirst: false });
  });
});

it('a packer runs first where the application class is one of its, or derives from one', () => {
  const shell = 'com.wrapper.proxyapplication.WrapperProxyApplication';
  expect(packerIn([], [shell], ['MyWrapperProxyApplication', shell])).toEqual({
    name: '腾讯乐固/御安全',
    marks: [shell],
    runsFirst: true,
  });
});

it('names the packer with the most marks: a library of another may lie about', () => {
  const mobisec = ['lib/armeabi/libmobisec.so', 'lib/armeabi/libmobisecx1.so', 'lib/armeabi/libmobisecy1.so'];
  expect(packerIn(['assets/af.bin', ...mobisec], [])).toEqual({ name: '阿里聚安全', marks: mobisec, runsFirst: false });
});

it('protector SDKs and names alike are none', () => {
  const names = ['lib/armeabi/libsgmain.so', 'lib/armeabi/libNetHTProtect.so', 'assets/libshell.txt', 'res/raw/ijiami.dat'];
  expect(packerIn(names, ['com.stub.StubApplication', 'com.payegisx.A', 'com.example.StubApp'])).toBeUndefined();
});
