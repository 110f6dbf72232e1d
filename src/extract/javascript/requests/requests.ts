import type { Node } from '@babel/types';
import { dottedName, isFunction, keyName, unwrap } from '../../../decode/javascript/names.js';
import { tokenise } from '../../../facts/tokens.js';
import type { Subject } from '../../../facts/types.js';
import { subjectOfName } from '../../subjects.js';
import { PLATFORM_OBJECTS } from '../apis/platform-apis.js';
import type { Application } from '../application/application.js';
import { calledUnits, calleesOf, callsOf } from '../application/call-graph.js';
import { type Collection, collectionOf } from '../application/collections.js';
import { fold, foldObject } from '../constants/fold.js';
import type { Call, Unit } from '../module/model.js';
import { addressElsewhere, isElsewhere } from './addresses-elsewhere.js';
import { isMadeClient } from './clients.js';
import { cloudObjectCall } from './cloud-objects.js';
import { actionGiven, chosenAddresses, ENDPOINT_NAME } from './other-addresses.js';
import { collectKeys, placesIn, subjectOfValue } from './sent-keys.js';

export interface RequestCall {
  call: Call;
  method?: string;
  path: string;
  /** The other addresses it may go to instead: `liked ? '/unlike' : '/like'`. */
  otherPaths?: string[];
  params: string[];
  via: string;
  sends: Subject[];
}

const SEND_CALLS =
  /(^|\.)(sendBeacon|request|uploadFile|httpRequest|callFunction|callContainer|sendSocketMessage|ajax|axios|fetch|createUpload|uploadImage)$/;
/** Clients that are called by what they send with: `$http(…)` of AngularJS, `$.post(…)`, `this.$axios.put(…)`. */
const CLIENT_CALLS =
  /^\$http$|^((this|Vue|vm|that|self)\.)?(\$http|http|\$axios|axios|\$|jQuery|Zepto|mui)\.(get|post|put|delete|patch|getJSON|jsonp)$/;
const DATABASE_ACTIONS = /^(add|get|update|set|remove|count|watch|end)$/;
export const HTTP_METHODS = new Set(['get', 'post', 'put', 'delete', 'patch', 'del', 'upload']);
export const CLIENT_TOKENS = new Set([
  'request',
  'requests',
  'req',
  'http',
  'https',
  'ajax',
  'axios',
  'fetch',
  'api',
  'post',
  'get',
  'put',
  'delete',
  'upload',
  'send',
  'call',
  'server',
  'service',
  'net',
  'network',
  'flyio',
  'fly',
  'rpc',
  'promise',
  'wxrequest',
]);
export const NOT_REQUESTS =
  /(^|\.)(navigateTo|redirectTo|reLaunch|switchTab|navigateBack|push|replace|go|require|import|define|getStorage\w*|setStorage\w*|removeStorage\w*|log|info|warn|error|debug|showToast|showModal|previewImage|getImageInfo|split|indexOf|includes|startsWith|endsWith|match|test|replaceAll|join|on|emit|dispatch|commit|\$on|\$emit|once|off|trigger|querySelector|select|createElement|drawImage|saveFile|openDocument|setNavigationBarTitle|register|component|use|jump\w*|navigate\w*|toPage|goto\w*|route\w*|loadFontFace|createInnerAudioContext|resolve|concat|setData|setRequestHeader|getResponseHeader|overrideMimeType|setHeader|open(Win|Frame|FrameGroup|Window|Page|Url|New\w*)|createWebview|getRelationNodes|css|attr|addClass|append|html|extend|loadUrl|load(Script|Css)\w*|Date|RegExp|Error)$|(^|\.)permissions?(android)?\.\w+$/i;
const ASSET = /\.(png|jpe?g|gif|svg|webp|mp3|mp4|ttf|woff2?|css|wxss|js|vue|wxml|json5|ico)(\?|$)/i;
/** `.json` is a data file of the app when it stands beside the script or in a folder of such files; else servers answer to it too. */
const DATA_FILE =
  /^(?!(https?:)?\/\/|\/|\{\}).*\.json(\?|$)|(^|\/)(static|assets?|mocks?|data|locales?|i18n|lang|json|config|public|lottie|animations?)\/(.*\/)?[^/]*\.json(\?|$)/i;
