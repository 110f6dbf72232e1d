import { isObject } from './grammar.js';
import { type Rule, STRENGTH } from './rule.js';
import type { Mistake } from './rule-files.js';

const KEYS = ['name', 'facts', 'project', 'declaration', 'expect'];
const EXPECTED = ['verdict', 'elements', 'notElements'];
const POSITIVE = new Set(['found', 'suspected', 'present', 'likely-present', 'note']);

/** What keeps the examples of a rule from loading: their own form, and that both kinds are there. */
export function mistakesInExamples(examples: unknown, rule: Rule): Omit<Mistake, 'file'>[] {
  if (!Array.isArray(examples)) return [{ message: '应是示例的列表' }];
  const mistakes = examples.flatMap((example, i) => mistakesIn(example, i, rule));
  if (mistakes.length > 0) return mistakes;
  const kinds = new Set(examples.map(({ expect }) => POSITIVE.has(expect.verdict ?? '') || Boolean(expect.elements?.length)));
  if (!kinds.has(true))
    return [{ message: `规则 ${rule.id} 没有应当命中的示例，请补一个 expect 为 ${STRENGTH[rule.kind][0]} 的` }];
  if (!kinds.has(false))
    return [{ message: `规则 ${rule.id} 没有不应命中的示例，请补一个 expect 为 ${STRENGTH[rule.kind].at(-1)} 的` }];
  return [];
}

function mistakesIn(example: unknown, i: number, rule: Rule): Omit<Mistake, 'file'>[] {
  if (!isObject(example)) return [{ key: `[${i}]`, message: '应是“名称: 值”的映射' }];
  const { name, facts, project, expect } = example;
  if (typeof name !== 'string' || name === '') return [{ key: `[${i}].name`, message: '缺少这个键，写示例的中文名' }];
  const at = `[${i}]“${name}”`;
  if (Array.isArray(facts) === isObject(project))
    return [{ key: at, message: '须有 facts（列表）或 project（文件名: 内容）之一' }];
  if (!isObject(expect)) return [{ key: `${at}.expect`, message: '缺少这个键，写应得的结论' }];
  const strange = [
    ...Object.keys(example).flatMap((key) => (KEYS.includes(key) ? [] : [`${at}.${key}`])),
    ...Object.keys(expect).flatMap((key) => (EXPECTED.includes(key) ? [] : [`${at}.expect.${key}`])),
  ];
  return [
    ...strange.map((key) => ({ key, message: `不认识的键，可用：${(key.includes('.expect.') ? EXPECTED : KEYS).join('、')}` })),
    ...mistakesInExpected(expect, `${at}.expect`, rule),
  ];
}

function mistakesInExpected(expect: Record<string, unknown>, at: string, rule: Rule): Omit<Mistake, 'file'>[] {
  const verdicts = [...STRENGTH[rule.kind], 'undetermined', 'not-applicable'] as unknown[];
  const elements = Object.keys(rule.elements);
  const mistakes: Omit<Mistake, 'file'>[] = [];
  if (expect.verdict !== undefined && !verdicts.includes(expect.verdict))
    mistakes.push({
      key: `${at}.verdict`,
      message: `“${String(expect.verdict)}”不是 ${rule.kind} 的结论，可用：${verdicts.join('、')}`,
    });
  for (const key of ['elements', 'notElements']) {
    const named = expect[key] ?? [];
    const strange = Array.isArray(named) ? named.find((id) => !elements.includes(id)) : named;
    if (strange !== undefined)
      mistakes.push({ key: `${at}.${key}`, message: `“${String(strange)}”不是本规则的要件，可用：${elements.join('、')}` });
  }
  return mistakes;
}
