import type { Node } from '@babel/types';
import { isFunction, keyName, unwrap } from '../../decode/javascript/names.js';
import { callsOf } from '../javascript/application/call-graph.js';
import type { ScriptModule, Unit } from '../javascript/module/model.js';
import { unitAt } from '../javascript/module/units.js';
import type { MarkupReading } from '../markup/reading.js';

/** What every event of an mpvue template is bound to; `data-eventid` beside it says which handler of the script is meant. */
const PROXY = 'handleProxy';

/**
 * The functions that the events of an mpvue page run: its templates name one proxy for all, and the render functions that are
 * left in the script say what it stands for: `_c('button', {attrs: {eventid: '2'}, on: {click: _vm.submit}})`.
 * Source: mpvue-template-compiler 1.0.x (`addAttr(el, 'eventid', …)`), mpvue 2.0 runtime `handleProxy`
 */
export function proxiedHandlers(modules: readonly ScriptModule[], templates: readonly { reading: MarkupReading }[]): Unit[] {
  if (!templates.some(({ reading }) => reading.handlers.some(({ expression }) => expression === PROXY))) return [];
  return modules
    .filter((module) => module.members.has('eventid'))
    .flatMap((module) => (module.members.get('on') ?? []).flatMap((on) => handlersIn(on, module, modules)));
}

function handlersIn(on: Node, module: ScriptModule, modules: readonly ScriptModule[]): Unit[] {
  if (on.type !== 'ObjectExpression') return [];
  return on.properties.flatMap((property) => {
    if (property.type !== 'ObjectProperty') return [];
    const handlers = property.value.type === 'ArrayExpression' ? property.value.elements : [property.value];
    return handlers.flatMap((handler) => (handler ? unitsOf(unwrap(handler as Node), module, modules) : []));
  });
}

/** `_vm.submit` by its name in the page's scripts; `function ($event) { _vm.submit(1) }` with what it calls of the component. */
function unitsOf(handler: Node, module: ScriptModule, modules: readonly ScriptModule[]): Unit[] {
  const named = (name: string): Unit[] => modules.flatMap(({ unitsByName }) => unitsByName.get(name) ?? []);
  if (!isFunction(handler)) return handler.type === 'MemberExpression' ? named(keyName(handler) ?? '') : [];
  const unit = unitAt(module, handler);
  const calls = callsOf(unit).map(({ callee }) => /^[\w$]+\.([\w$]+)$/.exec(callee)?.[1]);
  return [unit, ...calls.flatMap((name) => (name ? named(name) : []))];
}
