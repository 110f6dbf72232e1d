import { nameOf } from '../../bytecode/naming.js';
import type { CallSite } from '../../bytecode/values.js';
import { isEntry, targetOf } from './navigation.js';
import type { ArkProgram } from './program.js';
import type { SourceFile } from './state.js';

/** A page of `main_pages.json` or a destination of the route map. */
export interface Screen {
  id: string;
  /** Functions of its source file that run when it is shown. */
  roots: number[];
  source?: SourceFile;
  /** Loaded by an ability. */
  first: boolean;
}

/** What the module's profiles say of its screens. */
export interface DeclaredScreens {
  pages: string[];
  /** `route_map.json`: destinations by name, with the source file of each. */
  routes: { name: string; source: string; builder?: string }[];
}

/** More than any app has; what is beyond is told as a limit. */
export const MAX_SCREENS = 1000;

/** Screens of one module. Of a page all of its source file is its own, of a route what its builder leads to. */
export function readScreens(
  program: ArkProgram,
  declared: DeclaredScreens,
  module: string,
  calls: readonly CallSite[],
): Screen[] {
  const entries = new Set(
    calls.flatMap((site) => (isEntry(nameOf(program, site.callee)) ? [targetOf(program, site) ?? ''] : [])),
  );
  const screens = new Map<string, Screen>();
  for (const page of declared.pages) {
    const source = program.names.page(page, module);
    screens.set(page, { id: page, roots: rootsOf(source), ...(source && { source }), first: entries.has(page) });
  }
  // An ability that was not seen to load one begins with the first page.
  const [first] = screens.values();
  if (first && ![...screens.values()].some((screen) => screen.first)) first.first = true;
  for (const { name, source: path, builder } of declared.routes) {
    if (screens.has(name)) continue;
    const source = program.names.page(path, module);
    const built = source?.owner.methods.find((method) => program.nameOf(method.id) === builder);
    const roots = built ? [built.id] : rootsOf(source);
    screens.set(name, { id: name, roots, ...(source && { source }), first: false });
  }
  return [...screens.values()].slice(0, MAX_SCREENS);
}

function rootsOf(source: SourceFile | undefined): number[] {
  return source?.owner.methods.filter(({ name }) => name === 'func_main_0').map(({ id }) => id) ?? [];
}
