import type { Classes } from '../classes.js';
import { dotted } from '../names.js';
import { type Call, node } from './body.js';
import { classOf, fieldsOf } from './parts.js';
import type { Program } from './program.js';
import { leaves, type Value } from './values.js';

/** Records inside a record: an answer that holds a place. */
const DEPTH = 3;

/**
 * Records that a call writes as they are, with every field: it does so itself, or hands them to a method of the app that does
 * (`channel.write(answer)`, where `write` has any object as its parameter).
 */
export function wholeRecords({ callee, args }: Call, program: Program): Value[] {
  if (writesWhole(callee)) return args;
  const given = new Set(
    program.resolve(callee).flatMap((key) => {
      const written = program.body(key)?.calls.filter((inner) => writesWhole(inner.callee)) ?? [];
      return written.flatMap((inner) => inner.args).flatMap(parametersOf);
    }),
  );
  return args.filter((_, index) => given.has(index));
}

/** Whether a record, or one inside it, has one of some fields, by their flow nodes. */
export function hasField(record: Value, fields: ReadonlySet<string>, classes: Classes): boolean {
  return leaves(record).some((leaf) => classHas(classOf(leaf) ?? '', fields, classes, 0));
}

function classHas(name: string, fields: ReadonlySet<string>, classes: Classes, depth: number): boolean {
  return fieldsOf(name, classes).some(
    ({ ref }) => fields.has(node.field(ref)) || (depth < DEPTH && classHas(dotted(ref.type), fields, classes, depth + 1)),
  );
}

function parametersOf(value: Value): number[] {
  return leaves(value).flatMap((leaf) => (leaf.kind === 'parameter' ? [leaf.index] : []));
}

/** Source: ObjectOutputStream */
function writesWhole({ owner, name }: Call['callee']): boolean {
  return owner === 'Ljava/io/ObjectOutputStream;' && (name === 'writeObject' || name === 'writeUnshared');
}
