import type { Carrier } from '../../facts/types.js';
import type { Tree } from '../../open/tree.js';

const CARRIER_FILES: [string, Carrier][] = [
  ['project.swan.json', 'baidu'],
  ['pkginfo.json', 'baidu'],
  ['mini.project.json', 'alipay'],
  ['project.tt.json', 'bytedance'],
  ['project.qq.json', 'qq'],
  ['project.ks.json', 'kuaishou'],
  ['project.config.json', 'wechat'],
];
const CARRIER_TEMPLATES: [RegExp, Carrier][] = [
  [/\.swan$/, 'baidu'],
  [/\.axml$/, 'alipay'],
  [/\.ttml$/, 'bytedance'],
  [/\.qml$/, 'qq'],
  [/\.qxml$/, 'quickapp'],
  [/\.jxml$/, 'jd'],
  [/\.ksml$/, 'kuaishou'],
  [/\.wxml$/, 'wechat'],
];

/** The platform a tree is written for, by its templates and project files; `multi` where it may be built for several. */
export function carrierOf(tree: Tree): Carrier {
  if (tree.format === 'wxapkg') return 'wechat';
  for (const [pattern, carrier] of CARRIER_TEMPLATES) if (tree.entries.some((entry) => pattern.test(entry.name))) return carrier;
  for (const [file, carrier] of CARRIER_FILES) if (tree.find(file)) return carrier;
  return 'multi';
}
