import type { Owner, SdkFact } from '../../../facts/types.js';
import type { Entry } from '../../../open/tree.js';

/** A well-known script or component library, told by where it stands in a project. */
interface Library {
  name: string;
  category: 'ui' | 'runtime' | 'chart' | 'map' | 'utility' | 'analytics' | 'template';
  paths: RegExp;
  /** Known by the name of a file only, which a page may have as well: `pages/qrcode/qrcode.js`. */
  byFile?: boolean;
}

/** A page or component in a folder of its own name. */
const PAGE = /(^|\/)pages?\/(?:[\w-]+\/)*([\w-]+)\/\2\.\w+$/;

/**
 * Components of uni-ui that are copied into a project by hand; other names that begin so are the project's own (`uni-uploader`).
 * Source: @dcloudio/uni-ui 1.5, lib/; hello uni-app before it
 */
const UNI_UI =
  'badge|breadcrumb(-item)?|calendar|card|col|collapse(-item)?|combox|countdown|data-(checkbox|picker(view)?|select)|dateformat|datetime-picker|drawer|easyinput|fab|fav|file-picker|forms(-item)?|goods-nav|grid(-item)?|group|icons?|indexed-list(-item)?|link|list(-item|-ad|-chat)?|load-more|nav-bar|notice-bar|number-box|pagination|popup(-dialog|-message|-share)?|rate|row|scss|search-bar|section|segmented-control|status-bar|steps|swipe-action(-item)?|swiper-dot|table|tbody|td|th|thead|tr|tag|title|tooltip|transition';

