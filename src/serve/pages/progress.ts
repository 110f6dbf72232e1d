import { html, type Markup } from '../../report/markup.js';
import type { Finished, Progress, Running } from '../inspections.js';
import { clock } from '../local-time.js';
import { filled } from '../words/index.js';
import { page, type Viewer, wordsFor } from './layout.js';

export function progressPage(viewer: Viewer, progress: Progress): string {
  const { words } = wordsFor(viewer);
  const { running } = words;
  const body = html`<section class="sheet"><h1>${running.title}</h1>
<p class="note">${running.live} <a href="/progress">${running.refresh}</a></p>
<div id="progress" data-events="/progress/events">
<p role="status">${progress.running.length === 0 ? running.idle : filled(running.count, progress.running.length)}${
    progress.waiting > 0 ? ` ${filled(running.waiting, progress.waiting)}` : ''
  }</p>
${progress.running.length === 0 ? '' : inHand(viewer, progress.running)}
<h2>${running.recent}</h2>
${progress.finished.length === 0 ? html`<p>${running.none}</p>` : done(viewer, progress.finished)}
</div></section>`;
  return page(viewer, { title: running.title, at: '/progress', body });
}

function inHand(viewer: Viewer, all: readonly Running[]): Markup {
  const { words } = wordsFor(viewer);
  const { running, list } = words;
  return html`<h2>${running.now}</h2><table><caption class="unseen">${running.now}</caption><thead><tr><th scope="col">${running.name}</th><th scope="col">${list.unit}</th><th scope="col">${running.by}</th><th scope="col">${running.since}</th></tr></thead><tbody>
${all.map(
  ({ name, unit, by, since }) =>
    html`<tr><td data-title="${running.name}">${name}</td><td data-title="${list.unit}">${unit}</td><td data-title="${running.by}">${by}</td><td data-title="${running.since}">${clock(since)}</td></tr>\n`,
)}</tbody></table>`;
}

function done(viewer: Viewer, all: readonly Finished[]): Markup {
  const { words } = wordsFor(viewer);
  const { running, list } = words;
  return html`<table><caption class="unseen">${running.recent}</caption><thead><tr><th scope="col">${running.name}</th><th scope="col">${list.unit}</th><th scope="col">${running.outcome}</th><th scope="col">${running.at}</th></tr></thead><tbody>
${all.map(
  ({ name, unit, digest, done: how, problem, at }) =>
    html`<tr><td data-title="${running.name}">${digest ? html`<a href="/samples/${digest}">${name}</a>` : name}</td><td data-title="${list.unit}">${unit}</td><td data-title="${running.outcome}">${filled(running.done[how], problem ?? '')}</td><td data-title="${running.at}">${clock(at)}</td></tr>\n`,
)}</tbody></table>`;
}
