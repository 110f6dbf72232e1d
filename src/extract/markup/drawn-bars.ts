import type { MarkupElement, MarkupNode } from '../../decode/template/markup.js';
import { runsOf } from './runs.js';
import { uniHandler } from './uni-events.js';

/** Functions and expressions that leave a page: `goBack`, `backs()`, `$router.go(-1)`. */
const GOES_BACK = /^\w*back(s|to|page|home|click|tap)?(\(|$)|navigateBack|\.(go|back)\((-1)?\)|fanhui/i;
const ANOTHER_BACK = /(call|feed|play|roll|fall|cash)back/i;
const ACTION = /^(@|v-on:|bind|catch|on)[:-]?(tap|click|press)/i;
const HAN = /[\u3400-\u9fff]/;
/** A title is short, and a bar holds little else. */
const TITLE_LENGTH = 12;
const BAR_TEXTS = 2;
const BAR_DEPTH = 3;

interface Words {
  value: string;
  offset: number;
}

/**
 * Where the title stands in a bar that the page draws for itself, with a way back beside it, as pages without the platform's
 * navigation bar do. The bar comes first on its page: where words stand above a way back, it is no bar.
 */
export function drawnTitle(nodes: MarkupNode[]): number | undefined {
  const way = wayBack(nodes, []);
  if (!way || way === 'words') return undefined;
  const back = way.at(-1)!;
  for (const around of way.slice(0, -1).reverse().slice(0, BAR_DEPTH)) {
    const [title, ...others] = wordsOf(around.children, back);
    if (!title) continue;
    const isTitle = others.length < BAR_TEXTS && title.value.length <= TITLE_LENGTH && !title.value.includes('{{');
    return isTitle ? title.offset : undefined;
  }
  return undefined;
}

/** The first way back with all that it stands in, outermost first, unless words stand before it. */
function wayBack(nodes: MarkupNode[], around: MarkupElement[]): MarkupElement[] | 'words' | undefined {
  for (const run of runsOf(nodes)) {
    if (run.kind === 'text') {
      if (HAN.test(run.value)) return 'words';
      continue;
    }
    const inside = [...around, run.element];
    if (goesBack(run.element)) return inside;
    const found = wayBack(run.element.children, inside);
    if (found) return found;
  }
  return undefined;
}

function goesBack({ attributes }: MarkupElement): boolean {
  return attributes.some(({ name, value }) => {
    if (name === 'open-type') return value === 'navigateBack';
    const handler = name === 'data-event-opts' ? (uniHandler(value, 'tap') ?? '') : ACTION.test(name) ? value.trim() : '';
    return GOES_BACK.test(handler) && !ANOTHER_BACK.test(handler);
  });
}

/** Chinese texts in the order of the page, without those of one element. */
function wordsOf(nodes: MarkupNode[], without?: MarkupElement): Words[] {
  return runsOf(nodes).flatMap((run): Words[] => {
    if (run.kind === 'text') return HAN.test(run.value) ? [{ value: run.value, offset: run.offset }] : [];
    return run.element === without ? [] : wordsOf(run.element.children, without);
  });
}
