import type { CallExpression, Function as FunctionNode, Node, ObjectExpression } from '@babel/types';
import { dottedName, keyName, unwrap } from '../../decode/javascript/names.js';
import { walk } from '../../decode/javascript/walk.js';
import type { ScriptModule, ScriptSource, Site, Unit } from './model.js';

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

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'ObjectMethod' ||
    node.type === 'ClassMethod' ||
    node.type === 'ClassPrivateMethod'
  );
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
  const holder = ancestors[ancestors.length - 1];
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
  if (name) push(module.unitsByName, name, unit);
  if (node.type === 'FunctionDeclaration' && name) push(parent.locals, name, node);
  return unit;
}

/** The name a function is known by: its own, its key, the variable or member it is assigned to, through wrappers like `debounce(fn)`. */
function functionName(node: FunctionNode, ancestors: readonly Node[]): string {
  if ('id' in node && node.id?.type === 'Identifier') return node.id.name;
  const own = keyName(node);
  if (own) return own;
  for (let i = ancestors.length - 1; i >= Math.max(0, ancestors.length - 3); i--) {
    const holder = ancestors[i]!;
    if (holder.type === 'ObjectProperty' || holder.type === 'ClassProperty') return keyName(holder) ?? '';
    if (holder.type === 'VariableDeclarator') return holder.id.type === 'Identifier' ? holder.id.name : '';
    if (holder.type === 'AssignmentExpression') {
      if (holder.left.type === 'Identifier') return holder.left.name;
      return keyName(holder.left) ?? '';
    }
    // A callback handed to a call carries that call's name only through wrappers that return the function.
    if (
      holder.type !== 'CallExpression' ||
      !/^(\w+\.)?(debounce|throttle|useCallback|async|withTap|once|bind|memo|wrap\w*|mark)$/i.test(calleeOf(holder))
    )
      return '';
  }
  return '';
}

function calleeOf(node: CallExpression): string {
  return node.callee.type === 'V8IntrinsicIdentifier' ? '' : (dottedName(node.callee) ?? '');
}

