import type { Node } from '@babel/types';
import { dottedName, isFunction, keyName, unwrap, valueOfKey } from '../../../decode/javascript/names.js';
import { callHandedTo } from '../application/call-graph.js';
import type { ScriptModule, Unit } from './model.js';

const known = new WeakMap<ScriptModule, Map<Node, string[]>>();

/**
 * What the parameter of a watcher stands for: `images` for `list` of `watch: { images(list) { … } }`, `watch(images, (list) => …)`,
 * `this.$watch('images', (list) => …)` and `observers: { 'images, text': function (list, text) { … } }`.
 */
export function watchedAs(name: string, unit: Unit): string | undefined {
  const place = unit.params.indexOf(name);
  if (place < 0) return undefined;
  return tableOf(unit.module).get(unit.node)?.[place] || handedToWatch(unit)?.[place] || undefined;
}

function handedToWatch(unit: Unit): string[] | undefined {
  const call = callHandedTo(unit);
  if (!call || !/(^|\.)\$?watch$/.test(call.callee) || call.node.arguments[1] !== unit.node) return undefined;
  const source = unwrap(call.node.arguments[0] as Node);
  if (source.type === 'StringLiteral') return [source.value];
  const read = isFunction(source) && source.body.type !== 'BlockStatement' ? unwrap(source.body) : source;
  return [dottedName(read)?.replace(/\.value$/, '') ?? ''];
}

/** The watchers that a component lists, in the options API of Vue and in `observers` of a mini-program's component. */
function tableOf(module: ScriptModule): Map<Node, string[]> {
  const before = known.get(module);
  if (before) return before;
  const table = new Map<Node, string[]>();
  known.set(module, table);
  for (const list of [...(module.members.get('watch') ?? []), ...(module.members.get('observers') ?? [])])
    if (list.type === 'ObjectExpression')
      for (const part of list.properties) {
        const names = part.type === 'SpreadElement' ? undefined : keyName(part)?.split(/\s*,\s*/);
        const handler = names && part.type !== 'SpreadElement' && handlerOf(module, part);
        if (handler) table.set(handler, names);
      }
  return table;
}

/** The function of `images() {}`, `images: function () {}`, `images: { handler() {}, deep: true }`, `images: 'check'`. */
function handlerOf(module: ScriptModule, part: Node): Node | undefined {
  if (part.type === 'ObjectMethod') return part;
  if (part.type !== 'ObjectProperty') return undefined;
  const value = unwrap(part.value);
  if (isFunction(value)) return value;
  if (value.type === 'StringLiteral') return module.unitsByName.get(value.value)?.[0]?.node;
  if (value.type !== 'ObjectExpression') return undefined;
  const method = value.properties.find((inner) => inner.type === 'ObjectMethod' && keyName(inner) === 'handler');
  return method ?? valueOfKey(value, 'handler');
}
