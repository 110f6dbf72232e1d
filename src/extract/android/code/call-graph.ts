import type { FieldRef } from '../../../decode/dex/index.js';
import { lineageOf } from '../lineage.js';
import { dotted } from '../names.js';
import { runsInBackground } from './background.js';
import type { Body } from './body.js';
import { heldBy } from './composables.js';
import type { Program } from './program.js';

/** Which method leads to which, over the app's own and unknown code. */
export interface CallGraph {
  /** Methods a body calls, and those of the callbacks it creates. */
  next(key: string): readonly string[];
  /** Keys of all bodies that satisfy a test or lead, within `depth` steps, to one that does. */
  leadingTo(test: (body: Body) => boolean, depth: number): Set<string>;
  /** Keys reachable from some methods, with the number of steps; `enter` keeps some methods from being entered. */
  reachable(from: Iterable<string>, depth: number, enter?: (key: string) => boolean): Map<string, number>;
}

const BINDING = /^(androidx|android)\.databinding\.ViewDataBinding$/;

/** How far from own code unknown classes are read. */
const STEPS_OUTSIDE = 2;
/**
 * A minifier that gathers all classes in packages of its own takes the app's along; from a screen to the request it sends
 * there are more steps then.
 */
const STEPS_MINIFIED = 5;
/** A networking library kept as source under another name hands an address through its own overloads before it sends it. */
const STEPS_NETWORK = 6;
const NETWORK = /http|volley|retrofit|okgo|nohttp|xutils|(^|\.)(net|network|rest|api)\./i;

/**
 * Reads the bodies of all own classes, of what they lead to in classes of unknown owner, and of code loaded by reflection.
 * @param alone methods read for their own sake, whoever leads there
 */
export function buildCallGraph(program: Program, alone: readonly string[] = []): CallGraph {
  const next = new Map<string, string[]>();
  const queue: [key: string, outside: number][] = [];
  for (const item of [...program.classes.own, ...program.classes.loaded])
    for (const key of program.keysOf(item.name)) queue.push([key, 0]);
  // What a class inherits nobody need call by its name.
  const bases = new Set(program.classes.own.flatMap((item) => lineageOf(item.name, program.classes)));
  for (const name of bases) for (const key of program.keysOf(name)) queue.push([key, 0]);
  const follow = (key: string, outside: number): void => {
    const body = program.body(key);
    if (!body || next.has(key)) return;
    const leads = leadsOf(program, body);
    next.set(key, leads);
    const steps = body.owner.owner === 'own' ? 0 : outside + 1;
    if (steps < stepsFrom(body.owner.name)) for (const lead of leads) if (!next.has(lead)) queue.push([lead, steps]);
  };
  const stepsFrom = (name: string): number => {
    if (program.classes.isRenamed(name)) return STEPS_MINIFIED;
    return NETWORK.test(name) ? STEPS_NETWORK : STEPS_OUTSIDE;
  };
  for (let i = 0; i < queue.length; i++) follow(...queue[i]!);
  for (const key of alone) follow(key, STEPS_MINIFIED);
  const previous = reverse(next);
  return {
    next: (key) => next.get(key) ?? [],
    leadingTo: (test, depth) => {
      const start = [...next.keys()].filter((key) => test(program.body(key)!));
      return new Set(spread(start, (key) => previous.get(key) ?? [], depth).keys());
    },
    reachable: (from, depth, enter) => spread(from, (key) => next.get(key) ?? [], depth, enter),
  };
}

function reverse(next: Map<string, string[]>): Map<string, string[]> {
  const previous = new Map<string, string[]>();
  for (const [from, leads] of next)
    for (const to of leads) {
      const list = previous.get(to);
      if (list) list.push(from);
      else previous.set(to, [from]);
    }
  return previous;
}

function spread(
  from: Iterable<string>,
  next: (key: string) => readonly string[],
  depth: number,
  enter?: (key: string) => boolean,
): Map<string, number> {
  const steps = new Map<string, number>();
  const queue: string[] = [];
  for (const key of from)
    if (!steps.has(key)) {
      steps.set(key, 0);
      queue.push(key);
    }
  for (let i = 0; i < queue.length; i++) {
    const at = steps.get(queue[i]!)!;
    if (at >= depth) continue;
    for (const to of next(queue[i]!))
      if (!steps.has(to) && (!enter || enter(to))) {
        steps.set(to, at + 1);
        queue.push(to);
      }
  }
  return steps;
}

/** Methods through which inner classes reach private ones. Source: javac and ecj, `access$000`; dx keeps them */
const ACCESSOR = /^access\$\d+$/;

function addAll(out: Set<string>, keys: Iterable<string>): void {
  for (const key of keys) out.add(key);
}

function leadsOf(program: Program, body: Body): string[] {
  const out = new Set<string>();
  for (const call of body.calls) {
    for (const key of program.resolve(call.callee)) {
      out.add(key);
      // A compiler's way past `private` is no step of the program's own.
      if (ACCESSOR.test(call.callee.name))
        for (const inner of program.body(key)?.calls ?? []) addAll(out, program.resolve(inner.callee));
    }
    for (const name of bindings(program, dotted(call.callee.owner))) for (const key of program.keysOf(name)) out.add(key);
  }
  for (const { name } of body.created)
    if (isCallback(program, name, body.owner.name)) for (const key of program.keysOf(name)) out.add(key);
  // `startService(new Intent(this, Track.class))`, a worker's request: the system creates the class and runs it.
  for (const { name } of body.named)
    if (runsInBackground(name, program.classes)) for (const key of program.keysOf(name)) out.add(key);
  // A lambda that captures nothing is made once and kept in a static field.
  for (const { ref } of body.reads)
    for (const name of [...heldBy(program, ref), ...onlyOne(program, ref)]) for (const key of program.keysOf(name)) out.add(key);
  return [...out];
}

/** Methods of a lambda and its bridge. */
const OF_A_LAMBDA = 2;

/** A callback that holds nothing and keeps its only object in a field of its own, as compilers make lambdas. */
function onlyOne({ classes }: Program, { owner, type }: FieldRef): string[] {
  const found = owner === type ? classes.byName.get(dotted(owner)) : undefined;
  if (!found || found.owner === 'third-party' || found.definition.interfaces.length === 0) return [];
  const { fields, methods } = found.data();
  const own = methods.filter(({ ref }) => !ref.name.startsWith('<'));
  return fields.length === 1 && own.length <= OF_A_LAMBDA ? [found.name] : [];
}

/** What data binding generated for a layout is created by the library; who uses the binding runs the expressions in it. */
function bindings(program: Program, name: string): readonly string[] {
  if (program.classes.byName.get(name)?.owner === 'third-party') return [];
  return program.classes.ancestors(name).some((above) => BINDING.test(above)) ? program.implementers(name) : [];
}

/** An inner class, a lambda, or another class made to be called back: it extends or implements something. */
function isCallback(program: Program, name: string, from: string): boolean {
  const found = program.classes.byName.get(name);
  if (!found || found.owner === 'third-party') return false;
  if (name.startsWith(`${from.replace(/\$.*/, '')}$`)) return true;
  const { superclass, interfaces } = found.definition;
  return interfaces.length > 0 || (superclass !== undefined && superclass !== 'Ljava/lang/Object;');
}
