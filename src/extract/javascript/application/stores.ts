import type { CallExpression, Node, ObjectExpression } from '@babel/types';
import { keyName, unwrap, valueOfKey } from '../../../decode/javascript/names.js';
import { fold } from '../constants/fold.js';
import type { Call, ScriptModule, Unit } from '../module/model.js';
import { plainName, writtenText } from '../module/nodes.js';
import type { Application, Located } from './application.js';
import { functionsOf } from './call-graph.js';
import { follow, memberOf } from './follow.js';

/** Members of a store's definition that hold its functions: Vuex and Pinia, dva's effects, slices of Redux. */
const FUNCTIONS = ['actions', 'mutations', 'getters', 'effects', 'reducers'];
const DISPATCHES = /(^|\.)(dispatch|commit|\$dispatch)$/;
const MAPS = /(^|\.)map(Actions|Mutations|Getters|State)$/;
/** Sagas: a function for each action of a type. */
const TAKES = /(^|\.)take(Every|Latest|Leading)$/;
/** Functions of one name that are taken where nothing tells which store is meant. */
const MAX_TARGETS = 3;

type StoreFunctions = Map<string, Unit[]>;

/**
 * Joins what pages ask of a store with the store's functions: `dispatch('patrol/save')`, `...mapActions('patrol', ['save'])`,
 * `connect(…, { save })`, `storeBindings: { store, actions }` of mobx-miniprogram, `@inject('patrol')` of MobX. Functions that
 * a page takes over are found under its own names for them; state that it takes over keeps the values the store gives it.
 */
export function joinStores(app: Application): void {
  const own = [...app.modules.values()].filter(({ owner }) => owner !== 'third-party');
  const functions = storeFunctions(app, own);
  for (const { calls } of own)
    for (const call of calls) if (DISPATCHES.test(call.callee)) joinDispatch(app, functions, call, own);
  for (const module of own) {
    for (const call of module.calls) {
      if (MAPS.test(call.callee)) joinMapped(app, functions, call);
      else if (/(^|\.)connect$/.test(call.callee)) joinConnected(app, call);
      else if (/(^|\.)createStoreBindings$/.test(call.callee)) joinBindings(app, module, call.node.arguments[1] as Node);
      else if (/(^|\.)inject$/.test(call.callee)) joinInjected(app, call);
    }
    for (const bindings of module.members.get('storeBindings') ?? []) joinBindings(app, module, bindings);
  }
}

function storeFunctions(app: Application, modules: readonly ScriptModule[]): StoreFunctions {
  const functions: StoreFunctions = new Map();
  const add = (name: string | undefined, units: Unit[]): void => {
    if (name && units.length > 0) functions.set(name, [...new Set([...(functions.get(name) ?? []), ...units])]);
  };
  for (const module of modules) {
    for (const part of FUNCTIONS)
      for (const value of module.members.get(part) ?? []) {
        const { node, unit } = follow(app, { node: value, unit: module.top });
        if (node.type !== 'ObjectExpression') continue;
        for (const member of node.properties) {
          if (member.type === 'SpreadElement') continue;
          const name = keyName(member) ?? fold(app, member.key, unit);
          add(name, functionsOf(app, member.type === 'ObjectMethod' ? member : (member.value as Node), unit));
        }
      }
    for (const { callee, node, unit } of module.calls) {
      const [type, worker] = node.arguments as Node[];
      if (TAKES.test(callee) && type && worker) add(fold(app, type, unit), functionsOf(app, worker, unit));
    }
  }
  return functions;
}

/** The functions of stores that `patrol/save` names; beside the caller for a bare name. */
function targetsOf(functions: StoreFunctions, path: string, from?: ScriptModule): Unit[] {
  const [name, ...spaces] = path.split('/').reverse();
  const units = functions.get(path) ?? functions.get(name!) ?? [];
  const space = plainName(spaces[0] ?? '');
  const named = space
    ? units.filter(({ module }) => plainName(module.id).includes(space) || namespaceOf(module) === space)
    : units.filter(({ module }) => module === from);
  if (named.length > 0) return named;
  return units.length <= MAX_TARGETS ? units : [];
}

/** `namespace: 'patrol'` of a model of dva, `name: 'patrol'` of a slice. */
function namespaceOf({ members }: ScriptModule): string | undefined {
  const [value] = [...(members.get('namespace') ?? []), ...(members.get('name') ?? [])];
  return value?.type === 'StringLiteral' ? plainName(value.value) : undefined;
}

