import type { Verdict } from '../../result.js';
import { VERDICT_MARK } from '../drawing/tones.js';
import { type Content, html, type Markup } from '../markup.js';
import { BREAK, type Rich, type Span, spansOf } from '../model/index.js';

/** Text in pieces. */
export function inline(rich: Rich): Markup {
  return html`${spansOf(rich).map(span)}`;
}

function span({ text, bold, dim, code, verdict, marked, to }: Span): Markup {
  if (text === BREAK.text) return html`<br>`;
  let out: Content = text;
  if (code) out = html`<code>${out}</code>`;
  if (marked) out = html`<mark>${out}</mark>`;
  if (verdict) out = verdictBadge(verdict, out);
  else if (bold) out = html`<b>${out}</b>`;
  if (to) out = html`<a href="#${to}">${out}</a>`;
  return dim ? html`<span class="dim">${out}</span>` : html`${out}`;
}

/** In the colour of the verdict, with its sign for those who do not see colours. */
export function verdictBadge(verdict: Verdict, text: Content): Markup {
  return html`<b class="verdict v-${verdict}"><i aria-hidden="true">${VERDICT_MARK[verdict]}</i>${text}</b>`;
}
