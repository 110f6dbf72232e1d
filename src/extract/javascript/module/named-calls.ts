import type { CallExpression, MemberExpression, Node } from '@babel/types';
import { dottedName, keyName, unwrap } from '../../../decode/javascript/names.js';
import { DISTINCT_METHODS, PLATFORM_OBJECTS } from '../apis/platform-apis.js';
import type { Application } from '../application/application.js';
import { calledUnits } from '../application/call-graph.js';
import { follow } from '../application/follow.js';
import { nameImportedPlatform } from '../application/imported-platform.js';
import { nameInjected } from '../application/injected-platform.js';
import { fold } from '../constants/fold.js';
import type { Call, ScriptModule, Unit } from './model.js';
import { nameShortened } from './shortened-names.js';

const NAME = /^[A-Za-z_$][\w$]*$/;
/** Platform functions that are no feature by themselves, but send or say something. */
const COMMON = new Set([
  'request',
  'downloadFile',
  'connectSocket',
  'showToast',
  'showModal',
  'showActionSheet',
  'navigateTo',
  'setStorage',
]);

/**
 * Calls under a shortened name get the one that was shortened, calls of platform functions under other names the platform's:
 * `wx['req' + 'uest']`, `wx[NAME]`, `const ask = wx.request`, a table of functions, `promisify(wx.request)`, a wrapper that is
 * given the function's name, and a parameter for the platform.
 */
export function nameCalls(app: Application): void {
  const own = [...app.modules.values()].filter(({ owner }) => owner !== 'third-party');
  nameInjected(app, own);
  nameImportedPlatform(app, own);
  const aliases = aliasNames(own);
  const dispatchers: Dispatchers = new Map();
  for (const { calls } of own) for (const call of calls) if (call.callee.includes('?')) addDispatcher(dispatchers, call);
  for (const module of own)
    for (const call of module.calls) {
      nameShortened(call);
      if (call.callee.includes('?')) nameKeys(app, call);
      if (aliases.has(call.callee.slice(call.callee.lastIndexOf('.') + 1))) nameAlias(app, call);
      if (dispatchers.size > 0) nameDispatched(app, call, dispatchers);
    }
}

/** `wx.request`, and what hands it on: `wx.request.bind(wx)`, `promisify(wx.request)`. */
function platformName(node: Node | undefined): string | undefined {
  if (!node) return undefined;
  if (node.type === 'CallExpression') {
    const [first] = node.arguments;
    if (node.callee.type === 'MemberExpression' && keyName(node.callee) === 'bind')
      return platformName(unwrap(node.callee.object));
    return first && node.arguments.length <= 2 ? platformName(unwrap(first as Node)) : undefined;
  }
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier' || !PLATFORM_OBJECTS.has(node.object.name))
    return undefined;
  const key = keyName(node);
  return key && (COMMON.has(key) || Object.hasOwn(DISTINCT_METHODS, key)) ? `${node.object.name}.${key}` : undefined;
}

/** Names under which a platform function is kept anywhere. */
function aliasNames(modules: readonly ScriptModule[]): Set<string> {
  const names = new Set<string>();
  const addAll = (values: ReadonlyMap<string, readonly Node[]>): void => {
    for (const [name, nodes] of values) if (nodes.some((node) => platformName(node))) names.add(name);
  };
  for (const module of modules) {
    addAll(module.members);
    for (const unit of module.units) addAll(unit.locals);
    for (const [name, node] of module.exports) if (platformName(node)) names.add(name);
  }
  if (names.size === 0) return names;
  for (const { imports } of modules) for (const [local, { imported }] of imports) if (names.has(imported)) names.add(local);
  return names;
}

function nameAlias(app: Application, call: Call): void {
  if (call.node.callee.type === 'V8IntrinsicIdentifier') return;
  const name = platformName(follow(app, { node: call.node.callee, unit: call.unit }).node);
  if (name) call.callee = name;
}

/** Computed keys that are constant are written out. */
function nameKeys(app: Application, call: Call): void {
  let inner: Node = call.node.callee as Node;
  let named = false;
  for (let depth = 0; depth < 8 && inner.type === 'MemberExpression'; depth++) {
    if (inner.computed && keyName(inner) === undefined) {
      const key = fold(app, inner.property, call.unit);
      if (!key || !NAME.test(key)) return;
      const { start, end } = inner.property;
      (inner as MemberExpression).property = { type: 'StringLiteral', value: key, start, end } as MemberExpression['property'];
      named = true;
    }
    inner = unwrap(inner.object);
  }
  if (named) call.callee = dottedName(call.node.callee as Node) ?? call.callee;
  if (named && !PLATFORM_OBJECTS.has(call.callee.split('.')[0]!)) nameAlias(app, call);
}

/** Functions that call the platform by a name they are given: which of their parameters that is, and what they call it on. */
type Dispatchers = Map<Unit, { index: number; object: string }>;

function addDispatcher(dispatchers: Dispatchers, { callee, node, unit }: Call): void {
  const [object, key, ...more] = callee.split('.');
  if (!object || key !== '?' || more.length > 0 || !PLATFORM_OBJECTS.has(object)) return;
  const member = node.callee as Node;
  if (member.type !== 'MemberExpression' || member.property.type !== 'Identifier') return;
  const { name } = member.property;
  for (let outer: Unit | undefined = unit; outer; outer = outer.parent) {
    const index = outer.params.indexOf(name);
    if (index === -1) continue;
    dispatchers.set(outer, { index, object });
    return;
  }
}

function nameDispatched(app: Application, call: Call, dispatchers: Dispatchers): void {
  const args = call.node.arguments as Node[];
  if (!args.some((arg) => arg.type === 'StringLiteral' && (COMMON.has(arg.value) || Object.hasOwn(DISTINCT_METHODS, arg.value))))
    return;
  for (const unit of calledUnits(app, call)) {
    const found = dispatchers.get(unit);
    const name = found && args[found.index];
    if (!found || name?.type !== 'StringLiteral') continue;
    call.callee = `${found.object}.${name.value}`;
    call.node = { ...call.node, arguments: args.filter((arg) => arg !== name) as CallExpression['arguments'] };
    return;
  }
}
