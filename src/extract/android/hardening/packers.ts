/** A shell that encrypts an app's DEX and unpacks it at run time: told by stub classes, native libraries or assets it adds. */
export interface Packer {
  name: string;
  /** Class names, or prefixes ending in `.`. */
  classes: string[];
  /** Base names of files below `lib/` and `assets/`. */
  libraries: RegExp[];
  /** Entry names. */
  assets: RegExp[];
}

const none = { classes: [], libraries: [], assets: [] };

const jiagu: Packer = {
  name: '360加固',
  classes: ['com.stub.StubApp', 'com.qihoo.util.StubApp', 'com.qihoo.util.StubApplication'],
  libraries: [/^libjiagu(_\w+)?\.so$/, /^libprotectClass(_\w+)?\.so$/],
  assets: [/^assets\/\.appkey$/],
};

const legu: Packer = {
  name: '腾讯乐固/御安全',
  classes: ['com.tencent.StubShell.', 'com.wrapper.proxyapplication.'],
  libraries: [/^libshell[\w.-]*\.so$/, /^libmobisecy\.so$/, /^libtup\.so$/, /^libwsDataEncryption.*\.so$/],
  assets: [
    /^assets\/(tosversion|0OO00l111l1l|0OO00oo01l1l|o0oooOO0ooOo\.dat|wsDal\.jar)$/,
    /^assets\/(WSSEC.*\.jar|dexMethod.*\.dat)$/,
  ],
};

const bangcle: Packer = {
  name: '梆梆安全',
  classes: ['com.secneo.apkwrapper.', 'com.SecShell.SecShell.', 'com.bangcle.'],
  libraries: [/^lib(DexHelper|SecShell)(-\w+)?\.so$/, /^lib(secexe|secmain|dexjni|datajar|dexvmp)(\.\w+)?\.so$/],
  assets: [/^assets\/(secData0|classes0)\.jar$/, /(^|\/)bangcle_?classes\.jar$/, /^assets\/bangcleplugin\//],
};

const ijiami: Packer = {
  name: '爱加密',
  classes: ['s.h.e.l.l.', 'com.shell.SuperApplication'],
  libraries: [/^libexec(main|oat)?\.so$/, /^libijm(DataEncryption(_\w+)?|-emulator)\.so$/],
  assets: [/^assets\/(ijiami\.(dat|ajm)|ijm_lib\/.*|IJMDal\.Data|af\.bin|signed\.bin)$/],
};

const nagain: Packer = {
  ...none,
  name: '娜迦',
  libraries: [/^lib(chaosvmp|[defv]dog|xloader)\.so$/],
  assets: [/^assets\/maindata\/fake_classes\.dex$/],
};

const baidu: Packer = {
  name: '百度加固',
  classes: ['com.baidu.protect.StubApplication'],
  libraries: [/^libbaiduprotect(_\w+)?\.so$/],
  assets: [/(^|\/)baiduprotect\d*\.jar$/],
};

const alibaba: Packer = {
  ...none,
  name: '阿里聚安全',
  classes: ['com.ali.mobisecenhance.'],
  libraries: [/^libmobisec\.so$/, /^libmobisec[xyz]\d+\.so$/],
};

const yidun: Packer = {
  name: '网易易盾',
  classes: ['com.netease.nis.wrapper.'],
  libraries: [/^libnesec\.so$/],
  assets: [/^assets\/(nedata\.db|nedig\.properties)$/],
};

const dingxiang: Packer = { ...none, name: '顶象', libraries: [/^libsys_misc\.so$/], assets: [/^assets\/csn.*\.data$/] };

const payegis: Packer = {
  name: '通付盾',
  classes: ['com.payegis.'],
  libraries: [/^libegis\.so$/],
  assets: [/^assets\/libegis\.a$/],
};

const kiwi: Packer = {
  ...none,
  name: '几维安全',
  libraries: [/^lib(KwProtectSDK|kwsdataenc|kiwi_dumper|kiwicrash)\.so$/],
};

const dexProtector: Packer = {
  ...none,
  name: 'DexProtector',
  libraries: [/^libdexprotector.*\.so$/],
  assets: [/^assets\/(classes\d*\.dex\.dat|dp\..*\.so\.dat|dp\.mp3|resources\.dat)$/],
};

const apkProtect: Packer = {
  ...none,
  name: 'APKProtect',
  libraries: [/^lib(APKProtect|apkprotect)\.so$/],
  assets: [/(^|\/)apkprotect(\.com\/key\.dat|\.bin)$/],
};

const liapp: Packer = { ...none, name: 'LIAPP', assets: [/^assets\/LIAPPEgg/] };

const dpt: Packer = {
  ...none,
  name: 'dpt-shell',
  classes: ['com.luoye.dpt.', 'com.luoyesiqiu.shell.'],
  libraries: [/^libdpt\.so$/],
};

const other: Packer = {
  ...none,
  name: '其他加固',
  libraries: [/^lib(nqshield|nsecure|secenh|zprotect|apssec|rsprotect|uusafe)\.so$/],
};

/** Protector SDKs that leave the DEX as it is (libsgmain.so, libNetHTProtect.so) are no packers. */
export const PACKERS: readonly Packer[] = [
  jiagu,
  legu,
  bangcle,
  ijiami,
  nagain,
  baidu,
  alibaba,
  yidun,
  dingxiang,
  payegis,
  kiwi,
  dexProtector,
  apkProtect,
  liapp,
  dpt,
  other,
];
