import { verdictBadge } from '../../report/html/inline.js';
import { limitGroups } from '../../report/limits.js';
import { html, type Markup, nothing } from '../../report/markup.js';
import {
  evidenceRows,
  hostsOf,
  isClue,
  kindOf,
  loosePapers,
  needsAttention,
  paperLines,
  placeOf,
  representative,
  screenName,
  tally,
  verdictNote,
  versionOf,
} from '../../report/view.js';
import type { ContextResult, Item, ResultDocument } from '../../result.js';
import { clock } from '../local-time.js';
import { KEPT_FORMS, type Paper } from '../paper-records.js';
import type { ListRow } from '../records.js';
import { REPORTS } from '../reports.js';
import { filled } from '../words/index.js';
import { type AnswerView, answersTo, givenAnswers } from './answers.js';
import { notice, page, tokenField, type Viewer, wordsFor } from './layout.js';

export interface SampleView extends AnswerView {
  document: ResultDocument;
  /** Everything that was handed in with this content. */
  rows: readonly Pick<ListRow, 'unit' | 'name' | 'at' | 'by'>[];
  /** When its files were removed. */
  cleaned?: string;
  mayDelete: boolean;
  /** Those that hold. */
  papers: readonly Paper[];
  /** Made by earlier rules or an earlier version of the program: the file cannot be read again. */
  isOld: boolean;
  /** The query of the list one came from, so that one comes back to it. */
  list: string;
  /** It was given up and may be tried again. */
  mayRetry: boolean;
  /** Said on top once: an answer was saved. */
  said?: string;
}

const MOST_CONTEXTS = 30;
const MOST_EVIDENCE = 5;

/** The result of one package: what was found, on which evidence, what was not read, and what reviewers say. */
export function samplePage(viewer: Viewer, view: SampleView): string {
  const { words, said } = wordsFor(viewer);
  const { sample } = words;
  const { document, digest } = view;
  const name = document.package.name ?? document.package.file;
  const asked = document.items.filter(needsAttention);
  const others = document.items.filter((item) => !needsAttention(item));
  const body = html`<section class="sheet"><p><a href="/${view.list}">${sample.back}</a></p>
<h1>${name}</h1>
${view.said ? notice(view.said, 'good') : nothing}
<p>${tally(document.items).map(({ verdict, count }) => html`<span class="count">${verdictBadge(verdict, `${said.verdict[verdict]} ${count}`)}</span> `)}</p>
${view.isOld ? notice(filled(sample.old, document.tool.version), 'plain') : nothing}
${view.mayRetry ? retry(viewer, digest) : nothing}
${about(viewer, view)}
<h2 id="reports">${sample.reports}</h2>
${reportLinks(viewer, digest)}
<p class="note">${sample.reportsHint}${view.mayAnswer ? html` <a href="/samples/${digest}/review">${words.papers.importLink}</a>` : nothing}</p>
${limits(viewer, document)}
<h2>${sample.attention}</h2>
${contents(viewer, view, asked)}
${asked.map((item, i) => itemBox(viewer, view, item, `a${i}`))}
<h2>${sample.others}</h2>
${others.map((item, i) => itemBox(viewer, view, item, `b${i}`))}
${loose(viewer, view)}
${view.mayDelete ? html`<p><a href="/samples/${digest}/delete">${words.removing.link}</a></p>` : nothing}
</section>`;
  return page(viewer, { title: name, at: '/', body });
}

export function reportLinks(viewer: Viewer, digest: string): Markup {
  const { sample } = wordsFor(viewer).words;
  return html`<ul class="links">${Object.keys(REPORTS).map(
    (format) => html`<li><a href="/samples/${digest}/report.${format}">${sample.formats[format]}</a></li>`,
  )}<li><a href="/samples/${digest}/review.yaml">${sample.review}</a></li></ul>`;
}

function retry(viewer: Viewer, digest: string): Markup {
  const { sample } = wordsFor(viewer).words;
  return html`<form method="post" action="/samples/${digest}/again">${tokenField(viewer.token)}<p>${sample.againHint} <button type="submit">${sample.again}</button></p></form>`;
}

function about(viewer: Viewer, view: SampleView): Markup {
  const { document, rows } = view;
  const { words, said } = wordsFor(viewer);
  const { label } = said;
  const app = document.package;
  const [first] = rows;
  const lines: [name: string, value: string | Markup][] = [
    [label.id, app.id ?? ''],
    [label.version, versionOf(document)],
    [label.carrier, said.carrier[app.carrier as keyof typeof said.carrier] ?? app.carrier],
    [label.hosts, hostsOf(document, said)],
    [words.sample.unit, first?.unit ?? ''],
    [words.sample.file, first?.name ?? app.file],
    [words.sample.cleaned, view.cleaned === undefined ? '' : filled(words.sample.cleanedAt, clock(view.cleaned))],
    ['SHA-256', html`<code>${app.sha256}</code>`],
    [
      words.sample.names,
      rows.length > 1
        ? rows.map(({ name, unit, at }) => [name, unit, at && clock(at)].filter(Boolean).join(' · ')).join('；')
        : '',
    ],
    ...KEPT_FORMS.map((form): [string, Markup] => [words.papers.forms[form], paperLine(viewer, view, form)]),
  ];
  return html`<dl class="fields">${lines
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>\n`)}</dl>`;
}

/** Whether there is such a paper, of whom and since when, and the way to it. */
function paperLine(viewer: Viewer, { digest, papers: held, mayAnswer }: SampleView, form: Paper['form']): Markup {
  const { papers } = wordsFor(viewer).words;
  const paper = held.find((one) => one.form === form);
  const way = paper ? (mayAnswer ? papers.open : papers.look) : papers.fill;
  const link = html` <a href="/samples/${digest}/${form}" aria-label="${papers.forms[form]} ${way}">${way}</a>`;
  if (!paper) return html`<span class="dim">${papers.none}</span>${mayAnswer ? link : nothing}`;
  return html`${filled(papers.held, paper.version, paper.account, clock(paper.at))}${link}`;
}

function limits(viewer: Viewer, document: ResultDocument): Markup {
  const { words, said } = wordsFor(viewer);
  const { sample } = words;
  const groups = limitGroups(document);
  return html`<h2>${sample.limits}</h2>
