import { normaliseText } from '../../facts/normalise.js';
import { isObject } from '../grammar.js';
import { fullRole } from '../matchers.js';
import type { LoadedRule } from '../rule.js';
import type { Mistake } from '../rule-files.js';

/** Keys of matchers that name roles whose words are evidence; the words of `exclude` are the contrary. */
const ASKING = new Set(['words', 'params', 'sort', 'message', 'guards', 'target', 'title', 'route']);

/** What a word says in the negative list of a lexicon: the rules that have it as their own. */
export type NegativeWords = ReadonlyMap<string, { lexicon: string; rules: string[] }[]>;

/** Words of all rules' negative lists. */
export function negativeWords(rules: readonly LoadedRule[]): NegativeWords {
  const byWord = new Map<string, { lexicon: string; rules: string[] }[]>();
  for (const lexicon of new Set(rules.map((rule) => rule.lexicon))) {
    const own = rules.filter((rule) => rule.lexicon === lexicon);
    for (const word of own[0]!.vocabulary.wordsOf(`${lexicon}/negative`)) {
      const key = normaliseText(word);
      byWord.set(key, [...(byWord.get(key) ?? []), { lexicon, rules: own.map(({ id }) => id) }]);
    }
  }
  return byWord;
}

/** Words this rule takes as evidence while another says they are none of its own, unless the rule says why both are right. */
export function mistakesInWords(rule: LoadedRule, negatives: NegativeWords): Omit<Mistake, 'file'>[] {
  const disputed = new Set(Object.keys(rule.disputed ?? {}).map(normaliseText));
  const met = new Set<string>();
  const mistakes = rolesAskedBy(rule).flatMap((role) =>
    rule.vocabulary.wordsOf(role).flatMap((word): Omit<Mistake, 'file'>[] => {
      const key = normaliseText(word);
      const others = (negatives.get(key) ?? []).filter(
        ({ lexicon }) => lexicon !== rule.lexicon && lexicon !== role.split('/')[0],
      );
      if (others.length === 0 || met.has(key)) return [];
      met.add(key);
      if (disputed.has(key)) return [];
      const named = others.map(({ lexicon, rules }) => `${lexicon}/negative（${rules.join('、')}）`).join('和');
      const remedy = `从 ${role} 或对方的否定词中删去，或在 rule.yaml 的 disputed 写明“${word}: 理由”`;
      return [{ key: `elements（${role}）`, message: `“${word}”在另一条规则的否定词 ${named}中；${remedy}` }];
    }),
  );
  const idle = Object.keys(rule.disputed ?? {}).filter((word) => !met.has(normaliseText(word)));
  return [...mistakes, ...idle.map((word) => ({ key: `disputed.${word}`, message: '不在任何其他规则的否定词中，请删去' }))];
}

/** Words of the rule's own lexicon that `jianfu rules new` left to be filled in. */
export function wordsToFill({ lexicon, vocabulary }: LoadedRule, mark: string): Omit<Mistake, 'file'>[] {
  return vocabulary
    .roles()
    .filter((role) => role.startsWith(`${lexicon}/`) && vocabulary.wordsOf(role).includes(mark))
    .map((role) => ({ key: `lexicon（${role}）`, message: `词表里还写着“${mark}”，请填写` }));
}

function rolesAskedBy(rule: LoadedRule): string[] {
  return [...new Set(Object.values(rule.elements).flatMap((element) => rolesIn(element, rule.lexicon)))];
}

function rolesIn(value: unknown, lexicon: string): string[] {
  if (Array.isArray(value)) return value.flatMap((part) => rolesIn(part, lexicon));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, held]) => {
    if (key === 'not') return [];
    if (isObject(held) || (Array.isArray(held) && held.some(isObject))) return rolesIn(held, lexicon);
    return ASKING.has(key) ? [held].flat().map((role) => fullRole(String(role), lexicon)) : [];
  });
}
