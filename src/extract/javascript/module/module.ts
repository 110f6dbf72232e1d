import type { CallExpression, Function as FunctionNode, Node, ObjectExpression } from '@babel/types';
import { isFunction, keyName } from '../../../decode/javascript/names.js';
import { walk } from '../../../decode/javascript/walk.js';
import { WRITTEN_HAN } from '../../../facts/normalise.js';
import { pushTo } from '../../multimap.js';
import { directCall } from './direct-calls.js';
import { isTableOfGetters, readDefinedExports, readGettersOf, readNamedExport } from './exports.js';
import { definedMember, functionName, holderOf } from './function-names.js';
import { readAssignment, readDeclaration } from './given-values.js';
import { metroImport, systemCall } from './imports.js';
import { isNothing } from './lowered-parameters.js';
import type { ScriptModule, ScriptSource, Site, Unit } from './model.js';
import { calleeOf, specifierName } from './nodes.js';

/** Longest chain of ancestors kept per call; what texts and gates look at stands closer. */
const KEPT_ANCESTORS = 12;
const NONE: ReadonlySet<Node> = new Set();

/**
 * Reads one module in a single walk: its functions (units), calls, imports, exports and every value a name or member is
 * given. `root` is a Program or the function body of a bundled module (`define("x", function (require, module, exports) {…})`).
 *
 * @param outside nodes that are modules of their own and are left out
 */
export function readModule(source: ScriptSource, root: Node, outside: ReadonlySet<Node> = NONE): ScriptModule {
  const module = emptyModule(source, root);
  const stack: Unit[] = [module.top];
  walk(
    root,
    (node, ancestors) => {
      if (outside.has(node)) return false;
      const unit = stack[stack.length - 1]!;
      if (node !== root && isFunction(node)) stack.push(openUnit(module, node, ancestors, unit));
      else readNode(module, unit, node, ancestors);
      return undefined;
    },
    (node) => {
      if (node !== root && isFunction(node) && !outside.has(node)) stack.pop();
    },
  );
  return module;
}

function emptyModule(source: ScriptSource, root: Node): ScriptModule {
  const module = {
    ...source,
    root,
    units: [],
    calls: [],
    imports: new Map(),
    exports: new Map(),
    reexports: [],
    specifiers: [],
    unitsByName: new Map(),
    literals: [],
    jsx: [],
    branches: [],
    arithmetic: [],
    routes: [],
    members: new Map(),
  } as unknown as ScriptModule;
  module.top = {
    module,
    name: '',
    node: root,
    start: root.start ?? 0,
    end: root.end ?? 0,
    params: paramsOf(root),
    locals: new Map(),
    method: false,
  };
  module.units.push(module.top);
  return module;
}

function paramsOf(node: Node): string[] {
  if (!isFunction(node)) return [];
  return node.params.map((param) => {
    if (param.type === 'Identifier') return param.name;
    if (param.type === 'AssignmentPattern' && param.left.type === 'Identifier') return param.left.name;
    return '';
  });
}

function openUnit(module: ScriptModule, node: FunctionNode, ancestors: readonly Node[], parent: Unit): Unit {
  const name = functionName(node, ancestors);
  const holder = holderOf(node, ancestors);
  const unit: Unit = {
    module,
    name,
    node,
    start: node.start ?? 0,
    end: node.end ?? 0,
    parent,
    params: paramsOf(node),
    locals: new Map(),
    method:
      node.type === 'ObjectMethod' ||
      node.type === 'ClassMethod' ||
      holder?.type === 'ObjectProperty' ||
      holder?.type === 'ClassProperty',
  };
  module.units.push(unit);
  if (name) pushTo(module.unitsByName, name, unit);
  if (node.type === 'FunctionDeclaration' && name) pushTo(parent.locals, name, node);
  return unit;
}

function readNode(module: ScriptModule, unit: Unit, node: Node, ancestors: readonly Node[]): void {
  switch (node.type) {
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      readCall(module, unit, node as CallExpression, ancestors);
      break;
    case 'VariableDeclarator':
      if (node.init && !isNothing(node.init)) readDeclaration(module, unit, node.id, node.init);
      if (node.init && isTableOfGetters(node.init)) readGettersOf(module, node.init);
      break;
    case 'ClassDeclaration':
      if (node.id) pushTo(unit.locals, node.id.name, node);
      break;
    case 'AssignmentExpression':
      readAssignment(module, unit, node.left, node.right);
      if (node.operator !== '=') site(module.arithmetic, unit, node, ancestors);
      break;
    case 'ObjectProperty':
    case 'ClassProperty': {
      const key = keyName(node);
      if (key && node.value) pushTo(module.members, key, node.value);
      break;
    }
    case 'StringLiteral':
      if (WRITTEN_HAN.test(node.value)) site(module.literals, unit, node, ancestors);
      // A page's path may have words in what follows it: `/pages/fail/fail?info=超出范围`.
      if (ROUTE.test(node.value) && (node.value.includes('?') || !WRITTEN_HAN.test(node.value)))
        module.routes.push({ value: node.value, node, unit });
      break;
    case 'TemplateLiteral':
      if (node.quasis.some((part) => WRITTEN_HAN.test(part.value.raw))) site(module.literals, unit, node, ancestors);
      if (node.quasis[0] && ROUTE.test(node.quasis[0].value.raw))
        module.routes.push({ value: node.quasis[0].value.raw, node, unit });
      break;
    case 'JSXElement':
    case 'JSXFragment':
      if (!ancestors.some((outer) => outer.type === 'JSXElement' || outer.type === 'JSXFragment'))
        site(module.jsx, unit, node, ancestors);
      break;
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'LogicalExpression':
    case 'SwitchCase':
      site(module.branches, unit, node, ancestors);
      break;
    case 'BinaryExpression':
      if (node.operator === '-' || (node.operator === '+' && node.right.type === 'NumericLiteral'))
        site(module.arithmetic, unit, node, ancestors);
      break;
    case 'UpdateExpression':
      site(module.arithmetic, unit, node, ancestors);
      break;
    case 'ImportDeclaration':
      module.specifiers.push(node.source.value);
      for (const part of node.specifiers) {
        const imported =
          part.type === 'ImportSpecifier'
            ? specifierName(part.imported)
            : part.type === 'ImportDefaultSpecifier'
              ? 'default'
              : '*';
        module.imports.set(part.local.name, { specifier: node.source.value, imported });
      }
      break;
    case 'ExportDefaultDeclaration':
      module.exports.set('default', node.declaration);
      break;
    case 'ExportNamedDeclaration':
      readNamedExport(module, node);
      break;
    case 'ExportAllDeclaration':
      module.specifiers.push(node.source.value);
      module.reexports.push(node.source.value);
      break;
  }
}

