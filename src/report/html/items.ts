import type { ContextResult, ElementResult, Item, ResultDocument } from '../../result.js';
import {
  type EvidenceRow,
  evidenceRows,
  isClue,
  kindOf,
  loosePapers,
  paperLines,
  placeOf,
  screenName,
  verdictNote,
} from '../view.js';
import { highlight } from './highlight.js';
import { html, type Markup, nothing } from './markup.js';
import { isExplained, verdictBadge } from './results.js';
import type { PageWords } from './words.js';

const MOST_CONTEXTS = 60;

/** One article per item that says something, then the others in one table. */
export function itemsPart(document: ResultDocument, id: string, words: PageWords): Markup {
  const explained = document.items.filter(isExplained);
  const others = document.items.filter((item) => !isExplained(item));
  const loose = loosePapers(document, words);
  return html`${explained.length === 0 ? html`<p>${words.page.noAttention}</p>` : nothing}
${explained.map((item) => itemArticle(item, id, words))}
${others.length === 0 ? nothing : otherItems(others, words)}
${loose.length === 0 ? nothing : html`<h3>${words.label.papers}</h3><ul>${loose.map((line) => html`<li>${line}</li>`)}</ul>`}`;
}

function itemArticle(item: Item, id: string, words: PageWords): Markup {
  const { label, page, say } = words;
  const more = item.contexts.length - MOST_CONTEXTS;
  const answer = item.verdict === 'found' || item.verdict === 'suspected' || item.verdict === 'absent';
  return html`<article id="${id}-${item.rule}" class="item-box v-${item.verdict}">
<div class="lead"><header><h3>${item.title}</h3>${verdictBadge(item.verdict, words)}${noteOf(item, words)}</header>
<p class="clause">${item.clause}　<code>${item.rule}</code></p>
<p>${item.reason}</p>
${elementList(item.elements, words)}</div>
${item.contexts.slice(0, MOST_CONTEXTS).map((context) => contextDetails(context, item, words))}
${more > 0 ? html`<p class="dim">${say.more(more, 'screens')}</p>` : nothing}
${answer && item.advice ? html`<p class="advice"><b>${label.advice}${words.mark.colon}</b>${item.advice}</p>` : nothing}
${paperParagraphs({ reviews: item.reviews }, words)}
${
  item.questions.length > 0
    ? html`<div class="questions"><b>${label.questions}</b><ol>${item.questions.map((question) => html`<li>${question}</li>`)}</ol></div>`
    : nothing
}
${answer ? html`<p class="unit-says"><b>${page.unitSays}${words.mark.colon}</b></p>` : nothing}
</article>
`;
}

function noteOf(item: Item, words: PageWords): Markup {
  const note = verdictNote(item, words);
  return note ? html` <span class="dim">${note}</span>` : nothing;
}

function paperParagraphs(of: Parameters<typeof paperLines>[0], words: PageWords): Markup {
  return html`${paperLines(of, words).map((line) => html`<p class="paper">${line}</p>`)}`;
}

function elementList(elements: readonly ElementResult[], words: PageWords): Markup {
  if (elements.length === 0) return nothing;
  return html`<ul class="elements">${elements.map(
    (element) => html`<li class="s-${element.status}">${element.title} <b>${words.status[element.status]}</b></li>`,
  )}</ul>`;
}

/** Evidence of one screen; open where it carries the verdict, folded where it is only a clue. */
function contextDetails(context: ContextResult, item: Item, words: PageWords): Markup {
  const { label, page, reachable } = words;
  const rows = evidenceRows(context);
  const clue = isClue(context);
  const state = context.screen === 'package' ? nothing : html` <span class="reach">${reachable[context.reachable]}</span>`;
  const verdict = clue ? nothing : context.verdict === item.verdict ? nothing : html` ${verdictBadge(context.verdict, words)}`;
  const partial = JSON.stringify(context.elements) !== JSON.stringify(item.elements);
  return html`<details class="context"${clue ? nothing : html` open`}>
<summary>${label.screen}${words.mark.colon}<b>${screenName(context, words)}</b>${state}${verdict} <span class="dim">${clue ? label.clue : label.evidence} ${rows.length}</span></summary>
${partial ? elementList(context.elements, words) : nothing}
${paperParagraphs(context, words)}
<table class="evidence"><thead><tr><th>${page.carries}</th><th>${page.what}</th></tr></thead><tbody>
${rows.map((row) => evidenceRow(row, words))}</tbody></table>
</details>
`;
}

function evidenceRow(row: EvidenceRow, words: PageWords): Markup {
  const { owner, mark, label } = words;
  return html`<tr><td>${row.elements.join(mark.list)}<br><span class="dim">${kindOf(row, words)}${
    row.owner === 'own' ? '' : ` · ${owner[row.owner]}`
  }${row.linked ? ` · ${label.linked}` : ''}</span></td><td>${row.what}<br><code class="place">${placeOf(row.at)}</code>${
    row.excerpt ? html`<pre class="excerpt">${highlight(row.excerpt, row.what)}</pre>` : nothing
  }</td></tr>
`;
}

function otherItems(items: readonly Item[], words: PageWords): Markup {
  const { label, page } = words;
  return html`<h3>${page.others}</h3>
<table class="others"><thead><tr><th>${label.item}</th><th>${label.verdict}</th><th>${page.otherReason}</th></tr></thead><tbody>
${items.map(
  (item) =>
    html`<tr><td>${item.title}<br><span class="dim">${item.clause}</span></td><td>${verdictBadge(item.verdict, words)}</td><td>${item.reason}</td></tr>\n`,
)}</tbody></table>`;
}