${
  groups.length === 0
    ? html`<p>${sample.noLimits}</p>`
    : html`<ul>${groups.map(
        ({ reason, detail, places, needsHandIn }) =>
          html`<li><b>${said.limit[reason]}</b>${said.mark.colon}${detail}${
            needsHandIn ? html` ${sample.handIn}${said.mark.colon}${said.handIn[reason]}` : nothing
          } <span class="dim">${places.slice(0, 3).join(said.mark.list)}</span></li>\n`,
      )}</ul>`
}
${
  document.tampering.length > 0
    ? html`<h3>${sample.tampering}</h3><ul>${document.tampering
        .slice(0, 20)
        .map(({ detail, at }) => html`<li>${detail} <code>${placeOf(at)}</code></li>\n`)}</ul>`
    : nothing
}`;
}

/** The way to each item that a person must look at: with their evidence they make a long page. */
function contents(viewer: Viewer, { answers }: SampleView, asked: readonly Item[]): Markup {
  const { words, said } = wordsFor(viewer);
  if (asked.length < 2) return nothing;
  const count = (rule: string): number => answers.filter((answer) => answer.rule === rule).length;
  const answered = (rule: string): Markup =>
    count(rule) === 0 ? nothing : html` <span class="dim">${filled(words.sample.answered, count(rule))}</span>`;
  return html`<nav aria-label="${words.sample.contents}"><ul class="contents-list">${asked.map(
    ({ rule, verdict, title }) =>
      html`<li>${verdictBadge(verdict, said.verdict[verdict])} <a href="#${rule}">${title}</a>${answered(rule)}</li>\n`,
  )}</ul></nav>`;
}

function itemBox(viewer: Viewer, view: AnswerView, item: Item, id: string): Markup {
  const { words, said } = wordsFor(viewer);
  const { sample } = words;
  const shown = item.contexts.slice(0, MOST_CONTEXTS);
  const asks = needsAttention(item);
  return html`<div class="item-box v-${item.verdict}" id="${item.rule}"><details${asks ? html` open` : nothing}><summary><h3>${verdictBadge(
    item.verdict,
    said.verdict[item.verdict],
  )}${verdictNote(item, said)} ${item.title}</h3> <span class="dim">${item.clause}</span></summary>
<p>${item.reason}</p>
${asks && item.advice ? html`<p><b>${sample.advice}</b>${said.mark.colon}${item.advice}</p>` : nothing}
${shown.map((context, i) => finding(viewer, view, item, context, `${id}-${i}`))}
${item.contexts.length > shown.length ? html`<p class="dim">${filled(sample.moreContexts, item.contexts.length - shown.length)}</p>` : nothing}
${answersTo(viewer, view, item, undefined, id)}
</details></div>\n`;
}

function finding(viewer: Viewer, view: AnswerView, item: Item, context: ContextResult, id: string): Markup {
  const { words, said } = wordsFor(viewer);
  const { sample } = words;
  const all = evidenceRows(context, said);
  const rows = representative(all, MOST_EVIDENCE);
  const papers = paperLines({ ...context, reviews: [] }, said);
  return html`<section class="finding"><h4>${isClue(context) ? html`<span class="dim">${said.label.clue}</span>` : verdictBadge(context.verdict, said.verdict[context.verdict])} ${screenName(
    context,
    said,
  )}</h4>
<p class="note">${context.elements.map(({ title, status }) => `${title}${said.mark.colon}${said.status[status]}`).join(said.mark.semicolon)}</p>
<ul class="evidence">${rows.map(
    (
      row,
    ) => html`<li><p class="carries">${row.elements.join(said.mark.list)} <span class="dim">${kindOf(row, said)}</span></p><p>${row.line}</p>
<p class="place"><code>${placeOf(row.at)}</code></p>${row.excerpt ? html`<pre>${row.excerpt}</pre>` : nothing}</li>\n`,
  )}</ul>
${all.length > rows.length ? html`<p class="dim">${filled(sample.more, all.length - rows.length)}</p>` : nothing}
${papers.map((line) => html`<p>${line}</p>`)}
${answersTo(viewer, view, item, context, id)}
</section>`;
}

/** Answers whose finding is not in this result any more. */
function loose(viewer: Viewer, view: SampleView): Markup {
  const { words, said } = wordsFor(viewer);
  const { document, answers } = view;
  const fits = (rule: string, fingerprint: string | undefined): boolean =>
    document.items.some(
      (item) => item.rule === rule && (!fingerprint || item.contexts.some((context) => context.fingerprint === fingerprint)),
    );
  const unused = answers.filter(({ rule, fingerprint }) => !fits(rule, fingerprint));
  if (unused.length === 0) return nothing;
  return html`<h2>${words.answering.unused}</h2><ul>${loosePapers(document, said).map((line) => html`<li>${line}</li>`)}</ul>${givenAnswers(
    viewer,
    view,
    unused,
  )}`;
}
