import { html } from '../../report/markup.js';
import type { AuditEntry } from '../audit.js';
import { filled, type ServeWords } from '../words/index.js';
import { notice, page, type Viewer, wordsFor } from './layout.js';

export function logPage(
  viewer: Viewer,
  { entries, checked }: { entries: readonly AuditEntry[]; checked: { lines: number; broken?: number } },
): string {
  const { words } = wordsFor(viewer);
  const { log } = words;
  const body = html`<section class="sheet"><h1>${log.title}</h1>
${
  checked.broken === undefined
    ? notice(filled(log.holds, checked.lines), 'good')
    : notice(filled(log.broken, checked.broken), 'bad')
}
<p><a href="/audit.jsonl">${log.whole}</a></p>
<p>${filled(log.latest, entries.length)}</p>
<table class="log"><caption class="unseen">${log.title}</caption><thead><tr>${[
    log.at,
    log.who,
    log.what,
    log.package,
    log.detail,
    log.address,
  ].map((name) => html`<th scope="col">${name}</th>`)}</tr></thead><tbody>
${entries.map(
  ({ at, who, what, package: digest, detail, address }) =>
    html`<tr><td data-title="${log.at}">${at.replace('T', ' ').slice(0, 19)}</td><td data-title="${log.who}">${who}</td><td data-title="${log.what}">${log.what_[what] ?? what}</td><td data-title="${log.package}">${
      digest ? html`<a href="/samples/${digest}"><code>${digest.slice(0, 16)}</code></a>` : ''
    }</td><td data-title="${log.detail}">${detailOf(words, what, detail)}</td><td data-title="${log.address}">${address}</td></tr>\n`,
)}</tbody></table></section>`;
  return page(viewer, { title: log.title, at: '/audit', body });
}

/** How an inspection ended stands in the log as a name that stays; people get the words for it. */
function detailOf({ running }: ServeWords, what: string, detail = ''): string {
  const [, name, how] = /^(.*) (\w+)$/s.exec(detail) ?? [];
  if (what !== 'inspected' || how === undefined || !Object.hasOwn(running.done, how)) return detail;
  return `${name} ${running.done[how as keyof typeof running.done].replace(/ ?[（(]\{0\}[）)]/, '')}`;
}
