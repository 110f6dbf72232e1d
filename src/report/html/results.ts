import type { Item, ResultDocument, Verdict } from '../../result.js';
import { evidenceCount, needsAttention, tally } from '../view.js';
import { html, type Markup } from './markup.js';
import type { PageWords } from './words.js';

const MARKS: Record<Verdict, string> = {
  found: '✕',
  suspected: '！',
  'not-found': '－',
  undetermined: '？',
  'not-applicable': '／',
  present: '✓',
  'likely-present': '～',
  absent: '✕',
  note: '＊',
  none: '－',
};

/** A verdict as colour, mark and word. */
export function verdictBadge(verdict: Verdict, words: PageWords): Markup {
  return html`<span class="verdict v-${verdict}"><i aria-hidden="true">${MARKS[verdict]}</i>${words.verdict[verdict]}</span>`;
}

/** Items that get an article of their own; the others stand in one table. */
export function isExplained(item: Item): boolean {
  return needsAttention(item) || item.contexts.length > 0;
}

/** How often each verdict was given, then one row per item with a link to its explanation. */
export function resultsPart(document: ResultDocument, id: string, words: PageWords): Markup {
  const { label, page } = words;
  return html`<ul class="tally">${tally(document.items).map(
    ({ verdict, count }) => html`<li class="v-${verdict}"><b>${count}</b> ${words.verdict[verdict]}</li>`,
  )}</ul>
<table class="results">
<thead><tr><th>${label.clause}</th><th>${label.item}</th><th>${label.verdict}</th><th class="num">${label.count}</th></tr></thead>
<tbody>
${document.items.map((item) => resultRow(item, id, words))}</tbody>
</table>
<details class="meanings"><summary>${page.meanings}</summary><dl>${tally(document.items).map(
    ({ verdict }) => html`<dt>${verdictBadge(verdict, words)}</dt><dd>${page.meaning[verdict]}</dd>`,
  )}</dl></details>`;
}

function resultRow(item: Item, id: string, words: PageWords): Markup {
  const title = isExplained(item) ? html`<a href="#${id}-${item.rule}">${item.title}</a>` : item.title;
  const count = evidenceCount(item);
  return html`<tr><td class="clause">${item.clause}</td><td class="item">${title}</td><td>${verdictBadge(item.verdict, words)}</td><td class="num">${count === 0 ? '－' : count}</td></tr>
`;
}
