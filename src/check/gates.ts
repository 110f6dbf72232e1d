import type { LimitReason } from '../facts/types.js';
import { isObject } from './grammar.js';
import { PARTS } from './matcher-keys.js';
import type { Gate } from './rule.js';
import { refuse } from './rule-files.js';

// Written out as in `facts/types.ts`, whose types say nothing at run time.
const REASONS: readonly LimitReason[] = [
  'packed',
  'encrypted',
  'remote-content',
  'missing-subpackage',
  'compiled-runtime',
  'parse-failed',
  'budget',
  'unreadable',
  'unsupported',
  'no-code',
  'debug-build',
  'dynamic-code',
];

/**
 * The coverage gates of a pack; none where it names none: limits then only add up.
 * @throws RuleError where a gate does not fit, or a kind of limit is in no gate or in two
 */
export function gatesOf(value: unknown, file: string): Gate[] {
  if (value === undefined) return [];
  if (!Array.isArray(value)) refuse(file, '应是列表', 'gates');
  const gates = value.map((gate, i) => gateOf(gate, file, `gates[${i}]`));
  for (const reason of REASONS) {
    const number = gates.filter(({ reasons }) => reasons.includes(reason)).length;
    if (number !== 1) refuse(file, `限制“${reason}”应恰好归入一个，现有 ${number} 个`, 'gates');
  }
  return gates;
}

function gateOf(value: unknown, file: string, key: string): Gate {
  const fail = (message: string): never => refuse(file, message, key);
  if (!isObject(value)) return fail('应是映射');
  const strange = Object.keys(value).find((key) => !['id', 'title', 'reasons', 'tolerance', 'hides'].includes(key));
  if (strange) fail(`不认识的键“${strange}”`);
  for (const key of ['id', 'title']) if (typeof value[key] !== 'string') fail(`缺少“${key}”`);
  if (typeof value.tolerance !== 'number' || value.tolerance < 0 || value.tolerance > 1) fail('tolerance 应在 0 与 1 之间');
  const isListOf = (list: unknown, known: readonly string[]): boolean =>
    Array.isArray(list) && list.length > 0 && list.every((item) => known.includes(item));
  if (!isListOf(value.reasons, REASONS)) fail(`reasons 应是 ${REASONS.join('、')} 中的几个`);
  if (value.hides !== undefined && !isListOf(value.hides, PARTS)) fail(`hides 应是 ${PARTS.join('、')} 中的几个`);
  return value as unknown as Gate;
}
