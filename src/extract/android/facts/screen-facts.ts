import { mask } from '../../../facts/excerpt.js';
import type { At, Fact, ScreenFact, TextFact, TextPosition } from '../../../facts/types.js';
import { pushTo } from '../../multimap.js';
import type { Analysis } from '../analysis.js';
import type { Composables } from '../code/composables.js';
import type { Flows } from '../code/flows.js';
import { linkScreens } from '../leads.js';
import { type LayoutText, plain } from '../markup/layouts.js';
import { outerClass } from '../names.js';
import type { XmlFile } from '../resources.js';
import type { Screen } from '../screens.js';
import { PROGRESS } from './text-facts.js';

/** Screens with titles and what leads to them. */
export function screenFacts({ screens, manifest, manifestPath, flows, composables }: Analysis): Fact[] {
  const links = linkScreens(screens);
  const referred = new Set([...links].filter(([, link]) => link.from.length > 0).map(([id]) => id));
  return screens.flatMap((screen): Fact[] => {
    const link = links.get(screen.id)!;
    const title = drawnTitle(screen, composables) ?? titleOf(screen, manifest?.label, flows);
    const reachable: ScreenFact['reachable'] =
      link.reached && screen.turnedOn !== 'itself'
        ? 'yes'
        : referred.has(screen.id) || isOpen(screen) || screen.bodies.length === 0
          ? 'unknown'
          : 'no';
    const at = screenPlace(screen, manifestPath);
    const facts: Fact[] = [
      {
        kind: 'screen',
        id: screen.id,
        ...(title && { title }),
        reachable,
        from: link.from,
        registered: screen.registered,
        at,
        owner: 'own',
        screens: [screen.id],
      },
    ];
    const label = screen.component?.label;
    if (label && label !== manifest?.label) facts.push(titleFact(label, at, screen.id));
    for (const { label: place, file, offset, line } of screen.destinations)
      if (place) facts.push(titleFact(place, placeIn(file, offset, line), screen.id));
    return facts;
  });
}

/** A declared screen stands in the manifest, another in the file its class does. */
export function screenPlace(screen: Screen, manifestPath: string): At {
  const source = screen.bodies.find((body) => screen.content || body.owner.name === screen.id)?.owner.source.entry.path;
  return {
    path: screen.component ? manifestPath : (source ?? manifestPath),
    ...(screen.component && { offset: screen.component.offset }),
    class: screen.content?.[0] ?? screen.id,
  };
}

/** Other apps or links may open it, or code may turn it on. */
function isOpen({ component, destinations, turnedOn }: Screen): boolean {
  return turnedOn !== undefined || component?.exported === true || destinations.some(({ deepLinks }) => deepLinks.length > 0);
}

function titleFact(value: string, at: At, screen: string): TextFact {
  const base = { at, owner: 'own' as const, screens: [screen], excerpt: mask(value).slice(0, 80) };
  return { kind: 'text', value, position: 'page-title', ...base };
}

function placeIn(file: XmlFile, offset: number, line: number): At {
  return { path: file.entry.path, ...(line > 0 && { line }), ...(offset > 0 && { offset }) };
}

/** A title set by code beats the label of the manifest or navigation graph, and that one in the layout. */
function titleOf(screen: Screen, appName: string | undefined, flows: Flows): string | undefined {
  for (const body of screen.bodies) {
    if (outerClass(body.owner.name) !== screen.id) continue;
    for (const literal of body.literals)
      if (!literal.folded && isHeading(literal.text) && flows.here(literal).has('page-title')) return plain(literal.text);
  }
  const shown = screen.layouts.flatMap((layout) => layout.texts).find((text) => text.position === 'page-title');
  const label = screen.component?.label;
  const place = screen.destinations.find((destination) => destination.label)?.label;
  return (label !== appName ? label : undefined) ?? place ?? shown?.value ?? label;
}

/** Not what stands there while something is under way, nor a pattern to be filled or marked up. */
function isHeading(text: string): boolean {
  return text.length <= 40 && !PROGRESS.test(text) && !/[<{]/.test(text);
}

/** The title of the bar a Compose destination draws. */
function drawnTitle({ content, bodies }: Screen, { positions }: Composables): string | undefined {
  const titled = content ? bodies.filter((body) => positions.get(body.owner.name) === 'page-title') : [];
  const found = titled.flatMap((body) => body.literals).find(({ folded, text }) => !folded && /[\u3400-\u9fff]/.test(text));
  return found && plain(found.text);
}

/** Words of layouts and menus, each once, with the screens that show them. */
export function layoutFacts({ screens, handlers }: Analysis): Fact[] {
  const holding = new Map<LayoutText, Screen[]>();
  for (const screen of screens)
    for (const layout of screen.layouts) for (const text of layout.texts) pushTo(holding, text, screen);
  const named = new Map(screens.map((screen) => [screen, idsIn(screen)]));
  return [...holding].map(([text, all]) => {
    const shown = showing(text, all, named);
    const ids = [...new Set(shown.map(({ id }) => id))].sort();
    return { ...layoutFact(text, shown[0]!, handlers.byView), screens: ids };
  });
}

/** Every page has the bar with all its buttons hidden; those show one whose code names it. Where no code does, nobody knows which. */
function showing({ hidden }: LayoutText, all: Screen[], named: ReadonlyMap<Screen, ReadonlySet<number>>): Screen[] {
  const naming = hidden ? all.filter((screen) => hidden.every((id) => named.get(screen)!.has(id))) : [];
  return naming.length > 0 ? naming : all;
}

function idsIn({ bodies }: Screen): ReadonlySet<number> {
  return new Set(bodies.flatMap(({ resources }) => resources.flatMap(({ id, type }) => (type === 'id' ? [id] : []))));
}

function layoutFact(text: LayoutText, screen: Screen, byView: ReadonlyMap<number, string>): TextFact {
  const handler =
    text.onClick ?? [...(text.id === undefined ? [] : [text.id]), ...text.around].map((id) => byView.get(id)).find(Boolean);
  const target = handler ?? text.opens;
  const action = actionOf(text, handler);
  // A short text with a listener is a button, whatever widget draws it.
  const position: TextPosition =
    text.position === 'label' && handler !== undefined && text.value.length <= 10 ? 'button' : text.position;
  return {
    kind: 'text',
    value: text.value,
    position,
    ...(action && { action }),
    ...(target && { target }),
    at: placeIn(text.file, text.offset, text.line),
    owner: 'own',
    screens: [screen.id],
    excerpt: mask(text.value).slice(0, 80),
    ...(handler !== undefined && { linked: true }),
  };
}

/** A tap on a menu item or tab always reaches code; other things that can be tapped need a handler that was seen. */
function actionOf({ opens, position }: LayoutText, handler: string | undefined): TextFact['action'] {
  if (handler !== undefined) return 'handler';
  if (opens) return 'navigate';
  if (position === 'menu' || position === 'tab') return 'handler';
  return position === 'button' ? 'none' : undefined;
}