/** What may be a page's path or a URL. */
const ROUTE = /^([\w./-]+\.html?(?![\w/])|https?:\/\/|(\.{0,2}\/)*[\w-]+(\/[\w-]+)+|(\.\.?\/)+[\w-]+|\/[\w-]+)/;
/** Functions that make a text out of what is no text; with a mere name for an argument, they are asked for something unknown. */
const MAKES_TEXT = /(^|\.)(fromCharCode|fromCodePoint|unescape|decodeURI|decodeURIComponent|atob)(\.(apply|call))?$/;
const NAMED: ReadonlySet<string> = new Set(['Identifier', 'MemberExpression', 'OptionalMemberExpression']);

function site(list: Site[], unit: Unit, node: Node, ancestors: readonly Node[]): void {
  list.push({ node, unit, ancestors: ancestors.slice(-KEPT_ANCESTORS) });
}

function readCall(module: ScriptModule, unit: Unit, written: CallExpression, ancestors: readonly Node[]): void {
  const node = directCall(written);
  const callee = withoutGetter(module, calleeOf(node));
  const first = node.arguments[0];
  if (
    callee !== '' &&
    callee === module.wrapper?.require &&
    (first?.type === 'StringLiteral' || first?.type === 'NumericLiteral')
  )
    module.specifiers.push(String(first.value));
  if ((callee === 'require' || callee === 'import' || callee === 'require.async') && first?.type === 'StringLiteral')
    module.specifiers.push(first.value);
  if (MAKES_TEXT.test(callee) && node.arguments.some((arg) => !NAMED.has(arg.type)))
    site(module.literals, unit, written, ancestors);
  const metro = metroImport(module, node);
  if (metro) module.specifiers.push(metro.specifier);
  readDefinedExports(module, callee, node);
  if (DEFINES.test(callee)) readDefinedMember(unit, node);
  // What a list is filled with says what it holds.
  const list = /([\w$]+)(?:\.value)?\.(push|unshift)$/.exec(callee)?.[1];
  if (list && first?.type === 'ObjectExpression') pushTo(module.members, list, first);
  if (/(^|\.)(setData|setState|\$set|assign)$/.test(callee))
    for (const arg of node.arguments) if (arg.type === 'ObjectExpression') readMembers(module, arg);
  const system = systemCall(unit, callee);
  module.calls.push({ callee: callee || '?', ...system, node, unit, ancestors: ancestors.slice(-KEPT_ANCESTORS) });
}

/** A compiler's helper, whatever it is called, and the ways of the language and of Vue to the same. */
const DEFINES = /^([\w$]+|Object\.defineProperty|Reflect\.set|Vue\.set|this\.\$set)$/;

/** `defineProperty(api, 'request', fn)`, which is `api.request = fn`. */
function readDefinedMember(unit: Unit, node: CallExpression): void {
  const { object, key, value } = definedMember(node) ?? {};
  const target = object?.type === 'AssignmentExpression' ? object.left : object;
  if (target?.type !== 'Identifier' || !key || !value) return;
  unit.given ??= new Map();
  pushTo(unit.given, target.name, { key, value });
}

/** `n().request` is `n.default.request` where `n = require.n(x)` of webpack. */
function withoutGetter({ wrapper, imports }: ScriptModule, callee: string): string {
  const getter = wrapper?.require ? /^([\w$]+)\(\)\.(.+)$/.exec(callee) : null;
  return getter && imports.has(getter[1]!) ? `${getter[1]}.default.${getter[2]}` : callee;
}

function readMembers(module: ScriptModule, object: ObjectExpression): void {
  // Keys such as 'form.photos' or 'list[0].img' name the last member as well.
  for (const property of object.properties) {
    if (property.type !== 'ObjectProperty') continue;
    const key = keyName(property);
    const last = key?.split('.').at(-1);
    if (last && last !== key) pushTo(module.members, last, property.value);
  }
}
