import type { Certificate } from '../../facts/types.js';
import type { ResultDocument } from '../../result.js';
import { grouped, hostsOf, versionOf } from '../view.js';
import { type Content, html, joined, type Markup, nothing } from './markup.js';
import type { PageWords } from './words.js';

/** A two-column table of names and values; rows without a value are left out. */
export function pairs(rows: [string, Content][]): Markup {
  return html`<table class="pairs"><tbody>
${rows
  .filter(([, value]) => value !== '' && value !== undefined)
  .map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>\n`)}</tbody></table>`;
}

/** The identity of the sample, as read from it. */
export function samplePart(document: ResultDocument, words: PageWords): Markup {
  const { label, carrier, mark } = words;
  const app = document.package;
  return pairs([
    [label.name, app.name ?? label.unnamed],
    [label.id, app.id && html`<code>${app.id}</code>`],
    [label.version, versionOf(document)],
    [label.carrier, carrier[app.carrier]],
    [label.hosts, hostsOf(document, words)],
    [
      label.platform,
      [app.minSdk && `min ${app.minSdk}`, app.targetSdk && `target ${app.targetSdk}`].filter(Boolean).join(mark.comma),
    ],
    [label.file, html`<code>${app.file}</code>${mark.open}${app.format}${mark.close}`],
    [label.size, `${grouped(app.size)} B`],
    ['SHA-256', html`<code>${app.sha256}</code>`],
    ['SM3', html`<code>${app.sm3}</code>`],
    [label.signature, signature(app.signature, words)],
    [label.declaration, document.declaration ? html`<pre>${pretty(document.declaration)}</pre>` : words.page.undeclared],
  ]);
}

function signature(
  { schemes, certificates, checks, lineage }: ResultDocument['package']['signature'],
  words: PageWords,
): Content {
  if (schemes.length === 0 && certificates.length === 0) return words.label.unsigned;
  const { mark, page } = words;
  const stated = (checks ?? schemes.map((scheme) => ({ scheme, status: undefined, reason: undefined }))).map(
    ({ scheme, status, reason }) =>
      status ? `${scheme}${mark.open}${page.schemeStatus[status]}${reason ? `${mark.comma}${reason}` : ''}${mark.close}` : scheme,
  );
  return [
    stated.join(mark.list),
    certificates.map((certificate) => certificateLine(certificate, words)),
    lineage ? html`<div>${page.lineage} ${lineage.map(({ subject }) => subject).join(' → ')}</div>` : nothing,
  ];
}

function certificateLine(certificate: Certificate, { page }: PageWords): Markup {
  return html`<div>${page.certificate} <code>${certificate.sha256}</code><br>${page.subject} ${certificate.subject}${
    certificate.notAfter ? html`<br>${page.validUntil} ${page.date(certificate.notAfter)}` : nothing
  }</div>`;
}

/** JSON in lines, each escaped by itself so that its line breaks stay. */
function pretty(value: unknown): Content[] {
  return joined(JSON.stringify(value, null, 2).split('\n'), html`\n`);
}

/** Against what and with what it was inspected. */
export function basisPart({ tool, run }: ResultDocument, { page, label, mark }: PageWords): Markup {
  return pairs([
    [page.basis, page.basisText],
    [page.tool, `${tool.name} ${tool.version}`],
    [
      label.packs,
      joined(
        tool.packs.map((pack) => `${pack.id} ${pack.version}`),
        html`<br>`,
      ),
    ],
    [
      page.digest,
      joined(
        tool.packs.map((pack) => html`<code>${pack.digest}</code>`),
        html`<br>`,
      ),
    ],
    [page.environment, `Node.js ${run.host.node}${mark.comma}${run.host.platform}`],
    [page.began, page.date(run.startedAt)],
    [page.duration, `${(run.durationMs / 1000).toFixed(1)} s`],
  ]);
}
