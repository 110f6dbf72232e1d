import type { Node } from '@babel/types';
import { isFunction } from '../../decode/javascript/names.js';
import type { MarkupNode } from '../../decode/template/markup.js';
import { decodeVueRender, isVueRender } from '../../decode/template/vue-render.js';
import type { Application, Located } from '../javascript/application/application.js';
import { follow } from '../javascript/application/follow.js';
import type { ScriptModule } from '../javascript/module/model.js';

/** One single-file component as a bundler left it: its options and its render function, each in a module of its own. */
export interface ComponentParts {
  script?: Located;
  render?: Located;
  /** The call that puts them together, which stands for the component. */
  call?: Node;
  /** What the compiler found for the tags of the template: `{uniIcons: …}`. */
  components?: Located;
}

/** Place of the components in `normalize(…)`: uni-app's own addition. Source: @dcloudio/vue-cli-plugin-uni, packages/vue-loader */
const COMPONENTS = 8;

/** `normalize(script, render, …)` in the module that stands for a component. Source: vue-loader 15, lib/runtime/componentNormalizer.js */
export function normalizedParts(app: Application, module: ScriptModule): ComponentParts | undefined {
  for (const { node, unit } of module.calls) {
    const [script, render] = node.arguments as Node[];
    if (node.arguments.length < 4 || !script || !render) continue;
    const found = follow(app, { node: render, unit });
    if (!isFunction(found.node) || !isVueRender(found.node)) continue;
    const options = follow(app, { node: script, unit });
    const tags = node.arguments[COMPONENTS] as Node | undefined;
    const components = tags && follow(app, { node: tags, unit });
    return {
      render: found,
      call: node,
      ...(options.node.type === 'ObjectExpression' && { script: options }),
      ...(components?.node.type === 'ObjectExpression' && { components }),
    };
  }
  return undefined;
}

/** The template of a component. */
export function markupOf({ node, unit }: Located): MarkupNode[] | undefined {
  const resolve = (name: string): Node | undefined => unit.module.top.locals.get(name)?.[0];
  return isFunction(node) ? decodeVueRender(node, { text: unit.module.text, resolve }) : undefined;
}

/** Words that were read as a template are not read as code again. */
export function takeLiterals({ node, unit }: Located): void {
  const [start, end] = [node.start ?? 0, node.end ?? 0];
  const { module } = unit;
  module.literals = module.literals.filter((site) => (site.node.start ?? 0) < start || (site.node.end ?? 0) > end);
}