const MIME = /^(application|text|image|audio|video|multipart|font)\/[\w.+*-]+$/;
const PATH = /^(?:[a-z][a-z+.-]*:)?(?:\/\/|\{\})?[\w@{}.:%~-]*(?:\/[\w@{}.:%~$-]+)+(?:\/|\?[^\s]*)?$/;

/** The platform calls that send something by themselves, as against wrappers around them. */
export function isSendCall(callee: string): boolean {
  // Quick apps upload with `@system.request`.
  if (callee === 'request.upload') return true;
  // Weex: `weex.requireModule('stream').fetch(…)`.
  if (callee === 'stream.fetch') return true;
  // Its `send` goes by whatever name the variable has; making one is the sign.
  if (/(^|\.)XMLHttpRequest$/.test(callee)) return true;
  if (CLIENT_CALLS.test(callee)) return true;
  if (!SEND_CALLS.test(callee)) return false;
  const parts = callee.split('.');
  if (parts.length === 1) return /^(fetch|axios|uploadFile|request|ajax)$/.test(callee);
  return (
    PLATFORM_OBJECTS.has(parts[0]!) ||
    /(^|\.)(index|default|a|cloud|taro)\.\w+$/i.test(callee) ||
    /^(\$|axios|jquery|zepto|mui|api|navigator|fetch|request|\$?http|this\.\$http|window)\./i.test(callee) ||
    /\.(uploadFile|callFunction|callContainer)$/.test(callee)
  );
}

/** Whether a unit, or anything it can run, sends something. */
export function reachesSend(app: Application, unit: Unit, memo: Map<Unit, boolean>, depth = 0): boolean {
  const known = memo.get(unit);
  if (known !== undefined) return known;
  memo.set(unit, false);
  let found = callsOf(unit).some((call) => isSending(app, call));
  if (!found && depth < 25)
    for (const next of calleesOf(app, unit))
      if (reachesSend(app, next, memo, depth + 1)) {
        found = true;
        break;
      }
  memo.set(unit, found);
  return found;
}

/** Whether a call sends something by itself. */
export function isSending(app: Application, call: Call): boolean {
  return (
    isSendCall(call.callee) || isDatabaseWrite(app, call) || isMadeClient(app, call) || cloudObjectCall(app, call) !== undefined
  );
}

export function isDatabaseWrite(app: Application, call: Call): boolean {
  return /\.(add|update|set)$/.test(call.callee) && collectionOf(app, call.node, call.unit) !== undefined;
}

/**
 * Reads a call as a request: a platform call, a cloud function, a cloud database action, or a wrapper that is given a path.
 * @param pages ids of screens: a page's path is a navigation, not an endpoint
 */
export function readRequest(
  app: Application,
  call: Call,
  pages: ReadonlySet<string>,
  memo: Map<Unit, boolean>,
): RequestCall | undefined {
  const { node, unit } = call;
  const name = call.callee.split('.').at(-1)!;
  if (name === 'callFunction' || name === 'callContainer') return cloudCall(app, call);
  const object = cloudObjectCall(app, call);
  if (object) return objectCall(app, call, object);
  if (name === 'open' && node.arguments.length >= 2) return openedRequest(app, call);
  const collection = DATABASE_ACTIONS.test(name) ? collectionOf(app, node, unit) : undefined;
  if (collection) return databaseCall(app, call, collection, name);
  if (NOT_REQUESTS.test(call.callee)) return undefined;
  const found = findPath(app, call, pages) ?? namedEndpoint(app, call, memo);
  // What a class extends, given to the function that makes it, is no address: `(function (Base) {…})(wepy.page)`.
  if (!found || (isElsewhere(found) && isFunction(unwrap(node.callee as Node)))) return undefined;
  if (!isSendCall(call.callee) && !isClient(app, call, memo)) return undefined;
  const options = foldedOptions(app, node.arguments as Node[], unit);
  const body = bodyOf(app, call, options);
  const lower = name.toLowerCase();
  const method =
    HTTP_METHODS.has(lower) && lower !== 'upload'
      ? lower.replace('del', 'delete').replace('deleteete', 'delete').toUpperCase()
      : options.method?.toUpperCase();
  return {
    call,
    method,
    path: found,
    otherPaths: otherPaths(app, call, pages, found),
    params: body.params,
    via: call.callee.replace(/\?\.?/g, ''),
    sends: name === 'uploadFile' || call.callee === 'request.upload' ? withUploaded(body.sends, body.params) : body.sends,
  };
}

