import type { AppClass } from './classes.js';
import type { Body } from './code/body.js';
import type { CallGraph } from './code/call-graph.js';
import type { Program } from './code/program.js';
import { choices, type Value } from './code/values.js';
import type { Screen } from './screens.js';

/** What taps do: which methods run for them, and which views have a listener. */
export interface Handlers {
  /** Methods that are a handler or are reached by one. */
  linked: ReadonlySet<string>;
  /** View id → the handler's name. */
  byView: ReadonlyMap<number, string>;
  /** Resource id of the view a value is. */
  viewOf(value: Value): number | undefined;
}

const CLICKS =
  /^(onClick|onItemClick|onItemChildClick|onItemSelected|onMenuItemClick|onOptionsItemSelected|onContextItemSelected|onNavigationItemSelected|onLongClick|onTouch|doClick|onCheckedChanged|onEditorAction|onQueryTextSubmit|onTabSelected|onRefresh|invoke)$/;
const LISTENER =
  /^set(On\w*Click\w*|OnCheckedChange\w*|OnTouch\w*|OnNavigationItemSelected)Listener\w*$|^setOnItemSelected\w*|^clicks$|^setSingleClickListener$/;
const FIND = /^(findViewById|findRequiredView\w*|_\$_findCachedViewById|requireViewById|getView|findView|\$|find|fvbi)$/;
const DEPTH = 5;

export function readHandlers(
  program: Program,
  graph: CallGraph,
  screens: readonly Screen[],
  idOf: (name: string) => number | undefined,
): Handlers {
  const named = new Set(
    screens.flatMap((screen) => screen.layouts.flatMap((layout) => layout.texts.flatMap((text) => text.onClick ?? []))),
  );
  const start = program.read.filter((body) => isHandler(body, named)).map((body) => body.key);
  const fields = new Map<string, number>();
  for (const body of program.read)
    for (const { ref, value } of body.writes) {
      const id = viewId(value, fields, idOf);
      if (id !== undefined) fields.set(ref.owner + ref.name, id);
    }
  const byView = new Map<number, string>();
  for (const body of program.read)
    for (const call of body.calls) {
      if (!LISTENER.test(call.callee.name)) continue;
      for (const value of [call.receiver, ...call.args]) {
        const id = value && viewId(value, fields, idOf);
        if (id !== undefined && !byView.has(id)) byView.set(id, handlerName(call.callee.name));
      }
    }
  return {
    linked: new Set(graph.reachable(start, DEPTH).keys()),
    byView,
    viewOf: (value) => viewId(value, fields, idOf),
  };
}

function isHandler(body: Body, named: ReadonlySet<string>): boolean {
  const { name, params } = body.ref;
  if (name === 'invoke')
    return (
      /Click|Listener|\$\d+$|Lambda/.test(body.owner.name) &&
      body.owner.definition.interfaces.some((one) => one.includes('Function')) &&
      !draws(body.owner)
    );
  if (CLICKS.test(name)) return true;
  return named.has(name) && params.length === 1 && params[0] === 'Landroid/view/View;';
}

const DRAWING = /^Landroidx\/(compose\/|navigation\/NavGraphBuilder;)/;

/** A lambda that is given a composer, or the scope of a list or graph, makes what is shown; nobody taps it. */
function draws(owner: AppClass): boolean {
  return owner.data().methods.some(({ ref }) => ref.name === 'invoke' && ref.params.some((param) => DRAWING.test(param)));
}

/** Id of the view a value is: found by id, kept in a field, or a member of a view binding named after it. */
function viewId(
  value: Value,
  fields: ReadonlyMap<string, number>,
  idOf: (name: string) => number | undefined,
): number | undefined {
  for (const one of choices(value)) {
    if (one.kind === 'call' && FIND.test(one.callee.name)) {
      const number = one.args.find((arg) => arg.kind === 'number' && arg.number > 0xffffff);
      if (number?.kind === 'number') return number.number;
    }
    if (one.kind === 'field') {
      const known = fields.get(one.ref.owner + one.ref.name);
      if (known !== undefined) return known;
      if (/Binding(Impl)?;$/.test(one.ref.owner))
        return idOf(one.ref.name) ?? idOf(one.ref.name.replace(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`));
    }
  }
  return undefined;
}

/** `setOnClickListener` → `onClick`: the method the platform calls. */
function handlerName(setter: string): string {
  const event = /^set(On\w+?)Listener/.exec(setter)?.[1];
  return event ? `o${event.slice(1)}` : 'onClick';
}
