import type { Artifact, Log, Result, Run } from 'sarif';
import type { Lang } from '../../messages/index.js';
import type { ResultDocument } from '../../result.js';
import { type Finding, findingsOf } from '../findings.js';
import { inert, inertJson } from '../inert.js';
import { sealLine } from '../seal.js';
import type { InputFailure, Writer } from '../writer.js';
import { failedInvocation, invocationOf } from './invocation.js';
import { BASE } from './location.js';
import { resultOf } from './result.js';
import { type RuleTable, ruleTable } from './rules.js';
import { type SarifWords, sarifWords } from './words.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
/** GitHub stores the first 5,000 results of a run and refuses a file of more than 10 MB when gzipped. */
const MOST_RESULTS = 5000;
const MOST_PLACES = 20_000;

/**
 * SARIF 2.1.0 for code scanning: one run, an invocation per input (one that could not be inspected has failed), a result per finding, the gravest first. What was not
 * found is no result; the verdicts of all items stand in the run's properties.
 */
export const sarif: Writer<string> = {
  format: 'sarif',
  extension: 'sarif',
  tellsFailures: true,
  write: (documents, { lang, failures = [] }) => {
    const log: Log = { $schema: SCHEMA, version: '2.1.0', runs: [runOf(documents, failures, sarifWords(lang), lang)] };
    return `${inertJson(JSON.stringify(log, undefined, 1))}\n`;
  },
};

function runOf(documents: readonly ResultDocument[], failures: readonly InputFailure[], words: SarifWords, lang: Lang): Run {
  const rules = ruleTable(documents, words);
  const findings = findingsOf(documents);
  // Results name the invocation of their document, so that failures stand behind.
  const invocations = [...documents.map((document) => invocationOf(document, words)), ...failures.map(failedInvocation)];
  const left = findings.length - MOST_RESULTS;
  if (left > 0 && invocations[0]) {
    invocations[0].executionSuccessful = false;
    invocations[0].toolExecutionNotifications?.push({ level: 'error', message: { text: words.moreResults(left) } });
  }
  return {
    tool: toolOf(documents, rules, lang),
    ...automation(documents),
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [BASE]: { description: { text: words.base } } },
    ...(invocations.length > 0 && { invocations }),
    artifacts: artifactsOf(documents),
    results: resultsOf(findings.slice(0, MOST_RESULTS), documents, rules, words),
    properties: {
      seals: documents.map(sealLine),
      verdicts: documents.map(({ items }) => Object.fromEntries(items.map(({ rule, verdict }) => [rule, verdict]))),
    },
  };
}

function toolOf(documents: readonly ResultDocument[], { descriptors }: RuleTable, lang: Lang): Run['tool'] {
  const [tool] = documents.map((document) => document.tool);
  return {
    driver: {
      name: 'jianfu',
      ...(tool && { version: tool.version, semanticVersion: tool.version }),
      language: lang === 'zh' ? 'zh-CN' : 'en-US',
      rules: descriptors,
      properties: { packs: tool?.packs ?? [] },
    },
  };
}

function resultsOf(
  findings: readonly Finding[],
  documents: readonly ResultDocument[],
  rules: RuleTable,
  words: SarifWords,
): Result[] {
  const occurrences = new Map<string, number>();
  let room = MOST_PLACES;
  return findings.map((finding) => {
    const occurrence = occurrences.get(finding.key) ?? 0;
    occurrences.set(finding.key, occurrence + 1);
    const invocationIndex = documents.indexOf(finding.document);
    const place = { ruleIndex: rules.indexOf(finding.item.rule), invocationIndex, occurrence, room };
    const result = resultOf(finding, place, words);
    room -= result.relatedLocations?.length ?? 0;
    return result;
  });
}

/** The packages, each once. */
function artifactsOf(documents: readonly ResultDocument[]): Artifact[] {
  const packages = new Map(documents.map(({ package: app }) => [`${app.sha256} ${app.file}`, app]));
  return [...packages.values()].map((app) => ({
    location: { description: { text: inert(app.file) } },
    roles: ['analysisTarget'],
    ...(app.form === 'package' && { length: app.size }),
    hashes: { 'sha-256': app.sha256, sm3: app.sm3 },
  }));
}

/** Runs of one app are compared with each other, not with those of another app in the same repository. */
function automation(documents: readonly ResultDocument[]): Pick<Run, 'automationDetails'> {
  const [only] = documents;
  if (documents.length !== 1 || !only) return {};
  return { automationDetails: { id: `jianfu/${only.package.carrier}/${inert(only.package.id ?? only.package.file)}/` } };
}
