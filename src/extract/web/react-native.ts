import type { Node, ObjectExpression } from '@babel/types';
import { keyName, unwrap, valueOfKey } from '../../decode/javascript/names.js';
import { walk } from '../../decode/javascript/walk.js';
import type { Entry } from '../../open/tree.js';
import type { Extraction } from '../extraction.js';
import { type Application, createApplication } from '../javascript/application/application.js';
import { linkScreens, type ScreenSpec } from '../javascript/application/screens.js';
import { fold, foldObject } from '../javascript/constants/fold.js';
import { scriptFacts } from '../javascript/facts/index.js';
import type { ScriptModule, Unit } from '../javascript/module/model.js';
import { lineIndex } from '../lines.js';
import { coverageOf } from '../miniprogram/app.js';
import { type Components, componentsOf, indexComponents, withChildren } from '../miniprogram/bundle-components.js';
import { unreadScripts } from '../miniprogram/limits.js';
import { addModule } from '../miniprogram/scripts.js';
import type { Sources } from '../miniprogram/source-set.js';
import { emptySources } from '../miniprogram/source-set.js';
import { textOf, type UnreadFile } from './pages.js';

const NAVIGATOR = /(^|\.)(create\w*Navigator|(Stack|Tab|BottomTab|Drawer|Switch)Navigator)$/;
const NAVIGATE = /(^|\.)(navigate|push|replace|jumpTo|reset)$/;

interface NavigatorScreen {
  id: string;
  title?: string;
  component: Node;
  node: Node;
  unit: Unit;
  /** Shown first, or by a tab that is always there. */
  entry: boolean;
}

/**
 * Facts of a React Native bundle in plain JavaScript: modules of Metro, screens of React Navigation, and the component the app
 * registers. Undefined where the file is no such script.
 */
export function extractReactNative(entry: Entry): Extraction | undefined {
  const unread: UnreadFile[] = [];
  const text = textOf(unread, entry);
  if (text === undefined) return undefined;
  const sources: Sources = { ...emptySources(), jsxModules: true, components: new Map() };
  addModule(sources, entry, text, text, 'js', 'own');
  tellOwners(sources);
  const app = createApplication(sources.modules);
  const index = indexComponents(app, sources);
  const navigators = [...app.modules.values()]
    .filter(({ owner }) => owner !== 'third-party')
    .flatMap((module) => screensIn(app, module));
  const screens = screensOf(index, navigators);
  nameTargets(app, new Set(screens.map(({ id }) => id)));
  const entries = navigators.filter((screen) => screen.entry).map(({ id }) => id);
  const linked = linkScreens(app, screens, entries.length > 0 ? entries : screens.slice(0, 1).map(({ id }) => id), []);
  linked.openNavigation ||= opensUnknown(app);
  const facts = [...scriptFacts(app, linked), ...unreadScripts(sources)];
  return { facts, package: {}, coverage: coverageOf(sources, facts), hosts: ['react-native'] };
}

/**
 * Metro leaves no paths in a release build. A module that speaks Chinese is the app's, and so is every module that requires one of
 * the app's, since no library does; one that names an address may be; the rest are libraries.
 */
function tellOwners({ modules, components }: Sources): void {
  const bundled = modules.filter(({ wrapper }) => wrapper?.dependencies);
  const parts = [...(components?.values() ?? [])];
  const speaks = (module: ScriptModule): boolean =>
    module.literals.length > 0 ||
    parts.some((part) => part.bundle === module && part.module.literals.length > 0) ||
    hanIn(module);
  const own = new Set(bundled.filter((module) => module.owner !== 'third-party' && speaks(module)).map(({ id }) => id));
  for (let grown = own.size > 0; grown; ) {
    grown = false;
    for (const module of bundled)
      if (!own.has(module.id) && module.specifiers.some((specifier) => own.has(specifier))) {
        own.add(module.id);
        grown = true;
      }
  }
  // An app that speaks no Chinese keeps all its modules as they are.
  if (own.size === 0) return;
  for (const module of bundled) {
    if (own.has(module.id) || module.owner === 'third-party') continue;
    module.owner = module.routes.some(({ value }) => /^(https?:\/\/|\/[\w-]+\/[\w-])/.test(value)) ? 'unknown' : 'third-party';
  }
  for (const part of parts) part.module.owner = part.bundle.owner;
}

/** Chinese in what was read as markup stands in no literal list any more. */
function hanIn({ text, root }: ScriptModule): boolean {
  return /[\u3400-\u9fff]|\\u[4-9][\da-fA-F]{3}/.test(text.slice(root.start ?? 0, root.end ?? 0));
}

/** `createStackNavigator({Sign: {screen: Sign}})`, `<Stack.Screen name="Sign" component={Sign}/>`. */
function screensIn(app: Application, module: ScriptModule): NavigatorScreen[] {
  return module.calls.flatMap(({ callee, node, unit }): NavigatorScreen[] => {
    const args = node.arguments as Node[];
    const isNavigator = NAVIGATOR.test(callee);
    const table = args[0] && (isNavigator || args[0].type === 'ObjectExpression') ? foldObject(app, args[0], unit) : undefined;
    if (table && (isNavigator || isScreenTable(table.node)))
      return tableScreens(app, table, args[1] && foldObject(app, args[1], unit), /Tab|Drawer/.test(callee));
    if (isNavigator) return [];
    if (!/(^|\.)(createElement|jsxs?|jsxDEV)$/.test(callee) || !args[1]) return [];
    const props = foldObject(app, args[1], unit);
    const value = (key: string): Node | undefined => props && valueOfKey(props.node, key);
    const name = value('name') && fold(app, value('name')!, unit);
    const component = value('component') ?? value('getComponent') ?? value('screen');
    if (!name || !component) return [];
    const title = value('options') && titleOf(app, value('options')!, unit);
    return [{ id: name, component, node, unit, entry: false, ...(title && { title }) }];
  });
}

