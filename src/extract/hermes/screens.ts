import { folded, nameOf } from '../bytecode/naming.js';
import { functionsOf } from '../bytecode/units.js';
import { type CallSite, memberOf, optionsOf, stringOf, textsIn, type Value } from '../bytecode/values.js';
import type { Element } from './elements.js';
import type { Program } from './program.js';

/** A screen as navigators register it. */
export interface Screen {
  id: string;
  title?: string;
  tab?: string;
  /** Functions that show it. */
  roots: number[];
  unit: number;
  at: number;
  /** Stands for the whole app: no navigator was found. */
  whole?: boolean;
  /** All screens of tabs and drawers are in reach at once, of other navigators the first. */
  first: boolean;
}

/** More than any app has; what is beyond is told as a limit. */
export const MAX_SCREENS = 1000;

const SCREEN_TYPES = /(^|\.)(Screen|Scene)$/;
const TITLE = /^(title|headerTitle|navigationBarTitle)$/;
const TAB = /^(tabBarLabel|tabLabel|tabTitle)$/;

/** Screens of React Navigation (elements and tables of routes), of Wix' navigation and of plain tables that hold components. */
export function readScreens(
  program: Program,
  elements: Iterable<Element>,
  calls: readonly CallSite[],
  isOwn: (unit: number) => boolean,
): Screen[] {
  const found = new Map<string, Screen>();
  const navigators = new Set<string>();
  const add = (screen: Omit<Screen, 'first'>, navigator: string): void => {
    if (found.size >= MAX_SCREENS) return;
    const first = /tab|drawer|swip/i.test(navigator) || !navigators.has(`${screen.unit} ${navigator}`);
    navigators.add(`${screen.unit} ${navigator}`);
    const known = found.get(screen.id);
    if (!known) found.set(screen.id, { ...screen, first });
    else known.title ??= screen.title;
  };
  for (const { site, name, props } of elements) {
    if (!SCREEN_TYPES.test(name)) continue;
    const id = stringOf(props.get('name')) ?? stringOf(props.get('key'));
    if (id !== undefined) add({ id, ...shownBy(program, props), unit: site.unit, at: site.at }, name);
  }
  for (const site of calls) {
    const name = nameOf(program, site.callee);
    const [first, second] = site.args;
    if (/(^|\.)\w*Navigator$/.test(name) && first?.kind === 'object') addTable(program, first, site, name, add);
    if (/(^|\.)registerComponent$/.test(name) && stringOf(first) && second && name !== 'AppRegistry.registerComponent')
      add({ id: stringOf(first)!, roots: returned(program, second), unit: site.unit, at: site.at }, name);
  }
  addObjects(program, isOwn, add);
  if (found.size === 0) addRegistered(program, calls, add);
  return [...found.values()];
}

/** An app without a navigator that is known has one screen for certain: what it registers. */
function addRegistered(program: Program, calls: readonly CallSite[], add: Add): void {
  for (const site of calls) {
    const [name, component] = site.args;
    if (nameOf(program, site.callee) !== 'AppRegistry.registerComponent' || !name || !component) continue;
    // The name often stands in a module of its own, made from app.json.
    const id = folded(program, name, false) ?? 'app';
    add({ id, roots: returned(program, component), unit: site.unit, at: site.at, whole: true }, 'app');
  }
}

type Add = (screen: Omit<Screen, 'first'>, navigator: string) => void;

/** `createStackNavigator({ Sign: { screen: SignScreen, navigationOptions: { title } } })`; `StackNavigator` in the first versions. */
function addTable(program: Program, table: Extract<Value, { kind: 'object' }>, site: CallSite, name: string, add: Add): void {
  const routes = table.members.get('screens')?.kind === 'object' ? table.members.get('screens') : table;
  if (routes?.kind !== 'object') return;
  for (const [id, value] of routes.members) {
    const props = value.kind === 'object' ? value.members : new Map([['component', value]]);
    const shown = shownBy(program, props);
    if (shown.roots.length > 0 || props.has('screen')) add({ id, ...shown, unit: site.unit, at: site.at }, name);
  }
}

