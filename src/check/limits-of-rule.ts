import { DECLARED_VALUES } from './declared-values.js';
import { isObject } from './grammar.js';
import { type Rule, STRENGTH } from './rule.js';

/** What is wrong with the scope, the ceiling or the declared exceptions of a rule; undefined where nothing is. */
export function mistakeInLimits(rule: Rule): string | undefined {
  const { kind, scope, proof, ceiling, unseen, notApplicable, verdict } = rule;
  if (unseen !== undefined && typeof unseen !== 'string') return 'unseen 应是文字';
  if (scope !== undefined && scope !== 'screens' && scope !== 'package') return 'scope 应是 screens 或 package';
  if (scope === 'package' && kind !== 'note') return 'scope: package 只用于提示项';
  if (proof !== undefined && !/^T[1-4]$/.test(proof)) return 'proof 应是 T1、T2、T3、T4';
  const order = STRENGTH[kind];
  if (ceiling !== undefined) {
    if (!unseen) return '有 ceiling 的规则须在 unseen 中说明安装包里看不到什么';
    if (!order.includes(ceiling) || ceiling === order.at(-1)) return `ceiling“${ceiling}”不是 ${kind} 的结论`;
    const higher = Object.keys(verdict).find((one) => order.indexOf(one as never) < order.indexOf(ceiling));
    if (higher) return `verdict.${higher} 高于 ceiling“${ceiling}”，永远不会得出`;
  }
  return notApplicable === undefined ? undefined : mistakeInExceptions(notApplicable);
}

function mistakeInExceptions(list: unknown): string | undefined {
  if (!Array.isArray(list)) return 'notApplicable 应是列表';
  for (const one of list) {
    if (!isObject(one) || !DECLARED_VALUES.includes(one.declared as never))
      return `notApplicable 中 declared 应是 ${DECLARED_VALUES.join('、')}`;
    if (!Array.isArray(one.is) || typeof one.reason !== 'string') return 'notApplicable 须写 is 与 reason';
  }
  return undefined;
}
