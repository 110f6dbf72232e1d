import { dottedName } from '../../../decode/javascript/names.js';
import { PLATFORM_OBJECTS } from '../apis/platform-apis.js';
import type { Call, ImportBinding } from './model.js';
import { importOf, ownerOf } from './units.js';

/** Where `i` is `const i = dialogs.showModal`, or imported as `{ showModal as i }`, it is that function that is called. */
export function nameShortened(call: Call): void {
  const { callee, node, unit } = call;
  const [first = '', ...rest] = callee.split('.');
  const binding = importOf(unit, first);
  if (binding) {
    const name = importedName(binding, first, rest);
    if (name) call.callee = name;
    return;
  }
  if (node.callee.type !== 'Identifier' || callee !== first) return;
  const owner = ownerOf(callee, unit);
  const values = owner && !owner.params.includes(callee) ? (owner.locals.get(callee) ?? []) : [];
  const name = values.length === 1 && values[0]!.type === 'MemberExpression' ? dottedName(values[0]!) : undefined;
  if (name && !name.includes('?')) call.callee = name;
}

/** What a minifier leaves of a name, and what a compiler calls the modules it requires. */
const SHORTENED = /^([\w$]{1,2}|_\w+)$/;
const NAME = /^[A-Za-z_$][\w$]*$/;

/** A default export has no name but its file's: `n.default(…)` after `n = require("./dialog/toast")` is `toast(…)`. */
function importedName({ imported, specifier }: ImportBinding, local: string, rest: readonly string[]): string | undefined {
  if (imported !== 'default' && imported !== '*') return rest.length === 0 ? imported : undefined;
  if (!SHORTENED.test(local)) return undefined;
  const members = rest[0] === 'default' ? rest.slice(1) : rest;
  if (imported === '*' && members === rest && local.startsWith('_')) return undefined;
  const name = fileName(specifier);
  return name && !PLATFORM_OBJECTS.has(name) ? [name, ...members].join('.') : undefined;
}

/** `toast` of `../dialog/toast/index.js`; undefined for packages and for the numbers of a bundler. */
function fileName(specifier: string): string | undefined {
  if (!specifier.includes('/')) return undefined;
  const parts = specifier.replace(/\.\w+$/, '').split('/');
  const last = parts.findLast((part) => part !== 'index' && part !== '' && !part.startsWith('.'));
  const name = last?.replace(/-+(\w)/g, (_, letter: string) => letter.toUpperCase());
  return name && NAME.test(name) ? name : undefined;
}
