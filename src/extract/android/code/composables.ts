import type { FieldRef } from '../../../decode/dex/index.js';
import type { TextPosition } from '../../../facts/types.js';
import { dotted } from '../names.js';
import type { Body, Call } from './body.js';
import type { Program } from './program.js';
import { choices, type Value } from './values.js';

/** A destination of a Compose navigation graph: its route and the lambdas that draw it. */
export interface ComposeDestination {
  /** `task/{id}`, or the class of a typed route. */
  route: string;
  content: string[];
  /** Where the graph names it. */
  body: Body;
}

/** What Compose code says of the screens. */
export interface Composables {
  destinations: ComposeDestination[];
  /** Literals that name a destination in a graph: they do not go there. */
  naming: ReadonlySet<Value>;
  /** Lambda class → where the words it draws stand: the content of a button, the title of a bar. */
  positions: ReadonlyMap<string, TextPosition>;
}

const BUILDER = /NavGraphBuilderKt;$/;
const DESTINATION = /^(composable|animatedComposable|dialog|bottomSheet)(-\w+)?(\$default)?$/;
const LAMBDA = /^Lkotlin\/jvm\/(functions\/Function\d+|internal\/(Lambda|Ref\w*));$|SuspendLambda;$/;
const DEPTH = 6;

/**
 * Reads what the Compose compiler leaves of a UI: content lambdas are classes, those that capture nothing are held by
 * `ComposableSingletons$…` or their own `INSTANCE`; composables take a `Composer` and the mask of what changed behind their own
 * parameters. Source: androidx.compose compiler plug-in 2.x output; androidx.navigation.compose NavGraphBuilder.kt
 */
export function readComposables(program: Program): Composables {
  const destinations: ComposeDestination[] = [];
  const naming = new Set<Value>();
  const positions = new Map<string, TextPosition>();
  for (const body of program.read)
    for (const call of body.calls) {
      const { owner, name } = call.callee;
      if (BUILDER.test(owner) && DESTINATION.test(name)) {
        const found = destinationOf(program, call, body);
        if (found) destinations.push(found);
        for (const arg of call.args) if (arg.kind === 'text') naming.add(arg);
      } else if (owner.startsWith('Landroidx/compose/')) placeContent(program, call, positions);
    }
  return { destinations, naming, positions };
}

function destinationOf(program: Program, { args }: Call, body: Body): ComposeDestination | undefined {
  const text = args.find((arg) => arg.kind === 'text');
  const route = text?.kind === 'text' ? text.literal.text : args.map(classIn).find(Boolean);
  // Transitions are lambdas too; the content is the last.
  const content = args.map((arg) => lambdasIn(program, arg)).filter((found) => found.length > 0);
  return route && content.length > 0 ? { route, content: content.at(-1)!, body } : undefined;
}

/** `Reflection.getOrCreateKotlinClass(Home.class)`. */
function classIn(value: Value): string | undefined {
  if (value.kind === 'class') return value.name;
  return value.kind === 'call' ? value.args.map(classIn).find(Boolean) : undefined;
}

const CONTENT: [composable: RegExp, positions: (TextPosition | undefined)[]][] = [
  [/^(\w*Button|Surface)$/, ['button']],
  [/^(NavigationBarItem|NavigationRailItem|BottomNavigationItem|NavigationDrawerItem|\w*Tab)$/, ['tab']],
  [/^\w*TopAppBar$/, ['page-title', undefined]],
  [/^DropdownMenuItem$/, ['menu']],
  [/^(\w*AlertDialog|BasicAlertDialog)$/, ['dialog']],
  [/^\w*Snackbar$/, ['toast']],
  [/^(OutlinedTextField|TextField|SearchBar)$/, ['label', 'placeholder']],
  [/^\w*Chip$/, ['option']],
];

/** A lambda given to a well-known composable draws what stands there; of several the last position holds for the rest. */
function placeContent(program: Program, { callee, args }: Call, positions: Map<string, TextPosition>): void {
  const name = callee.name.replace(/\$default$/, '').replace(/-\w+$/, '');
  const places = CONTENT.find(([pattern]) => pattern.test(name))?.[1];
  if (!places) return;
  let nth = 0;
  args.forEach((arg, index) => {
    // Only lambdas that take a composer draw; `onClick` takes nothing.
    if (!/Function[2-9];$/.test(callee.params[index] ?? '')) return;
    const position = places[Math.min(nth++, places.length - 1)];
    for (const lambda of position ? lambdasIn(program, arg) : []) if (!positions.has(lambda)) positions.set(lambda, position!);
  });
}

/** Classes of the lambdas a value may be: made here, wrapped by the runtime, held by a singleton. */
export function lambdasIn(program: Program, value: Value, depth = 0): string[] {
  if (depth > DEPTH) return [];
  return choices(value).flatMap((one) => {
    if (one.kind === 'new') return isLambda(program, one.name) ? [one.name] : [];
    if (one.kind === 'field') return heldBy(program, one.ref, depth + 1);
    if (one.kind !== 'call') return [];
    const inside = one.args.flatMap((arg) => lambdasIn(program, arg, depth + 1));
    if (inside.length > 0) return inside;
    const bodies = program.resolve(one.callee).flatMap((key) => program.body(key) ?? []);
    return bodies.flatMap((body) => body.returns.flatMap((result) => lambdasIn(program, result, depth + 1)));
  });
}

/** Lambdas the initialiser of a class puts into one of its static fields. */
export function heldBy(program: Program, ref: FieldRef, depth = 0): string[] {
  const owner = dotted(ref.owner);
  const initialiser = [...program.keysOf(owner)].find((key) => key.endsWith('-><clinit>()'));
  const writes = initialiser === undefined ? [] : (program.body(initialiser)?.writes ?? []);
  const own = writes.filter((write) => write.ref.name === ref.name && write.ref.owner === ref.owner);
  return [...new Set(own.flatMap(({ value }) => lambdasIn(program, value, depth + 1)))];
}

function isLambda(program: Program, name: string): boolean {
  const found = program.classes.byName.get(name);
  if (!found || found.owner === 'third-party') return false;
  const { interfaces, superclass = '' } = found.definition;
  return [...interfaces, superclass].some((above) => LAMBDA.test(above));
}
