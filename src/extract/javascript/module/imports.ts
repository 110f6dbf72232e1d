import type { CallExpression, Node } from '@babel/types';
import { keyName, unwrap } from '../../../decode/javascript/names.js';
import type { ScriptModule, Unit } from './model.js';
import { calleeOf } from './nodes.js';
import { importOf } from './units.js';

/** `@system.fetch`, `@service.pay`, `@app-module/system.fetch` of compiled pages; Weex's modules go by `@weex.stream` here. */
const SYSTEM_MODULE = /^@(?:app-module\/)?((?:system|service|weex)\.(\w+))$/;

/** `_system2.default.push` is `router.push` where `_system2` is the quick-app module `@system.router`. */
export function systemCall(unit: Unit, callee: string): { callee: string; system: string } | undefined {
  const [first, ...rest] = callee.split('.');
  const binding = first && rest.length > 0 ? importOf(unit, first) : undefined;
  const found = binding && SYSTEM_MODULE.exec(binding.specifier);
  if (!found) return undefined;
  const members = rest[0] === 'default' && rest.length > 1 ? rest.slice(1) : rest;
  return { callee: [found[2]!, ...members].join('.'), system: found[1]! };
}

/** The module Metro's `require(d[2])`, `importDefault(d[2])` or `importAll(d[2])` names. */
export function metroImport({ wrapper }: ScriptModule, node: CallExpression): { specifier: string; member?: string } | undefined {
  const { list, ids, importers } = wrapper?.dependencies ?? { list: '', ids: [], importers: [] };
  const [first] = node.arguments;
  const at = importers.indexOf(calleeOf(node));
  if (list === '' || at === -1 || !first) return undefined;
  const id =
    first.type === 'NumericLiteral'
      ? String(first.value)
      : first.type === 'MemberExpression' &&
          first.object.type === 'Identifier' &&
          first.object.name === list &&
          first.property.type === 'NumericLiteral'
        ? ids[first.property.value]
        : undefined;
  return id ? { specifier: id, ...(at === 1 && { member: 'default' }) } : undefined;
}

/** Compilers wrap a require a few layers deep at most. */
const MAX_WRAPPING = 8;

/**
 * `require('x')`, `require('x').y`, and what compilers wrap around it: `_interop(require('x'))`, `n(n.s = "x")`,
 * `(o = require('x')) && o.__esModule ? o : {default: o}`.
 */
export function requiredModule(
  init: Node,
  unit: Unit,
  module: ScriptModule,
  depth = 0,
): { specifier: string; member?: string } | undefined {
  if (depth > MAX_WRAPPING) return undefined;
  const node = unwrap(init);
  const wrapped = wrappedRequire(node);
  if (wrapped) return requiredModule(wrapped, unit, module, depth + 1);
  if (node.type === 'MemberExpression') {
    const inner = requiredModule(node.object, unit, module, depth + 1);
    return inner && !inner.member ? { specifier: inner.specifier, member: keyName(node) } : undefined;
  }
  if (node.type !== 'CallExpression') return undefined;
  const metro = metroImport(module, node);
  if (metro) return metro;
  const first = node.arguments[0];
  const callee = calleeOf(node);
  const isRequire =
    callee === 'require' ||
    callee === 'requirePlugin' ||
    (callee !== '' && callee === module.wrapper?.require) ||
    // Quick apps hand the platform's modules over by a function of their own.
    (first?.type === 'StringLiteral' && /^@(app-module\/|system\.|service\.)/.test(first.value));
  if (/(^|\.)requireModule$/.test(callee) && first?.type === 'StringLiteral') return { specifier: `@weex.${first.value}` };
  if (isRequire && (first?.type === 'StringLiteral' || first?.type === 'NumericLiteral'))
    return { specifier: String(first.value) };
  if (node.arguments.length > 0 && node.arguments.length <= 2 && first && first.type === 'CallExpression')
    return requiredModule(first, unit, module, depth + 1);
  return undefined;
}

/** `_interopRequireDefault(x)`, where `x` was required before. */
export function wrappedImport(
  init: Node,
  { imports, wrapper }: ScriptModule,
): { specifier: string; member?: string } | undefined {
  const node = unwrap(init);
  if (node.type !== 'CallExpression') return undefined;
  // webpack's `require.n(x)`: what it gives has the default export as `.a`.
  const isGetter = Boolean(wrapper?.require) && calleeOf(node) === `${wrapper?.require}.n`;
  if (!isGetter && !/^_*interop_?require\w*$/i.test(calleeOf(node))) return undefined;
  const [first] = node.arguments;
  const binding = first?.type === 'Identifier' ? imports.get(first.name) : undefined;
  return binding && { specifier: binding.specifier, ...(binding.imported !== '*' && { member: binding.imported }) };
}

/** Where a `__esModule` test holds the module it tests; minifiers put what is required for nothing before it: `(n(require('a')), require('b'))`. */
function wrappedRequire(node: Node): Node | undefined {
  if (node.type === 'SequenceExpression') return node.expressions.at(-1);
  if (node.type === 'ConditionalExpression') return node.test.type === 'LogicalExpression' ? node.test : undefined;
  if (node.type === 'LogicalExpression') return node.operator === '&&' ? node.left : undefined;
  return node.type === 'AssignmentExpression' ? node.right : undefined;
}
