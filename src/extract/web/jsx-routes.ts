import type { JSXElement, Node } from '@babel/types';
import { walk } from '../../decode/javascript/walk.js';
import type { Application } from '../javascript/application/application.js';
import { fold } from '../javascript/constants/fold.js';
import type { ScriptModule, Unit } from '../javascript/module/model.js';
import { writtenText } from '../javascript/module/nodes.js';
import { unitAt } from '../javascript/module/units.js';
import type { Route } from './routes.js';

const SHOWS = ['component', 'element', 'render', 'children', 'lazy'];

/** Routes written as elements: `<Route path="/sign" component={Sign}/>`, one inside the other where paths add up. */
export function jsxRoutes(app: Application): Route[] {
  return [...app.modules.values()]
    .filter((module) => module.owner !== 'third-party' && module.jsx.length > 0 && /<\w*Route\b/.test(writtenText(module)))
    .flatMap((module) => routesIn(app, module, module.root, ''));
}

function routesIn(app: Application, module: ScriptModule, root: Node, parent: string): Route[] {
  const routes: Route[] = [];
  walk(root, (node) => {
    if (node === root || node.type !== 'JSXElement' || !isRoute(node)) return true;
    const values = attributesOf(node);
    const unit = unitAt(module, node);
    const path = textOf(app, values.get('path'), unit);
    const whole = path === undefined ? parent : path.startsWith('/') || parent === '' ? path : `${parent}/${path}`;
    const shown = SHOWS.map((name) => values.get(name)).find(Boolean) ?? node.children.find(({ type }) => type === 'JSXElement');
    const isShown = shown !== undefined && !(shown.type === 'JSXElement' && isRoute(shown));
    if (isShown && (path !== undefined || values.has('index')))
      routes.push({ path: idOf(whole), title: textOf(app, values.get('title'), unit), component: shown, node, unit });
    routes.push(...routesIn(app, module, node, whole.replace(/\/?\*?$/, '')));
    return false;
  });
  return routes;
}

function isRoute({ openingElement: { name } }: JSXElement): boolean {
  return name.type === 'JSXIdentifier' && /Route$/.test(name.name);
}

function attributesOf({ openingElement }: JSXElement): Map<string, Node> {
  const values = new Map<string, Node>();
  for (const attribute of openingElement.attributes) {
    if (attribute.type !== 'JSXAttribute' || attribute.name.type !== 'JSXIdentifier') continue;
    const value = attribute.value?.type === 'JSXExpressionContainer' ? attribute.value.expression : attribute.value;
    values.set(attribute.name.name, value ?? attribute);
  }
  return values;
}

function textOf(app: Application, node: Node | undefined, unit: Unit): string | undefined {
  return node && fold(app, node, unit);
}

function idOf(path: string): string {
  return path.replace(/^\/+/, '').replace(/\/+$/, '') || '/';
}
