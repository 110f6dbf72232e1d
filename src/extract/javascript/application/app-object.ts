import type { CallExpression, Node, ObjectExpression } from '@babel/types';
import { unwrap } from '../../../decode/javascript/names.js';
import type { ScriptModule, Unit } from '../module/model.js';

/** What `getApp()` gives back: the object an app is defined by, and what its functions assign to it. */
export interface AppObject {
  node: ObjectExpression;
  unit: Unit;
}

/** `App.vue`, `app.js`: the file that stands for the app where nothing is handed to `App(…)`. */
const APP_FILE = /^(?:src\/)?app\.(?:vue|uvue|js|ts)$/i;

/** Whether a call asks for the app: `getApp()`. */
export function asksForApp({ callee, arguments: given }: CallExpression): boolean {
  return callee.type === 'Identifier' && callee.name === 'getApp' && given.length <= 1;
}

/** The object handed to `App({…})` by native mini-programs, or exported by the file of the app (uni-app). */
export function appObjectOf(modules: Iterable<ScriptModule>): AppObject | undefined {
  let exported: AppObject | undefined;
  for (const module of modules) {
    if (module.owner === 'third-party') continue;
    for (const { callee, node, unit } of module.calls) {
      if (callee !== 'App' || unit !== module.top) continue;
      const object = objectAt(node.arguments[0] as Node | undefined, module);
      if (object) return { node: object, unit };
    }
    const object = APP_FILE.test(module.id) ? objectAt(module.exports.get('default'), module) : undefined;
    if (object) exported ??= { node: object, unit: module.top };
  }
  return exported;
}

function objectAt(given: Node | undefined, { top }: ScriptModule): ObjectExpression | undefined {
  const node = given && unwrap(given);
  const value = node?.type === 'Identifier' ? top.locals.get(node.name)?.[0] : node;
  return value?.type === 'ObjectExpression' ? value : undefined;
}

/** Values that tell nothing of what stands there when the app runs: placeholders to be filled later. */
export function isPlaceholder(node: Node): boolean {
  return (
    node.type === 'NullLiteral' ||
    node.type === 'NumericLiteral' ||
    node.type === 'BooleanLiteral' ||
    (node.type === 'StringLiteral' && node.value === '') ||
    (node.type === 'Identifier' && node.name === 'undefined') ||
    (node.type === 'ObjectExpression' && node.properties.length === 0)
  );
}

/** A value that the app's functions give to a member: `this.$api = api` in `onLaunch`. */
export function assignedTo({ unit }: AppObject, key: string): Node | undefined {
  return unit.module.members.get(key)?.find((value) => !isPlaceholder(value));
}
