import { isElsewhere } from './addresses-elsewhere.js';

export const HTTP_METHODS = new Set(['get', 'post', 'put', 'delete', 'patch', 'del', 'upload']);
export const ASSET = /\.(png|jpe?g|gif|svg|webp|mp3|mp4|ttf|woff2?|css|wxss|js|vue|wxml|json5|ico)(\?|$)/i;
/** `.json` is a data file of the app when it stands beside the script or in a folder of such files; else servers answer to it too. */
export const DATA_FILE =
  /^(?!(https?:)?\/\/|\/|\{\}).*\.json(\?|$)|(^|\/)(static|assets?|mocks?|data|locales?|i18n|lang|json|config|public|lottie|animations?)\/(.*\/)?[^/]*\.json(\?|$)/i;
const MIME = /^(application|text|image|audio|video|multipart|font)\/[\w.+*-]+$/;
const PATH = /^(?:[a-z][a-z+.-]*:)?(?:\/\/|\{\})?[\w@{}.:%~-]*(?:\/[\w@{}.:%~$-]+)+(?:\/|\?[^\s]*)?$/;
/** An address that is a host and nothing more. */
export const HOST = /^(https?:\/\/[^/]+\/?|\{\})$/;

/** Whether a text reads as an address. `sure`: the call sends something, whatever its argument looks like. */
export function isEndpoint(text: string, pages: ReadonlySet<string>, sure: boolean): boolean {
  if (text.length > 300 || ASSET.test(text) || DATA_FILE.test(text) || MIME.test(text)) return false;
  // `request(url, 'GET', data)`: the method stands where a path may.
  if (HTTP_METHODS.has(text.toLowerCase())) return false;
  const page = text.replace(/^(\.\.\/|\.\/|\/)+/, '').replace(/\?.*$/, '');
  if (pages.has(page)) return false;
  // `../report/report` from `pages/index/index`.
  if (text.startsWith('.') && [...pages].some((id) => id.endsWith(`/${page}`))) return false;
  if (/^(\.\.\/)*\/?pages?\//.test(text) && !sure) return false;
  if (PATH.test(text) || isElsewhere(text)) return /[a-z]{2}/i.test(text);
  return sure && /[a-z]{3}/i.test(text) && !/\s/.test(text);
}
