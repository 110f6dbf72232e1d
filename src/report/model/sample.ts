import type { Certificate } from '../../facts/types.js';
import { grouped, hostsOf, versionOf } from '../view.js';
import { type Draft, fields, items, paragraph } from './draft.js';
import type { Block, Inline, Rich } from './types.js';

/** The identity of the sample, as read from it. */
export function sampleBlocks({ document, words }: Draft): Block[] {
  const { label, carrier, mark, report } = words;
  const app = document.package;
  const sdk = [app.minSdk && `min ${app.minSdk}`, app.targetSdk && `target ${app.targetSdk}`].filter(Boolean).join(mark.comma);
  return [
    fields([
      [label.name, app.name ?? label.unnamed],
      [label.id, app.id && { text: app.id, code: true }],
      [label.version, versionOf(document)],
      [label.carrier, carrier[app.carrier]],
      [label.hosts, hostsOf(document, words)],
      [label.platform, sdk],
      [label.file, [{ text: app.file, code: true }, `${mark.open}${app.format}${mark.close}`]],
      [label.size, `${grouped(app.size)} B`],
      ['SHA-256', { text: app.sha256, code: true }],
      ['SM3', { text: app.sm3, code: true }],
      [label.signature, schemesOf(document.package.signature, words)],
      ...app.signature.certificates.flatMap((certificate) => certificateRows(certificate, words)),
      [report.sample.lineage, app.signature.lineage?.map(({ subject }) => subject).join(' → ')],
      [label.declaration, document.declaration ? report.sample.entered : report.undeclared],
    ]),
  ];
}

function schemesOf(
  { schemes, certificates, checks }: Draft['document']['package']['signature'],
  { label, mark, report }: Draft['words'],
): Rich {
  if (schemes.length === 0 && certificates.length === 0) return label.unsigned;
  if (!checks) return schemes.join(mark.list);
  return checks
    .map(
      ({ scheme, status, reason }) =>
        `${scheme}${mark.open}${report.schemeStatus[status]}${reason ? `${mark.comma}${reason}` : ''}${mark.close}`,
    )
    .join(mark.list);
}

function certificateRows(certificate: Certificate, { report, mark }: Draft['words']): [string, Rich | undefined][] {
  const { notBefore, notAfter, debug } = certificate;
  const until = [notBefore?.slice(0, 10), notAfter?.slice(0, 10)].filter(Boolean).join(` ${report.sample.until} `);
  const subject: Inline[] = [certificate.subject, ...(debug ? [`${mark.open}${report.sample.debug}${mark.close}`] : [])];
  return [
    [report.sample.certificate, { text: certificate.sha256, code: true }],
    ['MD5', certificate.md5 && { text: certificate.md5, code: true }],
    [report.sample.subject, subject],
    [report.sample.validity, until],
  ];
}

/** Against what it was inspected, and what that leaves out. */
export function basisBlocks({ document, words }: Draft): Block[] {
  const { report, label } = words;
  return [
    fields([
      [report.basis.law, report.basis.lawText],
      [label.packs, document.tool.packs.map(({ id, version }) => `${id} ${version}`).join(words.mark.list)],
      [report.basis.scope, report.basis.scopeText],
      [report.basis.excluded, report.basis.excludedText],
    ]),
  ];
}

/** With what it was inspected, and how to do it again. */
export function environmentBlocks({ document: { tool, run, package: app }, words }: Draft): Block[] {
  const { environment, basis, say } = words.report;
  return [
    fields([
      [environment.tool, `${tool.name} ${tool.version}`],
      ...tool.packs.map(({ id, digest }): [string, Rich] => [
        `${basis.digest}${words.mark.open}${id}${words.mark.close}`,
        { text: digest, code: true },
      ]),
      [environment.host, `Node.js ${run.host.node}${words.mark.comma}${run.host.platform}`],
      [environment.began, say.date(run.startedAt)],
      [environment.duration, `${(run.durationMs / 1000).toFixed(1)} s`],
      [environment.offline, environment.offlineText],
      [environment.repeat, { text: say.repeat(app.file), code: true }],
    ]),
  ];
}

/** How verdicts come about; the meaning of each one that this report gives. */
export function ruleBlocks({ document, words }: Draft): Block[] {
  const { rule, meaning } = words.report;
  const used = new Set(document.items.map(({ verdict }) => verdict));
  const rows = (Object.keys(meaning) as (keyof typeof meaning)[]).filter(
    (verdict) => used.has(verdict) || verdict === 'found' || verdict === 'suspected',
  );
  return [
    paragraph(rule.intro),
    fields(rows.map((verdict) => [words.verdict[verdict], meaning[verdict]])),
    ...items([rule.gates, rule.tiers, rule.declared]),
  ];
}
