import { ASKED } from '../../batch/totals.js';
import { verdictBadge } from '../../report/html/inline.js';
import { type Content, html, type Markup, nothing } from '../../report/markup.js';
import type { Verdict } from '../../result.js';
import { type Choices, type Listed, type ListPage, type ListQuery, queryString, type Sort } from '../listing.js';
import { clock } from '../local-time.js';
import { filled } from '../words/index.js';
import { field, notice, page, select, type Viewer, wordsFor } from './layout.js';

export interface ListView {
  query: ListQuery;
  chosen: ListPage;
  choices: Choices;
  all: number;
  rules: ReadonlyMap<string, string>;
  answers: (digest: string) => number;
  running: number;
  waiting: number;
  /** Inputs of a batch whose results are of another run. */
  otherRun: number;
  /** Said on top once: a sample was deleted. */
  said?: string;
}

export function listPage(viewer: Viewer, view: ListView): string {
  const { words } = wordsFor(viewer);
  const { list } = words;
  const { chosen, all, running, waiting } = view;
  const body = html`<section class="sheet"><h1>${words.home}</h1>
${view.said ? notice(view.said, 'good') : nothing}
<p class="note">${words.statement}</p>
${view.otherRun > 0 ? notice(filled(list.otherRun, view.otherRun), 'plain') : nothing}
${running + waiting > 0 ? html`<p><a href="/progress">${filled(list.running, running, waiting)}</a></p>` : nothing}
${filters(viewer, view)}
<p id="count" role="status">${filled(list.totals, chosen.total, all)}</p>
${chosen.total === 0 ? html`<p>${all === 0 ? list.none : list.noneFits}</p>` : table(viewer, view)}
${pager(viewer, view)}
</section>`;
  return page(viewer, { title: words.home, at: '/', body });
}

function filters(viewer: Viewer, { query, choices, rules }: ListView): Markup {
  const { words, said } = wordsFor(viewer);
  const { list } = words;
  const all = ['', list.all] as const;
  const limitName = (one: string): string => said.limit[one as keyof typeof said.limit] ?? one;
  const carrierName = (one: string): string => said.carrier[one as keyof typeof said.carrier] ?? one;
  const boxes: Markup[] = [
    field(
      'f-search',
      list.search,
      html`<input type="search" id="f-search" name="search" value="${query.search}" maxlength="200">`,
    ),
    field(
      'f-verdict',
      list.verdict,
      select('f-verdict', 'verdict', [all, ...choices.verdicts.map((one) => [one, said.verdict[one]] as const)], query.verdict),
    ),
    field('f-rule', list.rule, select('f-rule', 'rule', [['', list.anyRule], ...rules], query.rule)),
    field(
      'f-unit',
      list.unit,
      select('f-unit', 'unit', [all, ...choices.units.map((one) => [`=${one}`, one || list.noUnit] as const)], query.unit),
    ),
    field(
      'f-carrier',
      list.carrier,
      select('f-carrier', 'carrier', [all, ...choices.carriers.map((one) => [one, carrierName(one)] as const)], query.carrier),
    ),
    field(
      'f-limit',
      list.limit,
      select(
        'f-limit',
        'limit',
        [all, ['-', list.noLimit], ...choices.limits.map((one) => [one, limitName(one)] as const)],
        query.limit,
      ),
    ),
    field('f-state', list.state, select('f-state', 'state', [all, ...Object.entries(list.states)], query.state)),
    field(
      'f-answered',
      list.answered,
      select('f-answered', 'answered', [all, ['yes', list.answeredYes], ['no', list.answeredNo]], query.answered),
    ),
  ];
  return html`<form method="get" action="/" role="search" aria-label="${list.filters}" class="filters">
<input type="hidden" name="sort" value="${query.sort}"><input type="hidden" name="down" value="${query.down ? 1 : 0}">
${boxes}
<div class="field actions"><button type="submit" class="main">${list.apply}</button> <a href="/">${list.clear}</a></div>
</form>`;
}

