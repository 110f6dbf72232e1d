import type { Annotation, AnnotationValue } from '../../../decode/dex/index.js';
import { tokenise } from '../../../facts/tokens.js';
import type { Subject } from '../../../facts/types.js';
import { subjectOfName } from '../../subjects.js';
import type { AppClass, Classes } from '../classes.js';
import { dotted } from '../names.js';
import { type Body, type Call, methodKey } from './body.js';
import type { Flows } from './flows.js';
import { COMPOSED, fieldsSent, KEY, type Part, type Parts } from './parts.js';
import type { Program } from './program.js';
import type { Sends } from './sends.js';
import { type Literal, leaves } from './values.js';

export interface Request {
  at?: number;
  method?: string;
  path: string;
  params: string[];
  via: string;
  sends: Subject[];
  /** Its address ends in the number of a thing, unknown but no path. */
  ofOne?: true;
}

const URL = /^(https?:)?\/\/[\w.{}-]+/i;
/** An endpoint's path: segments of letters, no file of the device, no MIME type, no date format. */
const PATH = /^(?:\{\})*\/?[A-Za-z_][\w.{}$-]*(?:\/[\w.{}$:-]+)*\/?(?:\?[\w=&{}.%-]*)?$/;
const NOT_PATH =
  /^(image|audio|video|text|application|multipart|font|\*)\/|\.(png|jpe?g|gif|webp|svg|apk|so|db|ttf|otf|mp3|mp4|zip|txt|log|css|properties|pdf|docx?)$|^\/?(sdcard|data|system|proc|dev|mnt|storage|etc|sbin|vendor|android_asset|storage\/emulated)\/|^(file|content|android\.resource|assets?):|[yMdHhms]{2,4}\/[yMdHhms]{2}|^(Ljava|Landroid|android\/|java\/|com\/|org\/)/;

/** Whether a text can be the path of a request. */
function isPath(text: string): boolean {
  if (text.length < 3 || text.length > 300 || /\s/.test(text)) return false;
  if (URL.test(text)) return !/^https?:\/\/(schemas\.android\.com|www\.w3\.org|ns\.adobe\.com|xml(pull)?\.)/.test(text);
  return text.includes('/') && PATH.test(text) && !NOT_PATH.test(text) && /[a-z]{2}/i.test(text);
}

/** A text that ends in a request's address needs no slash: `{}UserWeb?method=login`. */
function isAddress(literal: Literal, flows: Flows): boolean {
  const { text } = literal;
  if (text.length < 3 || text.length > 300 || /\s|:\/\/$/.test(text) || !/[a-z]{2}/i.test(text)) return false;
  // A bare word is as likely the name of something else; behind an unknown base it is an address.
  return /[/?=.]|^\{\}/.test(text) && !NOT_PATH.test(text) && [...flows.of(literal)].some((sink) => sink.startsWith('url'));
}

export interface RequestTools {
  program: Program;
  flows: Flows;
  sends: Sends;
  parts: Parts;
  /** Methods that read a field, by its flow node. */
  readersOf(field: string): readonly Body[];
}

/**
 * Requests whose paths a method names: texts that end in a request's address, directly, through the app's helpers or through
 * a field, with the names of what is put into the body beside them.
 */
export function readRequests(body: Body, tools: RequestTools): Request[] {
  const found = new Map<Literal, Request>();
  const paths = new Set(
    body.literals.filter((literal) => !literal.folded && (isPath(literal.text) || isAddress(literal, tools.flows))),
  );
  if (paths.size === 0) return [];
  for (const call of body.calls)
    for (const [index, arg] of call.args.entries())
      for (const leaf of leaves(arg)) {
        if (leaf.kind !== 'text' || !paths.has(leaf.literal) || found.has(leaf.literal)) continue;
        const method = methodOf(leaf.literal, call, index, tools);
        if (method === undefined) continue;
        const request: Request = {
          at: call.at,
          path: leaf.literal.text,
          via: viaOf(call),
          params: [],
          sends: [],
          ...(method && { method }),
          ...(endsInNumber(leaf.literal) && { ofOne: true }),
        };
        addParts(request, tools.parts.handed(call, body));
        found.set(leaf.literal, request);
      }
  const requests = [...found.values()];
  if (requests.length > 0) addKeys(body, requests, tools);
  for (const literal of paths)
    if (!found.has(literal)) requests.push(...throughField(literal, tools), ...answered(literal, body, tools));
  for (const request of requests) request.sends = sendsOf(request);
  return requests;
}

