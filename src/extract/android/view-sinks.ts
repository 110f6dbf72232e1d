import type { MethodRef } from '../../decode/dex/index.js';
import { type Body, type Call, node } from './code/body.js';
import type { Program } from './code/program.js';
import { isDialog, type Sink } from './code/sinks.js';
import { choices, type Value } from './code/values.js';
import type { Handlers } from './handlers.js';
import { TITLE_ID } from './markup/positions.js';
import { outerClass, snakeCase } from './names.js';
import type { Resources } from './resources.js';
import type { Screen } from './screens.js';

const TITLE_FIELD =
  /^m?_?(tv|txt|text)?_?(page|bar|head|top|tool_?bar|center|action_?bar|nav|main)?_?title(_?(tv|txt|text|view|name|bar))?$/;
/** Where a page builds what it shows. Source: Activity, Fragment */
const STARTS = /^(on(Create|CreateView|ViewCreated|PostCreate|ActivityCreated|Start)|set(ContentView|up\w*)|init\w*)$/;
/** Parts of a page that many pages share. */
const BAR = /(title|head|header|tool|top|action|nav|navigation)_?(bar|view|layout)|header$|title$/i;

/**
 * Where words stand is told by the view they are put into, not by `setText`: the view of a page's title, in a screen, in what screens
 * are derived from or in a bar of the app's own; any view of a dialog of the app's own.
 *
 * @returns further edges of the flow graph; texts that are put there themselves are told so
 */
export function viewSinks(
  bodies: readonly Body[],
  screens: readonly Screen[],
  { program, handlers, resources }: { program: Program; handlers: Handlers; resources: Resources },
): [from: string, to: string][] {
  const pages = new Set(screens.flatMap(({ id }) => [id, ...program.classes.ancestors(id)]));
  const placeOf = (body: Body, call: Call): Sink | undefined => {
    const owner = outerClass(body.owner.name);
    if (isOwnDialog(body.owner.name, owner)) return 'dialog';
    if (!pages.has(owner) && !BAR.test(snakeCase(owner.replace(/^.*\./, '')))) return undefined;
    return isTitleView(call.receiver, handlers, resources) || isLeftToPages(call, body) ? 'page-title' : undefined;
  };
  /** What the base of several pages shows at the start and leaves to each of them to say: `bar.setText(barText())`. */
  const isLeftToPages = ({ args }: Call, body: Body): boolean =>
    STARTS.test(body.ref.name) &&
    program.implementers(body.owner.name).length > 0 &&
    choices(args[0]!).some((one) => one.kind === 'call' && one.callee.params.length === 0 && isBelow(one.callee, body));
  const isBelow = (callee: MethodRef, body: Body): boolean => {
    const answers = program.resolve(callee).filter((key) => !key.startsWith(`${body.owner.name}->`));
    return (
      answers.length > 0 &&
      answers.every((key) => program.classes.ancestors(key.slice(0, key.indexOf('->'))).includes(body.owner.name))
    );
  };
  // A page may be called after what it picks, so of pages only what they are derived from counts.
  const isOwnDialog = (name: string, owner: string): boolean =>
    [name, owner].some((one) => isDialog(pages.has(one) ? '' : one.replace(/^.*[.$]/, ''), () => program.classes.ancestors(one)));
  return bodies.flatMap((body) =>
    body.calls.flatMap((call) => {
      if (call.callee.name !== 'setText' || program.resolve(call.callee).length > 0) return [];
      const sink = /Button;$/.test(call.callee.owner) ? undefined : placeOf(body, call);
      return sink && call.args[0] ? lead(call.args[0], node.sink(sink), body) : [];
    }),
  );
}

function isTitleView(view: Value | undefined, { viewOf }: Handlers, resources: Resources): boolean {
  if (!view) return false;
  const id = viewOf(view);
  if (id !== undefined) return TITLE_ID.test(snakeCase(resources.nameOf(id) ?? ''));
  return choices(view).some((one) => one.kind === 'field' && TITLE_FIELD.test(snakeCase(one.ref.name)));
}

/** What a value holds goes to a sink as well. */
function lead(value: Value, sink: string, body: Body): [from: string, to: string][] {
  return choices(value).flatMap((one): [string, string][] => {
    if (one.kind === 'text') {
      one.literal.targets.add(sink);
      return one.literal.carries ? [[node.literal(body.key, one.literal.at), sink]] : [];
    }
    return (one.kind === 'parameter' || one.kind === 'field' || one.kind === 'call') && one.node ? [[one.node, sink]] : [];
  });
}
