import type { XmlElement } from '../../../decode/axml/index.js';
import { pushTo } from '../../multimap.js';
import type { Resources, XmlFile } from '../resources.js';

/** A place of a navigation graph a person can be at. */
export interface Destination {
  /** Class of the fragment, dialog or activity; undefined for a nested graph. */
  className?: string;
  label?: string;
  file: XmlFile;
  offset: number;
  line: number;
  /** Of a graph: the id of its first destination. */
  start?: number;
  /** Addresses that open it from outside. */
  deepLinks: string[];
  /** Ids of the destinations its actions lead to. */
  actions: number[];
}

/** The app's navigation graphs, joined: ids are unique over all of them. */
export interface Navigation {
  /** Several graphs may name one id. */
  destinations: ReadonlyMap<number, readonly Destination[]>;
  /** Action id → id of the destination. */
  actions: ReadonlyMap<number, readonly number[]>;
  /** Resource id of a graph file → id of its root, which is a destination itself. */
  roots: ReadonlyMap<number, readonly Destination[]>;
}

const FILES = 200;
const NODES = 5000;
const GRAPH = 'navigation';

/**
 * Reads `res/navigation`: fragments, dialogs, activities, nested and included graphs, actions, deep links. Names of custom
 * navigators are places too. Source: androidx.navigation NavInflater; Android guide, "Design your navigation graph"
 */
export function readNavigation(resources: Resources, pack: string | undefined): Navigation {
  const destinations = new Map<number, Destination[]>();
  const actions = new Map<number, number[]>();
  const roots = new Map<number, Destination[]>();
  let left = NODES;
  const visit = (element: XmlElement, file: XmlFile): Destination | undefined => {
    if (left-- <= 0) return undefined;
    const found = destinationOf(element, file, resources, pack);
    const id = resources.reference(element, 'id');
    if (id !== undefined) pushTo(destinations, id, found);
    for (const child of element.children) {
      if (child.name === 'action') {
        const target = resources.reference(child, 'destination');
        const action = resources.reference(child, 'id');
        if (target !== undefined) found.actions.push(target);
        if (target !== undefined && action !== undefined) pushTo(actions, action, target);
      } else if (child.name === 'deepLink') found.deepLinks.push(...deepLink(child, resources));
      else if (element.name === GRAPH && child.name !== 'include' && child.name !== 'argument') visit(child, file);
    }
    return found;
  };
  for (const graph of resources.idsOfType(GRAPH).slice(0, FILES)) {
    const file = resources.xml(graph);
    const root = file?.root.name === GRAPH ? visit(file.root, file) : undefined;
    if (root) roots.set(graph, [root]);
  }
  return { destinations, actions, roots };
}

function destinationOf(element: XmlElement, file: XmlFile, resources: Resources, pack: string | undefined): Destination {
  const named = element.name === GRAPH ? undefined : resources.text(element, 'name');
  const className = named?.startsWith('.') ? `${pack ?? ''}${named}` : named;
  const label = resources.text(element, 'label') || undefined;
  const start = resources.reference(element, 'startDestination');
  return {
    ...(className && { className }),
    ...(label && { label }),
    ...(start !== undefined && { start }),
    file,
    offset: element.offset,
    line: element.line,
    deepLinks: [],
    actions: [],
  };
}

function deepLink(element: XmlElement, resources: Resources): string[] {
  const link = resources.text(element, 'uri') ?? resources.text(element, 'action');
  return link ? [link] : [];
}

/** Classes a person is at after going to a destination: a graph's is that of its first. */
export function classesAt({ destinations }: Navigation, id: number): string[] {
  const classes = new Set<string>();
  const seen = new Set<number>();
  const queue = [id];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (seen.has(at)) continue;
    seen.add(at);
    for (const { className, start } of destinations.get(at) ?? []) {
      if (className) classes.add(className);
      if (start !== undefined) queue.push(start);
    }
  }
  return [...classes];
}

/** Classes a host shows first for the graph files it names. */
export function startsOf(navigation: Navigation, graph: number): string[] {
  return (navigation.roots.get(graph) ?? []).flatMap(({ start }) => (start === undefined ? [] : classesAt(navigation, start)));
}
