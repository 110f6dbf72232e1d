import type { CallExpression, Function as FunctionNode, Node, ObjectExpression } from '@babel/types';
import { dottedName, isFunction, keyName, unwrap } from '../../../decode/javascript/names.js';

/** Functions that give back the object they are given, so that changes of it are seen. */
const WATCHED = /(^|\.)(observable|reactive|readonly|shallowReactive|makeAutoObservable|makeObservable|markRaw|freeze)$/;
/** Functions that make a store of the object they are given, or of what the function they are given returns. */
const STORES = /(^|\.)(defineStore|create|createStore)$/;
/** Members of a store's definition whose members are those of the store: `actions: { save() {…} }` is `store.save()`. */
const PARTS: ReadonlySet<string> = new Set(['actions', 'getters', 'state']);

/** An object with the function that its names belong to; that of the place it is asked for at, where there is none. */
export interface MadeObject {
  node: ObjectExpression;
  within?: FunctionNode;
}

/**
 * The objects whose members a call's answer has: those of `observable({…})`, of what a function returns
 * (`const { save } = useStore()`), and of the definition of a store of Pinia or zustand.
 *
 * @param callee what the called function's name stands for, where that is known
 */
export function madeObjects(call: CallExpression, callee: Node | undefined): MadeObject[] {
  const name = call.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(call.callee) ?? '');
  if (WATCHED.test(name)) return objectsGiven(call);
  if (!callee) return [];
  if (isFunction(callee)) return returnedBy(callee);
  // `usePatrolStore()` after `const usePatrolStore = defineStore('patrol', …)`.
  const makes = callee.type === 'CallExpression' ? (dottedName(callee.callee as Node) ?? '') : '';
  if (callee.type !== 'CallExpression' || !STORES.test(makes)) return [];
  const given = callee.arguments.map((argument) => unwrap(argument as Node)).find((argument) => isFunction(argument));
  return [...(given && isFunction(given) ? returnedBy(given) : []), ...objectsGiven(callee).flatMap(partsOf)];
}

function objectsGiven({ arguments: given }: CallExpression): MadeObject[] {
  return given.flatMap((argument) => (argument.type === 'ObjectExpression' ? [{ node: argument }] : []));
}

function partsOf(made: MadeObject): MadeObject[] {
  return made.node.properties.flatMap((member) => {
    if (member.type === 'SpreadElement' || !PARTS.has(keyName(member) ?? '')) return [];
    if (member.type === 'ObjectMethod') return returnedBy(member);
    const value = unwrap(member.value as Node);
    if (value.type === 'ObjectExpression') return [{ node: value }];
    return isFunction(value) ? returnedBy(value) : [];
  });
}

/** The object a function returns, written in its own body. */
function returnedBy(within: FunctionNode): MadeObject[] {
  const { body } = within;
  const last = body.type === 'BlockStatement' ? body.body.findLast(({ type }) => type === 'ReturnStatement') : undefined;
  const answer = body.type === 'BlockStatement' ? (last?.type === 'ReturnStatement' ? last.argument : undefined) : body;
  const node = answer && unwrap(answer);
  return node?.type === 'ObjectExpression' ? [{ node, within }] : [];
}

/** `save` of `useStore((state) => state.save)`. */
export function selectedKey({ arguments: given }: CallExpression): string | undefined {
  const [select] = given;
  if (given.length !== 1 || select?.type !== 'ArrowFunctionExpression' || select.body.type !== 'MemberExpression')
    return undefined;
  const [param] = select.params;
  const { object } = select.body;
  return param?.type === 'Identifier' && object.type === 'Identifier' && object.name === param.name
    ? keyName(select.body)
    : undefined;
}