const LIBRARIES: Library[] = [
  { name: 'npm 依赖', category: 'utility', paths: /(^|\/)(node_modules|miniprogram_npm|npm)\// },
  { name: 'uni_modules 插件', category: 'ui', paths: /(^|\/)uni_modules\// },
  { name: 'uView', category: 'ui', paths: /(^|\/)(uview(-ui|-plus)?|uview2|u-view)\// },
  {
    name: 'uni-ui',
    category: 'ui',
    paths: new RegExp(
      `(^|/)(uni-ui|@dcloudio)/|(^|/)components/(m|mpvue)-[\\w-]+/(m|mpvue)-[\\w-]+\\.(vue|js)$|(^|/)components/uni-(${UNI_UI})/`,
    ),
  },
  { name: 'ColorUI', category: 'ui', paths: /(^|\/)(color-?ui|cu-custom)\//i },
  { name: 'Vant Weapp', category: 'ui', paths: /(^|\/)(@?vant(-weapp)?|vant-aliapp|zanui(-weapp)?)(\/|$)/ },
  { name: 'TDesign', category: 'ui', paths: /(^|\/)tdesign-miniprogram(\/|$)/ },
  { name: 'WeUI', category: 'ui', paths: /(^|\/)weui(-miniprogram|-wxss)?(\/|\.\w+$)/ },
  { name: 'iView', category: 'ui', paths: /(^|\/)(iview(-weapp)?)\// },
  { name: 'Lin UI', category: 'ui', paths: /(^|\/)lin-ui\// },
  { name: 'Taro UI', category: 'ui', paths: /(^|\/)taro-ui\// },
  { name: 'NutUI', category: 'ui', paths: /(^|\/)@?nutui(-\w+)?\// },
  { name: 'MinUI / Wux', category: 'ui', paths: /(^|\/)(@minui|wux(-weapp)?|dist\/wux)\// },
  { name: 'ThorUI / FirstUI / tmui', category: 'ui', paths: /(^|\/)(thorui|firstui|tm-vuetify|tmui|graceUI|GraceUI\w*)\// },
  { name: 'mescroll', category: 'ui', paths: /(^|\/)mescroll(-uni|-body)?\// },
  { name: 'ECharts', category: 'chart', paths: /(^|\/)(ec-canvas|echarts(-for-\w+)?)(\/|[\w.-]*\.js$)/ },
  {
    name: 'uCharts',
    category: 'chart',
    paths: /(^|\/)(u-charts|ucharts|qiun-\w+|wxcharts|wx-charts|f2-canvas|f2)(\/|[\w.-]*\.js$)/,
  },
  { name: '地图 SDK', category: 'map', paths: /(^|\/)(qqmap-wx-jssdk|amap-wx|amap-uni|bmap-wx)[\w.-]*\.js$/ },
  {
    name: '腾讯云即时通信',
    category: 'utility',
    paths:
      /(^|\/)(tim-(wx-sdk|js-sdk|js|wx|upload-plugin|profanity-filter-plugin)|trtc-(wx|wx-sdk)|tsignaling(-wx|-js)?)([.-][\w.-]*)?\.js$/,
  },
  {
    name: '富文本解析',
    category: 'template',
    paths: /(^|\/)(wxParse|html2wxml|towxml|mp-html|u-parse|gaoyia-parse|jyf-parser|feng-parse|marked|highlight)(\/|\.\w+$)/,
  },
  {
    name: 'uni-app 运行时',
    category: 'runtime',
    paths: /(^|\/)(__uniapp\w+|uni-app-view\.umd|uni-app-framework[\w-]*|view\.umd(\.min)?)\.js$/,
  },
  {
    name: '工具库',
    category: 'utility',
    paths:
      /(^|\/)(lodash|moment|dayjs|underscore|crypto-js|md5|base64|qrcode|weapp-qrcode|regenerator-runtime|runtime|promise|es6-promise|polyfill|jsencrypt|sm-crypto|mobx|mobx-miniprogram\w*|redux|flyio|wx-promise-pro|async-validator)(js)?([._\d-][\w.-]*)?\.js$/,
    byFile: true,
  },
  {
    name: '统计脚本',
    category: 'analytics',
    paths: /(^|\/)(mta_analysis|ald-stat|aldstat|uma|umtrack|hm|sensorsdata|mta|appStatistics)([._\d-][\w.-]*)?\.js$/i,
    byFile: true,
  },
];

/** Output of builds, tests and typings: not code of the app that runs. */
const NOT_SHIPPED =
  /(^|\/)(\.git|\.github|\.svn|\.idea|\.vscode|\.hbuilderx|\.history|\.husky|\.cache|\.temp|\.tea|\.mini-ide|\.minidev|__tests__|__mocks__|tests?|typings|unpackage|coverage|cypress|docs?)\/|\.d\.ts$|\.(test|spec)\.[jt]sx?$|(^|\/)(gulpfile|webpack\.config|vite\.config|babel\.config|postcss\.config|vue\.config|jest\.config|tailwind\.config|commitlint\.config|\.eslintrc|\.prettierrc|project\.private\.config)[\w.-]*$/;

export function isShipped(name: string): boolean {
  return !NOT_SHIPPED.test(name);
}

export function libraryAt(name: string): Library | undefined {
  return LIBRARIES.find((library) => library.paths.test(name) && !(library.byFile && PAGE.test(name)));
}

/** What WeChat's tools add to a package for the language features that they compile: nobody's choice, so no library of the app. */
const COMPILER_HELPER = /^@babel\/runtime\//;

/** Whose code stands at a path, or in a bundler's module. Minified single files beside sources are someone else's. */
export function ownerOf(name: string): Owner {
  const file = resourceOf(name);
  if (libraryAt(file) || COMPILER_HELPER.test(file) || /[.-]min\.js$/.test(file)) return 'third-party';
  return 'own';
}

/** webpack's development builds name a module by the loaders it went through and then its file: `x-loader.js!./src/a.ux?b=c`. */
function resourceOf(name: string): string {
  return name.slice(name.lastIndexOf('!') + 1).replace(/\?.*$/, '');
}

/** One fact for each library that stands in a package as files of its own, where the first of them is. */
export function libraryFacts(entries: readonly Pick<Entry, 'name' | 'path'>[]): SdkFact[] {
  const found = new Map<string, SdkFact>();
  for (const { name: file, path } of entries) {
    const library = libraryAt(file);
    if (!library || found.has(library.name)) continue;
    const { name, category } = library;
    found.set(name, { kind: 'sdk', name, category, called: 'unknown', at: { path }, owner: 'third-party', screens: [] });
  }
  return [...found.values()];
}
