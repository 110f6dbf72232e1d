import type { ResultDocument } from '../../result.js';
import { inert } from '../inert.js';
import { tally } from '../view.js';
import type { Writer } from '../writer.js';
import { type Markup, html as markup, nothing, render } from './markup.js';
import { reportNumber, reportSections } from './report.js';
import { style } from './style.js';
import { type PageWords, pageWords } from './words.js';

/** One self-contained page: no script, nothing loaded, everything from the package escaped. */
export const html: Writer<string> = {
  format: 'html',
  extension: 'html',
  write: (documents, { lang }) => {
    const words = pageWords(lang);
    return `<!DOCTYPE html>\n${render(markup`<html lang="${lang === 'zh' ? 'zh-CN' : 'en'}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${pageTitle(documents, words)}</title>
${style(documents.length === 1 ? reportNumber(documents[0]!) : '', lang)}
</head>
<body>
${documents.length > 1 ? contents(documents, words) : nothing}
${documents.map((document, i) => reportSections(document, `r${i + 1}`, words))}
</body>
</html>`)}\n`;
  },
};

function pageTitle(documents: ResultDocument[], { page }: PageWords): string {
  const [only] = documents;
  const name = documents.length === 1 ? (only!.package.name ?? only!.package.file) : '';
  return inert(name ? `${name} - ${page.title}` : page.title);
}

/** The reports in the order of the inputs, each with how often every verdict was given. */
function contents(documents: ResultDocument[], { page, label, verdict, say, mark }: PageWords): Markup {
  return markup`<nav class="contents"><h2>${page.contents}</h2><ol>${documents.map(
    (document, i) =>
      markup`<li><a href="#r${i + 1}">${document.package.name ?? label.unnamed}</a> <span class="dim">${document.package.file}</span><br>${tally(
        document.items,
      )
        .map((one) => say.tally(verdict[one.verdict], one.count))
        .join(mark.semicolon)}</li>`,
  )}</ol></nav>`;
}
