import { createHash } from 'node:crypto';
import { type Markup, html as markup, nothing, render } from '../markup.js';
import { type Report, reportModel } from '../model/index.js';
import { type Words, wordsOf } from '../model/words/index.js';
import { screenWords } from '../model/words/page.js';
import { tally } from '../view.js';
import type { Writer } from '../writer.js';
import { script } from './script.js';
import { headingsOf, sections } from './sections.js';
import { styleSheet } from './style.js';
import { tools } from './tools.js';

/**
 * One self-contained page: nothing is loaded, everything from the package is escaped, and of scripts only the page's own
 * runs, which its policy names by hash. It is complete without it.
 */
export const html: Writer<string> = {
  format: 'html',
  extension: 'html',
  write: (documents, { lang, settings = {} }) => {
    const words = wordsOf(lang);
    const reports = documents.map((document, i) =>
      reportModel(document, settings, lang, documents.length > 1 ? `r${i + 1}-` : ''),
    );
    const only = reports.length === 1 ? reports[0] : undefined;
    const sheet = styleSheet(only?.number ?? '', lang);
    const hasLogo = settings.logo !== undefined;
    return `<!DOCTYPE html>\n${render(markup`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(render(sheet), hasLogo)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${only ? `${only.subject} - ${only.title}` : words.report.title}</title>
<style>${sheet}</style>
</head>
<body${only ? markup` class="one"` : nothing}>
<a class="skip" href="#main">${screenWords[lang].skip}</a>
${tools(tally(documents.flatMap(({ items }) => items)), words)}
<main id="main" tabindex="-1">
${
  only
    ? nothing
    : list(
        reports,
        documents.map(({ items }) => tallyText(items, words)),
        words,
      )
}
${reports.map((report, i) => article(report, only ? '' : `${i + 1}`, words))}
</main>
${isDraft(reports) ? markup`<div class="watermark" aria-hidden="true">${reports[0]!.watermark}</div>` : nothing}
<script>${script}</script>
</body>
</html>`)}\n`;
  },
};

function policy(sheet: string, hasLogo: boolean): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `style-src ${hash(sheet)}`,
    `script-src ${hash(render(script))}`,
    ...(hasLogo ? ['img-src data:'] : []),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The mark of a draft stands on every printed page, so all reports of the file must be one. */
function isDraft(reports: readonly Report[]): boolean {
  return reports.length > 0 && reports.every(({ watermark }) => watermark);
}

function article(report: Report, ordinal: string, words: Words): Markup {
  const prefix = ordinal && `r${ordinal}-`;
  const state = {
    words,
    prefix,
    ordinal: ordinal && ` ${ordinal}`,
    heading: report.title,
    contents: headingsOf(report.blocks),
    drawings: 0,
  };
  return markup`<article id="${prefix}report" class="report" aria-labelledby="${prefix}title">
${report.watermark ? markup`<p class="draft">${report.watermark}</p>` : nothing}
${sections(report.blocks, state)}</article>
`;
}

function tallyText(items: Parameters<typeof tally>[0], { say, verdict, mark }: Words): string {
  return tally(items)
    .map((one) => say.tally(verdict[one.verdict], one.count))
    .join(mark.semicolon);
}

/** The reports in the order of the inputs, each with how often every verdict was given. */
function list(reports: readonly Report[], tallies: readonly string[], { report }: Words): Markup {
  return markup`<nav class="list" aria-labelledby="list"><h2 id="list">${report.listTitle}</h2><ol>${reports.map(
    ({ subject, number }, i) =>
      markup`<li><a href="#r${i + 1}-report">${subject}</a> <span class="dim">${number}</span><br>${tallies[i]}</li>\n`,
  )}</ol></nav>`;
}