const NUMBERS = /^([IJSB]|Ljava\/lang\/(Integer|Long);)$/;

/** `"praise/" + item.id`: a number, or what is called an id, is no path that somebody hands in. */
function endsInNumber({ parts }: Literal): boolean {
  const last = parts?.at(-1);
  if (!last) return false;
  if (last.kind === 'field') return NUMBERS.test(last.ref.type) || isId(last.ref.name);
  if (last.kind === 'parameter') return NUMBERS.test(last.type);
  if (last.kind !== 'call') return last.kind === 'arithmetic';
  const key = last.args.find((arg) => arg.kind === 'text');
  return NUMBERS.test(last.callee.returns) || isId(last.callee.name) || (key?.kind === 'text' && isId(key.literal.text));
}

function isId(name: string): boolean {
  return tokenise(name).at(-1) === 'id';
}

/** A request as one caller sends it: with the parameters that caller put together. */
export function withParts(request: Request, parts: readonly Part[]): Request {
  const sent = { ...request, params: [...request.params], sends: [...request.sends] };
  addParts(sent, parts);
  return { ...sent, params: sent.params.sort(), sends: sendsOf(sent) };
}

function addParts(request: Request, parts: readonly Part[]): void {
  for (const { name, subject } of parts) {
    if (!request.params.includes(name)) request.params.push(name);
    if (subject && !request.sends.includes(subject)) request.sends.push(subject);
  }
}

/** A path kept in a field: the methods that read it put the body together. */
function throughField(literal: Literal, tools: RequestTools): Request[] {
  const sinks = tools.flows.of(literal);
  const url = [...sinks].find((sink) => sink.startsWith('url'));
  const fields = [...literal.targets].filter((target) => target.startsWith('f|'));
  if (!url || fields.length === 0) return [];
  const request: Request = {
    at: literal.at,
    path: literal.text,
    via: 'field',
    params: [],
    sends: [],
    ...(url.length > 4 && { method: url.slice(4) }),
  };
  for (const reader of fields.flatMap(tools.readersOf)) addKeys(reader, [request], tools);
  return [request];
}

/** A path a method answers for the class above to send to; what is sent, the methods beside it answer: `endpoint()`, `collect()`. */
function answered(literal: Literal, body: Body, { program, flows, parts }: RequestTools): Request[] {
  const isAnswer = body.returns.some((value) => leaves(value).some((leaf) => leaf.kind === 'text' && leaf.literal === literal));
  const url = isAnswer && [...flows.of(literal)].find((sink) => sink.startsWith('url'));
  if (!url) return [];
  const request: Request = { at: literal.at, path: literal.text, via: body.ref.name, params: [], sends: [] };
  if (url.length > 4) request.method = url.slice(4);
  for (const beside of program.family(body.owner.name).flatMap((name) => program.bodiesOf(name)))
    if (COMPOSED.test(beside.ref.returns)) addParts(request, parts.of(beside));
  request.params.sort();
  return [request];
}

/** Undefined where the text is no request's path; `''` where the method is not known. */
function methodOf(literal: Literal, call: Call, index: number, { program, flows, sends }: RequestTools): string | undefined {
  const sinks = flows.of(literal);
  for (const sink of sinks) if (sink.startsWith('url ')) return byName(call) ?? sink.slice(4);
  if (sinks.has('url')) return byName(call) ?? '';
  if (sinks.has('log') || sinks.has('image') || sinks.has('page') || sinks.has('route') || sinks.has('compare')) return undefined;
  // Through an own helper whose inside was not followed to the end.
  return index <= 2 && program.resolve(call.callee).some(sends.reachesSend) ? (byName(call) ?? '') : undefined;
}

function byName({ callee }: Call): string | undefined {
  const tokens = tokenise(callee.name);
  if (tokens.includes('get') && tokens[0] === 'get') return 'GET';
  if (tokens.some((token) => token === 'post' || token === 'upload')) return 'POST';
  if (tokens[0] === 'put') return 'PUT';
  return tokens[0] === 'delete' ? 'DELETE' : undefined;
}

function viaOf({ callee }: Call): string {
  return `${dotted(callee.owner).replace(/^.*\./, '')}.${callee.name === '<init>' ? 'new' : callee.name}`;
}