/** Any object of own code that names a route and holds its component. */
function addObjects(program: Program, isOwn: (unit: number) => boolean, add: Add): void {
  for (const [id, unit] of program.units) {
    if (!isOwn(id)) continue;
    for (const object of unit.objects) {
      const route =
        stringOf(object.members.get('name')) ?? stringOf(object.members.get('route')) ?? stringOf(object.members.get('path'));
      if (!route || !(object.members.has('component') || object.members.has('screen'))) continue;
      const shown = shownBy(program, object.members);
      if (shown.roots.length > 0) add({ id: route, ...shown, unit: object.unit, at: object.at }, 'table');
    }
  }
}

function shownBy(program: Program, props: Map<string, Value>): Pick<Screen, 'title' | 'tab' | 'roots'> {
  const component = props.get('component') ?? props.get('screen');
  const later = props.get('getComponent') ?? props.get('getScreen');
  const children = props.get('children');
  const roots = [
    ...(component ? functionsOf(program, component) : []),
    ...(later ? returned(program, later) : []),
    ...(children?.kind === 'function' ? [children.id] : []),
  ];
  const options = [props.get('options'), props.get('navigationOptions')].flatMap((value) =>
    value ? objectsOf(program, value) : [],
  );
  const title =
    titleIn(program, [...options, { kind: 'object', members: props, unit: 0, at: 0 }], TITLE) ?? staticTitle(program, component);
  const tab = titleIn(program, options, TAB);
  return { roots: [...new Set(roots)], ...(title && { title }), ...(tab && { tab }) };
}

/** What a function gives, or the value itself. */
function objectsOf(program: Program, value: Value): Value[] {
  return optionsOf(program.resolve(value)).flatMap((option) =>
    option.kind === 'function' ? (program.units.get(option.id)?.returns ?? []) : [option],
  );
}

function titleIn(program: Program, options: Value[], keys: RegExp): string | undefined {
  for (const option of options) {
    if (option.kind !== 'object') continue;
    for (const [key, value] of option.members) {
      const text = keys.test(key) ? folded(program, value, true) : undefined;
      if (!text) continue;
      // The screen's title is a fact of its own.
      for (const loaded of textsIn(value)) loaded.shown = true;
      return text;
    }
  }
  return undefined;
}

/** `static navigationOptions = { title }` of the component. */
function staticTitle(program: Program, component: Value | undefined): string | undefined {
  if (!component) return undefined;
  for (const root of functionsOf(program, component))
    for (const unit of [root, ...program.children(root)])
      for (const { key, value } of program.units.get(unit)?.stores ?? [])
        if (key === 'navigationOptions') {
          const title = titleIn(program, objectsOf(program, value), TITLE);
          if (title) return title;
        }
  return undefined;
}

function returned(program: Program, value: Value): number[] {
  return functionsOf(program, value).flatMap((id) => {
    const inner = (program.units.get(id)?.returns ?? []).flatMap((one) => functionsOf(program, one));
    return inner.length > 0 ? inner : [id];
  });
}

const GO = /(^|\.)(navigate|push|replace|jumpTo|reset|popTo|navigateDeprecated|resetTo|showModal)$/;

/** Names of screens that a call leads to. */
export function targetsOf(program: Program, site: CallSite, ids: ReadonlySet<string>): string[] {
  if (!GO.test(nameOf(program, site.callee))) return [];
  const out = new Set<string>();
  const look = (value: Value | undefined, depth: number): void => {
    if (!value || depth > 4) return;
    for (const option of optionsOf(value)) {
      const text = stringOf(option);
      if (text !== undefined && ids.has(text)) out.add(text);
      if (option.kind === 'array') for (const item of option.items.slice(0, 20)) look(item, depth + 1);
      for (const key of ['name', 'routeName', 'screen', 'routes', 'params', 'component']) look(memberOf(option, key), depth + 1);
    }
  };
  for (const argument of site.args.slice(0, 2)) look(argument, 0);
  return [...out].sort();
}

/** A navigation whose target is only known when it runs. */
export function isOpenNavigation(program: Program, site: CallSite): boolean {
  return (
    /(^|\.)(navigation|navigator|Navigation|Actions)\.(navigate|push|replace)$/.test(nameOf(program, site.callee)) &&
    stringOf(site.args[0]) === undefined
  );
}

export function isScreenElement(name: string): boolean {
  return SCREEN_TYPES.test(name);
}
