import { html, type Markup, nothing } from '../markup.js';
import type { Block, EvidenceEntry, EvidenceList, Fields, Heading, Paragraph, Picture, Table } from '../model/index.js';
import { cover, signatures } from './cover.js';
import { inline, verdictBadge } from './inline.js';
import type { PageState } from './page.js';
import { svg } from './svg.js';

/** Every kind of block but those that hold others, which `sections.ts` puts together. */
export function block(one: Block, state: PageState): Markup {
  switch (one.kind) {
    case 'heading':
      return heading(one, state);
    case 'paragraph':
      return paragraph(one);
    case 'fields':
      return fields(one);
    case 'table':
      return table(one, state);
    case 'evidence':
      return evidence(one);
    case 'drawing':
      return picture(one, state);
    case 'room':
      return html`<div class="room"><p>${one.title}</p></div>\n`;
    case 'cover':
      return cover(one, state);
    case 'signatures':
      return signatures(one, state);
    case 'seal':
      return html`<p class="seal"><code>${one.text}</code></p>\n`;
    case 'end':
      return html`<p class="end">${one.text}</p>\n`;
    case 'page-break':
      return html`<div class="page-break"></div>\n`;
    case 'group':
      return html`<div class="group">${one.blocks.map((inner) => block(inner, state))}</div>\n`;
    case 'item':
    case 'contents':
      return nothing;
  }
}

/** The report's title is the first level of the page. */
export function heading({ level, number, text, id, verdict }: Heading, state: PageState): Markup {
  state.heading = text;
  const inner = html`${number}${text}${verdict ? html` ${verdictBadge(verdict, state.words.verdict[verdict])}` : nothing}`;
  if (level === 1) return html`<h2 id="${id}">${inner}</h2>\n`;
  return level === 2 ? html`<h3 id="${id}">${inner}</h3>` : html`<h4 id="${id}">${inner}</h4>\n`;
}

function paragraph({ text, style, mark }: Paragraph): Markup {
  if (style === 'item') return html`<p class="item"><span>${mark ?? ''}</span><span>${inline(text)}</span></p>\n`;
  return html`<p${style ? html` class="${style}"` : nothing}>${inline(text)}</p>\n`;
}

function fields({ fields }: Fields): Markup {
  if (fields.length === 0) return nothing;
  return html`<dl class="fields">
${fields.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${inline(value)}</dd></div>\n`)}</dl>
`;
}

function table({ caption, columns, rows, verdicts }: Table, state: PageState): Markup {
  const side = columns.map(({ align }) => (align ? html` class="to-${align}"` : nothing));
  const title = caption ? html`<caption>${caption}</caption>` : html`<caption class="unseen">${state.heading}</caption>`;
  return html`<table>${title}<colgroup>${columns.map(({ width }) => html`<col width="${Math.round(width * 100)}%">`)}</colgroup>
<thead><tr>${columns.map((column, i) => html`<th scope="col"${side[i]}>${column.title}</th>`)}</tr></thead><tbody>
${rows.map(
  (row, i) =>
    html`<tr${verdicts?.[i] ? html` data-verdict="${verdicts[i]}"` : nothing}>${row.map(
      (cell, k) => html`<td${side[k]} data-title="${columns[k]?.title ?? ''}">${inline(cell)}</td>`,
    )}</tr>\n`,
)}</tbody></table>
`;
}

function evidence({ entries }: EvidenceList): Markup {
  if (entries.length === 0) return nothing;
  return html`<ul class="evidence">
${entries.map(entry)}</ul>
`;
}

function entry({ number, id, elements, kind, what, place, excerpt }: EvidenceEntry): Markup {
  return html`<li id="${id}"><p class="carries"><b>${number}</b> ${elements} <span class="dim">${kind}</span></p>
<p>${what}</p><p class="place"><code>${place}</code></p>${excerpt ? html`<pre>${inline(excerpt)}</pre>` : nothing}</li>
`;
}

function picture({ drawing, caption }: Picture, state: PageState): Markup {
  state.drawings += 1;
  return html`<figure><div class="canvas" role="group" aria-label="${caption}" tabindex="0">${svg(
    drawing,
    caption,
    `${state.prefix}drawing-${state.drawings}`,
  )}</div><figcaption>${caption}</figcaption></figure>
`;
}
