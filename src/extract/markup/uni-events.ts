import { type Json, literalValue } from '../../decode/javascript/literal.js';
import { parseScript } from '../../decode/javascript/parse.js';

/**
 * uni-app compiles every handler into `__e` and keeps the real ones in `data-event-opts`:
 * `[['tap',[['submit',['$event',1]]]]]` is `@tap="submit($event, 1)"`. Returns the call as the component wrote it, the name alone
 * where only the event is handed on. Undefined where the table does not name the event.
 */
export function uniHandler(table: string, event: string): string | undefined {
  const statement = parseScript(`(${table.replace(/^\{\{|\}\}$/g, '')})`)?.file.program.body[0];
  const value = statement?.type === 'ExpressionStatement' ? literalValue(statement.expression) : undefined;
  if (!Array.isArray(value)) return undefined;
  // Alipay writes `onTap`, others `bindtap`, for the table's `tap`.
  const plain = (name: string): string => name.replace(/^[\^~*]+|-/g, '').toLowerCase();
  const row = value.find((item) => Array.isArray(item) && plain(String(item[0])) === plain(event));
  const calls = Array.isArray(row) && Array.isArray(row[1]) ? row[1] : [];
  const texts = calls.map(callOf).filter((text) => text !== undefined);
  return texts.length > 0 ? texts.join('; ') : undefined;
}

function callOf(call: Json): string | undefined {
  if (!Array.isArray(call) || typeof call[0] !== 'string') return undefined;
  const args = Array.isArray(call[1]) ? call[1] : [];
  if (args.every((arg) => arg === '$event')) return call[0];
  return `${call[0]}(${args.map(argument).join(', ')})`;
}

/** `$event` and `$0` stand for values, other strings for themselves. */
function argument(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  return /^\$(event|\d+)$/.test(value) ? value : `'${value.replace(/[\\']/g, '\\$&')}'`;
}
