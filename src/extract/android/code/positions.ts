import { tokenise } from '../../../facts/tokens.js';
import { dotted } from '../names.js';
import { type Body, type Call, node } from './body.js';
import type { Program } from './program.js';
import { leaves, type Value } from './values.js';

/** Where positions are: in values of a method, and in what the app's other methods answer. */
export interface Positions {
  /** Fields a position is written into, by their flow nodes. */
  fields(): ReadonlySet<string>;
  /** Whether a value of a method holds a position, as it is or in a text, record or container made of it. */
  in(value: Value, body: Body): boolean;
  /** Whether a method goes through many records of positions: a track. */
  goesThrough(body: Body): boolean;
}

const COORDINATES: ReadonlySet<string> = new Set(['latitude', 'longitude', 'lat', 'lng', 'lon', 'jingdu', 'weidu']);
/** Written into a text that is sent: `{"lat":%f}`. */
const NAMED = /"(lat|lng|lon|latitude|longitude)"\s*:/;
/** Calls that put something into what they are called on. */
const PUTS = /^(<init>|put\w*|add\w*|append\w*|set\w*|offer|write\w*|accumulate|element)$/;
/** Types of what a method may make of a position. */
const MADE =
  /^(\[B|L(java\/lang\/(String|Object|CharSequence)|org\/json\/|com\/(google\/gson|alibaba\/fastjson)\/|java\/util\/|java\/nio\/))/;
const DEPTH = 4;
/** Methods that hand over a position; of more callers no one is looked at. */
const CALLERS = 40;

export function openPositions(program: Program, callersOf: (key: string) => readonly Body[]): Positions {
  let written: ReadonlySet<string> | undefined;
  const fields = (): ReadonlySet<string> => (written ??= positionFields(program.read, callersOf));
  const telling = new Map<string, boolean>();
  const filled = new WeakMap<Body, ReadonlySet<Value>>();
  /** A method whose answer is made of a position: `toJson()`, `frame()`, `toString()`. */
  const tells = (key: string): boolean => {
    const known = telling.get(key);
    if (known !== undefined) return known;
    telling.set(key, false);
    const body = program.body(key);
    const found = body !== undefined && MADE.test(body.ref.returns) && body.returns.some((value) => holds(value, body, 0));
    telling.set(key, found);
    return found;
  };
  /** Containers and records a method puts a position into. */
  const filledIn = (body: Body): ReadonlySet<Value> => {
    const known = filled.get(body);
    if (known) return known;
    const found = new Set<Value>();
    filled.set(body, found);
    for (const { callee, receiver, args } of body.calls)
      if (receiver && PUTS.test(callee.name) && args.some((arg) => holds(arg, body, 0)))
        for (const leaf of leaves(receiver)) if (leaf.kind === 'new' || leaf.kind === 'call') found.add(leaf);
    return found;
  };
  const holds = (value: Value, body: Body, depth: number): boolean =>
    leaves(value).some((leaf) => {
      if (isCoordinate(nameOf(leaf)) || (leaf.kind === 'field' && fields().has(leaf.node))) return true;
      if (leaf.kind === 'text') return NAMED.test(leaf.literal.text) || (leaf.literal.parts ?? []).some(inside);
      if (filledIn(body).has(leaf)) return true;
      if (leaf.kind !== 'call' || depth >= DEPTH) return false;
      if (leaf.cast && program.resolve(asText(leaf.cast)).some(tells)) return true;
      return /^[L[]/.test(leaf.callee.returns) && (leaf.args.some(inside) || program.resolve(leaf.callee).some(tells));

      function inside(part: Value): boolean {
        return depth < DEPTH && holds(part, body, depth + 1);
      }
    });
  return {
    fields,
    in: (value, body) => holds(value, body, 0),
    goesThrough: (body) => {
      if (!body.instructions.some(({ at, targets }) => targets.some((target) => target <= at))) return false;
      return (
        body.reads.some(({ ref }) => fields().has(node.field(ref))) ||
        body.calls.some(
          ({ callee, receiver }) => receiver?.kind === 'call' && receiver.cast && program.resolve(callee).some(tells),
        ) ||
        body.calls.some(({ args }) => args.some((arg) => arg.kind === 'call' && arg.cast && holds(arg, body, 0)))
      );
    },
  };
}

/** An object put into a text says itself what it is. */
function asText(name: string): Call['callee'] {
  return { owner: `L${name.replaceAll('.', '/')};`, name: 'toString', params: [], returns: 'Ljava/lang/String;' };
}

/**
 * Fields a position is written into, directly or by a setter or constructor that is handed it: a minifier takes the names of the fields
 * of a record, not of the methods of the platform the position comes from.
 */
function positionFields(bodies: readonly Body[], callersOf: (key: string) => readonly Body[]): Set<string> {
  const found = new Set<string>();
  for (const body of bodies)
    for (const { ref, value } of body.writes) {
      const given = leaves(value).flatMap((leaf) => (leaf.kind === 'parameter' ? [leaf.index] : []));
      const callers = given.length > 0 ? callersOf(body.key) : [];
      if (isPosition(value) || (callers.length <= CALLERS && callers.some((caller) => hands(caller, body, given))))
        found.add(node.field(ref));
    }
  return found;
}

function hands(caller: Body, { ref, owner }: Body, given: readonly number[]): boolean {
  return caller.calls.some(
    ({ callee, args }) =>
      callee.name === ref.name &&
      dotted(callee.owner) === owner.name &&
      given.some((index) => args[index] !== undefined && isPosition(args[index])),
  );
}

/** A coordinate, told by the method it is read with or the field it is kept in. */
export function isPosition(value: Value): boolean {
  return leaves(value).some((leaf) => isCoordinate(nameOf(leaf)));
}

/** What a value is called where it is read. */
export function nameOf(leaf: Value): string {
  return leaf.kind === 'call' ? leaf.callee.name : leaf.kind === 'field' ? leaf.ref.name : '';
}

function isCoordinate(name: string): boolean {
  return COORDINATES.has(tokenise(name).at(-1) ?? '');
}
