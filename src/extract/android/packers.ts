/** A shell that encrypts an app's DEX and unpacks it at run time: told by stub classes, native libraries or assets it adds. */
export interface Packer {
  name: string;
  /** Class names or prefixes ending in `.`. */
  classes: string[];
  /** Base names of `lib/**` and `assets/**` files. */
  libraries: RegExp[];
  /** Entry names. */
  assets: RegExp[];
}

const none = { classes: [], libraries: [], assets: [] };

/** Protector SDKs that leave the DEX as it is (libsgmain.so, libNetHTProtect.so) are no packers. */
const PACKERS: Packer[] = [
  {
    name: '360加固',
    classes: ['com.stub.StubApp', 'com.qihoo.util.StubApp', 'com.qihoo.util.StubApplication'],
    libraries: [/^libjiagu(_\w+)?\.so$/, /^libprotectClass(_\w+)?\.so$/],
    assets: [/^assets\/\.appkey$/],
  },
  {
    name: '腾讯乐固/御安全',
    classes: ['com.tencent.StubShell.TxAppEntry', 'com.wrapper.proxyapplication.WrapperProxyApplication'],
    libraries: [/^libshell[ax]?(-[\w.-]+)?\.so$/, /^libmobisecy\d*\.so$/, /^libtup\.so$/],
    assets: [
      /^assets\/(tosversion|0OO00l111l1l|0OO00oo01l1l|o0oooOO0ooOo\.dat|wsDal\.jar)$/,
      /^assets\/(libwsDataEncryption.*\.so|WSSEC.*\.jar|dexMethod.*\.dat)$/,
    ],
  },
  {
    name: '梆梆安全',
    classes: ['com.secneo.apkwrapper.', 'com.SecShell.SecShell.', 'com.bangcle.'],
    libraries: [/^lib(DexHelper|SecShell)(-x86)?\.so$/, /^lib(secexe|secmain|dexjni|datajar|dexvmp)(\.\w+)?\.so$/],
    assets: [/^assets\/(secData0|classes0|bangcle_?classes)\.jar$/, /^assets\/bangcleplugin\//],
  },
  {
    name: '爱加密',
    classes: ['s.h.e.l.l.', 'com.shell.SuperApplication'],
    libraries: [/^libexec(main|oat)?\.so$/, /^libijm(DataEncryption(_\w+)?|-emulator)\.so$/],
    assets: [/^assets\/(ijiami\.(dat|ajm)|ijm_lib\/.*|IJMDal\.Data|af\.bin|signed\.bin)$/],
  },
  {
    ...none,
    name: '娜迦',
    libraries: [/^lib(chaosvmp|[defv]dog|xloader)\.so$/],
    assets: [/^assets\/maindata\/fake_classes\.dex$/],
  },
  {
    name: '百度加固',
    classes: ['com.baidu.protect.StubApplication'],
    libraries: [/^libbaiduprotect(_\w+)?\.so$/],
    assets: [/(^|\/)baiduprotect\d*\.jar$/],
  },
  { ...none, name: '阿里聚安全', classes: ['com.ali.mobisecenhance.'], libraries: [/^libmobisec[xyz]?\d*\.so$/] },
  {
    name: '网易易盾',
    classes: ['com.netease.nis.wrapper.'],
    libraries: [/^libnesec\.so$/],
    assets: [/^assets\/(nedata\.db|nedig\.properties)$/],
  },
  { ...none, name: '顶象', libraries: [/^libsys_misc\.so$/], assets: [/^assets\/csn.*\.data$/] },
  { ...none, name: '通付盾', classes: ['com.payegis.'], libraries: [/^libegis\.so$/], assets: [/^assets\/libegis\.a$/] },
  { ...none, name: '几维安全', libraries: [/^lib(KwProtectSDK|kwsdataenc|kiwi_dumper|kiwicrash)\.so$/] },
  {
    ...none,
    name: 'DexProtector',
    libraries: [/^libdexprotector.*\.so$/],
    assets: [/^assets\/(classes\d*\.dex\.dat|dp\..*\.so\.dat|dp\.mp3)$/],
  },
  {
    ...none,
    name: 'APKProtect',
    libraries: [/^lib(APKProtect|apkprotect)\.so$/],
    assets: [/(^|\/)apkprotect(\.com\/key\.dat|\.bin)$/],
  },
  { ...none, name: 'LIAPP', assets: [/^assets\/LIAPPEgg/] },
  { ...none, name: 'dpt-shell', classes: ['com.luoye.dpt.', 'com.luoyesiqiu.shell.'], libraries: [/^libdpt\.so$/] },
  { ...none, name: '其他加固', libraries: [/^lib(nqshield|nsecure|secenh|zprotect|apssec|rsprotect|uusafe)\.so$/] },
];

/** First two segments of all marks, so that most classes need only one look-up. */
const MARKED_PACKAGES = new Set(PACKERS.flatMap(({ classes }) => classes.map((mark) => /^[^.]+\.[^.]+/.exec(mark)![0])));

/**
 * The first packer whose marks are there. Assets and libraries alone count only together with a class that is named in the
 * manifest or stands in the DEX, or where the DEX lacks declared components: a left-over library packs nothing.
 */
export function packerAt(entries: readonly string[], classes: Iterable<string>): { packer: Packer; marks: string[] } | undefined {
  const marked = [...classes].filter((name) => MARKED_PACKAGES.has(name.slice(0, name.indexOf('.', name.indexOf('.') + 1))));
  for (const packer of PACKERS) {
    const byClass = marked.find((name) =>
      packer.classes.some((mark) => (mark.endsWith('.') ? name.startsWith(mark) : name === mark)),
    );
    const byFile = entries.filter((name) => isMark(packer, name)).slice(0, 3);
    if (byClass || byFile.length > 0) return { packer, marks: [...(byClass ? [byClass] : []), ...byFile] };
  }
  return undefined;
}

function isMark(packer: Packer, name: string): boolean {
  if (packer.assets.some((mark) => mark.test(name))) return true;
  const base = /^(?:base\/)?(?:lib|assets)\/(?:.*\/)?([^/]+)$/.exec(name)?.[1];
  return base !== undefined && packer.libraries.some((mark) => mark.test(base));
}
