import type { SdkFact } from '../../../facts/types.js';
import type { ArkProgram } from './program.js';

/** Packages of the ohpm registry in common use, by name; of others with a scope nothing is assumed. Source: ohpm.openharmony.cn */
const KNOWN: [RegExp, string, string][] = [
  [/^@ohos\/axios$/, 'axios', 'network'],
  [/^@ohos\/(retrofit|httpclient|okio|mqtt|socketio|protobufjs)$/, '', 'network'],
  [
    /^@ohos\/(lottie|imageknife|gpu_transform|mpchart|xmlgraphicsbatik|pulltorefresh|banner|svg|textlayoutbuilder|smartrefreshlayout\w*|dialogs|overscroll-decor|vcard|gif-drawable|roundedimageview)/,
    '',
    'ui',
  ],
  [
    /^@ohos\/(crypto-js|commons-codec|dayjs|moment|lodash|jszip|datatool|disklrucache|fileio-extra|mmkv|zxing|eventbus|rxjs\w*|base64|json-bigint|logger)/,
    '',
    'utility',
  ],
  [
    /^@(pura\/harmony-(utils|dialog)|abner\/\w+|rv\/image-preview|lyb\/\w+|candies\/\w+|changwei\/\w+|hadss\/\w+|zhongrui\/\w+)/,
    '',
    'utility',
  ],
  [
    /^@(tencent\/wechat_open_sdk|tencent\/qq-open-sdk|cashier_alipay\/cashiersdk|umeng\/\w+|hw-agconnect\/\w+|hms-core\/\w+|amap\/\w+|bdmap\/\w+|getui\/\w+|jg\/\w+|bugly\/\w+|alipay\/\w+)/,
    '',
    'sdk',
  ],
  [
    /^(axios|crypto-js|dayjs|moment|lodash(-es)?|jszip|class-transformer|reflect-metadata|mathjs|big\.js|decimal\.js|js-base64|qs|pinyin-pro|uuid|@types\/\w+)$/,
    '',
    'utility',
  ],
  [/^@(tarojs|dcloudio|rnoh|react-native-oh|cocos|kuikly|ohos-flutter|ohos\/flutter_ohos)(\/|$)/, '', 'runtime'],
];

export interface Ownership {
  isOwn(unit: number): boolean;
  isOwnSource(name: string): boolean;
  sdks: SdkFact[];
}

/**
 * Tells the app's code from packages it is built with. Compiled names hold the path below the package folder, or the package
 * itself; a package that stands in the registry's folder under a version is of the registry, one with a hash is the app's own.
 * Source: OHMUrl in Ark bytecode; `oh_modules/.ohpm/<name>@<version>/oh_modules/<name>/…`
 */
export function readOwnership(program: ArkProgram, path: string): Ownership {
  const sdks = new Map<string, SdkFact>();
  const foreign = new Set<string>();
  for (const { owner } of program.sources) {
    const found = packageOf(owner.name);
    if (!found || !isForeign(found)) continue;
    foreign.add(owner.name);
    const known = KNOWN.find(([pattern]) => pattern.test(found.name));
    const name = known?.[1] || found.name;
    if (!sdks.has(name))
      sdks.set(name, {
        kind: 'sdk',
        name,
        category: known?.[2] ?? 'library',
        ...(found.version && { version: found.version }),
        called: 'unknown',
        at: { path, class: owner.name },
        owner: 'third-party',
        screens: [],
      });
  }
  return {
    isOwn: (unit) => !foreign.has(program.sourceOf(unit)?.owner.name ?? ''),
    isOwnSource: (name) => !foreign.has(name),
    sdks: [...sdks.values()],
  };
}

interface FoundPackage {
  name: string;
  version?: string;
  /** Stands in the folder that the package manager fills. */
  installed: boolean;
}

function packageOf(source: string): FoundPackage | undefined {
  const installed =
    /(?:oh_modules|pkg_modules|node_modules)\/\.(?:ohpm|pnpm)\/([^/]+?)@([^/@]+)\/(?:oh_modules|pkg_modules|node_modules)\/((?:@[^/]+\/)?[^/]+)\//.exec(
      source,
    );
  if (installed) return { name: installed[3]!, version: installed[2]!, installed: true };
  const plain = /(?:oh_modules|pkg_modules|node_modules)\/((?:@[^/]+\/)?[^/.][^/]*)\//.exec(source);
  if (plain) return { name: plain[1]!, installed: true };
  const normalized = /^[^&/]*&((?:@[^/]+\/)?[^/]+)\/.*&([^&]*)$/.exec(source);
  return normalized ? { name: normalized[1]!, ...(normalized[2] && { version: normalized[2] }), installed: false } : undefined;
}

function isForeign({ name, version, installed }: FoundPackage): boolean {
  if (KNOWN.some(([pattern]) => pattern.test(name))) return true;
  // A library of the app's own stands there with a hash of its folder.
  return installed && (version === undefined ? name.startsWith('@') : /^\d+\.\d+/.test(version));
}
