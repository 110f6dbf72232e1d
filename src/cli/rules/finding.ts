import { type LoadedRule, type RulePack, type RuleTrace, traceRule } from '../../check/index.js';
import { createStore, type FactStore } from '../../facts/store.js';
import type { FactsFile } from '../../facts/types.js';
import { messages } from '../../messages/index.js';
import { inert } from '../../report/inert.js';
import { type ContextResult, fingerprintParts, type Item, type ResultDocument } from '../../result.js';
import { checkStored, extractInput } from '../../scan.js';
import { UsageError } from '../errors.js';
import { EXIT, type ExitCode } from '../exit.js';
import { checkedFacts, readFactsFiles } from '../facts-file.js';
import { type PackOptions, rulePacks } from '../packs.js';
import { isObject, readDocuments } from '../read-file.js';
import { checkedResult } from '../result-file.js';
import { findRule } from './find.js';
import { traceLines } from './trace-text.js';

export interface FindingOptions extends PackOptions {
  /** Stored facts of the package a result is of. */
  facts?: string;
  format?: 'text' | 'json';
  appid?: string;
}

/** What is known of the sample: the facts, or else only what its result says. */
interface Sample {
  facts?: FactsFile;
  result?: ResultDocument;
}

const MOST_NAMED = 12;

/**
 * `jianfu rules explain <输入> <规则>[:<页面或指纹>]`: which facts make which branch of a rule true in one screen of a sample. The
 * input is a result, stored facts or a package; a result alone has no facts, so its branches cannot be told apart.
 */
export function explainFinding(input: string, finding: string, options: FindingOptions): ExitCode {
  const cut = finding.indexOf(':');
  const name = cut === -1 ? finding : finding.slice(0, cut);
  const place = cut === -1 ? undefined : finding.slice(cut + 1);
  const { pack, rule } = findRule(rulePacks(options), name);
  const traces = samplesOf(input, options).map((sample) => explained(sample, { ...pack, rules: [rule] }, rule, place));
  if (options.format === 'json')
    process.stdout.write(
      `${JSON.stringify(
        traces.map(({ trace }) => trace),
        undefined,
        2,
      )}\n`,
    );
  else process.stdout.write(`${traces.flatMap(({ lines }) => lines).join('\n')}\n`);
  return EXIT.clean;
}

/** @throws UsageError where facts and result are not of one sample */
function samplesOf(input: string, { facts: factsPath, appid }: FindingOptions): Sample[] {
  const stored = factsPath === undefined ? [] : readFactsFiles(factsPath);
  const documents = /\.json$/i.test(input) ? readDocuments(input) : undefined;
  if (!documents) return [{ facts: extractInput(input, { appId: appid }) }];
  return documents.map((document): Sample => {
    if (isObject(document) && 'facts' in document) return { facts: checkedFacts(input, document) };
    const result = checkedResult(input, document);
    const facts = stored.find((file) => file.package.sha256 === result.package.sha256);
    if (stored.length > 0 && !facts)
      throw new UsageError(`${factsPath} 不是 ${result.package.file} 的事实：样品的 SHA-256 不同。`);
    return { result, ...(facts && { facts }) };
  });
}

function explained(
  sample: Sample,
  pack: RulePack,
  rule: LoadedRule,
  place: string | undefined,
): { trace: RuleTrace; lines: string[] } {
  const told = sample.result?.items.find((item) => item.rule === rule.id);
  if (!sample.facts) return fromResult(sample.result!, told, rule, place);
  const item = checkStored(sample.facts, [pack]).items.find(({ rule: id }) => id === rule.id)!;
  const store = createStore(sample.facts.facts);
  const screen = chosenScreen(place, [...item.contexts, ...(told?.contexts ?? [])], store, rule.id);
  const trace = traceRule(rule, { store, coverage: sample.facts.coverage }, screen === 'package' ? undefined : screen);
  const context = item.contexts.find((one) => one.screen === screen);
  return {
    trace,
    lines: [
      ...headLines(sample.facts.package.file, rule, screen, trace.screenTitle),
      ...traceLines(trace),
      '',
      ...endLines(rule, trace, context, item),
      ...(told && told.verdict !== item.verdict
        ? [`结果文件中的结论是“${messages.zh.verdict[told.verdict]}”；规则包与当时不同。`]
        : []),
    ],
  };
}

