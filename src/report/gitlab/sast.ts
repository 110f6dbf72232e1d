import { messages } from '../../messages/index.js';
import type { ResultDocument, Verdict } from '../../result.js';
import { type Finding, findingsOf, isPartial } from '../findings.js';
import { inert, inertJson } from '../inert.js';
import { limitGroups } from '../limits.js';
import { markdownCode, markdownText } from '../markdown/escape.js';
import { evidenceRows, placeOf, screenName } from '../view.js';
import type { InputFailure, Writer } from '../writer.js';
import { fingerprintOf, pathOf } from './code-quality.js';

/** GitLab refuses reports of a schema it does not know; this version is accepted by all of its 15 to 18 releases. */
const SCHEMA_VERSION = '15.0.6';

const SEVERITY: Partial<Record<Verdict, string>> = { found: 'Medium', suspected: 'Low', absent: 'Low', undetermined: 'Unknown' };
/** Bounds of the schema. */
const LONGEST = { name: 255, solution: 7000 };
const MOST_PLACES = 20;

/**
 * GitLab's security report of type `sast`: a vulnerability per finding that is not suppressed, at most of medium severity,
 * since a breach of the regulation is no weakness an attacker can use. Where something could not be read the scan has failed,
 * so that GitLab does not take what is missing for mended.
 */
export const gitlabSast: Writer<string> = {
  format: 'gitlab-sast',
  extension: 'json',
  tellsFailures: true,
  write: (documents, { lang, failures = [] }) => {
    const seen = new Map<string, number>();
    const findings = findingsOf(documents).filter(({ context }) => !context?.suppression);
    const report = {
      version: SCHEMA_VERSION,
      scan: scanOf(documents, failures, lang),
      vulnerabilities: findings.map((finding) => vulnerabilityOf(finding, seen, lang)),
    };
    return `${inertJson(JSON.stringify(report, undefined, 1))}\n`;
  },
};

function scanOf(documents: readonly ResultDocument[], failures: readonly InputFailure[], lang: 'zh' | 'en'): object {
  const tool = { id: 'jianfu', name: 'jianfu', version: documents[0]?.tool.version ?? '0', vendor: { name: 'jianfu' } };
  const starts = documents.map(({ run }) => Date.parse(run.startedAt));
  const ends = documents.map(({ run }, i) => starts[i]! + run.durationMs);
  return {
    type: 'sast',
    status: failures.length > 0 || documents.some(isPartial) ? 'failure' : 'success',
    start_time: time(Math.min(...starts)),
    end_time: time(Math.max(...ends)),
    analyzer: tool,
    scanner: tool,
    messages: [
      ...failures.map(({ input, message }) => ({ level: 'fatal', value: inert(`${input}：${message}`) })),
      ...documents.flatMap((document) =>
        limitGroups(document).map(({ reason, detail, affects }) => ({
          level: affects.length > 0 ? 'warn' : 'info',
          value: inert(`${document.package.file}：${messages[lang].limit[reason]}：${detail}`),
        })),
      ),
    ],
  };
}

/** `2026-03-05T08:30:00`, UTC, without a zone: the schema's pattern. */
function time(ms: number): string {
  return new Date(Number.isFinite(ms) ? ms : 0).toISOString().slice(0, 19);
}

function vulnerabilityOf(finding: Finding, seen: Map<string, number>, lang: 'zh' | 'en'): object {
  const words = messages[lang];
  const { item, context, verdict, at } = finding;
  const line = Math.max(1, at.line ?? 1);
  const rows = context ? evidenceRows(context, words).slice(0, MOST_PLACES) : [];
  const description = [
    markdownText(`${words.verdict[verdict]}${words.mark.colon}${item.reason}`),
    ...(context ? [markdownCode(screenName(context, words))] : []),
    ...(rows.length > 0 ? [rows.map((row) => `- ${markdownCode(row.line)} ${markdownCode(placeOf(row.at))}`).join('\n')] : []),
  ];
  return {
    id: fingerprintOf(finding, seen),
    name: inert(`${item.title}（${item.clause}）`).slice(0, LONGEST.name),
    description: description.join('\n\n'),
    severity: SEVERITY[verdict] ?? 'Info',
    ...(item.advice && { solution: inert(item.advice).slice(0, LONGEST.solution) }),
    identifiers: [{ type: 'jianfu_rule', name: item.rule, value: item.rule }],
    location: {
      file: pathOf(finding),
      start_line: line,
      ...(at.class !== undefined && { class: inert(at.class) }),
      ...(at.method !== undefined && { method: inert(at.method) }),
    },
  };
}
