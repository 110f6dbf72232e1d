import type { ResultDocument } from '../../result.js';
import { coveragePart } from './coverage.js';
import { inventoryPart } from './inventory.js';
import { itemsPart } from './items.js';
import { html, type Markup } from './markup.js';
import { resultsPart } from './results.js';
import { basisPart, samplePart } from './sample.js';
import { statementPart } from './statement.js';
import type { PageWords } from './words.js';

/** `ZWJC-20260305-1a2b3c4d`: day of the run (UTC) and first digits of the sample's SHA-256; hexadecimal and digits only. */
export function reportNumber({ package: app, run }: ResultDocument): string {
  const day = run.startedAt.slice(0, 10).replace(/\D/g, '');
  return ['ZWJC', day, app.sha256.slice(0, 8).replace(/[^0-9a-f]/gi, '')].filter(Boolean).join('-');
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七'];

/** One whole report, its anchors starting with `id`. */
export function reportSections(document: ResultDocument, id: string, words: PageWords): Markup {
  const { page, label } = words;
  const parts: [string, Markup][] = [
    [page.parts.results, resultsPart(document, id, words)],
    [page.parts.sample, samplePart(document, words)],
    [page.parts.basis, basisPart(document, words)],
    [page.parts.coverage, coveragePart(document, words)],
    [page.parts.items, itemsPart(document, id, words)],
    [page.parts.inventory, inventoryPart(document, words)],
    [page.parts.statement, statementPart(document, words)],
  ];
  return html`<main id="${id}" class="report">
<header>
<p class="top"><span class="draft">${label.draft}</span><span>${page.number} ${reportNumber(document)}</span></p>
<h1>${page.title}</h1>
<p class="subject">${document.package.name ?? label.unnamed}</p>
</header>
${parts.map(
  ([title, part], i) =>
    html`<section><h2>${words.lang === 'zh' ? `${NUMERALS[i]}、` : `${i + 1}. `}${title}</h2>
${part}</section>
`,
)}<p class="end">${page.end}</p>
</main>
`;
}