/** Only what the result kept: which elements had evidence, and the evidence. */
function fromResult(
  result: ResultDocument,
  item: Item | undefined,
  rule: LoadedRule,
  place: string | undefined,
): { trace: RuleTrace; lines: string[] } {
  if (!item) throw new UsageError(`结果中没有规则 ${rule.id} 的一项，它是用别的规则包检查的。`);
  const screen = chosenScreen(place, item.contexts, undefined, rule.id);
  const context = item.contexts.find((one) => one.screen === screen)!;
  const isEvidenced = (id: string): boolean =>
    context.elements.some((element) => element.id === id && element.status === 'evidenced');
  const trace: RuleTrace = {
    rule: rule.id,
    title: rule.title,
    screen,
    elements: context.elements.map(({ id, title, status }) => {
      const facts = context.evidence.filter(({ element }) => element === id).map(({ what, at }) => ({ what, at }));
      const parts = facts.length > 0 ? [{ key: 'evidence', holds: true, facts, count: facts.length, parts: [] }] : [];
      return { id, title, review: status === 'review', holds: status === 'evidenced', parts };
    }),
    verdicts: rule.verdicts.map(({ verdict, holds }) => ({
      verdict,
      when: String(rule.verdict[verdict]),
      holds: holds(isEvidenced),
    })),
  };
  return {
    trace,
    lines: [
      ...headLines(result.package.file, rule, screen, context.title),
      ...traceLines(trace),
      '',
      ...endLines(rule, trace, context, item),
      '结果文件里只有依据，没有全部事实；加上 --facts 事实.json，或把结果换成安装包，可看到每个分支为何成立或不成立。',
    ],
  };
}

function chosenScreen(
  place: string | undefined,
  contexts: readonly ContextResult[],
  store: FactStore | undefined,
  rule: string,
): string {
  const isNamed = ({ screen, fingerprint }: ContextResult): boolean =>
    screen === place || fingerprint === place || Object.values(fingerprintParts(fingerprint)).includes(place ?? '');
  const known = place === undefined ? contexts[0] : contexts.find(isNamed);
  if (known) return known.screen;
  if (place !== undefined && store && (place === 'package' || store.screens.has(place))) return place;
  const names = [...new Set([...contexts.map(({ screen }) => screen), ...(store?.screens.keys() ?? [])])];
  const listed = `${names.slice(0, MOST_NAMED).join('、')}${names.length > MOST_NAMED ? ` 等 ${names.length} 个` : ''}`;
  const why = place === undefined ? '没有一个页面有依据' : `没有页面或指纹“${place}”`;
  throw new UsageError(`${why}。用 ${rule}:<页面> 看一页为何如此${names.length > 0 ? `；页面：${listed}` : ''}。`);
}

function headLines(file: string, rule: LoadedRule, screen: string, title: string | undefined): string[] {
  const page = screen === 'package' ? '不属于任何页面的事实' : `页面 ${title ? `${title}（${screen}）` : screen}`;
  return [`${rule.id}　${rule.title}　${rule.clause}`, inert(`${file}　${page}`), ''];
}

/** The verdict of this screen, and why it is weaker than its expression where it is; then that of the whole item. */
function endLines(rule: LoadedRule, { verdicts }: RuleTrace, context: ContextResult | undefined, item: Item): string[] {
  const { verdict: word } = messages.zh;
  const by = verdicts.find(({ holds }) => holds)?.verdict;
  const here = context ? word[context.verdict] : '没有要件有依据';
  const isLowered = context && by && by !== context.verdict;
  const lowered = isLowered ? `（式子得出“${word[by]}”；${whyLowered(rule, context)}，所以降低）` : '';
  return [`本页结论：${here}${lowered}`, inert(`整项结论：${word[item.verdict]}　${item.reason}`)];
}

function whyLowered({ ceiling }: LoadedRule, { screen, verdict, reachable }: ContextResult): string {
  if (screen === 'package') return '不属于任何页面';
  if (ceiling === verdict) return '这是本规则的上限';
  return reachable === 'no' ? '未见入口' : '只有文字，没有调用、接口或校验';
}