function withUploaded(sends: Subject[], params: string[]): Subject[] {
  return sends.length > 0 ? sends : params.some((param) => /video/i.test(param)) ? ['video'] : ['file'];
}

/** A call is taken for a client wrapper when its name says so or when it leads to a send. */
function isClient(app: Application, call: Call, memo: Map<Unit, boolean>): boolean {
  const words = call.callee.split('.').flatMap(tokenise);
  if (words.some((word) => CLIENT_TOKENS.has(word)) || isMadeClient(app, call)) return true;
  return calledUnits(app, call).some((unit) => reachesSend(app, unit, memo));
}

/** `xhr.open('POST', url)`: what is sent stands in another call. */
function openedRequest(app: Application, call: Call): RequestCall | undefined {
  const [first, second] = call.node.arguments as Node[];
  const method = first && fold(app, first, call.unit)?.toUpperCase();
  const path = second && fold(app, second, call.unit);
  if (!method || !/^(GET|POST|PUT|DELETE|PATCH)$/.test(method) || !path || !/[a-z]{2}/i.test(path)) return undefined;
  if (path.length > 300 || ASSET.test(path) || DATA_FILE.test(path) || /\.html?(\?|$)/.test(path)) return undefined;
  return { call, method, path, params: [], via: 'XMLHttpRequest', sends: [] };
}

/** The first argument, or its `url`-like property, that reads as a path. */
function findPath(app: Application, call: Call, pages: ReadonlySet<string>): string | undefined {
  const args = call.node.arguments as Node[];
  for (const [i, arg] of args.slice(0, 3).entries()) {
    const isSure = isSendCall(call.callee);
    const path = pathOf(app, arg, call.unit);
    if (path && isEndpoint(path, pages, isSure)) return path + (isSure ? '' : actionGiven(arg, path, args[i + 1]));
    // `let url = ''; switch (kind) { case 1: url = '/api/a'; … }`: what it is given later, where it begins with nothing.
    const later = path === '' ? addressesOf(app, arg, call.unit).find((text) => isEndpoint(text, pages, isSure)) : undefined;
    if (later) return later;
  }
  return undefined;
}

function otherPaths(app: Application, { node, unit }: Call, pages: ReadonlySet<string>, path: string): string[] {
  const chosen = node.arguments.slice(0, 3).flatMap((arg) => addressesOf(app, arg as Node, unit));
  return [...new Set(chosen)].filter((text) => !path.endsWith(text) && !HOST.test(text) && isEndpoint(text, pages, false));
}

/** The addresses an argument is chosen from as it runs. */
function addressesOf(app: Application, arg: Node, unit: Unit): string[] {
  const written = arg.type === 'ObjectExpression' ? arg.properties.flatMap((member) => addressIn(member) ?? []) : [arg];
  return written.flatMap((address) => chosenAddresses(app, address, unit));
}

function addressIn(member: Node): Node | undefined {
  return member.type === 'ObjectProperty' && ADDRESS_KEY.test(keyName(member) ?? '') ? member.value : undefined;
}

const ADDRESS_KEY = /^(url|path|api|uri|apiUrl|cloudPath|interface)$/;

/** Words by which a wrapper says that it asks a server. */
const ASKS = /^(ajax|request|req|http|https|post|api|fetch|rpc)$/;

