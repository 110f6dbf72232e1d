import type { Node } from '@babel/types';
import {
  evaluate,
  evaluateNode,
  languageScope,
  type Machine,
  NOT_CONSTANT,
  type Scope,
  spend,
  type Value,
} from '../../../decode/javascript/evaluate/index.js';
import { isFunction } from '../../../decode/javascript/names.js';
import { PLATFORM_OBJECTS } from '../apis/platform-apis.js';
import type { Application, Located } from '../application/application.js';
import { follow, lookup, memberOf } from '../application/follow.js';
import type { Unit } from '../module/model.js';

/** What working out one text may cost: a decoder of a page's words takes some thousand steps. */
const STEPS = 40_000;
/** A name may lead through several modules. */
const LOOKUP = 2000;

/**
 * The text of an expression that only functions of the language, and functions of the app that do nothing else, make:
 * `String.fromCharCode(…)`, `atob(…)`, `back('卡打')`. Undefined where it depends on anything else.
 */
export function evaluated(app: Application, node: Node, unit: Unit): string | undefined {
  const known = texts.get(node);
  if (known !== undefined) return known ?? undefined;
  const found = evaluate(node, scopeOf(app, unit), { steps: STEPS });
  const text = typeof found?.value === 'string' || typeof found?.value === 'number' ? String(found.value) : undefined;
  texts.set(node, text ?? null);
  return text;
}

/** Asked for by several readers; null: not constant. */
const texts = new WeakMap<Node, string | null>();

/** Names as the unit sees them; what they stand for is worked out when it is asked for. */
function scopeOf(app: Application, unit: Unit): Scope {
  return {
    names: new Map(),
    ofFunction: true,
    outer: languageScope(),
    resolve: (name, machine) => namedValue(app, name, unit, machine),
    resolveMember: (name, key, machine) => memberValue(app, name, key, unit, machine),
  };
}

function namedValue(app: Application, name: string, unit: Unit, machine: Machine): { value: Value } | undefined {
  spend(machine, LOOKUP);
  const found = lookup(app, name, unit);
  if (found) return { value: valueAt(app, found, machine) };
  if (isParam(name, unit) || PLATFORM_OBJECTS.has(name)) throw NOT_CONSTANT;
  return undefined;
}

/** A member of a module, of an object, or of the page itself, where the module has only one method of that name. */
function memberValue(app: Application, name: string, key: string, unit: Unit, machine: Machine): { value: Value } | undefined {
  spend(machine, LOOKUP);
  if (name === 'this') {
    const [method, ...more] = unit.module.unitsByName.get(key) ?? [];
    if (!method || more.length > 0 || !isFunction(method.node)) throw NOT_CONSTANT;
    return { value: { kind: 'closure', node: method.node, scope: scopeOf(app, method.parent ?? unit.module.top) } };
  }
  if (isParam(name, unit)) throw NOT_CONSTANT;
  const found = memberOf(app, { node: { type: 'Identifier', name } as Node, unit }, key);
  return found && { value: valueAt(app, found, machine) };
}

function isParam(name: string, unit: Unit): boolean {
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) if (scope.params.includes(name)) return true;
  return false;
}

function valueAt(app: Application, at: Located, machine: Machine): Value {
  const { node, unit } = at.node.type === 'MemberExpression' ? follow(app, at) : at;
  const scope = scopeOf(app, unit);
  return isFunction(node) ? { kind: 'closure', node, scope } : evaluateNode(node, scope, machine);
}
