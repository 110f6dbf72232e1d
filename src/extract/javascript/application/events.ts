import type { Node } from '@babel/types';
import { dottedName, keyName, unwrap } from '../../../decode/javascript/names.js';
import { addTo, pushTo } from '../../multimap.js';
import { fold } from '../constants/fold.js';
import type { Call, ScriptModule, Unit } from '../module/model.js';
import { plainName, writtenText } from '../module/nodes.js';
import type { Application } from './application.js';
import { functionsOf } from './call-graph.js';
import type { ScreenSpec } from './screens.js';

/** Calls that set off an event by its name: `uni.$emit`, `bus.emit`, `eventChannel.emit`, `this.triggerEvent`, `Taro.eventCenter.trigger`. */
const EMITS = /(^|\.)(\$?emit|trigger|triggerEvent|publish|\$dispatch|\$broadcast|fire|fireEvent)$/;
const LISTENS = /(^|\.)(\$?on|\$?once|addListener|subscribe|listen)$/;
/** Events of the platform and of elements, which many listen to for reasons of their own. */
const COMMON_EVENTS =
  /^(click|tap|touch\w*|change|input|submit|load|error|message|open|close|data|end|ready|connect\w*|disconnect|success|fail|focus|blur|scroll|resize|keydown|keyup|show|hide|progress|update\w*)$/i;
/** More listeners to one name are a broadcast: nothing tells which of them belongs to the screen that sets it off. */
const MAX_LISTENERS = 4;

/** A handler of a component's event, in the template that shows the component. */
interface ComponentHandler {
  element: string;
  units: Unit[];
}

/**
 * Joins calls that set off an event with the functions that listen to it, so that the call graph leads on: those that
 * subscribe by name anywhere (`bus.on('signed', fn)`, `events: { signed(data) {…} }` of `navigateTo`), and handlers of
 * component events (`bind:done="onDone"`, `@done="onDone"`, `onDone={…}`) in the templates of screens that show the component.
 */
export function joinEvents(app: Application, screens: readonly ScreenSpec[]): void {
  const own = [...app.modules.values()].filter(({ owner }) => owner !== 'third-party');
  const listeners = subscribers(app, own);
  const shown = screensOf(screens);
  for (const module of own) {
    const emits = /emit/i.test(writtenText(module));
    for (const call of module.calls) {
      const event = eventOf(app, call, emits);
      if (event === undefined) continue;
      const subscribed = COMMON_EVENTS.test(event) ? [] : (listeners.get(event) ?? []);
      const units = [
        ...(subscribed.length <= MAX_LISTENERS ? subscribed : []),
        ...(shown.get(module) ?? []).flatMap((screen) => answersOn(app, screen, module, event)),
      ];
      if (units.length > 0) app.heard.set(call.node, [...new Set(units)]);
    }
  }
}

/** The event a call sets off. `emits`: the module has a name for that, which may be any local. */
function eventOf(app: Application, { callee, node, unit }: Call, emits: boolean): string | undefined {
  // React and Alipay hand handlers down as properties: `this.props.onDone(data)`.
  const handed = callee.includes('props.on') ? /(^|\.)props\.on([A-Z]\w*)$/.exec(callee) : null;
  if (handed) return handed[2]!;
  const [first] = node.arguments;
  if (!EMITS.test(callee) && !(emits && first?.type === 'StringLiteral' && isEmit(callee, unit))) return undefined;
  const name = first && fold(app, first as Node, unit);
  return name && !name.includes('{}') ? name : undefined;
}

/** `emit` of Vue's `setup(props, { emit })` or `defineEmits()`, whatever the local is called. */
function isEmit(callee: string, unit: Unit): boolean {
  if (callee.includes('.')) return false;
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) {
    if (scope.params.includes(callee)) return false;
    const value = scope.locals.get(callee)?.[0];
    if (value) return value.type === 'CallExpression' && dottedName(value.callee as Node) === 'defineEmits';
    if ('params' in scope.node && scope.node.params.some((param) => takesEmit(param as Node, callee))) return true;
  }
  return false;
}

function takesEmit(param: Node, local: string): boolean {
  return (
    param.type === 'ObjectPattern' &&
    param.properties.some(
      (property) =>
        property.type === 'ObjectProperty' &&
        keyName(property) === 'emit' &&
        property.value.type === 'Identifier' &&
        property.value.name === local,
    )
  );
}

function subscribers(app: Application, modules: readonly ScriptModule[]): Map<string, Unit[]> {
  const listeners = new Map<string, Unit[]>();
  const add = (name: string, units: Unit[]): void => {
    if (units.length > 0) listeners.set(name, [...new Set([...(listeners.get(name) ?? []), ...units])]);
  };
  for (const module of modules) {
    for (const { callee, node, unit } of module.calls) {
      const [first, second] = node.arguments as Node[];
      if (!first || !second || !LISTENS.test(callee)) continue;
      const name = fold(app, first, unit);
      if (name) add(name, functionsOf(app, second, unit));
    }
    // `navigateTo({ url, events: { signed(data) {…} } })`: what the page that is opened may set off.
    for (const table of module.members.get('events') ?? []) {
      const object = unwrap(table);
      if (object.type !== 'ObjectExpression') continue;
      for (const member of object.properties) {
        const name = member.type === 'SpreadElement' ? undefined : keyName(member);
        if (name) add(name, functionsOf(app, member.type === 'ObjectProperty' ? member.value : member, module.top));
      }
    }
  }
  return listeners;
}

function screensOf(screens: readonly ScreenSpec[]): Map<ScriptModule, ScreenSpec[]> {
  const shown = new Map<ScriptModule, ScreenSpec[]>();
  for (const screen of screens) for (const module of screen.modules) pushTo(shown, module, screen);
  return shown;
}

function answersOn(app: Application, screen: ScreenSpec, component: ScriptModule, event: string): Unit[] {
  const units = componentHandlers(screen, component, event);
  for (const unit of units) addTo(app.answers, unit, screen.id);
  return units;
}

/** What a screen's templates do on an event of a component; where tags tell which component is meant, of that one only. */
function componentHandlers(screen: ScreenSpec, component: ScriptModule, event: string): Unit[] {
  const handlers = screen.templates.flatMap(({ reading, module, scripts = [] }): ComponentHandler[] => {
    if (!module || module === component) return [];
    const tags = new Set(reading.components.map(({ name }) => name));
    return reading.handlers.flatMap((handler) => {
      if (!tags.has(handler.element) || plainName(handler.event) !== plainName(event)) return [];
      const names = handler.expression.match(/[A-Za-z_$][\w$]*/g) ?? [];
      const units = [module, ...scripts].flatMap((one) => names.flatMap((name) => one.unitsByName.get(name) ?? []));
      return units.length > 0 ? [{ element: handler.element, units }] : [];
    });
  });
  const path = plainName(component.id);
  const named = handlers.filter(({ element }) => path.includes(plainName(element)));
  return (named.length > 0 ? named : handlers).flatMap(({ units }) => units);
}
