import type { Verdict } from '../../result.js';
import { html, type Markup } from '../markup.js';
import type { Words } from '../model/words/index.js';
import { screenWords } from '../model/words/page.js';
import { verdictBadge } from './inline.js';

/** For those whose browser runs the script; hidden until it does. */
export function tools(counts: readonly { verdict: Verdict; count: number }[], { lang, verdict: names }: Words): Markup {
  const words = screenWords[lang];
  return html`<form id="tools" aria-label="${words.tools}" hidden>
<fieldset><legend>${words.filter}</legend>
${counts.map(
  ({ verdict, count }) =>
    html`<label><input type="checkbox" value="${verdict}" data-count="${count}" autocomplete="off" checked>${verdictBadge(verdict, names[verdict])} ${count}</label>\n`,
)}</fieldset>
<p><button type="button" data-fold="open">${words.expand}</button><button type="button" data-fold="close">${words.collapse}</button>
<output role="status" data-words="${words.shown}"></output></p>
</form>
`;
}