/** `$$.ajaxData('MyComplaints', form)`: a wrapper that leads to a send and is given an endpoint by its name alone. */
function namedEndpoint(app: Application, call: Call, memo: Map<Unit, boolean>): string | undefined {
  const [first] = call.node.arguments as Node[];
  if (!first || isSendCall(call.callee)) return undefined;
  const leadsToSend = (): boolean => calledUnits(app, call).some((unit) => reachesSend(app, unit, memo));
  const given = first.type === 'ObjectExpression' ? namedInOptions(app, first, call.unit) : undefined;
  if (given) return leadsToSend() ? given : undefined;
  if (call.node.arguments.length < 2 || !tokenise(call.callee.split('.').at(-1)!).some((word) => ASKS.test(word)))
    return undefined;
  const name = fold(app, first, call.unit);
  if (!name || !ENDPOINT_NAME.test(name) || HTTP_METHODS.has(name.toLowerCase()) || ASSET.test(name) || /\.json$/i.test(name))
    return undefined;
  return leadsToSend() ? name : undefined;
}

/** `{url: 'update_feedback', data}`: the name of a cloud function, or what follows an address that the wrapper knows. */
function namedInOptions(app: Application, object: Extract<Node, { type: 'ObjectExpression' }>, unit: Unit): string | undefined {
  const value = (keys: RegExp): Node | undefined => {
    const member = object.properties.find((item) => item.type === 'ObjectProperty' && keys.test(keyName(item) ?? ''));
    return member?.type === 'ObjectProperty' ? member.value : undefined;
  };
  const url = value(/^(url|api|interface)$/);
  const name = url && value(/^(data|params|method)$/) ? fold(app, url, unit) : undefined;
  return name && ENDPOINT_NAME.test(name) && !ASSET.test(name) && !/\.json$/i.test(name) ? name : undefined;
}

function pathOf(app: Application, arg: Node, unit: Unit): string | undefined {
  const object =
    arg.type === 'ObjectExpression' ? { node: arg, unit } : arg.type === 'Identifier' ? foldObject(app, arg, unit) : undefined;
  if (!object) return fold(app, arg, unit) ?? addressElsewhere(app, arg, unit);
  let found: string | undefined;
  for (const member of object.node.properties) {
    const key = member.type === 'ObjectProperty' ? (keyName(member) ?? '') : '';
    if (member.type !== 'ObjectProperty' || !ADDRESS_KEY.test(key)) continue;
    const value = fold(app, member.value, object.unit) ?? addressElsewhere(app, member.value, object.unit);
    // `{ url: HOST, path: '/api/sign' }`: what is after the host stands on its own.
    if (value !== undefined && found !== undefined && key === 'path' && HOST.test(found)) return found.replace(/\/$/, '') + value;
    found ??= value;
  }
  return found;
}

const HOST = /^(https?:\/\/[^/]+\/?|\{\})$/;

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

interface Options {
  method?: string;
  node?: Extract<Node, { type: 'ObjectExpression' }>;
  unit?: Unit;
}

function foldedOptions(app: Application, args: Node[], unit: Unit): Options {
  const text = args
    .map((arg) => (arg.type === 'StringLiteral' ? arg.value : ''))
    .find((value) => /^(GET|POST|PUT|DELETE)$/i.test(value));
  for (const arg of args) {
    const object = arg.type === 'ObjectExpression' ? { node: arg, unit } : undefined;
    if (!object) continue;
    const writtenAs = (key: string): string | undefined => {
      const member = object.node.properties.find((item) => item.type === 'ObjectProperty' && keyName(item) === key);
      return member?.type === 'ObjectProperty' ? fold(app, member.value, unit) : undefined;
    };
    const method = writtenAs('method');
    // jQuery and its kin call it the type.
    const type = writtenAs('type');
    const asked =
      method && /^[a-z]{3,7}$/i.test(method) ? method : type && /^(get|post|put|delete)$/i.test(type) ? type : undefined;
    return { method: asked ?? text, node: object.node, unit };
  }
  return { method: text };
}

