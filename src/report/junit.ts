import { type Messages, messages } from '../messages/index.js';
import type { Item, ResultDocument } from '../result.js';
import { type FailOn, gateOf } from './gate.js';
import { sealLine } from './seal.js';
import { evidenceRows, isClue, kindOf, paperLines, placeOf, screenName, versionOf } from './view.js';
import type { InputFailure, Writer } from './writer.js';
import { type Xml, xmlDocument } from './xml.js';

/** Places told of one failing case; all of them stand in the JSON result. */
const MOST_PLACES = 20;

/**
 * JUnit XML as Jenkins and GitLab read it: a suite per input, a case per rule, always, so that a green report proves which
 * rules ran. What reaches `failOn` fails; what could not be determined is an error, never a pass; what is suppressed or does
 * not apply is skipped, with the reason.
 */
export const junit: Writer<string> = {
  format: 'junit',
  extension: 'xml',
  tellsFailures: true,
  write: (documents, { lang, failOn = 'found', failures = [] }) => {
    // A job that must not fail still wants to see what there is.
    const gate = failOn === 'never' ? 'found' : failOn;
    const suites = [...documents.map((document) => suiteOf(document, gate, messages[lang])), ...failures.map(failedSuite)];
    const sum = (name: string): number => suites.reduce((total, suite) => total + Number(suite[name]), 0);
    const counts = Object.fromEntries(['tests', 'failures', 'errors', 'skipped'].map((name) => [`@${name}`, sum(`@${name}`)]));
    return xmlDocument({ testsuites: { '@name': 'jianfu', ...counts, testsuite: suites } }, { indented: true });
  },
};

function suiteOf(document: ResultDocument, failOn: FailOn, words: Messages): Xml {
  const { package: app, items, run, tool } = document;
  const cases = items.map((item) => caseOf(item, document, failOn, words));
  const count = (name: string): number => cases.filter((one) => one[name] !== undefined).length;
  const properties: [string, string][] = [
    ['file', app.file],
    ['carrier', app.carrier],
    ['id', app.id ?? ''],
    ['version', versionOf(document)],
    ['tool', `jianfu ${tool.version}`],
    ['seal', sealLine(document)],
  ];
  return {
    '@name': `${app.name ?? words.label.unnamed} ${app.file}`,
    '@tests': items.length,
    '@failures': count('failure'),
    '@errors': count('error'),
    '@skipped': count('skipped'),
    '@time': (run.durationMs / 1000).toFixed(3),
    '@timestamp': run.startedAt.slice(0, 19),
    properties: { property: properties.map(([name, value]) => ({ '@name': name, '@value': value })) },
    testcase: cases,
  };
}

/** An input of which no rule could say anything. */
function failedSuite({ input, message, code }: InputFailure): Xml {
  const error = { '@message': message, '@type': `exit-${code}`, '#text': message };
  return {
    '@name': input,
    '@tests': 1,
    '@failures': 0,
    '@errors': 1,
    '@skipped': 0,
    testcase: [{ '@name': input, '@classname': 'jianfu.input', error }],
  };
}

function caseOf(item: Item, document: ResultDocument, failOn: FailOn, words: Messages): Xml {
  const { package: app } = document;
  const verdict = `${words.verdict[item.verdict]}${words.mark.colon}${item.reason}`;
  const name = `${item.title} ${item.clause}`;
  return {
    '@name': `${item.rule} ${name}`,
    '@classname': `${app.carrier}.${app.id ?? app.file}`,
    ...outcome(item, verdict, failOn, words),
  };
}

function outcome(item: Item, verdict: string, failOn: FailOn, words: Messages): Xml {
  const told = {
    '@message': verdict,
    '@type': item.verdict,
    '#text': placeLines(item, words).join(words.mark.semicolon) || verdict,
  };
  const gate = gateOf(item, failOn);
  if (gate === 'failed') return { failure: told };
  if (gate === 'open') return { error: told };
  if (item.unsuppressed !== undefined) return { skipped: { '@message': suppressionsOf(item, words) } };
  if (item.verdict === 'not-applicable') return { skipped: { '@message': verdict } };
  return { 'system-out': verdict };
}

function suppressionsOf({ contexts }: Item, words: Messages): string {
  const lines = contexts.flatMap(({ suppression }) => (suppression ? paperLines({ suppression }, words) : []));
  return [...new Set(lines)].join(words.mark.semicolon);
}

function placeLines(item: Item, words: Messages): string[] {
  const lines = item.contexts
    .filter((context) => !isClue(context))
    .flatMap((context) =>
      evidenceRows(context, words).map(
        (row) => `${screenName(context, words)}　${kindOf(row, words)}：${row.line}　${placeOf(row.at)}`,
      ),
    );
  const more = lines.length - MOST_PLACES;
  return [...lines.slice(0, MOST_PLACES), ...(more > 0 ? [words.say.more(more, 'evidence')] : []), item.advice].filter(
    (line) => line !== '',
  );
}
