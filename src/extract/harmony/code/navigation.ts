import { folded, nameOf } from '../../bytecode/naming.js';
import { type CallSite, memberOf, optionsOf } from '../../bytecode/values.js';
import type { ArkProgram } from './program.js';

const ROUTER = /(^|\.)(router|Router|getRouter)\w*\.(push|pushUrl|replace|replaceUrl|pushNamedRoute|replaceNamedRoute|back)$/;
const STACK =
  /(^|\.)(pushPath|pushPathByName|pushDestination|pushDestinationByName|replacePath|replacePathByName|replaceDestination)$/;
const LOADS = /(^|\.)(loadContent|loadContentByName|setUIContent)$/;

/**
 * The page or destination a call leads to; undefined for other calls, and where it cannot be told.
 * Source: OpenHarmony API reference, @ohos.router, NavPathStack, WindowStage.loadContent
 */
export function targetOf(program: ArkProgram, { callee, args }: CallSite): string | undefined {
  const name = nameOf(program, callee);
  if (!isNavigation(name)) return undefined;
  for (const argument of args.slice(0, 2))
    for (const option of optionsOf(argument)) {
      const given = memberOf(option, 'url') ?? memberOf(option, 'name') ?? memberOf(option, 'uri') ?? option;
      const text = folded(program, given, false);
      if (text && !text.includes('{}')) return text.replace(/^\//, '').replace(/\?.*$/, '');
    }
  return undefined;
}

/** Leads somewhere, though it may not be told where. */
export function isNavigation(name: string): boolean {
  return ROUTER.test(name) || STACK.test(name) || LOADS.test(name);
}

/** Loads the page an ability begins with. */
export function isEntry(name: string): boolean {
  return LOADS.test(name);
}
