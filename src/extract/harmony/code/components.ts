import { functionsOf } from '../../bytecode/units.js';
import { type CallSite, memberOf, optionsOf, type Value } from '../../bytecode/values.js';
import type { ArkProgram } from './program.js';

/** A component as `build()` describes it: what makes it, what is set on it, what lies in it. */
export interface Component {
  /** `Text`, `Button`; for a builder handed to an attribute the attribute's name. */
  name: string;
  site: CallSite;
  attributes: { key: string; site: CallSite }[];
  children: Component[];
}

/** Calls of the framework that run a function which makes components. */
const RUNS =
  /^(observeComponentCreation2?|observeRecycleComponentCreation|ifElseBranchUpdateFunction|forEachUpdateFunction|updateFuncByElmtId|each|template|updateLazyForEachElements|ifElseBranchUpdateFunctionDirtyRetaken)$/;
/** Names that begin like components and are none. */
const NO_COMPONENTS =
  /^(Object|Array|JSON|Math|Promise|Reflect|Proxy|Date|Number|String|Boolean|Map|Set|Symbol|RegExp|Error|BigInt|\w*Storage\w*|View\w*|PUV?\d*|UIUtils|WithTheme|\w*Animator\w*|\w*Controller)$/;
/** Attributes whose function makes what is shown for them. */
const BUILDERS =
  /^(tabBar|bindSheet|bindPopup|bindMenu|bindContextMenu|bindContentCover|title|menus|toolbarConfiguration|header|navDestination)$/;

/** Deeper nesting of builders is cut off. */
const MAX_DEPTH = 60;
const MAX_COMPONENTS = 50_000;

interface Walk {
  program: ArkProgram;
  roots: Component[];
  open: Component[];
  active: Set<number>;
  /** Components below this one hold what a builder makes. */
  base: number;
  /** Functions whose components stand inside others. */
  placed: Set<number>;
  left: { components: number };
  /** Components that are closed somewhere; the others hold nothing. */
  closed: ReadonlySet<string>;
}

/** The components of all functions in question, each once, in the order in which they are made. */
export function readComponents(program: ArkProgram, isOwn: (unit: number) => boolean): Component[] {
  const placed = new Set<number>();
  const roots: Component[] = [];
  const left = { components: MAX_COMPONENTS };
  const closed = closedNames(program);
  const read = (unit: number): void => {
    if (placed.has(unit)) return;
    const walk: Walk = { program, roots, open: [], base: 0, active: new Set(), placed, left, closed };
    walkUnit(walk, unit);
  };
  // Whole components first, so that what they run is placed inside them.
  for (const info of program.classes.values()) {
    const render = info.methods.get('initialRender') ?? info.methods.get('render');
    if (render !== undefined && isOwn(render)) read(render);
  }
  for (const unit of program.units.keys()) if (isOwn(unit) && makesComponents(program, unit)) read(unit);
  return roots;
}

function walkUnit(walk: Walk, unit: number): void {
  if (walk.active.has(unit) || walk.active.size >= MAX_DEPTH) return;
  walk.active.add(unit);
  walk.placed.add(unit);
  const depth = walk.open.length;
  for (const site of walk.program.units.get(unit)?.calls ?? []) walkCall(walk, site);
  // What one function opens and does not close stays open for the next ones of the same builder.
  if (walk.active.size === 1) walk.open.length = depth;
  walk.active.delete(unit);
}

function walkCall(walk: Walk, site: CallSite): void {
  const made = componentCall(walk.program, site);
  if (made) {
    place(walk, made.name, made.key, site);
    return;
  }
  const { callee } = site;
  if (callee.kind === 'member' && RUNS.test(callee.key)) {
    for (const argument of site.args) for (const unit of directFunctions(argument)) walkUnit(walk, unit);
    return;
  }
  // A builder that is run in several places stands in the first; what each place gives it is asked for there.
  for (const unit of functionsOf(walk.program, callee).slice(0, 3))
    if (!walk.placed.has(unit) && makesComponents(walk.program, unit)) walkUnit(walk, unit);
}

function closedNames(program: ArkProgram): Set<string> {
  const names = new Set<string>();
  for (const { calls } of program.units.values())
    for (const site of calls) {
      const found = componentCall(program, site);
      if (found?.key === 'pop') names.add(found.name);
    }
  return names;
}

function directFunctions(value: Value): number[] {
  return optionsOf(value).flatMap((option) => (option.kind === 'function' ? [option.id] : []));
}

/** `Text.create('签到')` → Text, create. */
function componentCall(program: ArkProgram, { callee, isNew }: CallSite): { name: string; key: string } | undefined {
  if (callee.kind !== 'member' || isNew) return undefined;
  const { object, key } = callee;
  const name =
    object.kind === 'member' && object.object.kind === 'global' ? object.key : object.kind === 'import' ? object.name : '';
  if (!/^[A-Z]\w+$/.test(name) || NO_COMPONENTS.test(name)) return undefined;
  return object.kind === 'import' && program.resolve(object) !== object ? undefined : { name, key };
}

function place(walk: Walk, name: string, key: string, site: CallSite): void {
  const { open, roots } = walk;
  if (/^create(With\w+)?$/.test(key)) {
    if (walk.left.components-- <= 0) return;
    // One that is never closed ends where the next begins.
    if (open.length > 0 && !walk.closed.has(open.at(-1)!.name) && open.length > walk.base) open.pop();
    const made: Component = { name, site, attributes: [], children: [] };
    (open.at(-1)?.children ?? roots).push(made);
    open.push(made);
    return;
  }
  const index = open.findLastIndex((one) => one.name === name);
  if (index < 0) return;
  if (key === 'pop') {
    open.length = index;
    return;
  }
  const component = open[index]!;
  component.attributes.push({ key, site });
  if (BUILDERS.test(key)) addBuilt(walk, component, key, site);
}

/** `tabBar({ builder: () => { … } })`, `bindSheet($$this.open, { builder })`. */
function addBuilt(walk: Walk, component: Component, key: string, site: CallSite): void {
  const builders = site.args.flatMap((argument) =>
    optionsOf(argument).flatMap((option) => [
      ...directFunctions(option),
      ...directFunctions(memberOf(option, 'builder') ?? option),
    ]),
  );
  if (builders.length === 0 || walk.left.components-- <= 0) return;
  const holder: Component = { name: key, site, attributes: [], children: [] };
  component.children.push(holder);
  const { open, base } = walk;
  walk.open = [holder];
  walk.base = 1;
  for (const unit of new Set(builders)) walkUnit(walk, unit);
  walk.open = open;
  walk.base = base;
}

const memo = new WeakMap<ArkProgram, Map<number, boolean>>();

/** Whether a function makes components itself, or runs functions that do in the way of builders. */
export function makesComponents(program: ArkProgram, unit: number): boolean {
  const known = memo.get(program) ?? new Map<number, boolean>();
  memo.set(program, known);
  const found = known.get(unit);
  if (found !== undefined) return found;
  known.set(unit, false);
  const calls = program.units.get(unit)?.calls ?? [];
  const makes = calls.some((site) => {
    const { callee } = site;
    if (callee.kind === 'member' && /^observe(Recycle)?ComponentCreation2?$/.test(callee.key)) return true;
    return componentCall(program, site)?.key.startsWith('create') === true;
  });
  known.set(unit, makes);
  return makes;
}
