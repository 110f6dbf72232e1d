import type { Result, Suppression } from 'sarif';
import type { Verdict } from '../../result.js';
import type { Finding } from '../findings.js';
import { inert } from '../inert.js';
import { evidenceRows, kindOf, paperLines, screenName } from '../view.js';
import { locationOf } from './location.js';
import type { SarifWords } from './words.js';

/** GitHub shows 100 places of a result. */
const MOST_PLACES = 100;

/** SARIF §3.27.9–10: only `fail` has a level; what could not be determined is `open`. */
const KINDS: Partial<Record<Verdict, Pick<Result, 'kind' | 'level'>>> = {
  found: { kind: 'fail', level: 'error' },
  suspected: { kind: 'fail', level: 'warning' },
  absent: { kind: 'fail', level: 'warning' },
  undetermined: { kind: 'open', level: 'none' },
};

/** Where a finding stands in its run. */
export interface RunPlace {
  ruleIndex: number;
  invocationIndex: number;
  /** Which of the findings with the same key it is, so that prints stay unique. */
  occurrence: number;
  /** Places that may still be written in this run. */
  room: number;
}

export function resultOf(
  finding: Finding,
  { ruleIndex, invocationIndex, occurrence, room }: RunPlace,
  words: SarifWords,
): Result {
  const { item, context, verdict, at, key } = finding;
  const rows = context ? evidenceRows(context, words) : [];
  const shown = rows.slice(0, Math.min(MOST_PLACES, room));
  return {
    ruleId: item.rule,
    ruleIndex,
    ...KINDS[verdict],
    message: { text: message(sentence(finding, words)) },
    locations: [locationOf(at)],
    ...(shown.length > 0 && {
      relatedLocations: shown.map((row, i) => ({
        id: i + 1,
        ...locationOf(row.at, message(`${kindOf(row, words)}${words.mark.colon}${row.line}`)),
      })),
    }),
    // Our own name: `primaryLocationLineHash` would be computed anew by the uploader, from lines that bundles do not have.
    partialFingerprints: { 'jianfuFinding/v1': inert(occurrence === 0 ? key : `${key}:${occurrence + 1}`) },
    ...(context?.suppression && { suppressions: [suppressionOf(context.suppression)] }),
    provenance: { invocationIndex },
    properties: {
      verdict,
      clause: item.clause,
      ...(context && { screen: inert(context.screen), reachable: context.reachable }),
      ...(rows.length > shown.length && { placesNotShown: rows.length - shown.length }),
      ...(context?.declared && { declaredScene: inert(context.declared.function) }),
    },
  };
}

function sentence({ item, context, verdict, document }: Finding, words: SarifWords): string {
  const where = context ? screenName(context, words) : (document.package.name ?? document.package.file);
  const lines = [
    `${words.verdict[verdict]}：${item.title}（${item.clause}）。${where}`,
    item.reason,
    ...(context ? paperLines(context, words) : []),
  ];
  return lines.filter((line) => line !== '').join('\n');
}

/** SARIF §3.11.5–6: brackets would make a link, `{0}` a placeholder. */
function message(text: string): string {
  return text
    .split('\n')
    .map(inert)
    .join('\n')
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/\{(\d+)\}/g, '{{$1}}');
}

/** Decided on outside of the code, by a named person. */
function suppressionOf({
  reason,
  basis,
  approver,
  expires,
}: NonNullable<NonNullable<Finding['context']>['suppression']>): Suppression {
  return { kind: 'external', status: 'accepted', justification: message(`${reason}；${basis}；${approver}；${expires}`) };
}
