import type { Budget } from './units.js';
import {
  type CallSite,
  type Members,
  member,
  memberOf,
  optionsOf,
  stringOf,
  sum,
  UNDEFINED,
  UNKNOWN,
  type Value,
} from './values.js';

/** Calls whose result is plain: modules, texts put together, copies of objects, bound functions. */
export function plainResult(budget: Budget, { callee, self, args }: Omit<CallSite, 'unit' | 'at'>): Value | undefined {
  const [first] = args;
  if (callee.kind === 'require') {
    if (first?.kind !== 'constant' || typeof first.value !== 'number') return UNKNOWN;
    const module: Value = { kind: 'module', id: first.value };
    return callee.key ? member(module, callee.key) : module;
  }
  // `_interopRequireDefault(require(3))`: the helper hands the module on.
  if (args.length <= 2 && first?.kind === 'module') return first;
  const key = callee.kind === 'member' ? callee.key : undefined;
  // Template literals are compiled to a call of the engine: `HermesInternal.concat` with the first text as `this`.
  if (key === 'concat' && (isText(self) || isText(first))) return sum(self, ...args);
  if (key === 'bind' && callee.kind === 'member') return callee.object;
  if (key === 'defineProperty') return defined(first, args[1], args[2]);
  if ((callee.kind === 'builtin' || key === 'assign') && first) return copied(budget, first, args.slice(1));
  return undefined;
}

/** `Object.defineProperty(exports, 'x', {get})`, as re-exports are compiled to. */
function defined(target: Value | undefined, key: Value | undefined, descriptor: Value | undefined): Value | undefined {
  const name = stringOf(key);
  if (name === undefined || target?.kind !== 'object') return undefined;
  const getter = memberOf(descriptor, 'get');
  const value = getter ? accessor(target.unit, target.at, getter) : memberOf(descriptor, 'value');
  if (value) target.members.set(name, value);
  return target;
}

function isText(value: Value | undefined): boolean {
  return value?.kind === 'sum' || stringOf(value) !== undefined;
}

/** `{...a, b}` and `Object.assign(x, a)`: what is known of the members comes over. */
export function copied(budget: Budget, target: Value, sources: Value[]): Value | undefined {
  const into: Members | undefined = optionsOf(target).find((option) => option.kind === 'object');
  if (!into) return undefined;
  for (const source of sources)
    for (const option of optionsOf(source))
      if (option.kind === 'object' && option !== into) {
        for (const [name, value] of option.members) into.members.set(name, value);
        budget.left -= option.members.size;
      }
  return into;
}

/** An accessor is a call without arguments. */
export function accessor(unit: number, at: number, getter: Value): Value {
  return { kind: 'call', site: { unit, at, callee: getter, self: UNDEFINED, args: [], isNew: false } };
}
