import type { ResultDocument } from '../../result.js';
import { html, type Markup } from './markup.js';
import type { PageWords } from './words.js';

/** What no package shows, what the report is and is not, and the block to be signed by hand. */
export function statementPart(_document: ResultDocument, { page, label, mark }: PageWords): Markup {
  return html`<h3>${page.standingLimits}</h3><p>${page.invisible}</p>
<h3>${label.statement}</h3><ol>${page.statement.map((sentence) => html`<li>${sentence}</li>`)}</ol>
<table class="sign"><tbody>
<tr>${page.sign.map((role) => html`<th>${role}</th>`)}</tr>
<tr class="room">${page.sign.map(() => html`<td>${page.signName}${mark.colon}</td>`)}</tr>
<tr>${page.sign.map(() => html`<td>${page.signDate}${mark.colon}</td>`)}</tr>
<tr class="room"><td colspan="3" class="seal">${page.seal}</td></tr>
</tbody></table>`;
}
