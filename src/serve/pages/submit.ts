import { html, type Markup, nothing } from '../../report/markup.js';
import type { FolderView, Offered } from '../folder.js';
import type { KeptForm } from '../paper-records.js';
import { filled } from '../words/index.js';
import { field, notice, page, tokenField, type Viewer, wordsFor } from './layout.js';

export interface UploadLimits {
  /** Of one request, in bytes. */
  bytes: number;
  files: number;
}

export const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024);

export interface PaperMistakes {
  form: KeptForm;
  problems: readonly string[];
}

export interface UploadView {
  limits: UploadLimits;
  units: readonly string[];
  /** Why nothing was taken in. */
  problem?: string;
  /** What is wrong with the papers that were sent along. */
  mistakes?: readonly PaperMistakes[];
  unit?: string;
}

export function uploadPage(viewer: Viewer, view: UploadView): string {
  const { words } = wordsFor(viewer);
  const { uploading, papers } = words;
  const { limits, units, problem, mistakes = [], unit = '' } = view;
  const most = megabytes(limits.bytes);
  // The token, the unit and the papers come first: by then the server knows whose files follow, and whether to keep them.
  const body = html`<section class="sheet medium"><h1>${uploading.title}</h1>
${problem ? notice(problem, 'bad') : nothing}
${mistakes.length > 0 ? notice(uploading.noFile, 'bad') : nothing}
<form method="post" action="/upload" enctype="multipart/form-data" class="fields-form" id="upload" data-most="${limits.bytes}" data-files="${limits.files}" data-too-large="${filled(uploading.tooLarge, most)}" data-too-many="${filled(uploading.tooMany, limits.files)}" data-sending="${uploading.sending}" data-broken="${uploading.broken}">
${tokenField(viewer.token)}
${field('unit', uploading.unit, html`<input id="unit" name="unit" maxlength="100" list="units" autocomplete="off" value="${unit}">`)}
<datalist id="units">${units.slice(0, 500).map((one) => html`<option value="${one}"></option>`)}</datalist>
<details id="papers"${mistakes.length > 0 ? html` open` : nothing}><summary>${papers.enclosure}</summary><div class="fields-form">
${paperField(viewer, 'declaration', papers.enclosed, mistakes)}
${paperField(viewer, 'suppressions', papers.enclosedList, mistakes)}
<p class="note" id="papers-hint">${papers.enclosing}</p></div></details>
${field('files', uploading.files, html`<input id="files" name="files" type="file" multiple required aria-describedby="files-hint">`)}
<p class="note" id="files-hint">${filled(uploading.hint, most, limits.files)}</p>
<p><button type="submit" class="main">${uploading.send}</button></p>
<div id="sending" role="status"></div>
</form></section>`;
  return page(viewer, { title: uploading.title, at: '/upload', body });
}

/** What is wrong stands at the field; the script puts it there as well. */
function paperField(viewer: Viewer, form: KeptForm, label: string, mistakes: readonly PaperMistakes[]): Markup {
  const problems = mistakes.find((one) => one.form === form)?.problems ?? [];
  const { papers } = wordsFor(viewer).words;
  const id = `${form}-problems`;
  const control = html`<input id="${form}" name="${form}" type="file" accept=".yaml,.yml,text/plain" aria-describedby="papers-hint ${id}"${
    problems.length > 0 ? html` aria-invalid="true"` : nothing
  }><div id="${id}" class="problems" role="alert">${
    problems.length > 0 ? html`${papers.enclosedWrong}<ul>${problems.map((one) => html`<li>${one}</li>`)}</ul>` : nothing
  }</div>`;
  return field(form, label, control);
}

export const FOLDER_PAGE = 100;

export function folderPage(
  viewer: Viewer,
  { view, isNew, at, problem }: { view: FolderView; isNew: (one: Offered) => boolean; at: number; problem?: string },
): string {
  const { words } = wordsFor(viewer);
  const { picking } = words;
  const fresh = view.offered.filter(isNew);
  const pages = Math.max(1, Math.ceil(fresh.length / FOLDER_PAGE));
  const current = Math.min(Math.max(1, at), pages);
  const shown = fresh.slice((current - 1) * FOLDER_PAGE, current * FOLDER_PAGE);
  const body = html`<section class="sheet"><h1>${picking.title}</h1>
${problem ? notice(problem, 'bad') : nothing}
<p class="note">${picking.hint}</p>
<p>${filled(picking.count, fresh.length, view.offered.length - fresh.length)}</p>
${shown.length === 0 ? html`<p>${picking.none}</p>` : choices(viewer, shown)}
${pages > 1 ? pager(viewer, current, pages) : nothing}
${
  view.problems.length > 0
    ? html`<h2>${picking.problems}</h2><ul>${view.problems.slice(0, 50).map((one) => html`<li>${one.path}：${one.problem}</li>`)}</ul>`
    : nothing
}
</section>`;
  return page(viewer, { title: picking.title, at: '/folder', body });
}

function choices(viewer: Viewer, offered: readonly Offered[]): Markup {
  const { words } = wordsFor(viewer);
  const { picking, list } = words;
  return html`<form method="post" action="/folder" id="pick">${tokenField(viewer.token)}
<p><label class="check" id="all-of-them" hidden><input type="checkbox" id="choose-all"> ${picking.chooseAll}</label></p>
<table><caption class="unseen">${picking.title}</caption><thead><tr><th scope="col">${picking.place}</th><th scope="col">${list.unit}</th></tr></thead><tbody>
${offered.map(
  ({ key, place, found }) =>
    html`<tr><td data-title="${picking.place}"><label class="check"><input type="checkbox" name="pick" value="${key}"> ${place}${
      found.paths.length > 1 ? html` <span class="dim">${filled(picking.parts, found.paths.length)}</span>` : nothing
    }</label></td><td data-title="${list.unit}">${found.unit}</td></tr>\n`,
)}</tbody></table>
<p><button type="submit" class="main">${picking.submit}</button></p></form>`;
}

function pager(viewer: Viewer, current: number, pages: number): Markup {
  const { words } = wordsFor(viewer);
  const { list } = words;
  const link = (name: string, to: number): Markup =>
    to < 1 || to > pages ? html`<span class="dim">${name}</span>` : html`<a href="/folder?page=${to}">${name}</a>`;
  return html`<nav class="pager" aria-label="${list.pages}">${link(list.previous, current - 1)} <span>${filled(list.page, current, pages)}</span> ${link(list.next, current + 1)}</nav>`;
}
