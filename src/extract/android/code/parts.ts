import type { FieldRef, MethodRef } from '../../../decode/dex/index.js';
import type { Subject } from '../../../facts/types.js';
import { subjectOfName } from '../../subjects.js';
import type { Classes } from '../classes.js';
import { dotted, outerClass } from '../names.js';
import { type Body, type Call, node } from './body.js';
import type { Flows } from './flows.js';
import { nameOf, type Positions } from './positions.js';
import type { Program } from './program.js';
import { leaves, type Value } from './values.js';

/** Something put into a request's body under a name. */
export interface Part {
  at: number;
  name: string;
  /** What it is, where it comes from says that: a position that was read, a file. Its name may say something else or nothing. */
  subject?: Subject;
  /** The map or list of parameters it is put into. */
  into?: Value;
}

/** What one call of a method hands over to be sent. */
export interface Handing {
  caller: Body;
  call: Call;
  parts: Part[];
}

export interface Parts {
  /** Parts a method puts anywhere, in order. */
  of(body: Body): readonly Part[];
  /** Parts put in by the methods a call hands its parameters, or its address and the screen, to. */
  handed(call: Call, body: Body): Part[];
  /** Who calls a method with parameters put together there: a wrapper names the address, its callers what is sent. */
  handings(body: Body): Handing[];
}

export const KEY = /^[A-Za-z_][\w.[\]-]{0,40}$/;
const CONTAINER =
  /(^|\/)(\w*Map|\w*Params|\w*Parameters|JSONObject|JsonObject|List|ArrayList|FormBody|\w*FormBuilder|MultipartBody)(\$Builder)?;$/;
const DEPTH = 4;
const CALLERS = 40;

