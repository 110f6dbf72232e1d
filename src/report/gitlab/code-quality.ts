import { createHash } from 'node:crypto';
import { messages } from '../../messages/index.js';
import type { Verdict } from '../../result.js';
import { type Finding, findingsOf } from '../findings.js';
import { inert, inertJson } from '../inert.js';
import { screenName } from '../view.js';
import type { Writer } from '../writer.js';

/** GitLab's Code Quality report: the part of Code Climate's format that the merge request widget reads. */
interface Entry {
  description: string;
  check_name: string;
  fingerprint: string;
  severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  location: { path: string; lines: { begin: number } };
}

const SEVERITY: Partial<Record<Verdict, Entry['severity']>> = {
  found: 'critical',
  suspected: 'major',
  absent: 'major',
  undetermined: 'minor',
};

/** An entry per finding that is not suppressed: the widget has no word for what is known and decided on. */
export const gitlabCodeQuality: Writer<string> = {
  format: 'gitlab-codequality',
  extension: 'json',
  write: (documents, { lang }) => {
    const { verdict, mark } = messages[lang];
    const seen = new Map<string, number>();
    const entries = findingsOf(documents)
      .filter(({ context }) => !context?.suppression)
      .map((finding): Entry => {
        const where = finding.context ? screenName(finding.context, messages[lang]) : '';
        const { item } = finding;
        return {
          description: inert(
            [`${verdict[finding.verdict]}${mark.colon}${item.title}`, where, item.reason]
              .filter((part) => part !== '')
              .join('　'),
          ),
          check_name: item.rule,
          fingerprint: fingerprintOf(finding, seen),
          severity: SEVERITY[finding.verdict] ?? 'info',
          location: { path: pathOf(finding), lines: { begin: Math.max(1, finding.at.line ?? 1) } },
        };
      });
    return `${inertJson(JSON.stringify(entries, undefined, 1))}\n`;
  },
};

/** Entries with one fingerprint are shown once, so that findings which are alike are numbered. */
export function fingerprintOf({ key }: Pick<Finding, 'key'>, seen: Map<string, number>): string {
  const count = seen.get(key) ?? 0;
  seen.set(key, count + 1);
  return createHash('sha256')
    .update(count === 0 ? key : `${key}:${count}`)
    .digest('hex');
}

/** Relative, never out of the repository; shown as text. */
export function pathOf({ at }: Pick<Finding, 'at'>): string {
  const segments = inert(at.path).split('/');
  return segments.filter((segment) => !['', '.', '..'].includes(segment)).join('/') || 'package';
}
