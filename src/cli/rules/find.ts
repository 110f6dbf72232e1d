import type { LoadedRule, RulePack } from '../../check/index.js';
import { UsageError } from '../errors.js';

/** A rule by its id, or by a part of it that only one rule has. @throws UsageError naming the candidates */
export function findRule(packs: readonly RulePack[], name: string): { pack: RulePack; rule: LoadedRule } {
  const all = packs.flatMap((pack) => pack.rules.map((rule) => ({ pack, rule })));
  const exact = all.find(({ rule }) => rule.id === name);
  if (exact) return exact;
  const near = all.filter(({ rule }) => rule.id.includes(name));
  if (near.length === 1) return near[0]!;
  const listed = (near.length > 0 ? near : all).map(({ rule }) => rule.id).join('、');
  throw new UsageError(near.length > 0 ? `“${name}”可指多条规则：${listed}` : `没有规则“${name}”。现有规则：${listed}`);
}