/** Methods of a request's own class that say what it sends. Source: Volley, Request.getParams, getBody */
const SAYS = /->get(Params|PostParams|Body|Parts|ByteData|MultipartEntity)\(/;
const TO_JSON = /^(toJson|toJSONString|toJSON|writeValueAsString|encodeToString)$/;
const WRITTEN = new RegExp(`${TO_JSON.source}|^toString$`);
const TEXT = 'Ljava/lang/String;';

/** What a request's body, or a part of it, can be. */
export const COMPOSED =
  /^(\[B|L(java\/lang\/String|org\/json\/JSON(Object|Array)|com\/(google\/gson|alibaba\/fastjson)\/\w*(Object|Array)|java\/util\/\w*Map);)$/;

/** @param reachesSend methods that send themselves: what they put together is theirs */
export function openParts(
  program: Program,
  flows: Flows,
  callersOf: (key: string) => readonly Body[],
  reachesSend: (key: string) => boolean,
  positions: Positions,
): Parts {
  const known = new WeakMap<Body, Part[]>();
  const of = (body: Body): Part[] => {
    const kept = known.get(body);
    if (kept) return kept;
    const found: Part[] = [];
    known.set(body, found);
    for (const call of body.calls) {
      const part = partOf(call, body, flows, positions);
      found.push(...(part ? [part] : [...objectParts(call, program.classes, positions.fields), ...composed(call, body)]));
    }
    return found;
  };
  /** Parts of a text or object that another method of the app puts together for this one to send. */
  const composed = ({ at, callee }: Call, body: Body): Part[] => {
    if (!COMPOSED.test(callee.returns) || !body.calls.some((other) => other.at > at && uses(other, callee))) return [];
    return program
      .resolve(callee)
      .filter((key) => !reachesSend(key))
      .flatMap((key) => {
        const other = program.body(key);
        return other && other !== body ? of(other).map(({ name, subject }) => ({ at, name, ...(subject && { subject }) })) : [];
      });
  };
  const handed = (call: Call, from: Body, depth: number, seen: Set<string>): Part[] =>
    program.resolve(call.callee).flatMap((key) => {
      const body = seen.has(key) ? undefined : program.body(key);
      if (!body) return [];
      seen.add(key);
      const given = new Set(call.callee.params.flatMap((type, index) => (CONTAINER.test(type) ? [index] : [])));
      // A screen's own helper puts together what the screen sends; one for the whole app, what any of them might.
      const mine = outerClass(body.owner.name) === outerClass(from.owner.name);
      const parts = of(body).filter(({ into }) => mine || (into !== undefined && takes(into, given)));
      if (body.ref.name === '<init>') parts.push(...saidBy(body.owner.name));
      if (depth === 0 || (given.size === 0 && !mine)) return parts;
      const onwards = body.calls.filter(({ args }) => args.some((arg) => takes(arg, given)));
      return [...parts, ...onwards.flatMap((inner) => handed(inner, body, depth - 1, seen))];
    });
  const saidBy = (name: string): Part[] =>
    [...program.keysOf(name)].flatMap((key) => {
      const body = SAYS.test(key) ? program.body(key) : undefined;
      return body ? of(body) : [];
    });
  return {
    of,
    handed: (call, body) => handed(call, body, DEPTH, new Set([body.key])),
    handings: (body) => {
      const given = body.ref.params.flatMap((type, index) => (CONTAINER.test(type) || type === TEXT ? [index] : []));
      const callers = given.length > 0 ? callersOf(body.key) : [];
      if (callers.length > CALLERS) return [];
      return callers.flatMap((caller) =>
        caller.calls
          .filter(({ callee }) => program.resolve(callee).includes(body.key))
          .map((call) => ({
            caller,
            call,
            parts: given.flatMap((index) => putInto(containerIn(call.args[index]), of(caller), call.at)),
          })),
      );
    },
  };
}

/** Whether what a method answered goes into a call. */
function uses({ args }: Call, callee: MethodRef): boolean {
  return args.some((arg) => leaves(arg).some((leaf) => leaf.kind === 'call' && leaf.callee === callee));
}

function takes(value: Value, indices: ReadonlySet<number>): boolean {
  return leaves(value).some((leaf) => leaf.kind === 'parameter' && indices.has(leaf.index));
}

/** The parameters a value is, or that are written out as one text: `json.toString()`, `gson.toJson(record)`. */
function containerIn(value: Value | undefined): Value | undefined {
  if (value?.kind !== 'call') return value?.kind === 'new' || value?.kind === 'either' ? value : undefined;
  const { name, returns } = value.callee;
  const inside = value.args.find((arg) => arg.kind === 'new' && CONTAINER.test(`/${arg.name};`));
  if (inside && WRITTEN.test(name)) return inside;
  return TO_JSON.test(name) || CONTAINER.test(returns) ? value : undefined;
}

/** Parts put into one container before it is handed on; of a list of pairs, the pairs. */
function putInto(container: Value | undefined, parts: readonly Part[], before: number): Part[] {
  if (!container) return [];
  const held = leaves(container);
  return parts.filter(({ at, into }) => {
    if (at >= before) return false;
    if (into?.kind !== 'new' || /Pair$/.test(into.name)) return into === undefined || into.kind === 'new' || into.kind === 'call';
    return held.includes(into);
  });
}

function partOf({ at, args, callee, receiver }: Call, body: Body, flows: Flows, positions: Positions): Part | undefined {
  const [first, value] = args;
  if (first?.kind !== 'text' || !KEY.test(first.literal.text) || !flows.of(first.literal).has('key')) return undefined;
  const subject = value && (subjectOfFile(value, callee.params[1] ?? '') ?? (positions.in(value, body) ? 'location' : undefined));
  return { at, name: first.literal.text, ...(subject && { subject }), ...(receiver && { into: receiver }) };
}

/** An object of the app's own that is made JSON: its fields are the names. */
function objectParts({ at, callee, args }: Call, classes: Classes, positions: () => ReadonlySet<string>): Part[] {
  if (!TO_JSON.test(callee.name)) return [];
  return args
    .flatMap((arg) => leaves(arg))
    .flatMap((leaf) => fieldsOf(classOf(leaf) ?? '', classes))
    .map(({ name, ref }) => (positions().has(node.field(ref)) ? { at, name, subject: 'location' } : { at, name }));
}

/** The class of an object, where its value says that. */
export function classOf(value: Value): string | undefined {
  if (value.kind === 'new') return value.name;
  if (value.kind === 'parameter') return dotted(value.type);
  if (value.kind === 'field') return dotted(value.ref.type);
  if (value.kind !== 'call') return undefined;
  if (value.cast) return value.cast;
  // A list of records that were asked for by their class: `findAll(Point.class)`.
  const asked = /\/(\w*List|Collection);$/.test(value.callee.returns) && value.args.find(({ kind }) => kind === 'class');
  return asked && asked.kind === 'class' ? asked.name : dotted(value.callee.returns);
}

const FIELDS = 40;
const STATIC_OR_TRANSIENT = 0x88;

/** Names under which the fields of a class of the app's own are sent: those its annotations give them (Gson, Moshi, Jackson), or their own. */
export function fieldsSent(name: string, classes: Classes): string[] {
  return fieldsOf(name, classes).map((field) => field.name);
}

/** What a field is called outside the app, by its annotation or by itself. */
export function namesSent(classes: Classes): (ref: FieldRef) => string {
  const known = new Map<string, ReadonlyMap<string, string>>();
  return ({ owner, name }) => {
    const sent = known.get(owner) ?? new Map(fieldsOf(dotted(owner), classes).map((field) => [field.ref.name, field.name]));
    known.set(owner, sent);
    return sent.get(name) ?? name;
  };
}

/** Fields of a class of the app's own that go out with its objects, with the names they go out under. */
export function fieldsOf(name: string, classes: Classes): { name: string; ref: FieldRef }[] {
  const found = classes.byName.get(name);
  if (!found || found.owner === 'third-party') return [];
  const { onFields } = found.source.dex.annotations(found.definition);
  return found
    .data()
    .fields.filter(({ flags }) => !(flags & STATIC_OR_TRANSIENT))
    .slice(0, FIELDS)
    .flatMap(({ ref, index }) => {
      const given = (onFields.get(index) ?? []).find(({ type }) =>
        /\/(SerializedName|Json|JsonProperty|SerialName|JSONField);$/.test(type),
      );
      const text = given && (given.values.value ?? given.values.name);
      const sent = typeof text === 'string' ? text : ref.name;
      return KEY.test(sent) ? [{ name: sent, ref }] : [];
    });
}

/** Files by their type, whatever they are sent as. */
function subjectOfFile(value: Value, type: string): Subject | undefined {
  const [leaf] = leaves(value);
  if (!leaf || type !== 'Ljava/io/File;') return undefined;
  const name = nameOf(leaf);
  return name && subjectOfName(name) === 'photo' ? 'photo' : 'file';
}