/** Keys of what is sent: `data`, `params`, `formData`, or the object handed over after the path. */
function bodyOf(app: Application, call: Call, options: Options): { params: string[]; sends: Subject[] } {
  const params = new Set<string>();
  const sends = new Set<Subject>();
  const bodies: Node[] = [];
  for (const member of options.node?.properties ?? []) {
    if (member.type !== 'ObjectProperty') continue;
    if (/^(data|params|formData|body|query|payload)$/.test(keyName(member) ?? '')) bodies.push(member.value);
    if (keyName(member) === 'filePath') sends.add(subjectOfValue(member.value) ?? 'file');
  }
  if (bodies.length === 0)
    for (const arg of call.node.arguments) if (pathOf(app, arg as Node, call.unit) === undefined) bodies.push(arg as Node);
  for (const body of bodies) {
    collectKeys(app, body, call.unit, params, sends);
    const places = placesIn(body, call.unit);
    if (places) sends.add(places);
  }
  return { params: [...params].sort(), sends: [...sends].sort() };
}

function cloudCall(app: Application, call: Call): RequestCall | undefined {
  const object = call.node.arguments[0] && foldObject(app, call.node.arguments[0] as Node, call.unit);
  if (!object) return undefined;
  const value = (key: string): Node | undefined => {
    const member = object.node.properties.find((item) => item.type === 'ObjectProperty' && keyName(item) === key);
    return member?.type === 'ObjectProperty' ? member.value : undefined;
  };
  const nameNode = value('name') ?? value('path');
  const name = nameNode && fold(app, nameNode, object.unit);
  if (!name || name === '{}') return undefined;
  const params = new Set<string>();
  const sends = new Set<Subject>();
  const data = value('data');
  if (data) collectKeys(app, data, object.unit, params, sends);
  const action = data && actionOf(app, data, object.unit);
  return {
    call,
    path: action ? `${name}/${action}` : name,
    params: [...params].sort(),
    via: 'cloud.callFunction',
    sends: [...sends].sort(),
  };
}

/** What a method of a cloud object is given is sent: objects by their keys, other values by their names. */
function objectCall(app: Application, call: Call, { name, method }: { name: string; method: string }): RequestCall {
  const params = new Set<string>();
  const sends = new Set<Subject>();
  for (const arg of call.node.arguments as Node[]) {
    const given = dottedName(arg)?.split('.').at(-1);
    const subject = given ? subjectOfName(given) : undefined;
    if (given && /^[A-Za-z_$][\w$]*$/.test(given)) params.add(given);
    if (subject) sends.add(subject);
    collectKeys(app, arg, call.unit, params, sends);
  }
  return { call, path: `${name}/${method}`, params: [...params].sort(), via: 'uniCloud.importObject', sends: [...sends].sort() };
}

/** The operation a cloud function is told to do: `data: {action: 'checkin'}`, `{$url: 'sign/add'}`, `{route: …}`. */
function actionOf(app: Application, data: Node, unit: Unit): string | undefined {
  const object = foldObject(app, data, unit);
  for (const member of object?.node.properties ?? []) {
    if (
      member.type !== 'ObjectProperty' ||
      !/^(action|type|\$url|url|route|method|func|fun|cmd|operation|op|name)$/.test(keyName(member) ?? '')
    )
      continue;
    const text = fold(app, member.value, object!.unit);
    if (text && /^[\w/.-]{2,60}$/.test(text)) return text;
  }
  return undefined;
}

function databaseCall(app: Application, call: Call, collection: Collection, action: string): RequestCall | undefined {
  const name = fold(app, collection.name.node, collection.name.unit);
  if (!name || name === '{}') return undefined;
  const params = new Set<string>();
  const sends = new Set<Subject>();
  const arg = call.node.arguments[0] as Node | undefined;
  if (arg) collectKeys(app, arg, call.unit, params, sends);
  if (params.has('data')) params.delete('data');
  const sort = collection.sort?.map(({ node, unit }) => fold(app, node, unit) ?? '{}').join(':');
  if (sort) params.add(`sort:${sort}`);
  return { call, method: action, path: name, params: [...params].sort(), via: 'cloud.database', sends: [...sends].sort() };
}
