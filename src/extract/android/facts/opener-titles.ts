import { mask } from '../../../facts/excerpt.js';
import type { Fact, TextFact } from '../../../facts/types.js';
import { addTo } from '../../multimap.js';
import type { Analysis } from '../analysis.js';
import type { Body } from '../code/body.js';
import { leaves, type Value } from '../code/values.js';
import { dotted, outerClass } from '../names.js';
import { readRoutes } from '../routes.js';

const LISTENER = /^setOn\w*ClickListener\w*$/;
const HAN = /[\u3400-\u9fff]/;
const SHORTEST = 2;
const LONGEST = 12;
/** What many different buttons open is called by none of them. */
const OPENERS = 3;
const STEPS = 2;

/**
 * A page that nothing gives a title is what the button said that opens it: `填写日报` leads to a form without a word of its own on it.
 *
 * @param facts all others: a page with a title has it from there
 */
export function openerTitles(analysis: Analysis, facts: readonly Fact[]): Fact[] {
  const titled = new Set(facts.flatMap((fact) => (fact.kind === 'text' && fact.position === 'page-title' ? fact.screens : [])));
  const untitled = analysis.screens.filter(({ id, launcher }) => !titled.has(id) && !launcher);
  if (untitled.length === 0) return [];
  const openers = openersOf(analysis);
  return untitled.flatMap((screen): Fact[] => {
    const texts = wordsOf(openers.get(screen.id) ?? new Set(), screen.id, analysis);
    return texts.length <= OPENERS ? texts : [];
  });
}

/** Words on views, each once, as a title of the screen they open. */
function wordsOf(views: ReadonlySet<number>, opens: string, { screens }: Analysis): TextFact[] {
  const found = new Map<string, TextFact>();
  if (views.size === 0) return [];
  for (const screen of screens)
    for (const text of screen.id === opens ? [] : screen.layouts.flatMap((layout) => layout.texts)) {
      const { value, file, offset, line } = text;
      const isOn = [...(text.id === undefined ? [] : [text.id]), ...text.around].some((id) => views.has(id));
      if (!isOn || found.has(value) || !HAN.test(value) || value.length < SHORTEST || value.length > LONGEST) continue;
      found.set(value, {
        kind: 'text',
        value,
        position: 'page-title',
        action: 'navigate',
        target: opens,
        at: { path: file.entry.path, ...(line > 0 && { line }), ...(offset > 0 && { offset }) },
        owner: 'own',
        screens: [opens],
        excerpt: mask(value).slice(0, 80),
      });
    }
  return [...found.values()];
}

/** The class of a listener made here, or of a lambda that keeps its only object in a field of its own. */
function listenerIn(value: Value): string[] {
  if (value.kind === 'new') return [value.name];
  return value.kind === 'field' && value.ref.owner === value.ref.type ? [dotted(value.ref.owner)] : [];
}

/** Screen → views a tap on which opens it and no other. */
function openersOf({ bodies, program, graph, handlers, rootOf, manifest }: Analysis): Map<string, Set<number>> {
  const routes = readRoutes(manifest, program.classes);
  const opened = (body: Body): string[] => [
    ...body.named.flatMap(({ name }) => rootOf.get(outerClass(name)) ?? []),
    ...body.literals.flatMap(({ text }) => rootOf.get(outerClass(routes.get(text) ?? '')) ?? []),
  ];
  const openers = new Map<string, Set<number>>();
  for (const { calls, owner } of bodies) {
    const outer = outerClass(owner.name);
    for (const { callee, receiver, args } of calls) {
      const view = LISTENER.test(callee.name) && receiver ? handlers.viewOf(receiver) : undefined;
      if (view === undefined) continue;
      const made = args
        .flatMap(leaves)
        .flatMap(listenerIn)
        .filter((name) => name !== outer);
      const keys = made.flatMap((name) => [...program.keysOf(name)]);
      const run = [...graph.reachable(keys, STEPS, (key) => outerClass(key.slice(0, key.indexOf('->'))) === outer).keys()];
      const screens = new Set(run.flatMap((key) => program.body(key) ?? []).flatMap(opened));
      screens.delete(outer);
      if (screens.size === 1) addTo(openers, [...screens][0]!, view);
    }
  }
  return openers;
}
