import { mask } from '../../../facts/excerpt.js';
import type { At, Fact, ScreenFact, TextFact, TextPosition } from '../../../facts/types.js';
import type { Analysis } from '../analysis.js';
import { outerClass } from '../classes.js';
import type { Flows } from '../code/flows.js';
import { type LayoutText, plain } from '../layouts.js';
import { linkScreens, type Screen } from '../screens.js';

/** Screens with titles and what leads to them. */
export function screenFacts({ screens, manifest, manifestPath, flows }: Analysis): Fact[] {
  const links = linkScreens(screens);
  const referred = new Set([...links].filter(([, link]) => link.from.length > 0).map(([id]) => id));
  return screens.flatMap((screen): Fact[] => {
    const link = links.get(screen.id)!;
    const title = titleOf(screen, manifest?.label, flows);
    const reachable: ScreenFact['reachable'] = link.reached
      ? 'yes'
      : referred.has(screen.id) || screen.component?.exported || screen.bodies.length === 0
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
    if (label && label !== manifest?.label)
      facts.push({
        kind: 'text',
        value: label,
        position: 'page-title',
        at,
        owner: 'own',
        screens: [screen.id],
        excerpt: mask(label).slice(0, 80),
      });
    return facts;
  });
}

/** A declared screen stands in the manifest, another in the file its class does. */
export function screenPlace(screen: Screen, manifestPath: string): At {
  const source = screen.bodies.find((body) => body.owner.name === screen.id)?.owner.source.entry.path;
  return {
    path: screen.component ? manifestPath : (source ?? manifestPath),
    ...(screen.component && { offset: screen.component.offset }),
    class: screen.id,
  };
}

/** A title set by code beats one in the layout, and that the manifest's label. */
function titleOf(screen: Screen, appName: string | undefined, flows: Flows): string | undefined {
  for (const body of screen.bodies) {
    if (outerClass(body.owner.name) !== screen.id) continue;
    for (const literal of body.literals)
      if (!literal.folded && literal.text.length <= 40 && flows.of(literal).has('page-title')) return plain(literal.text);
  }
  const shown = screen.layouts.flatMap((layout) => layout.texts).find((text) => text.position === 'page-title');
  const label = screen.component?.label;
  return (label !== appName ? label : undefined) ?? shown?.value ?? label;
}

/** Words of layouts and menus, each once, with the screens that show them. */
export function layoutFacts({ screens, handlers }: Analysis): Fact[] {
  const facts = new Map<LayoutText, TextFact>();
  for (const screen of screens)
    for (const layout of screen.layouts)
      for (const text of layout.texts) {
        const known = facts.get(text);
        if (known) known.screens.push(screen.id);
        else facts.set(text, layoutFact(text, screen, handlers.byView));
      }
  return [...facts.values()].map((fact) => ({ ...fact, screens: [...new Set(fact.screens)].sort() }));
}

function layoutFact(text: LayoutText, screen: Screen, byView: ReadonlyMap<number, string>): TextFact {
  const target =
    text.onClick ?? [...(text.id === undefined ? [] : [text.id]), ...text.around].map((id) => byView.get(id)).find(Boolean);
  const clickable = text.position === 'button' || text.position === 'menu' || text.position === 'tab';
  const action =
    target !== undefined
      ? 'handler'
      : text.position === 'menu' || text.position === 'tab'
        ? 'handler'
        : clickable
          ? 'none'
          : undefined;
  // A short text with a listener is a button, whatever widget draws it.
  const position: TextPosition =
    text.position === 'label' && target !== undefined && text.value.length <= 10 ? 'button' : text.position;
  return {
    kind: 'text',
    value: text.value,
    position,
    ...(action && { action }),
    ...(target && { target }),
    at: {
      path: text.file.entry.path,
      ...(text.line > 0 && { line: text.line }),
      ...(text.offset > 0 && { offset: text.offset }),
    },
    owner: 'own',
    screens: [screen.id],
    excerpt: mask(text.value).slice(0, 80),
    ...(target && { linked: true }),
  };
}
