import type { Fact } from '../../facts/types.js';
import { mistakesInExamples } from '../example-form.js';
import { type LoadOptions, loadPacks } from '../load.js';
import type { LoadedRule, RulePack } from '../rule.js';
import { below, type Mistake } from '../rule-files.js';
import { factsOfExample } from '../test-rules.js';
import { mistakesInReach, mistakesInUse } from './verdicts.js';
import { mistakesInWords, type NegativeWords, negativeWords, wordsToFill } from './words.js';

/** Left by `jianfu rules new` where something is to be filled in. */
export const TO_FILL = '待填';

export interface LintOptions extends Omit<LoadOptions, 'onMistakes'> {
  /** What is wrong with a fact of an example by the published schema; undefined where nothing is. */
  mistakeInFact: (fact: Fact) => string | undefined;
  /** Only the rules with these ids; all without it. */
  only?: ReadonlySet<string>;
}

export interface LintReport {
  rules: number;
  /** By file, in the order of the files' names. */
  mistakes: Mistake[];
}

/**
 * Looks through packs for what keeps them from loading and for what loads but cannot be meant: verdicts nothing leads to, elements
 * nothing uses, words two rules disagree on, examples with facts that no package can have, pages that say nothing.
 */
export function lintPacks(folders: string | readonly string[], options: LintOptions): LintReport {
  const mistakes: Mistake[] = [];
  const packs = loadPacks(folders, { ...options, onMistakes: (some) => mistakes.push(...some) });
  const rules = packs.flatMap((pack) => pack.rules);
  const negatives = negativeWords(rules);
  for (const pack of packs) mistakes.push(...mistakesInPack(pack));
  for (const rule of rules) mistakes.push(...mistakesInLoaded(rule, negatives, options.mistakeInFact));
  const { only } = options;
  const kept = only ? mistakes.filter(({ file }) => file.split('/').some((part) => only.has(part))) : mistakes;
  return {
    rules: only ? rules.filter(({ id }) => only.has(id)).length : rules.length,
    mistakes: kept.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0)),
  };
}

function mistakesInPack({ source, title, rules }: RulePack): Mistake[] {
  const file = below(source, 'pack.yaml');
  return [
    ...(title.includes(TO_FILL) ? [{ file, key: 'title', message: `还写着“${TO_FILL}”，请填写` }] : []),
    ...(rules.length === 0 ? [{ file, message: '包里没有可用的规则；用 jianfu rules new 写一条' }] : []),
  ];
}

function mistakesInLoaded(rule: LoadedRule, negatives: NegativeWords, mistakeInFact: LintOptions['mistakeInFact']): Mistake[] {
  const file = (name: string): string => (rule.code ? rule.source : below(rule.source, name));
  const at = (name: string, mistakes: Omit<Mistake, 'file'>[]): Mistake[] =>
    mistakes.map((mistake) => ({ file: file(name), ...mistake }));
  return [
    ...at('rule.yaml', [
      ...mistakesInReach(rule),
      ...mistakesInUse(rule),
      ...mistakesInWords(rule, negatives),
      ...wordsToFill(rule, TO_FILL),
      ...unfilled({ ...rule, vocabulary: undefined, examples: undefined, page: undefined }),
    ]),
    ...at('examples.yaml', [
      ...(rule.code ? mistakesInExamples(rule.examples, rule) : []),
      ...mistakesInFacts(rule, mistakeInFact),
      ...unfilled(rule.examples),
    ]),
    ...at('README.md', mistakesInPage(rule)),
  ];
}

function mistakesInFacts({ examples }: LoadedRule, mistakeInFact: LintOptions['mistakeInFact']): Omit<Mistake, 'file'>[] {
  const names = examples.map(({ name }) => name);
  return examples.flatMap((example, i) => [
    ...(names.indexOf(example.name) < i ? [{ key: `[${i}]“${example.name}”`, message: '示例重名，请改一个' }] : []),
    ...(example.facts ?? []).flatMap((fact, k) => {
      const mistake = mistakeInFact(factsOfExample([fact]).facts.find(({ at }) => at.line === 1)!);
      return mistake === undefined ? [] : [{ key: `[${i}]“${example.name}”.facts[${k}]`, message: mistake }];
    }),
  ]);
}

function mistakesInPage({ page }: LoadedRule): Omit<Mistake, 'file'>[] {
  if (page.trim() === '') return [{ message: '说明是空的；写明查什么、依据、判定、局限、整改' }];
  if (!/^#\s+\S/.test(page)) return [{ message: '第一行应是标题（# …）' }];
  return unfilled(page);
}

/** Places that `jianfu rules new` left to be filled in, by their keys. */
function unfilled(value: unknown, key?: string): Omit<Mistake, 'file'>[] {
  if (typeof value === 'string')
    return value.includes(TO_FILL) ? [{ ...(key && { key }), message: `还写着“${TO_FILL}”，请填写` }] : [];
  if (typeof value !== 'object' || value === null || value instanceof Set) return [];
  return Object.entries(value).flatMap(([name, held]) => {
    const part = Array.isArray(value) ? `[${name}]` : name;
    return unfilled(held, key ? (Array.isArray(value) ? key + part : `${key}.${part}`) : part);
  });
}
