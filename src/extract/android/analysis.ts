import { pushTo } from '../multimap.js';
import type { Classes } from './classes.js';
import { type Body, node } from './code/body.js';
import { buildCallGraph, type CallGraph } from './code/call-graph.js';
import { type Composables, readComposables } from './code/composables.js';
import { buildFlows, type Flows } from './code/flows.js';
import { openParts, type Parts } from './code/parts.js';
import { openPositions, type Positions } from './code/positions.js';
import { openProgram, type Program } from './code/program.js';
import { type Request, readEndpoints } from './code/requests.js';
import { openSends, type Sends } from './code/sends.js';
import { speakingMethods } from './code/speaking.js';
import type { Literal } from './code/values.js';
import { type Handlers, readHandlers } from './handlers.js';
import type { Manifest } from './manifest.js';
import { type EntryPoint, readEntryPoints } from './markup/entry-points.js';
import { readNavigation } from './markup/navigation.js';
import { outerClass } from './names.js';
import type { Resources } from './resources.js';
import { readScreens, type Screen } from './screens.js';
import { viewSinks } from './view-sinks.js';

/** Everything known of the app's code and screens, from which facts are made. */
export interface Analysis {
  manifest: Manifest | undefined;
  manifestPath: string;
  resources: Resources;
  program: Program;
  graph: CallGraph;
  flows: Flows;
  sends: Sends;
  parts: Parts;
  positions: Positions;
  screens: Screen[];
  /** Shortcuts, widgets, tiles: what leads in from outside the app. */
  entries: EntryPoint[];
  composables: Composables;
  handlers: Handlers;
  /** Declared endpoints by method key. */
  endpoints: ReadonlyMap<string, Request>;
  /** Bodies facts are taken from, in a fixed order. */
  bodies: Body[];
  /** Outer class → the screen it is. */
  rootOf: ReadonlyMap<string, string>;
  callersOf(key: string): Body[];
  /** Methods that read a field, by its flow node. */
  readersOf(field: string): readonly Body[];
  /** Methods that create an object of a class. */
  makersOf(className: string): readonly Body[];
  /** Texts that flow into one of some nodes, with the methods that hold them. */
  textsInto(nodes: ReadonlySet<string>): { literal: Literal; maker: Body }[];
}

export function analyse(manifest: Manifest | undefined, manifestPath: string, resources: Resources, classes: Classes): Analysis {
  const program = openProgram(classes, resources);
  const graph = buildCallGraph(program, speakingMethods(program, manifest));
  const endpoints = new Map(
    // A minifier moves the interfaces out of the app's packages.
    [...classes.byName.values()].flatMap((item) =>
      item.owner === 'third-party' ? [] : readEndpoints(item, classes).map(({ key, request }) => [key, request] as const),
    ),
  );
  const sends = openSends(program, graph, endpoints);
  const navigation = readNavigation(resources, manifest?.package);
  const composables = readComposables(program);
  const entries = readEntryPoints(manifest, resources);
  const opened = new Set(entries.flatMap(({ opens }) => opens ?? []));
  const screens = readScreens(manifest, program, graph, resources, navigation, opened, composables);
  const bodies = [...program.read].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const callers = groupBodies(bodies, (body) => body.calls.flatMap((call) => program.resolve(call.callee)));
  const readers = groupBodies(bodies, (body) => body.reads.map(({ ref }) => node.field(ref)));
  const makers = groupBodies(bodies, (body) => body.created.map(({ name }) => name));
  const handlers = readHandlers(program, graph, screens, (name) => resources.idOf('id', name));
  let texts: ReturnType<typeof textsByTarget> | undefined;
  const shown = viewSinks(bodies, screens, { program, handlers, resources });
  const flows = buildFlows([...bodies.flatMap((body) => body.edges), ...shown]);
  const callersOf = (key: string): Body[] => callers.get(key) ?? [];
  const positions = openPositions(program, callersOf);
  return {
    manifest,
    manifestPath,
    resources,
    program,
    graph,
    sends,
    screens,
    entries,
    composables,
    endpoints,
    bodies,
    flows,
    positions,
    parts: openParts(program, flows, callersOf, sends.reachesSend, positions),
    handlers,
    rootOf: new Map(screens.map((screen) => [outerClass(screen.id), screen.id])),
    callersOf,
    readersOf: (field) => readers.get(field) ?? [],
    makersOf: (name) => makers.get(name) ?? [],
    textsInto: (nodes) => {
      texts ??= textsByTarget(bodies);
      return [...nodes].flatMap((name) => texts?.get(name) ?? []);
    },
  };
}

/** Texts by the nodes they are put into. */
function textsByTarget(bodies: readonly Body[]): Map<string, { literal: Literal; maker: Body }[]> {
  const found = new Map<string, { literal: Literal; maker: Body }[]>();
  for (const maker of bodies)
    for (const literal of maker.literals) for (const target of literal.targets) pushTo(found, target, { literal, maker });
  return found;
}

/** Bodies by what they use, in order, each once for a key. */
function groupBodies(bodies: readonly Body[], keysOf: (body: Body) => string[]): Map<string, Body[]> {
  const groups = new Map<string, Body[]>();
  for (const body of bodies)
    for (const key of keysOf(body)) {
      const group = groups.get(key);
      if (!group) groups.set(key, [body]);
      else if (group.at(-1) !== body) group.push(body);
    }
  return groups;
}
