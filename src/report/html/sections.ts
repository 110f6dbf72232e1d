import { html, type Markup, nothing } from '../markup.js';
import type { Block, EvidenceEntry, Heading, ItemGroup } from '../model/index.js';
import { block, heading } from './blocks.js';
import type { PageState } from './page.js';

/** The blocks of a report: parts as sections, items and chapters in boxes that can be folded. */
export function sections(blocks: readonly Block[], state: PageState): Markup {
  return html`${partsOf(blocks, 1).map((part) =>
    part[0] && headOf(part[0])?.level === 1
      ? html`<section>\n${contentOf(part, state)}</section>\n`
      : html`${part.map((one) => outer(one, state))}`,
  )}`;
}

function contentOf(part: readonly Block[], state: PageState): Markup {
  return html`${partsOf(part, 2).map((chapter) => {
    const [first, ...rest] = chapter;
    if (first?.kind !== 'heading' || first.level !== 2) return html`${chapter.map((one) => outer(one, state))}`;
    return folding(heading(first, state), rest, state);
  })}`;
}

function outer(one: Block, state: PageState): Markup {
  if (one.kind === 'item') return item(one, state);
  if (one.kind === 'contents') return contents(one.title, state);
  return block(one, state);
}

/** Cut before every heading of a level, and before and after every item. */
function partsOf(blocks: readonly Block[], level: number): Block[][] {
  const parts: Block[][] = [[]];
  for (const one of blocks) {
    if (headOf(one)?.level === level || one.kind === 'item') parts.push([]);
    parts.at(-1)!.push(one);
    if (one.kind === 'item' && level > 1) parts.push([]);
  }
  return parts.filter((part) => part.length > 0);
}

/** The heading a block begins with; of an item it is its own affair. */
function headOf(one: Block): Heading | undefined {
  if (one.kind === 'heading') return one;
  return one.kind === 'group' && one.blocks[0] ? headOf(one.blocks[0]) : undefined;
}

function item({ rule, verdict, blocks }: ItemGroup, state: PageState): Markup {
  // The heading may be kept on the page of what follows by a group, which pages on a screen do not need.
  const [lead] = blocks;
  const [first, second, ...rest] = lead?.kind === 'group' ? [...lead.blocks, ...blocks.slice(1)] : blocks;
  const title = first?.kind === 'heading' ? heading(first, state) : html`<h3>${rule}</h3>`;
  const entries = entriesOf(blocks);
  return html`<div class="item-box v-${verdict}" data-verdict="${verdict}">${folding(
    title,
    second ? [second] : [],
    state,
    html`${entries.length > 0 ? jump(entries, state) : nothing}${rest.map((one) => block(one, state))}`,
  )}</div>
`;
}

function folding(title: Markup, blocks: readonly Block[], state: PageState, more = nothing): Markup {
  return html`<details open><summary>${title}</summary>
${blocks.map((one) => block(one, state))}${more}</details>
`;
}

function entriesOf(blocks: readonly Block[]): EvidenceEntry[] {
  return blocks.flatMap((one) => {
    if (one.kind === 'evidence') return one.entries;
    return one.kind === 'group' ? entriesOf(one.blocks) : [];
  });
}

const MOST_JUMPS = 24;

/** From an item to each of its pieces of evidence. */
function jump(entries: readonly EvidenceEntry[], { words }: PageState): Markup {
  const links = entries.slice(0, MOST_JUMPS).map(({ id, number }) => html` <a href="#${id}">${number}</a>`);
  return html`<p class="jump">${words.label.evidence}${words.mark.colon}${links}${entries.length > MOST_JUMPS ? ' …' : ''}</p>\n`;
}

/** Links to parts and items. */
function contents(title: string, { ordinal, contents: headings }: PageState): Markup {
  return html`<nav class="contents" aria-label="${title}${ordinal}"><h2>${title}</h2><ul>
${headings.map(
  ({ level, number, text, id }) => html`<li class="level-${level}"><a href="#${id}">${number}${text}</a></li>\n`,
)}</ul></nav>
`;
}

/** Headings of the first two levels, in order. */
export function headingsOf(blocks: readonly Block[]): Heading[] {
  return blocks.flatMap((one): Heading[] => {
    if (one.kind === 'heading') return one.level < 3 ? [one] : [];
    return one.kind === 'group' || one.kind === 'item' ? headingsOf(one.blocks) : [];
  });
}
