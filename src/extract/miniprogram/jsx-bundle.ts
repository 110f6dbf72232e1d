import type { Node } from '@babel/types';
import { unwrap } from '../../decode/javascript/names.js';
import { some } from '../../decode/javascript/walk.js';
import { decodeJsxCalls, isJsxCall } from '../../decode/template/jsx-calls.js';
import type { Entry } from '../../open/tree.js';
import type { ScriptModule } from '../javascript/module/model.js';
import { readModule } from '../javascript/module/module.js';
import { bundledName } from '../javascript/module/nodes.js';
import { readMarkup } from '../markup/reading.js';
import { addTemplate, keepModule, type Sources } from './source-set.js';

/** A React component of a bundle: a function, class or wrapped one whose code holds compiled JSX. */
export interface JsxComponent {
  name: string;
  /** What it is known by: the function, the class, or the value its variable was given. */
  definition: Node;
}

/** Whether a script can hold compiled JSX. */
export function mayHoldJsx(text: string): boolean {
  return /\bcreateElement\b|\bjsxs?\b|\bjsxDEV\b/.test(text);
}

/** The components at the top level of a module, or of the function that is called around all of it. */
export function findJsxComponents(root: Node): JsxComponent[] {
  const out: JsxComponent[] = [];
  for (const statement of statementsOf(root)) collect(statement, out);
  return out;
}

function statementsOf(root: Node): Node[] {
  const body = 'body' in root ? (root.body as Node | Node[]) : [];
  const statements = Array.isArray(body) ? body : body?.type === 'BlockStatement' ? body.body : [];
  // `!function () {…}()`: the module is what stands inside.
  return statements.flatMap((statement) => {
    const call = statement.type === 'ExpressionStatement' ? unwrap(statement.expression) : undefined;
    const inner = call?.type === 'UnaryExpression' ? unwrap(call.argument) : call;
    const callee = inner?.type === 'CallExpression' ? unwrap(inner.callee as Node) : undefined;
    return callee && /^(Arrow)?FunctionExpression$/.test(callee.type) && statements.length <= 3
      ? statementsOf(callee)
      : [statement];
  });
}

function collect(node: Node, out: JsxComponent[]): void {
  const add = (name: string, definition: Node): void => {
    if (holdsJsx(definition)) out.push({ name: name || `_${definition.start ?? 0}`, definition });
  };
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'ClassDeclaration':
      add(node.id?.name ?? '', node);
      break;
    case 'VariableDeclaration':
      for (const { id, init } of node.declarations) if (init) add(id.type === 'Identifier' ? id.name : '', unwrap(init));
      break;
    case 'ExportDefaultDeclaration':
      add('default', node.declaration);
      break;
    case 'ExportNamedDeclaration':
      if (node.declaration) collect(node.declaration, out);
      break;
    case 'ExpressionStatement':
      collect(unwrap(node.expression), out);
      break;
    case 'SequenceExpression':
      for (const part of node.expressions) collect(unwrap(part), out);
      break;
    case 'AssignmentExpression': {
      const value = unwrap(node.right);
      if (value.type === 'AssignmentExpression') collect(value, out);
      else add(node.left.type === 'Identifier' ? node.left.name : '', value);
      break;
    }
  }
}

function holdsJsx(node: Node): boolean {
  return some(node, isJsxCall);
}

/** Reads components as modules of their own, so that their words and handlers are theirs. */
export function addJsxComponents(
  sources: Sources,
  entry: Entry,
  bundle: ScriptModule,
  components: readonly JsxComponent[],
): void {
  for (const { name, definition } of components) {
    const id = bundle.id === entry.name ? `${entry.name}#${name}` : `${bundle.id}#${name}`;
    const { path, text, owner } = bundle;
    const within = bundledName(bundle);
    const module = readModule({ id, path, text, owner, ...(within && { within }) }, definition);
    // A declaration that is read apart is still what its name stands for.
    if (/Declaration$/.test(definition.type) && !bundle.top.locals.has(name)) bundle.top.locals.set(name, [definition]);
    module.outer = bundle.top;
    const { nodes, taken } = decodeJsxCalls(definition, text);
    module.literals = module.literals.filter((site) => !taken.has(site.node));
    keepModule(sources, module);
    sources.components?.set(definition, { module, script: definition, bundle });
    sources.markup.total++;
    sources.markup.parsed++;
    addTemplate(sources, { stem: id, path, text, owner, reading: readMarkup(nodes, 'jsx'), module });
  }
}
