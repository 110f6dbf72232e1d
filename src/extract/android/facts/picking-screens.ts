import type { ApiFamily, Fact } from '../../../facts/types.js';
import { addTo } from '../../multimap.js';
import type { Analysis } from '../analysis.js';
import { type Body, node } from '../code/body.js';
import { leaves } from '../code/values.js';
import { dotted, outerClass } from '../names.js';

/** What a screen does for the one that asked it: the result is what it took, chose or read. */
const GIVEN: ReadonlySet<ApiFamily> = new Set(['camera', 'media-pick', 'scan', 'choose-location', 'record-audio']);

/**
 * A screen of the app's own that takes or chooses pictures for others, which start it and get what it took: what it calls, they do
 * too. A library's screen needs this not, it is told by its name.
 */
export function withAskers(analysis: Analysis, facts: readonly Fact[]): Fact[] {
  const askers = askersOf(analysis);
  if (askers.size === 0) return [...facts];
  return facts.map((fact) => {
    if (fact.kind !== 'api' || !GIVEN.has(fact.family)) return fact;
    const asking = fact.screens.flatMap((screen) => [...(askers.get(screen) ?? [])]);
    return asking.length > 0 ? { ...fact, screens: [...new Set([...fact.screens, ...asking])].sort() } : fact;
  });
}

/** Screen → the screens that start it and are given what it took: as a result, by an object posted on a bus, or in a static field. */
function askersOf({ bodies, rootOf }: Analysis): Map<string, Set<string>> {
  const gives = new Set(
    bodies.flatMap(({ calls, owner }) =>
      calls.some(({ callee }) => callee.name === 'setResult') ? [outerClass(owner.name)] : [],
    ),
  );
  const posts = postedBy(bodies);
  const takes = posts.size > 0 ? takenBy(bodies) : new Map<string, Set<string>>();
  const left = leftIn(bodies);
  const read = readBy(bodies, left);
  const askers = new Map<string, Set<string>>();
  for (const { calls, named, owner } of bodies) {
    const outer = outerClass(owner.name);
    const asking = rootOf.get(outer);
    if (!asking || named.length === 0) continue;
    const asks = calls.some(({ callee }) => isAsking(callee));
    for (const { name } of named) {
      const asked = rootOf.get(name);
      if (!asked || asked === asking) continue;
      const posted = [...(posts.get(name) ?? [])].some((event) => takes.get(outer)?.has(event));
      const shared = [...(left.get(name) ?? [])].some((field) => read.get(outer)?.has(field));
      if ((asks && gives.has(name)) || posted || shared) addTo(askers, asked, asking);
    }
  }
  return askers;
}

const POST = /^(post|postSticky|send|postValue|setValue|onNext|accept|emit|tryEmit)$/;

/** Outer class → classes of the objects with something in them that it posts for whoever listens. */
function postedBy(bodies: readonly Body[]): Map<string, Set<string>> {
  const posts = new Map<string, Set<string>>();
  for (const { calls, owner } of bodies) {
    const filled = new Set(
      calls.flatMap(({ callee, args }) => (callee.name === '<init>' && args.length > 0 ? [dotted(callee.owner)] : [])),
    );
    for (const { callee, args } of calls) {
      if (!POST.test(callee.name)) continue;
      for (const leaf of args.flatMap(leaves))
        if (leaf.kind === 'new' && filled.has(leaf.name)) addTo(posts, outerClass(owner.name), leaf.name);
    }
  }
  return posts;
}

/** Outer class → classes of objects its methods are handed. */
function takenBy(bodies: readonly Body[]): Map<string, Set<string>> {
  const takes = new Map<string, Set<string>>();
  for (const { ref, owner } of bodies)
    if (ref.name !== '<init>') for (const type of ref.params) addTo(takes, outerClass(owner.name), dotted(type));
  return takes;
}

const FILLS = /^(add|addAll|addFirst|addLast|put|set|offer|push)$/;

/** Outer class → static fields it leaves something in for others: `Draft.photos.add(path)`, `Draft.photo = path`. */
function leftIn(bodies: readonly Body[]): Map<string, Set<string>> {
  const left = new Map<string, Set<string>>();
  for (const { calls, writes, owner, ref, instructions } of bodies) {
    if (ref.name === '<clinit>') continue;
    const outer = outerClass(owner.name);
    const stored = new Set(instructions.flatMap(({ kind, at }) => (kind === 'sput' ? [at] : [])));
    for (const write of writes) if (stored.has(write.at)) addTo(left, outer, node.field(write.ref));
    for (const { callee, receiver } of calls)
      if (FILLS.test(callee.name))
        for (const leaf of receiver ? leaves(receiver) : [])
          if (leaf.kind === 'field' && outerClass(dotted(leaf.ref.owner)) !== outer) addTo(left, outer, leaf.node);
  }
  return left;
}

/** Outer class → such fields that it reads. */
function readBy(bodies: readonly Body[], left: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const all = new Set([...left.values()].flatMap((fields) => [...fields]));
  const read = new Map<string, Set<string>>();
  if (all.size === 0) return read;
  for (const { reads, owner } of bodies)
    for (const { ref } of reads) if (all.has(node.field(ref))) addTo(read, outerClass(owner.name), node.field(ref));
  return read;
}

function isAsking({ name, owner }: { name: string; owner: string }): boolean {
  return (
    name === 'startActivityForResult' || (name === 'launch' && owner === 'Landroidx/activity/result/ActivityResultLauncher;')
  );
}
