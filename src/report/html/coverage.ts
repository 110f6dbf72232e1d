import type { ResultDocument } from '../../result.js';
import { affectedTitles, type LimitGroup, limitGroups } from '../limits.js';
import { coverageFigures, placeOf } from '../view.js';
import { html, type Markup, nothing } from './markup.js';
import { pairs } from './sample.js';
import type { PageWords } from './words.js';

const MOST_PLACES = 10;
const MOST_ROWS = 200;

/** How much was read, what was not and what that affects, and oddities of the package. */
export function coveragePart(document: ResultDocument, words: PageWords): Markup {
  return html`${pairs(coverageFigures(document, words))}${limits(document, words)}${tampering(document, words)}`;
}

function limits(document: ResultDocument, words: PageWords): Markup {
  const groups = limitGroups(document);
  const { label, say } = words;
  if (groups.length === 0) return html`<h3>${label.limits}</h3><p>${words.page.empty}</p>`;
  return html`<h3>${label.limits}</h3>
${groups.slice(0, MOST_ROWS).map((group) => limitBox(group, document, words))}${
  groups.length > MOST_ROWS ? html`<p class="dim">${say.more(groups.length - MOST_ROWS, 'rows')}</p>` : nothing
}`;
}

function limitBox(group: LimitGroup, document: ResultDocument, words: PageWords): Markup {
  const { label, limit, part, handIn, say } = words;
  const share = group.share ? ` ${(group.share * 100).toFixed(group.share < 0.01 ? 1 : 0)}%` : '';
  const more = group.places.length - MOST_PLACES;
  return html`<div class="limit"><p class="name">${limit[group.reason]}<span class="dim">${words.mark.open}${label.hidden}${words.mark.colon}${group.hides
    .map((name) => part[name])
    .join(words.mark.list)}${share}${words.mark.close}</span></p>
<p>${group.detail}</p>
<p><b>${label.affects}${words.mark.colon}</b>${affectedTitles(group, document, words)}</p>
${group.needsHandIn ? html`<p><b>${label.handIn}${words.mark.colon}</b>${handIn[group.reason]}</p>` : nothing}
<ul class="places">${group.places.slice(0, MOST_PLACES).map((place) => html`<li><code>${place}</code></li>`)}${
    more > 0 ? html`<li class="dim">${say.more(more, 'places')}</li>` : nothing
  }</ul></div>
`;
}

function tampering(document: ResultDocument, { label, say }: PageWords): Markup {
  if (document.tampering.length === 0) return nothing;
  const more = document.tampering.length - MOST_ROWS;
  return html`<h3>${label.tampering}</h3>
<ul class="tampering">${document.tampering
    .slice(0, MOST_ROWS)
    .map((item) => html`<li>${item.detail} <span class="dim">${item.trick}</span><br><code>${placeOf(item.at)}</code></li>\n`)}${
    more > 0 ? html`<li class="dim">${say.more(more, 'rows')}</li>` : nothing
  }</ul>`;
}
