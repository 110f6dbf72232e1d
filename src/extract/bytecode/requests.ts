import { tokenise } from '../../facts/tokens.js';
import type { Subject } from '../../facts/types.js';
import { CLIENT_TOKENS, NOT_REQUESTS } from '../javascript/requests/client-names.js';
import { HTTP_METHODS, isEndpoint } from '../javascript/requests/endpoints.js';
import { isSendCall } from '../javascript/requests/sending.js';
import { subjectOfName } from '../subjects.js';
import { folded, nameOf } from './naming.js';
import { functionsOf, type Units } from './units.js';
import { type CallSite, memberOf, optionsOf, stringOf, type Value } from './values.js';

export interface RequestCall {
  site: CallSite;
  method?: string;
  path: string;
  params: string[];
  via: string;
  sends: Subject[];
}

/** Whether a function, or anything it can run, sends something. */
export type Sends = (unit: number) => boolean;

export function sendsOf(program: Units): Sends {
  const memo = new Map<number, boolean>();
  const sends = (unit: number, depth: number): boolean => {
    const known = memo.get(unit);
    if (known !== undefined) return known;
    memo.set(unit, false);
    const calls = program.units.get(unit)?.calls ?? [];
    const found =
      calls.some((site) => isSend(nameOf(program, site.callee))) ||
      (depth < 12 &&
        (calls.some((site) => functionsOf(program, site.callee).some((id) => sends(id, depth + 1))) ||
          program.children(unit).some((id) => sends(id, depth + 1))));
    memo.set(unit, found);
    return found;
  };
  return (unit) => sends(unit, 0);
}

/** `http.post`, where `http` was made by `axios.create`, is a client whatever it is called. */
function isSend(name: string): boolean {
  return isSendCall(name) || /(^axios|(^|\.)create)\.(request|get|post|put|delete|patch|head)$/.test(name);
}

/** Reads a call as a request: the platform's own, a client library's, or a wrapper that is given a path. */
export function readRequest(
  program: Units,
  site: CallSite,
  sends: Sends,
  screens: ReadonlySet<string>,
  callers: Map<number, CallSite[]>,
): RequestCall | undefined {
  const name = nameOf(program, site.callee);
  if (!name || NOT_REQUESTS.test(name)) return undefined;
  const sure = isSend(name);
  const path = pathIn(program, site, screens, sure);
  if (path === undefined) return undefined;
  const isClient = name
    .split('.')
    .flatMap(tokenise)
    .some((word) => CLIENT_TOKENS.has(word));
  if (!sure && !isClient && !functionsOf(program, site.callee).some(sends)) return undefined;
  const params = new Set<string>();
  const subjects = new Set<Subject>();
  for (const body of bodiesOf(program, site))
    for (const value of given(body, callers)) collect(program, value, params, subjects, 0);
  const method = methodOf(program, site, name);
  return { site, ...(method && { method }), path, params: [...params].sort(), via: name, sends: [...subjects].sort() };
}

const URL_KEYS = ['url', 'path', 'api', 'uri', 'apiUrl'];
const BODY_KEYS = ['data', 'params', 'formData', 'body', 'query', 'payload', 'extraData', 'multiFormDataList'];

function pathIn(program: Units, { args }: CallSite, screens: ReadonlySet<string>, sure: boolean): string | undefined {
  for (const argument of args.slice(0, 3))
    for (const option of optionsOf(argument)) {
      const given = option.kind === 'object' ? URL_KEYS.map((key) => option.members.get(key)).find(Boolean) : option;
      const text = given && folded(program, given, false);
      if (text && isEndpoint(text, screens, sure) && !(screens.size > 0 && screens.has(text))) return text;
    }
  return undefined;
}

function methodOf(program: Units, { args }: CallSite, name: string): string | undefined {
  const last = name.split('.').at(-1)!.toLowerCase();
  if (HTTP_METHODS.has(last) && last !== 'upload') return last === 'del' ? 'DELETE' : last.toUpperCase();
  for (const argument of args) {
    const given = memberOf(argument, 'method');
    const text = given ? folded(program, given, false) : stringOf(argument);
    if (text && /^(get|post|put|delete|patch|head)$/i.test(text)) return text.toUpperCase();
  }
  return undefined;
}

/** What is sent: the body of the options, or the object handed over after the path. */
function bodiesOf(program: Units, { args }: CallSite): Value[] {
  const named = args.flatMap((argument) =>
    BODY_KEYS.map((key) => memberOf(argument, key)).filter((value) => value !== undefined),
  );
  const bodies = named.length > 0 ? named : args.slice(1);
  // `JSON.stringify(body)` is the body.
  return bodies.flatMap((body) =>
    body.kind === 'call' && /(^|\.)stringify$/.test(nameOf(program, body.site.callee)) ? body.site.args : [body],
  );
}

/** What is handed on is what the callers of the function gave: `signIn = (data) => post('/sign', data)`. */
function given(body: Value, callers: Map<number, CallSite[]>): Value[] {
  if (body.kind !== 'parameter') return [body];
  return (callers.get(body.unit) ?? []).map(({ args }) => args[body.index - 1]).filter((value) => value !== undefined);
}

/** Calls of the app's functions, by the function called. */
export function callersOf(program: Units, calls: readonly CallSite[]): Map<number, CallSite[]> {
  const out = new Map<number, CallSite[]>();
  for (const site of calls)
    for (const id of functionsOf(program, site.callee)) {
      const list = out.get(id);
      if (list) list.push(site);
      else out.set(id, [site]);
    }
  return out;
}

function collect(program: Units, value: Value, params: Set<string>, subjects: Set<Subject>, depth: number): void {
  for (const option of optionsOf(program.resolve(value))) {
    if (option.kind !== 'object' || depth > 3) continue;
    for (const [key, inner] of option.members) {
      if (params.size > 60) return;
      params.add(key);
      const subject = subjectOfName(key) ?? subjectOfName(nameOf(program, inner).split('.').at(-1) ?? '');
      if (subject) subjects.add(subject);
      collect(program, inner, params, subjects, depth + 1);
    }
  }
}
