import type { Node, ObjectExpression } from '@babel/types';
import { isFunction, keyName, unwrap, valueOfKey } from '../../../decode/javascript/names.js';
import { tokenise } from '../../../facts/tokens.js';
import type { Subject } from '../../../facts/types.js';
import type { Application } from '../application/application.js';
import { calledUnits } from '../application/call-graph.js';
import { collectionOf } from '../application/collections.js';
import { memberOf } from '../application/follow.js';
import { fold, foldObject } from '../constants/fold.js';
import type { Call, Unit } from '../module/model.js';
import { addressElsewhere, isElsewhere } from './addresses-elsewhere.js';
import { CLIENT_TOKENS, NOT_REQUESTS } from './client-names.js';
import { isMadeClient } from './clients.js';
import { cloudCall, databaseCall, objectCall } from './cloud-calls.js';
import { cloudObjectCall } from './cloud-objects.js';
import { ASSET, DATA_FILE, HOST, HTTP_METHODS, isEndpoint } from './endpoints.js';
import { actionGiven, chosenAddresses, ENDPOINT_NAME } from './other-addresses.js';
import { isSendCall, reachesSend } from './sending.js';
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

const DATABASE_ACTIONS = /^(add|get|update|set|remove|count|watch|end)$/;

/** What a request is made with: `wx.request`, `this.$http.post`. */
export function viaOf({ callee }: Call): string {
  return callee.replace(/\?\.?/g, '');
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
      ? lower === 'del'
        ? 'DELETE'
        : lower.toUpperCase()
      : options.method?.toUpperCase();
  return {
    call,
    method,
    path: found,
    otherPaths: otherPaths(app, call, pages, found),
    params: body.params,
    via: viaOf(call),
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
  const asks = tokenise(call.callee.split('.').at(-1)!).some((word) => ASKS.test(word));
  const options = optionsIn(app, first, call.unit);
  const given = options && namedInOptions(app, options);
  // An HTTP method beside it leaves no doubt; else the wrapper has to be found.
  if (given) return (asks && namesMethod(app, options)) || leadsToSend() ? given : undefined;
  if (call.node.arguments.length < 2 || !asks) return undefined;
  const name = fold(app, first, call.unit);
  if (!name || !ENDPOINT_NAME.test(name) || HTTP_METHODS.has(name.toLowerCase()) || ASSET.test(name) || /\.json$/i.test(name))
    return undefined;
  return leadsToSend() ? name : undefined;
}

/** `{url: 'update_feedback', data}`: the name of a cloud function, or what follows an address that the wrapper knows. */
function namedInOptions(app: Application, { node: object, unit }: LocatedOptions): string | undefined {
  const value = (keys: RegExp): Node | undefined => {
    const member = object.properties.find((item) => item.type === 'ObjectProperty' && keys.test(keyName(item) ?? ''));
    return member?.type === 'ObjectProperty' ? member.value : undefined;
  };
  const url = value(/^(url|api|interface)$/);
  const name = url && value(/^(data|params|method)$/) ? fold(app, url, unit) : undefined;
  return name && ENDPOINT_NAME.test(name) && !ASSET.test(name) && !/\.json$/i.test(name) ? name : undefined;
}

function namesMethod(app: Application, { node, unit }: LocatedOptions): boolean {
  return ['method', 'type'].some((key) => {
    const value = valueOfKey(node, key);
    return value !== undefined && /^(get|post|put|delete)$/i.test(fold(app, value, unit) ?? '');
  });
}

/** `spread(spread({ url: base + path }, options), { header })`: what compilers make of `{ url: base + path, ...options, header }`. */
function addressPutTogether(app: Application, arg: Node, unit: Unit): string | undefined {
  if (arg.type !== 'CallExpression' || arg.arguments.length < 2) return undefined;
  const [first] = arg.arguments as Node[];
  if (first?.type !== 'ObjectExpression' && first?.type !== 'CallExpression') return undefined;
  for (const key of ['url', 'path', 'api']) {
    const found = memberOf(app, { node: arg, unit }, key);
    const address = found && fold(app, found.node, found.unit);
    if (address !== undefined) return address;
  }
  return undefined;
}

function pathOf(app: Application, arg: Node, unit: Unit): string | undefined {
  const object =
    arg.type === 'ObjectExpression' ? { node: arg, unit } : arg.type === 'Identifier' ? foldObject(app, arg, unit) : undefined;
  if (!object) return fold(app, arg, unit) ?? addressPutTogether(app, arg, unit) ?? addressElsewhere(app, arg, unit);
  let found: string | undefined;
  for (const member of object.node.properties) {
    const key = member.type === 'ObjectProperty' ? (keyName(member) ?? '') : '';
    if (member.type !== 'ObjectProperty' || !ADDRESS_KEY.test(key)) continue;
    const value = fold(app, member.value, object.unit) ?? addressElsewhere(app, member.value, object.unit);
    // `{ url: HOST, path: '/api/sign' }`: what is after the host stands on its own.
    if (value !== undefined && found !== undefined && key === 'path' && HOST.test(found)) return found.replace(/\/$/, '') + value;
    // A host that is told as the app runs, `useConfig((state) => state.host)`: nothing yet, or a name.
    if (key === 'path' && value?.startsWith('/') && (found === '' || (found && /^\{[^{}]*\}$/.test(found)))) return value;
    found ??= value;
  }
  return found;
}

interface Options extends Partial<LocatedOptions> {
  method?: string;
}

function foldedOptions(app: Application, args: Node[], unit: Unit): Options {
  const text = args
    .map((arg) => (arg.type === 'StringLiteral' ? arg.value : ''))
    .find((value) => /^(GET|POST|PUT|DELETE)$/i.test(value));
  for (const arg of args) {
    const object = optionsIn(app, arg, unit);
    if (!object) continue;
    const writtenAs = (key: string): string | undefined => {
      const value = valueOfKey(object.node, key);
      return value && fold(app, value, object.unit);
    };
    const method = writtenAs('method');
    // jQuery and its kin call it the type.
    const type = writtenAs('type');
    const asked =
      method && /^[a-z]{3,7}$/i.test(method) ? method : type && /^(get|post|put|delete)$/i.test(type) ? type : undefined;
    return { method: asked ?? text, ...object };
  }
  return { method: text };
}

interface LocatedOptions {
  node: ObjectExpression;
  unit: Unit;
}

/** Options as they are written, or put into a variable first: that one names an address, for what is sent stands in variables too. */
function optionsIn(app: Application, arg: Node, unit: Unit): LocatedOptions | undefined {
  if (arg.type === 'ObjectExpression') return { node: arg, unit };
  const object = arg.type === 'Identifier' ? foldObject(app, arg, unit) : undefined;
  return object?.node.properties.some((member) => addressIn(member)) ? object : undefined;
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
