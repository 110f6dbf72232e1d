import { createHash } from 'node:crypto';
import { relative } from 'node:path';
import { type Lang, messages } from '../../messages/index.js';
import { inert, inertJson } from '../../report/inert.js';
import { VERDICT_ORDER } from '../../report/view.js';
import type { Row } from '../store.js';
import type { Summary } from '../summary.js';
import { ASKED } from '../totals.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';
import { pageWords } from './words.js';

/**
 * The list of all inputs as one page that works from a file share: the data stands in it as JSON, a small script shows a
 * hundred rows at a time and makes every text a text node. Written piece by piece, since it can have ten thousand rows.
 *
 * @param report address of an input's report, relative to the page
 * @param titles of the rules
 */
export function* indexPage(
  rows: Iterable<Row>,
  { report, titles, lang }: { report: (row: Row) => string; titles: ReadonlyMap<string, string>; lang: Lang },
): Iterable<string> {
  const words = pageWords(lang);
  yield head(words, lang);
  yield `<script type="application/json" id="data">{"words":${embedded({ ...words, ...names(lang) })},"rows":[`;
  let rules: string[] = [];
  let isFirst = true;
  for (const row of rows) {
    const summary = JSON.parse(row.summary) as Summary;
    if (summary.verdicts.length > rules.length) rules = summary.verdicts.map(([rule]) => rule);
    yield `${isFirst ? '' : ',\n'}${embedded(cells(row, summary, report(row)))}`;
    isFirst = false;
  }
  yield `],"rules":${embedded(rules.map((rule) => [rule, titles.get(rule) ?? rule]))}}</script>\n<script>${SCRIPT}</script>\n</body>\n</html>\n`;
}

/** In the order in which the script takes them. */
function cells(
  { unit, path, name, state }: Row,
  { name: app, id, version, carrier, verdicts, limits }: Summary,
  report: string,
): unknown[] {
  const file = shortest(path.split('\n')[0]!);
  const letters = verdicts.map(([, verdict]) => String.fromCharCode(97 + VERDICT_ORDER.indexOf(verdict))).join('');
  return [
    inert(unit),
    inert(app ?? ''),
    inert(name),
    inert(file),
    inert(id ?? ''),
    carrier,
    inert(version),
    letters,
    limits.join(' '),
    state,
    report,
  ];
}

/** From here, where that is shorter: a list that is passed on need not tell of this machine's folders. */
function shortest(path: string): string {
  const from = relative('', path);
  return from.startsWith('..') ? path : from;
}

function names(lang: Lang): object {
  const { verdict, carrier, limit } = messages[lang];
  return { verdict, carrier, limit, order: VERDICT_ORDER, asked: ASKED };
}

/** JSON that stays inside its script element, whatever it says. */
function embedded(value: unknown): string {
  return inertJson(JSON.stringify(value)).replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`);
}

function head(words: ReturnType<typeof pageWords>, lang: Lang): string {
  const hash = createHash('sha256').update(SCRIPT).digest('base64');
  return `<!DOCTYPE html>
<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${words.title}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${words.title}</h1><p>${words.statement}</p></header>
<main>
<section aria-labelledby="totals-title"><h2 id="totals-title">${words.totals}</h2><div class="wide" tabindex="0" role="region" aria-labelledby="totals-title"><table id="totals"></table></div></section>
<section aria-labelledby="list-title"><h2 id="list-title">${words.list}</h2>
<form id="filters" role="search" aria-label="${words.filters}"></form>
<p id="count" role="status"></p>
<div class="wide" tabindex="0" role="region" aria-labelledby="list-title"><table id="list"></table></div>
<nav id="pages" aria-label="${words.pages}"></nav></section>
<noscript><p>${words.noScript}</p></noscript>
</main>
`;
}
