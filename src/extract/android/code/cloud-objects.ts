import type { MethodRef } from '../../../decode/dex/index.js';
import { subjectOfName } from '../../subjects.js';
import { dotted } from '../names.js';
import type { Body, Call } from './body.js';
import type { Program } from './program.js';
import type { Request } from './requests.js';
import { choices, type Value } from './values.js';

/** Back-end services whose objects are sent by a method of the object or of a query: no address is written. */
export const CLOUD_OBJECTS: [owner: RegExp, method: RegExp] = [
  /^cn\.bmob\.v3\.|^com\.avos\.avoscloud\.|^cn\.leancloud\.|^com\.parse\.Parse/,
  /^(save\w*|update\w*|upload\w*|find\w*|insert\w*|signUp\w*|login\w*|logIn\w*|getObject|getInBackground|getFirst\w*|count\w*|increment\w*|delete\w*)$/,
];

const SERVICES: [owner: RegExp, service: string][] = [
  [/^cn\.bmob\./, 'bmob'],
  [/^com\.avos\.|^cn\.leancloud\./, 'leancloud'],
  [/^com\.parse\./, 'parse'],
];
const SORTS = /^(order|orderBy\w*|addAscendingOrder|addDescendingOrder|ascending|descending)$/;
const OWN_TABLE = /^(AV|LC|Parse|Bmob)(Object|User|Query|File)$/;

/** Requests of a method to a back-end service: the table stands for the path, as it does in the service's own REST interface. */
export function readCloudObjects(body: Body, program: Program): Request[] {
  return body.calls.flatMap((call) => {
    const owner = program.ownersOf(call.callee).find((name) => CLOUD_OBJECTS[0].test(name));
    if (!owner || !CLOUD_OBJECTS[1].test(call.callee.name)) return [];
    const table = tableOf(call, body, program);
    if (!table) return [];
    const method = methodOf(call.callee.name);
    const params = [...new Set(method === 'GET' ? sortedBy(body, program) : setBefore(call, body))].sort();
    return {
      at: call.at,
      method,
      path: table,
      params,
      via: `${SERVICES.find(([pattern]) => pattern.test(owner))?.[1] ?? 'cloud'}.${call.callee.name}`,
      sends: method === 'GET' ? [] : [...new Set(params.flatMap((param) => subjectOfName(param) ?? []))].sort(),
    };
  });
}

function methodOf(name: string): string {
  if (/^(find|get|count)/.test(name)) return 'GET';
  if (/^(update|increment)/.test(name)) return 'PUT';
  return name.startsWith('delete') ? 'DELETE' : 'POST';
}

/** The own class of the object, the one a listener takes, or the name a library's object or query was made with. */
function tableOf(call: Call, body: Body, program: Program): string | undefined {
  const own = [dotted(call.callee.owner), ...(call.receiver ? classesOf(call.receiver) : [])].find(
    (name) => program.classes.byName.get(name)?.owner === 'own',
  );
  if (own) return simple(own);
  for (const arg of call.args)
    for (const name of classesOf(arg)) {
      const held = heldBy(name, program);
      if (held) return simple(held);
    }
  return namedTable(body) ?? (/User$/.test(simple(dotted(call.callee.owner))) ? '_User' : undefined);
}

function classesOf(value: Value): string[] {
  return choices(value).flatMap((one) => (one.kind === 'new' ? [one.name] : []));
}

/** `new FindListener<Member>() {…}`: the compiler keeps the type the listener takes in the class's signature. */
function heldBy(name: string, program: Program): string | undefined {
  const found = program.classes.byName.get(name);
  if (!found) return undefined;
  const signature = found.source.dex.annotations(found.definition).onClass.find(({ type }) => /\/Signature;$/.test(type));
  const parts = signature?.values.value;
  const text = Array.isArray(parts) ? parts.filter((part) => typeof part === 'string').join('') : '';
  const names = [...text.matchAll(/L([\w/$]+);/g)].map((match) => match[1]!.replaceAll('/', '.'));
  return names.find((one) => one !== name && program.classes.byName.get(one)?.owner === 'own');
}

/** `new AVObject("Post")`, `AVQuery.getQuery("Post")`. */
function namedTable(body: Body): string | undefined {
  for (const { callee, args } of body.calls) {
    const owner = simple(dotted(callee.owner));
    const first = args[0];
    if (OWN_TABLE.test(owner) && /^(<init>|getQuery|create\w*)$/.test(callee.name) && first?.kind === 'text')
      return first.literal.text;
  }
  return undefined;
}

/** Fields given to the object: by its setters, or by `put` under a name. */
function setBefore(call: Call, body: Body): string[] {
  const owners = new Set([
    call.callee.owner,
    ...(call.receiver ? classesOf(call.receiver).map((name) => `L${name.replaceAll('.', '/')};`) : []),
  ]);
  return body.calls.flatMap(({ at, callee, args }) => {
    if (at >= call.at || !owners.has(callee.owner)) return [];
    const field = setterField(callee);
    if (field) return [field];
    const first = args[0];
    return /^(put|set|add|setValue)$/.test(callee.name) && args.length > 1 && first?.kind === 'text' ? [first.literal.text] : [];
  });
}

function setterField({ name, params }: MethodRef): string | undefined {
  const field = params.length === 1 ? /^set([A-Z]\w*)$/.exec(name)?.[1] : undefined;
  return field && field[0]!.toLowerCase() + field.slice(1);
}

function sortedBy(body: Body, program: Program): string[] {
  return body.calls.flatMap(({ callee, args }) => {
    const first = args[0];
    if (!SORTS.test(callee.name) || first?.kind !== 'text') return [];
    if (!program.ownersOf(callee).some((name) => CLOUD_OBJECTS[0].test(name))) return [];
    return first.literal.text.split(',').map((field) => `sort:${field.replace(/^-/, '')}`);
  });
}

function simple(name: string): string {
  return name.replace(/^.*[.$]/, '');
}
