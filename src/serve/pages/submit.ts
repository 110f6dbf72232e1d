import { html, type Markup, nothing } from '../../report/markup.js';
import type { FolderView, Offered } from '../folder.js';
import { filled } from '../words/index.js';
import { field, notice, page, tokenField, type Viewer, wordsFor } from './layout.js';

export interface UploadLimits {
  /** Of one request, in bytes. */
  bytes: number;
  files: number;
}

export const megabytes = (bytes: number): number => Math.floor(bytes / 1024 / 1024);

export function uploadPage(
  viewer: Viewer,
  { limits, units, problem }: { limits: UploadLimits; units: readonly string[]; problem?: string },
): string {
  const { words } = wordsFor(viewer);
  const { uploading } = words;
  const most = megabytes(limits.bytes);
  // The token and the unit come first: by then the server knows whose files follow.
  const body = html`<section class="sheet medium"><h1>${uploading.title}</h1>
${problem ? notice(problem, 'bad') : nothing}
<form method="post" action="/upload" enctype="multipart/form-data" class="fields-form" id="upload" data-most="${limits.bytes}" data-files="${limits.files}" data-too-large="${filled(uploading.tooLarge, most)}" data-too-many="${filled(uploading.tooMany, limits.files)}" data-sending="${uploading.sending}" data-broken="${uploading.broken}">
${tokenField(viewer.token)}
${field('unit', uploading.unit, html`<input id="unit" name="unit" maxlength="100" list="units" autocomplete="off">`)}
<datalist id="units">${units.slice(0, 500).map((unit) => html`<option value="${unit}"></option>`)}</datalist>
${field('files', uploading.files, html`<input id="files" name="files" type="file" multiple required aria-describedby="files-hint">`)}
<p class="note" id="files-hint">${filled(uploading.hint, most, limits.files)}</p>
<p><button type="submit" class="main">${uploading.send}</button></p>
<div id="sending" role="status"></div>
</form></section>`;
  return page(viewer, { title: uploading.title, at: '/upload', body });
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
