import type { Node } from '@babel/types';
import { isFunction, keyName, unwrap } from '../../../decode/javascript/names.js';
import type { Call, ScriptModule, Unit } from '../module/model.js';
import { ownerOf, unitOfFunction } from '../module/units.js';
import type { Application } from './application.js';

/** What the runtime of uni-app makes beside the platform's functions; no other module is asked for these. */
const MAKERS = /^create(App|Page|Component|Plugin|SubpackageApp)$/;

/**
 * uni-app's build hands its modules the platform by a parameter, which a minifier names as it likes:
 * `(function (t) { t.request(…) }).call(this, require("543d")["default"])`. Calls on it get the platform's name.
 * Known from: builds of uni-app with Vue 2 for mini-programs and apps, HBuilderX 1.9 to 3
 */
export function nameInjected(app: Application, modules: readonly ScriptModule[]): void {
  const handed = modules.flatMap((module) => module.calls.flatMap((call) => handedTo(module, call)));
  const runtimes = new Set(handed.flatMap(({ from, key }) => (MAKERS.test(key) ? [from] : [])));
  // The first compilers handed out the platform alone; pages ask the same module for the rest.
  for (const { id, exports } of app.modules.values()) if ([...exports.keys()].some((key) => MAKERS.test(key))) runtimes.add(id);
  if (runtimes.size === 0) return;
  for (const { unit, name, from, key } of handed) if (key === 'default' && runtimes.has(from) && name) nameCallsOn(unit, name);
}

interface Handed {
  unit: Unit;
  /** The parameter that takes it. */
  name?: string;
  /** The module it comes from, and the name under which that exports it. */
  from: string;
  key: string;
}

/** What a function that is called where it stands is handed of other modules. */
function handedTo(module: ScriptModule, { node }: Call): Handed[] {
  const callee = node.callee as Node;
  if (callee.type !== 'MemberExpression' || keyName(callee) !== 'call') return [];
  const target = unwrap(callee.object);
  const unit = isFunction(target) ? unitOfFunction(module, target) : undefined;
  if (!unit) return [];
  return node.arguments.slice(1).flatMap((arg, i) => {
    const found = exportOf(arg as Node);
    return found ? [{ unit, name: unit.params[i], ...found }] : [];
  });
}

/** `require("543d")["default"]`. */
function exportOf(node: Node): { from: string; key: string } | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const object = unwrap(node.object);
  const [id] = object.type === 'CallExpression' && object.callee.type === 'Identifier' ? object.arguments : [];
  const from = id?.type === 'StringLiteral' ? id.value : id?.type === 'NumericLiteral' ? String(id.value) : undefined;
  const key = keyName(node);
  return from && key ? { from, key } : undefined;
}

function nameCallsOn(owner: Unit, name: string): void {
  for (const call of owner.module.calls)
    if (call.callee.startsWith(`${name}.`) && ownerOf(name, call.unit) === owner)
      call.callee = `uni${call.callee.slice(name.length)}`;
}