/** `stack({Sign: {screen: Sign}, …})`: a table of screens handed to an app's own function around a navigator. */
function isScreenTable({ properties }: ObjectExpression): boolean {
  return (
    properties.length > 0 &&
    properties.every(
      (member) =>
        member.type === 'ObjectProperty' &&
        member.value.type === 'ObjectExpression' &&
        valueOfKey(member.value, 'screen') !== undefined,
    )
  );
}

function tableScreens(
  app: Application,
  { node, unit }: { node: ObjectExpression; unit: Unit },
  options: { node: ObjectExpression; unit: Unit } | undefined,
  isTab: boolean,
): NavigatorScreen[] {
  const initialNode = options && valueOfKey(options.node, 'initialRouteName');
  const initial = initialNode && fold(app, initialNode, options.unit);
  const found: NavigatorScreen[] = [];
  for (const member of node.properties) {
    const id = member.type === 'ObjectProperty' ? keyName(member) : undefined;
    if (member.type !== 'ObjectProperty' || !id) continue;
    const value = unwrap(member.value);
    const screen = value.type === 'ObjectExpression' ? valueOfKey(value, 'screen') : value;
    const settings = value.type === 'ObjectExpression' ? valueOfKey(value, 'navigationOptions') : undefined;
    const title = settings && titleOf(app, settings, unit);
    const entry = isTab || (initial ? initial === id : found.length === 0);
    if (screen) found.push({ id, component: screen, node: member, unit, entry, ...(title && { title }) });
  }
  return found;
}

/** `{title: '签到'}`, or the function that gives it. */
function titleOf(app: Application, options: Node, unit: Unit): string | undefined {
  let title: string | undefined;
  walk(options, (node) => {
    if (node.type === 'ObjectProperty' && /^(title|headerTitle|tabBarLabel|drawerLabel)$/.test(keyName(node) ?? ''))
      title ??= fold(app, node.value, unit);
    return title === undefined;
  });
  return title || undefined;
}

function screensOf(index: Components, navigators: readonly NavigatorScreen[]): ScreenSpec[] {
  const found = new Map<string, ScreenSpec>();
  const roots = new Set<unknown>();
  for (const { id, title, component, node, unit } of navigators) {
    const components = componentsOf(index, component, unit);
    // A navigator inside a navigator shows what its own table names.
    if (components.length === 0 || found.has(id)) continue;
    for (const root of components) roots.add(root);
    found.set(id, specOf(index, id, title, components, unit.module, node));
  }
  if (found.size > 0) return [...found.values()];
  for (const module of index.app.modules.values())
    for (const { callee, node, unit } of module.calls) {
      if (!/AppRegistry\.registerComponent$/.test(callee) || !node.arguments[1]) continue;
      const provider = unwrap(node.arguments[1] as Node);
      const shown = returned(provider);
      const components = shown ? componentsOf(index, shown, unit) : [];
      const id = fold(index.app, node.arguments[0] as Node, unit) ?? 'App';
      if (components.length > 0) return [specOf(index, id, undefined, components, module, node)];
    }
  return [];
}

function returned(node: Node): Node | undefined {
  if (node.type !== 'FunctionExpression' && node.type !== 'ArrowFunctionExpression') return undefined;
  if (node.body.type !== 'BlockStatement') return node.body;
  const last = node.body.body.at(-1);
  return last?.type === 'ReturnStatement' ? (last.argument ?? undefined) : undefined;
}

function specOf(
  index: Components,
  id: string,
  title: string | undefined,
  roots: ReturnType<typeof componentsOf>,
  module: ScriptModule,
  node: Node,
): ScreenSpec {
  const components = [...withChildren(index, roots)].filter((component) => component.module.owner !== 'third-party');
  const bundles = components.map(({ bundle }) => bundle).filter((bundle) => bundle.wrapper);
  return {
    id,
    ...(title && { title }),
    at: { path: module.path, ...lineIndex(module.text).at(node.start ?? 0) },
    registered: true,
    modules: [...new Set([...components.map((component) => component.module), ...bundles])],
    templates: components.flatMap((component) =>
      (index.sources.templates.get(component.module.id) ?? []).map((template) => ({ ...template, module: component.module })),
    ),
  };
}

/** `navigation.navigate('Sign')`: screens go by names. */
function nameTargets(app: Application, ids: ReadonlySet<string>): void {
  for (const module of app.modules.values()) {
    if (module.owner === 'third-party') continue;
    for (const { callee, node, unit } of module.calls) {
      if (!NAVIGATE.test(callee)) continue;
      for (const arg of node.arguments) {
        const name = fold(app, arg as Node, unit);
        if (name && ids.has(name)) module.routes.push({ value: name, node, unit });
      }
    }
  }
}

function opensUnknown(app: Application): boolean {
  return [...app.modules.values()].some(
    (module) =>
      module.owner !== 'third-party' &&
      module.calls.some(
        ({ callee, node, unit }) =>
          NAVIGATE.test(callee) && node.arguments[0] && fold(app, node.arguments[0] as Node, unit) === undefined,
      ),
  );
}
