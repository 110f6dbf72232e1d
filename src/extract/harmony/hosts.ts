import type { LimitFact } from '../../facts/types.js';
import type { Entry, Tree } from '../../open/tree.js';
import { limit } from './limits.js';

interface Host {
  name: string;
  matches(name: string): boolean;
  /** What stands in the package and is not read, and how much of the app it is. */
  detail: string;
  share: number;
}

/** What runs inside a HarmonyOS app besides its own bytecode. Source: packages of Flutter, React Native and ArkWeb for OpenHarmony */
const HOSTS: Host[] = [
  {
    name: 'flutter',
    matches: (name) => /^libs\/[^/]+\/lib(app|flutter)\.so$/.test(name),
    detail: '应用界面由 Flutter 编译代码（libapp.so）实现，未检查；请提交源代码。',
    share: 0.9,
  },
  {
    name: 'react-native',
    matches: (name) =>
      /^resources\/rawfile\/.*\.(harmony\.(js|bundle)|hbc|jsbundle)$|^resources\/rawfile\/bundle\.harmony\.js$/.test(name),
    detail: '应用界面由 React Native 脚本包实现，未检查；请另行提交该脚本包或源代码。',
    share: 0.9,
  },
  {
    name: 'web-view',
    matches: (name) => /^resources\/rawfile\/.*\.html?$/.test(name),
    detail: '包内 resources/rawfile 中有网页，由网页组件显示，其中的页面、文字和脚本未检查；请另行提交这些网页。',
    share: 0.5,
  },
];

/** Other runtimes of a module, and the limits for what of them is not read. */
export function otherHosts({ entries, path }: Tree): { hosts: string[]; limits: LimitFact[] } {
  const found = HOSTS.flatMap((host) => {
    const entry = entries.find((one: Entry) => host.matches(one.name));
    return entry ? [{ host, entry }] : [];
  });
  const limits = found.map(({ host, entry }) =>
    limit(`${path}!${entry.name}`, {
      reason: 'compiled-runtime',
      hides: ['code', 'screens', 'texts'],
      detail: host.detail,
      share: host.share,
    }),
  );
  return { hosts: found.map(({ host }) => host.name), limits };
}
