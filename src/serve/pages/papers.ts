import { type Content, html, lines, type Markup, nothing } from '../../report/markup.js';
import { clock } from '../local-time.js';
import { KEPT_FORMS, type KeptForm, type Paper } from '../paper-records.js';
import { filled } from '../words/index.js';
import { field, notice, page, tokenField, type Viewer, wordsFor } from './layout.js';

export interface PaperView {
  digest: string;
  /** Of the sample. */
  name: string;
  form: KeptForm | 'review';
  /** In the box: what holds, what was sent, or a form to be filled in. */
  text: string;
  isBlank: boolean;
  /** What is wrong with what was sent, a sentence each. */
  problems?: readonly string[];
  /** Of this form, oldest first. */
  versions: readonly Paper[];
  mayWrite: boolean;
}

/** A paper of a sample: its text to be written, or a file in its place, and the versions before. */
export function paperPage(viewer: Viewer, view: PaperView): string {
  const { papers, sample } = wordsFor(viewer).words;
  const { digest, form, name, problems = [], versions, mayWrite } = view;
  const holds = (versions.at(-1)?.text ?? '') !== '';
  const body = html`<section class="sheet"><p><a href="/samples/${digest}">${sample.backToSample}</a></p>
<h1>${papers.titles[form]}</h1>
<p><b>${name}</b></p>
<p class="note">${papers.what[form]}</p>
${problems.length > 0 ? wrong(papers.mistakes, problems, 'problems') : nothing}
${mayWrite ? editor(viewer, view) : holds ? html`<pre>${lines(`\n${view.text}`)}</pre>` : html`<p>${papers.none}</p>`}
${mayWrite && holds ? takingBack(viewer, view) : nothing}
${versions.length > 0 ? history(viewer, view) : nothing}
</section>`;
  return page(viewer, { title: `${papers.titles[form]} - ${name}`, at: '/', body });
}

/** To the papers of a sample. */
export function paperLinks(viewer: Viewer, digest: string): Markup {
  const { papers } = wordsFor(viewer).words;
  return html`<ul class="links">${KEPT_FORMS.map((form) => html`<li><a href="/samples/${digest}/${form}">${papers.titles[form]}</a></li>`)}</ul>`;
}

/** @param id that the control names as what describes it */
function wrong(title: string, problems: readonly string[], id: string): Markup {
  return notice(html`<div id="${id}">${title}<ul>${problems.map((one) => html`<li>${one}</li>`)}</ul></div>`, 'bad');
}

function editor(viewer: Viewer, { digest, form, text, isBlank, problems = [] }: PaperView): Markup {
  const { papers } = wordsFor(viewer).words;
  const isWrong = problems.length > 0;
  const hint = form === 'declaration' ? papers.blank : papers.blankList;
  const described = [isBlank ? 'text-hint' : '', isWrong ? 'problems' : ''].filter(Boolean).join(' ');
  const describing: Content = described ? html` aria-describedby="${described}"` : nothing;
  return html`<form method="post" action="/samples/${digest}/${form}" enctype="multipart/form-data" class="fields-form paper">${tokenField(viewer.token)}
${field('file', papers.file, html`<input id="file" name="file" type="file" accept=".yaml,.yml,text/plain">`)}
${isBlank ? html`<p class="note" id="text-hint">${hint}</p>` : nothing}
${field(
  'text',
  papers.text,
  html`<textarea id="text" name="text" rows="${Math.min(34, Math.max(12, text.split('\n').length + 2))}" spellcheck="false" wrap="off"${describing}${isWrong ? html` aria-invalid="true"` : nothing}>${lines(`\n${text}`)}</textarea>`,
)}
<p><button type="submit" class="main">${form === 'review' ? papers.import : papers.save}</button></p></form>`;
}

function takingBack(viewer: Viewer, { digest, form }: PaperView): Markup {
  const { papers } = wordsFor(viewer).words;
  return html`<form method="post" action="/samples/${digest}/${form}/take-back" data-ask="${papers.ask}">${tokenField(viewer.token)}<p><button type="submit">${papers.take}</button></p></form>`;
}

function history(viewer: Viewer, { digest, form, versions }: PaperView): Markup {
  const { papers } = wordsFor(viewer).words;
  return html`<h2>${papers.history}</h2>
<table><caption class="unseen">${papers.history}</caption><thead><tr><th scope="col">${papers.version}</th><th scope="col">${papers.by}</th><th scope="col">${papers.at}</th><th scope="col">${papers.content}</th></tr></thead><tbody>
${versions
  .toReversed()
  .map(
    ({ version, account, at, text }) =>
      html`<tr><td data-title="${papers.version}">${filled(papers.nth, version)}</td><td data-title="${papers.by}">${account}</td><td data-title="${papers.at}">${clock(at)}</td><td data-title="${papers.content}">${
        text
          ? html`<a href="/samples/${digest}/${form}/${version}" aria-label="${papers.download} ${filled(papers.nth, version)}">${papers.download}</a>`
          : papers.taken
      }</td></tr>\n`,
  )}</tbody></table>`;
}
