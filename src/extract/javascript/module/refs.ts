import { dottedName, unwrap } from '../../../decode/javascript/names.js';
import type { Unit } from './model.js';

/** What makes a ref of Vue 3; bundlers keep these names as members of the runtime. */
const MAKES_REF = /(^|\.)(ref|shallowRef|customRef|toRef|computed)$/;

/** The unit in which a name is a ref: `const photos = ref([])`. */
export function refScope(name: string, unit: Unit): Unit | undefined {
  for (let scope: Unit | undefined = unit; scope; scope = scope.parent) {
    if (scope.params.includes(name)) return undefined;
    const first = scope.locals.get(name)?.[0];
    if (!first) continue;
    const made = unwrap(first);
    const isRef = made.type === 'CallExpression' && MAKES_REF.test(dottedName(made.callee as typeof made) ?? '');
    return isRef ? scope : undefined;
  }
  return undefined;
}

/** `photos.length` of `photos.value.length`, where `photos` is a ref: as templates write it. */
export function withoutRef(name: string, unit: Unit): string {
  const [, root = '', rest = ''] = /^([\w$]+)\.value((?:\..+)?)$/.exec(name) ?? [];
  return root && refScope(root, unit) ? root + rest : name;
}
