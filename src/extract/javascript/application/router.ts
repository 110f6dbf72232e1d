import type { Node } from '@babel/types';
import { dottedName, keyName } from '../../../decode/javascript/names.js';
import { walk } from '../../../decode/javascript/walk.js';
import { fold, foldObject } from '../constants/fold.js';
import type { ScriptModule, Unit } from '../module/model.js';
import type { Application } from './application.js';

/**
 * Where a quick app's `router.push({uri})` and `router.replace({uri})`, and Weex's `navigator.push({url})`, lead: pages go by names
 * that need not look like paths, or by addresses of which only the file's name is known.
 * `open`: a target is only known when it runs, though the values of the member it is read from are taken for targets.
 */
export function routerCalls(app: Application, module: ScriptModule): { routes: { value: string; unit: Unit }[]; open: boolean } {
  const routes: { value: string; unit: Unit }[] = [];
  let open = false;
  for (const { system, callee, node, unit } of module.calls) {
    const isWeex = system === 'weex.navigator';
    if (!(isWeex || system === 'system.router') || !/\.(push|replace)$/.test(callee) || !node.arguments[0]) continue;
    const object = foldObject(app, node.arguments[0] as Node, unit);
    const member = object?.node.properties.find((item) => /^(uri|path|url)$/.test(keyName(item) ?? ''));
    const uri = member?.type === 'ObjectProperty' ? member.value : undefined;
    const before = routes.length;
    for (const literal of uri ? literalsOf(uri) : []) routes.push({ value: isWeex ? fileOf(literal) : literal, unit });
    const folded = uri && fold(app, uri, object!.unit);
    if (folded && isWeex) routes.push({ value: fileOf(folded), unit });
    else if (folded && !folded.startsWith('{}')) routes.push({ value: folded, unit });
    if (routes.length > before) continue;
    open = true;
    for (const value of module.members.get((uri && dottedName(uri)?.split('.').at(-1)) ?? '') ?? [])
      if (value.type === 'StringLiteral') routes.push({ value: value.value, unit });
  }
  return { routes, open };
}

/** The bundle an address ends in. */
function fileOf(address: string): string {
  return address.replace(/[?#].*$/, '').replace(/^.*\//, '');
}

function literalsOf(node: Node): string[] {
  const found: string[] = [];
  walk(node, (inner) => {
    if (inner.type === 'StringLiteral') found.push(inner.value);
  });
  return found;
}
