import { html, type Markup, nothing } from '../../report/markup.js';
import { filled } from '../words/index.js';
import { notice, page, tokenField, type Viewer, wordsFor } from './layout.js';

export interface RemovingView {
  digest: string;
  name: string;
  /** Of its uploaded files; none where there are none. */
  bytes?: number;
  answers: number;
  papers: number;
  isOfBatch: boolean;
  /** Why nothing was deleted. */
  problem?: string;
}

/** Asks what of a sample is to be deleted, and whether it is meant. */
export function removingPage(viewer: Viewer, view: RemovingView): string {
  const { removing, sample } = wordsFor(viewer).words;
  const { digest, name, bytes, answers, papers, isOfBatch, problem } = view;
  const choice = (value: string, text: string, isOff = false): Markup =>
    html`<p><label class="check"><input type="radio" name="what" value="${value}" required${isOff ? html` disabled` : nothing}> ${text}</label></p>`;
  const body = html`<section class="sheet medium"><p><a href="/samples/${digest}">${sample.backToSample}</a></p>
<h1>${removing.title}</h1>
${problem ? notice(problem, 'bad') : nothing}
<p><b>${name}</b></p>
<p><code>${digest}</code></p>
<form method="post" action="/samples/${digest}/delete" class="fields-form">${tokenField(viewer.token)}
<fieldset><legend>${removing.what}</legend>
${bytes === undefined ? choice('files', removing.noFiles, true) : choice('files', filled(removing.files, sizeOf(bytes)))}
${choice('all', filled(removing.all, answers, papers))}</fieldset>
<p class="note">${removing.stays}${isOfBatch ? ` ${removing.batch}` : ''}</p>
<p><label class="check"><input type="checkbox" name="sure" value="yes" required> ${removing.sure}</label></p>
<p><button type="submit" class="danger">${removing.submit}</button></p></form></section>`;
  return page(viewer, { title: `${removing.title} - ${name}`, at: '/', body });
}

function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