/** `dispatch('patrol/save', x)`, `commit({ type: 'add' })`. */
function joinDispatch(app: Application, functions: StoreFunctions, { node, unit }: Call, own: readonly ScriptModule[]): void {
  const first = node.arguments[0] as Node | undefined;
  const type = first?.type === 'ObjectExpression' ? valueOfKey(first, 'type') : first;
  const path = type && type.type !== 'CallExpression' ? fold(app, type, unit) : undefined;
  const units = path ? targetsOf(functions, path, unit.module) : [];
  if (units.length === 0) return;
  app.heard.set(node, units);
  const payload = node.arguments[1] as Node | undefined;
  if (payload) for (const target of units) keepPayload(target, payload, own);
}

/** `add(state, list) { state.photos = list }`: what is committed is what that part of the state holds, wherever it is read. */
function keepPayload({ module, params, start, end }: Unit, payload: Node, own: readonly ScriptModule[]): void {
  const [, name] = params;
  if (!name) return;
  const kept = [...module.members].flatMap(([key, values]) => (values.some(isPayload) ? [key] : []));
  const pushed = module.calls.flatMap(({ callee, node }) => {
    const list = /([\w$]+)\.(push|unshift)$/.exec(callee)?.[1];
    return list && node.arguments.some((argument) => isPayload(argument as Node)) ? [list] : [];
  });
  const reading = own.filter((one) => one === module || readsStore(one));
  for (const key of new Set([...kept, ...pushed]))
    for (const reader of reading) reader.members.set(key, [...(reader.members.get(key) ?? []), payload]);

  function isPayload(value: Node): boolean {
    const at = value.start ?? 0;
    return value.type === 'Identifier' && value.name === name && at >= start && at < end;
  }
}

const readers = new WeakMap<ScriptModule, boolean>();

