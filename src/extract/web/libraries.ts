import type { Owner, SdkFact } from '../../facts/types.js';
import { ownerOf } from '../javascript/libraries/libraries.js';

/** Scripts that web pages take from others, by the name their files keep. */
const NAMES =
  /(^|\/)(jquery|zepto|vue|vuex|pinia|react|angular|backbone|knockout|ionic|require|sea|phonegap|capacitor|fastclick|hammer|iscroll|axios|handlebars|mustache|template|art-?template|doT|juicer|es[56]-shim|core-js|babel-polyfill|polyfills?|(amfe-)?flexible|swiper?|socket\.io|vconsole|eruda|hls|video|clipboard|html2canvas|exif|lrz|localforage|pako|jszip|json2|modernizr|respond|html5shiv|js-?cookie|qs|mock|xlsx|three|d3|highcharts|chart|echarts|antv|wangEditor|ueditor|kindeditor|ckeditor|tinymce|nprogress|perfect-scrollbar|better-scroll|bscroll|dropload|lazyload|photoswipe|viewer|cropper|turn|bootstrap|popper|layui|layer|laydate|framework7|weui|mui|aui|vant|element-?(ui|plus)|iview|mint-ui|cube-ui|vux|sm|sui|frozen|ydui|amazeui|semantic|materialize|jweixin|qiniu|plupload|webuploader|dcloud_\w+|sensorsdata|mtracker|crypto-js)([._@-][\w.@-]*)?\.js$/i;
/** Files that are always a tool's, whatever is in them. */
const GENERATED =
  /(^|\/)(cordova|cordova_plugins|native-bridge|chunk-vendors?|vendors?)([._~-][\w.~-]*)?\.js$|(^|\/)(__wap2app\w*|__W2A__[\w.-]*|dcloud_\w+)\.(js|json|html?)$/;
const FOLDERS =
  /(^|\/)(bower_components|layui|ueditor|kindeditor|ckeditor|tinymce|easyui|cordova-js-src|plugins\/(phonegap-plugin|cordova|com\.|nl\.|uk\.|de\.)[\w.-]*)\//i;
/** Smaller files of a library's name are the app's own wrappers around it: `utils/axios.js`. */
const MIN_LIBRARY = 6000;
/** Runs of Chinese a library holds in its own words, comments among them. */
const MAX_HAN_RUNS = 400;
const HAN = /[\u3400-\u9fff]{2,}/g;

/** Whether a file is someone else's by its name alone. */
export function isGenerated(name: string): boolean {
  return GENERATED.test(name) || FOLDERS.test(name) || ownerOf(name) === 'third-party';
}

/**
 * Whose script a file of a web page is: told by its path and name, or by the licence its first comment names. A bundle that begins
 * with a library's licence is the app's all the same, and so is a script that speaks Chinese at length.
 */
export function ownerOfScript(name: string, text: string): Owner {
  if (isGenerated(name)) return 'third-party';
  const named = NAMES.test(name) && text.length >= MIN_LIBRARY;
  if (!named && !isLicensed(text)) return 'own';
  return (text.match(HAN) ?? []).length > MAX_HAN_RUNS ? 'own' : 'third-party';
}

function isLicensed(text: string): boolean {
  const comment = /^\s*\/\*[\s\S]{0,1500}?\*\//.exec(text.slice(0, 2000))?.[0] ?? '';
  if (!/\b(MIT|BSD|Apache|GPL|LGPL|ISC)\b/.test(comment) || /see \S+\.LICENSE/.test(comment)) return false;
  return !/webpackJsonp|webpackChunk|__vite|^\s*import\b|createElementBlock|_sfc/m.test(text);
}

/** One fact for each library a web app brings along as files of its own. */
export function webLibraryFacts(files: readonly { name: string; path: string }[]): SdkFact[] {
  const found = new Map<string, SdkFact>();
  for (const { name, path } of files) {
    const library = NAMES.exec(name)?.[2]?.toLowerCase();
    if (!library || found.has(library)) continue;
    found.set(library, {
      kind: 'sdk',
      name: library,
      category: 'utility',
      called: 'unknown',
      at: { path },
      owner: 'third-party',
      screens: [],
    });
  }
  return [...found.values()];
}
