import type { Carrier } from '../../facts/types.js';
import type { DeclaredCarrier } from './types.js';

const NAMED: ReadonlySet<string> = new Set<DeclaredCarrier>([
  'android',
  'ios',
  'harmony',
  'wechat',
  'alipay',
  'quickapp',
  'html5',
]);

/** How a declaration calls a carrier: those with no name of their own there are `other`. */
export function declaredCarrier(carrier: Carrier): DeclaredCarrier {
  return NAMED.has(carrier) ? (carrier as DeclaredCarrier) : 'other';
}
