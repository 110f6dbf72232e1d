import { eachInstruction } from '../../decode/dex/index.js';
import type { AppClass, Classes } from './classes.js';
import type { Manifest } from './manifest.js';
import { dotted } from './names.js';

/** Texts that start a screen: actions of its intent filters, ARouter paths (`@Route(path = "/main/sign")`). */
export function readRoutes(manifest: Manifest | undefined, classes: Classes): Map<string, string> {
  const routes = new Map<string, string>();
  for (const component of manifest?.components ?? [])
    if (component.type === 'activity')
      for (const action of component.actions) if (!action.startsWith('android.')) routes.set(action, component.name);
  for (const item of classes.own)
    for (const { type, values } of item.source.dex.annotations(item.definition).onClass)
      if (/\/Route;$/.test(type) && typeof values.path === 'string') routes.set(values.path, item.name);
  for (const item of classes.byName.values()) if (ROUTE_TABLE.test(item.name)) readRouteTable(item, routes);
  return routes;
}

/** Tables the router's annotation processor generates; the annotations themselves do not reach the device. */
const ROUTE_TABLE = /(^|\.)(ARouter\$\$(Group|Providers)\$\$\w+|\w*RouterMap|UriAnnotationInit_\w+)$/;
const ROUTES = 5000;

/** `atlas.put("/main/sign", RouteMeta.build(type, Sign.class, "/main/sign", …))`: each path names the class beside it. */
function readRouteTable(item: AppClass, routes: Map<string, string>): void {
  const { dex } = item.source;
  for (const { code } of item.data().methods) {
    const body = code ? dex.code(code) : undefined;
    if (!body) continue;
    let path: string | undefined;
    let target: string | undefined;
    for (const { kind, index } of eachInstruction(dex.bytes, body)) {
      if (kind === 'const-string') {
        const text = dex.string(index);
        if (text.startsWith('/')) path = text;
      } else if (kind === 'const-class') target = dotted(dex.type(index));
      // The call that builds the entry takes both; the path may be written again, in small letters, for the group.
      if (path === undefined || target === undefined || routes.size >= ROUTES) continue;
      if (kind === 'const-string' || kind === 'const-class') routes.set(path, target);
      if (kind === 'invoke' && dex.method(index)?.name === 'put') path = target = undefined;
    }
  }
}
