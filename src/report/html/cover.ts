import { html, type Markup, nothing } from '../markup.js';
import type { Cover, Logo, Signatures } from '../model/index.js';
import type { PageState } from './page.js';

export function cover(
  { title, subject, number, classification, organisation, fields, markNote, logo }: Cover,
  { words, prefix }: PageState,
): Markup {
  const { cover: names, number: numberName } = words.report;
  const { colon } = words.mark;
  return html`<header class="cover">
<p class="top"><span>${names.classification}${colon}${classification}</span><span>${numberName} ${number}</span></p>
${logo ? html`<p><img class="logo" src="${dataUrl(logo)}" alt="${organisation}"></p>` : nothing}
<h1 id="${prefix}title">${title}</h1>
<p class="subject">${subject}</p>
<dl class="fields">${fields.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>
<p class="note">${markNote}</p>
<p class="organisation">${organisation}</p>
</header>
`;
}

/** Only the letters of base64: nothing of the file itself gets into the markup. */
function dataUrl({ bytes, type }: Logo): string {
  return `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;
}

/** A column for each who signs. */
export function signatures({ roles, name, date, seal }: Signatures, { words, heading }: PageState): Markup {
  const row = (text: string, style: string): Markup =>
    html`<tr class="${style}">${roles.map((role) => html`<td data-title="${role}">${text}</td>`)}</tr>\n`;
  return html`<table class="sign"><caption class="unseen">${heading}</caption>
<thead><tr>${roles.map((role) => html`<th scope="col">${role}</th>`)}</tr></thead><tbody>
${row(`${name}${words.mark.colon}`, 'room-to-sign')}${row(`${date}${words.mark.colon}`, '')}${row(seal, 'stamp')}</tbody></table>
`;
}