function table(viewer: Viewer, view: ListView): Markup {
  const { words } = wordsFor(viewer);
  const { list } = words;
  const head: [name: string, sort?: Sort][] = [
    [list.app, 'app'],
    [list.unit, 'unit'],
    [list.carrier, 'carrier'],
    [list.verdict, 'verdict'],
    [list.limit],
    [list.answered],
    [list.time, 'time'],
  ];
  return html`<table class="samples"><caption class="unseen">${words.home}</caption>
<thead><tr>${head.map(([name, sort]) => heading(viewer, view.query, name, sort))}</tr></thead><tbody>
${view.chosen.rows.map((row) => line(viewer, row, view))}</tbody></table>`;
}

function heading(viewer: Viewer, query: ListQuery, name: string, sort: Sort | undefined): Markup {
  if (!sort) return html`<th scope="col">${name}</th>`;
  const { words } = wordsFor(viewer);
  const isSorted = query.sort === sort;
  // The first click on the time shows the newest, on anything else the beginning of its order.
  const down = isSorted ? !query.down : sort === 'time';
  const state = isSorted ? (query.down ? 'descending' : 'ascending') : 'none';
  const arrow = isSorted ? (query.down ? ' ▼' : ' ▲') : '';
  return html`<th scope="col" aria-sort="${state}"><a href="/${queryString(query, { sort, down, page: 1 })}" title="${filled(
    words.list.sorted,
    name,
  )}">${name}${arrow}</a></th>`;
}

function line(viewer: Viewer, row: Listed, { answers }: ListView): Markup {
  const { words, said } = wordsFor(viewer);
  const { list } = words;
  const cell = (title: string, content: Content): Markup => html`<td data-title="${title}">${content}</td>`;
  const limits = row.limits.map((one) => said.limit[one as keyof typeof said.limit] ?? one).join(said.mark.list);
  const count = answers(row.digest);
  return html`<tr>${cell(
    list.app,
    html`<a href="/samples/${row.digest}">${row.app || row.file || list.unnamed}</a><span class="second">${row.file} ${row.version}</span>${row.isOld ? html`<span class="second">${list.old}</span>` : nothing}`,
  )}${cell(list.unit, row.unit)}${cell(list.carrier, said.carrier[row.carrier as keyof typeof said.carrier] ?? row.carrier)}${cell(
    list.verdict,
    verdicts(viewer, row),
  )}${cell(list.limit, row.state === 'done' ? limits : list.states[row.state])}${cell(
    list.answered,
    count > 0 ? filled(list.answers, count) : '',
  )}${cell(list.time, row.at ? clock(row.at) : '')}</tr>\n`;
}

function verdicts(viewer: Viewer, { counts }: Listed): Markup {
  const { words, said } = wordsFor(viewer);
  const shown = ASKED.flatMap((verdict: Verdict, i) =>
    counts[i]! > 0 ? [html`<span class="count">${verdictBadge(verdict, `${said.verdict[verdict]} ${counts[i]}`)}</span> `] : [],
  );
  return shown.length > 0 ? html`${shown}` : html`<span class="dim">${words.list.clean}</span>`;
}

function pager(viewer: Viewer, { query, chosen }: ListView): Markup {
  const { words } = wordsFor(viewer);
  const { list } = words;
  if (chosen.pages === 1) return nothing;
  const link = (name: string, to: number): Markup =>
    to < 1 || to > chosen.pages
      ? html`<span class="dim">${name}</span>`
      : html`<a href="/${queryString(query, { page: to })}">${name}</a>`;
  return html`<nav class="pager" aria-label="${list.pages}">${link(list.previous, chosen.page - 1)}
<span>${filled(list.page, chosen.page, chosen.pages)}</span>
${link(list.next, chosen.page + 1)}</nav>`;
}
