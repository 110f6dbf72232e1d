import type { BundledModule } from '../../decode/javascript/bundle.js';
import type { Owner } from '../../facts/types.js';
import { stemOf } from '../javascript/application/application.js';
import { isPageFile, ownerIn, type Registered } from './registered.js';

/** Runs of Chinese that a bundle of libraries holds, the comments of development builds among them. */
const MAX_HAN_RUNS = 1500;
const HAN = /[\u3400-\u9fff]{2,}/g;

/**
 * Whether a file is where a framework's compiler puts what comes from npm, and nothing of the project: `taro.js` and `vendors.js` of
 * Taro 3, and of uni-app with Vue 3 `common/vendor.js`, which holds the helper that every component is exported by. One that
 * speaks Chinese at length has the app's own words in it all the same.
 * Source: Taro 3.6 mini-runner build.conf.ts (commonChunks); uni-app 3.0 uni-mp-vite plugin/build.ts (createMoveToVendorChunkFn)
 */
export function isVendorChunk(name: string, text: string): boolean {
  const isVendor =
    /^(taro|vendors)\.js$/.test(name) && /\bwebpack(Jsonp|Chunk)/.test(text.slice(0, 500))
      ? true
      : name === 'common/vendor.js' && text.includes('.__vccOpts') && !text.includes('webpackJsonp');
  return isVendor && (text.match(HAN) ?? []).length <= MAX_HAN_RUNS;
}

/** Whose code a module of a bundle is, where its file is named: an absolute one counts from the folder all such files share. */
export function partOwners(pages: Registered, parts: readonly BundledModule[]): (part: BundledModule) => Owner {
  const absolute = parts.flatMap(({ file }) => (file && ABSOLUTE.test(file) ? [slashed(file)] : []));
  const root = sharedFolder(absolute);
  return ({ file, id }) => {
    if (!file) return ownerIn(pages, id);
    const path = slashed(file);
    const inside = ABSOLUTE.test(file) && path.startsWith(root) ? path.slice(root.length) : path;
    return isPageFile(pages, inside) || isPageAt(pages, path) ? 'own' : ownerIn(pages, inside);
  };
}

const ABSOLUTE = /^([A-Za-z]:[\\/]|\/)/;

function slashed(file: string): string {
  return file.replaceAll('\\', '/');
}

/** `…/pages/sign/sign.vue` where `pages/sign/sign` is a page. */
function isPageAt({ stems }: Registered, path: string): boolean {
  let stem = stemOf(path.replace(/\.\w+$/, ''));
  while (stem.includes('/')) {
    stem = stem.slice(stem.indexOf('/') + 1);
    if (stems.has(stem)) return true;
  }
  return false;
}

/** The longest path with a slash at its end that all begin with. */
function sharedFolder(paths: readonly string[]): string {
  const [first = '', ...rest] = paths;
  let shared = first.slice(0, first.lastIndexOf('/') + 1);
  for (const path of rest)
    while (!path.startsWith(shared)) shared = shared.slice(0, shared.lastIndexOf('/', shared.length - 2) + 1);
  return shared;
}
