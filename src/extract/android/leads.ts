import type { Body } from './code/body.js';
import type { Value } from './code/values.js';
import { classesAt, type Navigation, startsOf } from './markup/navigation.js';
import { outerClass } from './names.js';
import type { Screen } from './screens.js';

/** What names a screen besides its class. */
export interface Names {
  ids: ReadonlySet<string>;
  /** Actions of intents and paths of routers → class. */
  routes: ReadonlyMap<string, string>;
  navigation: Navigation;
  /** Literals that name a destination in a Compose graph. */
  naming: ReadonlySet<Value>;
}

/** Writes down the screens a screen leads to: classes its code and layouts name, routes, destinations of navigation graphs. */
export function findLeads(screen: Screen, { ids, routes, navigation, naming }: Names): void {
  const patterns = [...ids].filter((id) => id.includes('{')).map((id) => [id, routePattern(id)] as const);
  const named = new Set([...naming].map((value) => (value.kind === 'text' ? value.literal : undefined)));
  const add = (name: string | undefined): void => {
    const known = name !== undefined && !ids.has(name) ? outerClass(name) : name;
    if (known && known !== screen.id && ids.has(known)) screen.leads.add(known);
  };
  for (const body of screen.bodies) {
    for (const { name } of [...body.created, ...body.named]) add(name);
    for (const call of body.calls) add(call.callee.owner.slice(1, -1).replaceAll('/', '.'));
    for (const literal of body.literals) {
      const { text } = literal;
      if (!named.has(literal)) add(ids.has(text) ? text : (routes.get(text) ?? patterns.find(([, is]) => is.test(text))?.[0]));
    }
    for (const id of destinationsIn(body, navigation)) for (const name of classesAt(navigation, id)) add(name);
  }
  for (const layout of screen.layouts) {
    for (const name of layout.classes) add(name);
    for (const action of layout.actions) add(routes.get(action));
    for (const graph of layout.graphs) for (const name of startsOf(navigation, graph)) add(name);
    // NavigationUI goes to the destination that has the id of the item that was tapped.
    for (const item of layout.menuItems) for (const name of classesAt(navigation, item)) add(name);
  }
  // Where the code cannot be read, the graph alone says what may come next.
  for (const { actions } of screen.destinations)
    if (screen.bodies.length === 0) for (const id of actions) for (const name of classesAt(navigation, id)) add(name);
}

/** `task/{id}?from={from}` is met by `task/12`, and by `task/{}` where the number is not known. */
function routePattern(route: string): RegExp {
  const [path = ''] = route.split('?');
  const parts = path.split(/\{[^{}]*\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('[^/?]+')}(\\?.*)?$`);
}

const NAVIGATE = /navigate|setStartDestination|popUpTo|popBackStack/i;

/** Destinations a method goes to: by the id of an action, or by their own id where it calls something that navigates. */
function destinationsIn(body: Body, { actions, destinations }: Navigation): number[] {
  if (destinations.size === 0) return [];
  const navigates = body.calls.some(({ callee }) => NAVIGATE.test(callee.name) || /NavController;$/.test(callee.owner));
  return body.resources.flatMap(({ id }) => actions.get(id) ?? (navigates && destinations.has(id) ? [id] : []));
}

/** Reachability by walking from the launcher's screens; `from` holds who leads to a screen. */
export function linkScreens(screens: readonly Screen[]): Map<string, { reached: boolean; from: string[] }> {
  const links = new Map(
    screens.map((screen) => [screen.id, { reached: isEntry(screen), from: isEntry(screen) ? ['app'] : ([] as string[]) }]),
  );
  const byId = new Map(screens.map((screen) => [screen.id, screen]));
  const queue = screens.filter(isEntry).map((screen) => screen.id);
  for (const screen of screens) for (const id of screen.leads) links.get(id)?.from.push(screen.id);
  for (let i = 0; i < queue.length; i++)
    for (const id of byId.get(queue[i]!)?.leads ?? []) {
      const link = links.get(id)!;
      if (link.reached) continue;
      link.reached = true;
      queue.push(id);
    }
  for (const link of links.values()) link.from.sort();
  return links;
}

/** A person can come here from outside the app: its icon, a shortcut, a widget. */
function isEntry(screen: Screen): boolean {
  return screen.launcher || screen.entry;
}