/** Whether a module asks for the store. Asked for every payload of every commit. */
function readsStore(module: ScriptModule): boolean {
  const known = readers.get(module) ?? /\$store|useStore\(/.test(writtenText(module));
  readers.set(module, known);
  return known;
}

/** `...mapActions('patrol', ['save'])`, `...mapActions({ send: 'patrol/save' })`, `...mapActions(usePatrolStore, ['save'])`. */
function joinMapped(app: Application, functions: StoreFunctions, { callee, node, unit }: Call): void {
  const given = node.arguments as Node[];
  const names = given.at(-1);
  if (!names) return;
  const space = spaceOf(app, callee, given, unit);
  const store = given.length > 1 && space === undefined ? follow(app, { node: given[0]!, unit }).unit.module : undefined;
  for (const [local, path] of namesIn(app, names, unit)) {
    const whole = space ? `${space}/${path}` : path;
    const units = targetsOf(functions, whole, store);
    adopt(app, unit.module, local, units);
    const key = path.split('/').at(-1)!;
    const holders = store ? [store] : storesNamed(app, space ?? path.split('/').at(-2));
    if (/map(State|Getters)$/.test(callee)) adoptState(unit.module, local, holders, key);
  }
}

/** The namespace before the names, or that of `createNamespacedHelpers('patrol')`. */
function spaceOf(app: Application, callee: string, given: Node[], unit: Unit): string | undefined {
  if (given.length > 1) return fold(app, given[0]!, unit);
  const made = callee.includes('.') ? undefined : unit.module.top.locals.get(callee)?.[0];
  const helpers = made?.type === 'MemberExpression' ? unwrap(made.object) : undefined;
  const [space] = helpers?.type === 'CallExpression' ? helpers.arguments : [];
  return space && fold(app, space as Node, unit);
}

/** Local name and path of what is taken over: `['save']`, `{ send: 'patrol/save' }`, `{ photos: (state) => state.photos }`. */
function namesIn(app: Application, names: Node, unit: Unit): [string, string][] {
  if (names.type === 'ArrayExpression')
    return names.elements.flatMap((element): [string, string][] => {
      const path = element ? fold(app, element as Node, unit) : undefined;
      return path ? [[path, path]] : [];
    });
  if (names.type !== 'ObjectExpression') return [];
  return names.properties.flatMap((member): [string, string][] => {
    const local = member.type === 'SpreadElement' ? undefined : keyName(member);
    if (!local) return [];
    const path = member.type === 'ObjectProperty' ? fold(app, member.value, unit) : undefined;
    return [[local, path ?? local]];
  });
}

function storesNamed(app: Application, space: string | undefined): ScriptModule[] {
  const stores = [...app.modules.values()].filter(
    ({ owner, members }) =>
      owner !== 'third-party' && members.has('state') && (members.has('mutations') || members.has('actions')),
  );
  const named = space ? stores.filter((module) => plainName(module.id).includes(plainName(space))) : [];
  return named.length > 0 ? named : stores;
}

/** What a store gives to a part of its state is what the page's name for it is given. */
function adoptState(module: ScriptModule, local: string, stores: readonly ScriptModule[], key: string): void {
  const values = stores.flatMap((store) => (store === module ? [] : (store.members.get(key) ?? [])));
  if (values.length > 0) module.members.set(local, [...(module.members.get(local) ?? []), ...values]);
}

/** `connect(state, { save })`, `connect(state, (dispatch) => ({ save: () => dispatch(…) }))`: properties of the component. */
function joinConnected(app: Application, { node, unit }: Call): void {
  const second = node.arguments[1] as Node | undefined;
  const table = second && tableOf(app, { node: second, unit });
  if (!table) return;
  const { object, unit: place } = table;
  for (const member of object.properties) {
    const name = member.type === 'SpreadElement' ? undefined : keyName(member);
    if (!name) continue;
    const value = member.type === 'ObjectMethod' ? member : (member as { value: Node }).value;
    adopt(app, unit.module, name, functionsOf(app, value, place));
  }
}

function tableOf(app: Application, at: Located): { object: ObjectExpression; unit: Unit } | undefined {
  const { node, unit } = follow(app, at);
  if (node.type === 'ObjectExpression') return { object: node, unit };
  // `(dispatch) => bindActionCreators({ save }, dispatch)`
  const [first] = node.type === 'CallExpression' ? node.arguments : [];
  if (first?.type === 'ObjectExpression') return { object: first, unit };
  if (node.type !== 'ArrowFunctionExpression' || node.body.type === 'BlockStatement') return undefined;
  return tableOf(app, { node: unwrap(node.body), unit });
}

/** `{ store, actions: ['save'] }` of mobx-miniprogram: functions of the store become methods of the page. */
function joinBindings(app: Application, module: ScriptModule, bindings: Node | undefined): void {
  const tables = bindings?.type === 'ArrayExpression' ? bindings.elements : [bindings];
  for (const table of tables) {
    if (table?.type !== 'ObjectExpression') continue;
    const store = valueOfKey(table, 'store');
    const actions = valueOfKey(table, 'actions');
    if (!store || !actions) continue;
    for (const [local, name] of namesIn(app, actions, module.top)) {
      const found = memberOf(app, { node: store, unit: module.top }, name);
      adopt(app, module, local, found ? functionsOf(app, withoutAction(found.node), found.unit) : []);
    }
  }
}

/** `action(function () {…})`. */
function withoutAction(value: Node): Node {
  const node = unwrap(value);
  return node.type === 'CallExpression' && node.arguments.length > 0 ? (node.arguments.at(-1) as Node) : node;
}

/** `@inject('patrol')`: methods of a store that the component is handed by name are those of the class of that name. */
function joinInjected(app: Application, { node, unit }: Call): void {
  for (const argument of node.arguments) {
    if (argument.type !== 'StringLiteral') continue;
    const store = plainName(argument.value).replace(/store$/, '');
    if (!store) continue;
    for (const call of unit.module.calls) {
      const [method, holder] = call.callee.split('.').reverse();
      if (holder !== argument.value || !method) continue;
      const units = (app.unitsByName.get(method) ?? []).filter((one) => one.method && plainName(one.module.id).includes(store));
      if (units.length > 0 && units.length <= MAX_TARGETS) app.heard.set(call.node, units);
    }
  }
}

/** A module has a function under a name of its own: `this.save()`, `props.save()`, and handlers of its template. */
function adopt(app: Application, module: ScriptModule, local: string, units: Unit[]): void {
  if (units.length === 0) return;
  module.unitsByName.set(local, [...new Set([...(module.unitsByName.get(local) ?? []), ...units])]);
  const path = new RegExp(`(^|\\.)(this|props)\\.${local.replace(/[^\w/]/g, '\\$&')}$`);
  for (const call of module.calls) if (path.test(call.callee)) app.heard.set(call.node as CallExpression, units);
}