function readNode(module: ScriptModule, unit: Unit, node: Node, ancestors: readonly Node[]): void {
  switch (node.type) {
    case 'CallExpression':
    case 'OptionalCallExpression':
    case 'NewExpression':
      readCall(module, unit, node as CallExpression, ancestors);
      break;
    case 'VariableDeclarator':
      if (node.init) readDeclaration(module, unit, node.id, node.init);
      break;
    case 'ClassDeclaration':
      if (node.id) push(unit.locals, node.id.name, node);
      break;
    case 'AssignmentExpression':
      readAssignment(module, unit, node.left, node.right);
      if (node.operator !== '=') site(module.arithmetic, unit, node, ancestors);
      break;
    case 'ObjectProperty':
    case 'ClassProperty': {
      const key = keyName(node);
      if (key && node.value) push(module.members, key, node.value);
      break;
    }
    case 'StringLiteral':
      if (HAN.test(node.value)) site(module.literals, unit, node, ancestors);
      else if (ROUTE.test(node.value)) module.routes.push({ value: node.value, node, unit });
      break;
    case 'TemplateLiteral':
      if (node.quasis.some((part) => HAN.test(part.value.raw))) site(module.literals, unit, node, ancestors);
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
      site(module.branches, unit, node, ancestors);
      break;
    case 'BinaryExpression':
      if (node.operator === '-') site(module.arithmetic, unit, node, ancestors);
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
const ROUTE = /^(https?:\/\/|(\.{0,2}\/)*[\w-]+(\/[\w-]+)+|(\.\.?\/)+[\w-]+|\/[\w-]+)/;
const HAN = /[\u3400-\u9fff]/;

function site(list: Site[], unit: Unit, node: Node, ancestors: readonly Node[]): void {
  list.push({ node, unit, ancestors: ancestors.slice(-KEPT_ANCESTORS) });
}

function specifierName(node: Node): string {
  return node.type === 'Identifier' ? node.name : node.type === 'StringLiteral' ? node.value : '';
}

function readNamedExport(module: ScriptModule, node: Extract<Node, { type: 'ExportNamedDeclaration' }>): void {
  const from = node.source?.value;
  if (from) module.specifiers.push(from);
  for (const part of node.specifiers) {
    if (part.type !== 'ExportSpecifier') continue;
    const exported = specifierName(part.exported);
    if (from) {
      // `export { a as b } from './x'`: an import under a local name that cannot clash with written ones.
      const local = `#${exported}`;
      module.imports.set(local, { specifier: from, imported: part.local.name });
      module.exports.set(exported, { ...part.local, type: 'Identifier', name: local } as Node);
    } else module.exports.set(exported, part.local);
  }
  const declaration = node.declaration;
  if (!declaration) return;
  if (declaration.type === 'VariableDeclaration') {
    for (const item of declaration.declarations)
      if (item.id.type === 'Identifier' && item.init) module.exports.set(item.id.name, item.init);
  } else if ('id' in declaration && declaration.id && declaration.id.type === 'Identifier')
    module.exports.set(declaration.id.name, declaration);
}

function readCall(module: ScriptModule, unit: Unit, node: CallExpression, ancestors: readonly Node[]): void {
  const callee = calleeOf(node);
  const first = node.arguments[0];
  if (
    callee !== '' &&
    callee === module.wrapper?.require &&
    (first?.type === 'StringLiteral' || first?.type === 'NumericLiteral')
  )
    module.specifiers.push(String(first.value));
  if ((callee === 'require' || callee === 'import' || callee === 'require.async') && first?.type === 'StringLiteral')
    module.specifiers.push(first.value);
  readDefinedExports(module, callee, node);
  // What a list is filled with says what it holds.
  const list = /([\w$]+)\.(push|unshift)$/.exec(callee)?.[1];
  if (list && first?.type === 'ObjectExpression') push(module.members, list, first);
  if (/(^|\.)(setData|setState|\$set|assign)$/.test(callee))
    for (const arg of node.arguments) if (arg.type === 'ObjectExpression') readMembers(module, arg);
  const system = systemCall(module, callee);
  module.calls.push({ callee: callee || '?', ...system, node, unit, ancestors: ancestors.slice(-KEPT_ANCESTORS) });
}

/** `@system.fetch`, `@service.pay`, and `@app-module/system.fetch` of compiled pages. */
const SYSTEM_MODULE = /^@(?:app-module\/)?((?:system|service)\.(\w+))$/;

/** `_system2.default.push` is `router.push` where `_system2` is the quick-app module `@system.router`. */
function systemCall({ imports }: ScriptModule, callee: string): { callee: string; system: string } | undefined {
  const [first, ...rest] = callee.split('.');
  const binding = first && rest.length > 0 ? imports.get(first) : undefined;
  const found = binding && SYSTEM_MODULE.exec(binding.specifier);
  if (!found) return undefined;
  const members = rest[0] === 'default' && rest.length > 1 ? rest.slice(1) : rest;
  return { callee: [found[2]!, ...members].join('.'), system: found[1]! };
}

function readMembers(module: ScriptModule, object: ObjectExpression): void {
  // Keys such as 'form.photos' or 'list[0].img' name the last member as well.
  for (const property of object.properties) {
    if (property.type !== 'ObjectProperty') continue;
    const key = keyName(property);
    const last = key?.split('.').at(-1);
    if (last && last !== key) push(module.members, last, property.value);
  }
}

function readDeclaration(module: ScriptModule, unit: Unit, target: Node, init: Node): void {
  const specifier = requiredModule(init, unit, module) ?? wrappedImport(init, module);
  if (target.type === 'Identifier') {
    // Also inside the function a compiler wraps around the module: there it is an import all the same.
    if (specifier) module.imports.set(target.name, { specifier: specifier.specifier, imported: specifier.member ?? '*' });
    else push(unit.locals, target.name, init);
    return;
  }
  if (target.type !== 'ObjectPattern') return;
  for (const property of target.properties) {
    if (property.type !== 'ObjectProperty') continue;
    const key = keyName(property);
    const local =
      property.value.type === 'Identifier'
        ? property.value.name
        : property.value.type === 'AssignmentPattern' && property.value.left.type === 'Identifier'
          ? property.value.left.name
          : undefined;
    if (!key || !local) continue;
    if (specifier) module.imports.set(local, { specifier: specifier.specifier, imported: key });
    else
      push(unit.locals, local, {
        type: 'MemberExpression',
        object: init,
        property: { type: 'Identifier', name: key },
        computed: false,
        start: init.start,
        end: init.end,
      } as Node);
  }
}

/** Compilers wrap a require a few layers deep at most. */
const MAX_WRAPPING = 8;

/**
 * `require('x')`, `require('x').y`, and what compilers wrap around it: `_interop(require('x'))`, `n(n.s = "x")`,
 * `(o = require('x')) && o.__esModule ? o : {default: o}`.
 */
function requiredModule(
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
  const first = node.arguments[0];
  const callee = calleeOf(node);
  const isRequire =
    callee === 'require' ||
    callee === 'requirePlugin' ||
    (callee !== '' && callee === module.wrapper?.require) ||
    // Quick apps hand the platform's modules over by a function of their own.
    (first?.type === 'StringLiteral' && /^@(app-module\/|system\.|service\.)/.test(first.value));
  if (isRequire && (first?.type === 'StringLiteral' || first?.type === 'NumericLiteral'))
    return { specifier: String(first.value) };
  if (node.arguments.length > 0 && node.arguments.length <= 2 && first && first.type === 'CallExpression')
    return requiredModule(first, unit, module, depth + 1);
  return undefined;
}

/** `_interopRequireDefault(x)`, where `x` was required before. */
function wrappedImport(init: Node, { imports }: ScriptModule): { specifier: string; member?: string } | undefined {
  const node = unwrap(init);
  if (node.type !== 'CallExpression' || !/^_*interop_?require\w*$/i.test(calleeOf(node))) return undefined;
  const [first] = node.arguments;
  const binding = first?.type === 'Identifier' ? imports.get(first.name) : undefined;
  return binding && { specifier: binding.specifier, ...(binding.imported !== '*' && { member: binding.imported }) };
}

/** Where a `__esModule` test holds the module it tests. */
function wrappedRequire(node: Node): Node | undefined {
  if (node.type === 'ConditionalExpression') return node.test.type === 'LogicalExpression' ? node.test : undefined;
  if (node.type === 'LogicalExpression') return node.operator === '&&' ? node.left : undefined;
  return node.type === 'AssignmentExpression' ? node.right : undefined;
}

function readAssignment(module: ScriptModule, unit: Unit, left: Node, right: Node): void {
  if (left.type === 'Identifier') {
    push(unit.locals, left.name, right);
    return;
  }
  if (left.type !== 'MemberExpression') return;
  const target = written(module, dottedName(left) ?? '');
  const key = keyName(left);
  if (!key) return;
  if (target === 'module.exports') readExportsObject(module, right);
  else if (/^(module\.)?exports\.[^.]+$/.test(target)) setExport(module, key, right);
  else push(module.members, key, right);
}

/** A name as the source had it: a minifier's `e.default` is `exports.default` where the wrapper calls exports `e`. */
function written({ wrapper }: ScriptModule, name: string): string {
  if (!wrapper) return name;
  const [first, ...rest] = name.split('.');
  if (!first || rest.length === 0) return name;
  const original = first === wrapper.exports ? 'exports' : first === wrapper.module ? 'module' : first;
  return [original, ...rest].join('.');
}

/** Compilers first set every export to `void 0`; what comes later is the value. */
function setExport(module: ScriptModule, key: string, value: Node): void {
  const inner = unwrap(value);
  if (inner.type === 'UnaryExpression' && inner.operator === 'void') return;
  if (inner.type === 'AssignmentExpression' && inner.operator === '=') setExport(module, key, inner.right);
  else module.exports.set(key, value);
}

/** `require.d(exports, {name: () => value})` and `require.d(exports, 'name', function () { return value })` of webpack. */
function readDefinedExports(module: ScriptModule, callee: string, node: CallExpression): void {
  if (!module.wrapper?.require || callee !== `${module.wrapper.require}.d`) return;
  const [, second, third] = node.arguments;
  const define = (key: string | undefined, getter: Node): void => {
    const value = returned(getter);
    if (key && value) module.exports.set(key, value);
  };
  if (second?.type === 'StringLiteral' && third) define(second.value, third as Node);
  if (second?.type !== 'ObjectExpression') return;
  for (const member of second.properties) {
    if (member.type === 'ObjectProperty') define(keyName(member), member.value);
    else if (member.type === 'ObjectMethod') define(keyName(member), member);
  }
}

/** What a function that does nothing else returns. */
function returned(getter: Node): Node | undefined {
  if (!isFunction(getter)) return undefined;
  if (getter.body.type !== 'BlockStatement') return getter.body;
  const [only] = getter.body.body;
  return getter.body.body.length === 1 && only?.type === 'ReturnStatement' ? (only.argument ?? undefined) : undefined;
}

function readExportsObject(module: ScriptModule, right: Node): void {
  module.exports.set('default', right);
  const value = unwrap(right);
  if (value.type !== 'ObjectExpression') return;
  for (const property of value.properties) {
    const key = keyName(property);
    if (!key) continue;
    if (property.type === 'ObjectMethod') module.exports.set(key, property);
    else if (property.type === 'ObjectProperty') module.exports.set(key, property.value);
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
