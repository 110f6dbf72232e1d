import type { Expression } from '../expression.js';
import { isObject } from '../grammar.js';
import type { LoadedRule, Rule } from '../rule.js';
import { nothingOf } from '../rule.js';
import type { Mistake } from '../rule-files.js';

/** Most elements whose combinations are all looked at: 65,536 of them. */
const MOST_ELEMENTS = 16;

/** Verdicts no evidence can lead to, or that hold without any, by trying every combination of elements that can come about. */
export function mistakesInReach(rule: LoadedRule): Omit<Mistake, 'file'>[] {
  const ids = Object.keys(rule.elements);
  if (ids.length > MOST_ELEMENTS) return [{ key: 'elements', message: `超过 ${MOST_ELEMENTS} 个要件，请拆成几条规则` }];
  const reached = new Set<string>();
  const holding = new Set<string>();
  for (const evidenced of combinations(rule, ids)) {
    const held = rule.verdicts.filter(({ holds }) => holds((id) => evidenced.has(id)));
    if (held[0]) reached.add(held[0].verdict);
    for (const { verdict } of held) holding.add(verdict);
  }
  const [nothing] = rule.verdicts.filter(({ verdict, holds }) => verdict !== nothingOf(rule.kind) && holds(() => false));
  return [
    ...rule.verdicts.flatMap(({ verdict }) => {
      if (reached.has(verdict)) return [];
      const why = holding.has(verdict) ? '凡它成立时，更强的结论也成立' : '任何要件的组合都不能使它成立';
      return [{ key: `verdict.${verdict}`, message: `永远得不出：${why}；请改式子，或删去这一行` }];
    }),
    ...(nothing
      ? [{ key: `verdict.${nothing.verdict}`, message: '没有任何要件有证据时也成立；请写上至少一个须有证据的要件' }]
      : []),
  ];
}

/** All sets of evidenced elements that agree with what elements say of each other. */
function* combinations(rule: Rule, ids: string[]): Generator<Set<string>> {
  const ties = ids.map((id) => tiesOf(rule.elements[id]!));
  for (let bits = 0; bits < 2 ** ids.length; bits++) {
    const evidenced = new Set(ids.filter((_, i) => bits & (1 << i)));
    const fits = ids.every(
      (id, i) =>
        !evidenced.has(id) ||
        (ties[i]!.needs.every((other) => evidenced.has(other)) && !ties[i]!.excludes.some((other) => evidenced.has(other))),
    );
    if (fits) yield evidenced;
  }
}

/** Elements that must, or must not, be evidenced with this one: those its own conditions name outright. */
function tiesOf(expression: Expression): { needs: string[]; excludes: string[] } {
  const parts = (expression.all ?? []).map(tiesOf);
  const own = expression.element === undefined ? [] : [expression.element];
  // `not` of one bare element; with more keys beside it, only all of them together are excluded.
  const { not } = expression;
  const excluded = not?.element !== undefined && Object.keys(not).length === 1 ? [not.element] : [];
  return {
    needs: [...own, ...parts.flatMap(({ needs }) => needs)],
    excludes: [...excluded, ...parts.flatMap(({ excludes }) => excludes)],
  };
}

/** Elements that neither a verdict nor another element speaks of, and that are not there for a person to judge. */
export function mistakesInUse(rule: LoadedRule): Omit<Mistake, 'file'>[] {
  const used = new Set(rule.deciding);
  for (const [, element] of Object.entries(rule.elements).reverse()) for (const name of elementsIn(element)) used.add(name);
  return Object.entries(rule.elements).flatMap(([id, { review, clue }]) =>
    used.has(id) || review || clue
      ? []
      : [
          {
            key: `elements.${id}`,
            message: '没有结论用到它；写进 verdict，或标上 review: true（供人工复核）、clue: true（只作线索列出），或删去',
          },
        ],
  );
}

function elementsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(elementsIn);
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, held]) => (key === 'element' ? [String(held)] : elementsIn(held)));
}
