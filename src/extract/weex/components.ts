import type { Node } from '@babel/types';
import { isFunction, keyName } from '../../decode/javascript/names.js';
import { walk } from '../../decode/javascript/walk.js';
import { isVueRender } from '../../decode/template/vue-render.js';
import type { Application, Located } from '../javascript/application/application.js';
import { follow, imported } from '../javascript/application/follow.js';
import { requiredModule } from '../javascript/module/imports.js';
import type { ScriptModule } from '../javascript/module/model.js';
import type { ComponentParts } from '../vue/component.js';

/**
 * The parts of a component that weex-loader compiled: `exports = require(script); template = require(template);
 * options.render = template.render` in the module that stands for it; styles are only pushed to a list.
 * Source: weex-loader and weex-vue-loader, lib/loader.js
 */
export function loadedParts(app: Application, module: ScriptModule): ComponentParts | undefined {
  if (!module.text.includes('staticRenderFns')) return undefined;
  const assigned: string[] = [];
  let template: string | undefined;
  walk(module.root, (node) => {
    const pair = assignmentOf(node);
    if (!pair) return;
    const { target, value } = pair;
    if (target.type === 'MemberExpression' && keyName(target) === 'render' && value.type === 'MemberExpression')
      template ??= value.object.type === 'Identifier' ? module.imports.get(value.object.name)?.specifier : undefined;
    const required = requiredModule(value, module.top, module);
    if (required && target.type === 'Identifier') assigned.push(required.specifier);
  });
  const render = template === undefined ? undefined : renderOf(app, module, template);
  if (!render) return undefined;
  const script = assigned.find((specifier) => specifier !== template);
  const options = script === undefined ? undefined : optionsOf(app, module, script);
  return { render, ...(options && { script: options }) };
}

function assignmentOf(node: Node): { target: Node; value: Node } | undefined {
  if (node.type === 'AssignmentExpression') return { target: node.left, value: node.right };
  return node.type === 'VariableDeclarator' && node.init ? { target: node.id, value: node.init } : undefined;
}

function renderOf(app: Application, module: ScriptModule, specifier: string): Located | undefined {
  const found = imported(app, module, specifier, 'render');
  const render = found && follow(app, found);
  return render && isFunction(render.node) && isVueRender(render.node) ? render : undefined;
}

function optionsOf(app: Application, module: ScriptModule, specifier: string): Located | undefined {
  const found = imported(app, module, specifier, 'default');
  const options = found && follow(app, found);
  return options?.node.type === 'ObjectExpression' ? options : undefined;
}