/** A declared endpoint as one call sends it: the body is put together before the call, since the one before it. */
export function endpointAt(declared: Request, body: Body, from: number, to: number, { flows, parts }: RequestTools): Request {
  const keys = body.literals.filter(({ at, text }) => at > from && at < to && KEY.test(text));
  const params = [
    ...new Set([...declared.params, ...keys.filter((key) => flows.of(key).has('key')).map(({ text }) => text)]),
  ].sort();
  return withParts(
    { ...declared, params },
    parts.of(body).filter(({ at }) => at > from && at < to),
  );
}

/** Keys put between one request and the next belong to the next; where there is one request, all of them. */
function addKeys(body: Body, requests: Request[], { flows, parts }: RequestTools): void {
  const ordered = [...requests].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
  const ownerOf = (at: number): Request => ordered.find((request) => (request.at ?? 0) >= at) ?? ordered.at(-1)!;
  for (const literal of body.literals) {
    if (!KEY.test(literal.text) || !flows.of(literal).has('key')) continue;
    const owner = ownerOf(literal.at);
    if (!owner.params.includes(literal.text)) owner.params.push(literal.text);
  }
  for (const part of parts.of(body)) addParts(ownerOf(part.at), [part]);
  for (const request of requests) request.params.sort();
}

/** What its names say it sends, and what was found of the values. */
function sendsOf(request: Request): Subject[] {
  const out = new Set<Subject>([...request.sends, ...request.params.flatMap((param) => subjectOfName(param) ?? [])]);
  if (/upload/i.test(request.via) || tokenise(request.path).includes('upload')) {
    const last = subjectOfName(
      tokenise(request.path)
        .filter((token) => token !== 'upload')
        .join('_'),
    );
    out.add(last === 'photo' || last === 'video' || last === 'audio' ? last : 'file');
  }
  return [...out].sort();
}

const VERBS = new Map([
  ['GET', 'GET'],
  ['POST', 'POST'],
  ['PUT', 'PUT'],
  ['DELETE', 'DELETE'],
  ['PATCH', 'PATCH'],
  ['HEAD', 'HEAD'],
]);

/** Requests an interface declares by annotations (Retrofit), by method key; also where the annotations were renamed. */
export function readEndpoints(owner: AppClass, classes: Classes): { key: string; request: Request; name: string }[] {
  if (!(owner.definition.flags & 0x200)) return [];
  const { dex } = owner.source;
  const annotations = dex.annotations(owner.definition);
  const out: { key: string; request: Request; name: string }[] = [];
  for (const [index, list] of annotations.onMethods) {
    const ref = dex.method(index);
    const found = ref && endpointIn(list);
    if (!ref || !found) continue;
    const params = (annotations.onParameters.get(index) ?? []).flatMap((set, position) =>
      set.flatMap((annotation) => {
        // An annotation without parts on an object of the app's own is `@Body`, whatever its name became.
        const isObject = Object.keys(annotation.values).length === 0;
        return isObject ? fieldsSent(dotted(ref.params[position] ?? ''), classes) : (textIn(annotation) ?? []);
      }),
    );
    const request: Request = {
      ...found,
      params: [...new Set(params.filter((param) => KEY.test(param)))].sort(),
      via: 'retrofit',
      sends: [],
    };
    const multipart =
      list.some(({ type }) => /\/Multipart;$/.test(type)) || ref.params.some((type) => /MultipartBody/.test(type));
    request.sends = sendsOf(multipart ? { ...request, via: 'upload' } : request);
    out.push({ key: methodKey(ref, owner.name), request, name: ref.name });
  }
  return out;
}

function endpointIn(list: Annotation[]): { method?: string; path: string } | undefined {
  for (const annotation of list) {
    const { type, values } = annotation;
    const path = textIn(annotation)?.trim();
    const verb = VERBS.get(/\/(\w+);$/.exec(type)?.[1] ?? '');
    if (verb && path !== undefined) return { method: verb, path };
    if (verb) return { method: verb, path: '{}' };
    if (/\/HTTP;$/.test(type) && path) return { method: textValue(values.method), path };
    // R8 renames annotation types; a lone path on an interface method is still one.
    if (path?.includes('/') && isPath(path) && !/^Ldalvik|Headers;$/.test(type)) return { path };
  }
  return undefined;
}

/** What an annotation says: its value or, where a minifier renamed its parts as well, the only text in it. */
function textIn({ values }: Annotation): string | undefined {
  const named = textValue(values.value) ?? textValue(values.path);
  const texts = Object.values(values).flatMap((value) => textValue(value) ?? []);
  return named ?? (texts.length === 1 ? texts[0] : undefined);
}

function textValue(value: AnnotationValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
