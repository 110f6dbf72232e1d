import type { Node, ObjectExpression } from '@babel/types';
import { keyName, unwrap } from '../../../decode/javascript/names.js';
import type { Application } from '../application/application.js';
import type { ScriptModule } from '../module/model.js';

/** Where apps keep their texts by language. */
export const LANGUAGE_FILE =
  /(^|\/)(lang|langs|locales?|i18n|languages?|translations?|messages)\/|(^|\/)zh([-_](hans|cn))?(\/index)?\.\w+$/i;
const CHINESE = /(^|[/_.-])(zh|cn|chs|hans|chinese)([/_.-]|$)|zh[-_]?(cn|hans)/i;
const HAN = /[\u3400-\u9fff]/;
const MAX_TEXTS = 20_000;
const MAX_DEPTH = 12;

const tables = new WeakMap<Application, Map<string, string>>();

/** The Chinese text of a key such as `sign.button`; undefined where no language file has it. */
export function translated(app: Application, key: string): string | undefined {
  let table = tables.get(app);
  if (!table) {
    table = readTable(app);
    tables.set(app, table);
  }
  return table.get(key);
}

function readTable(app: Application): Map<string, string> {
  const table = new Map<string, string>();
  const files = [...app.modules.values()].filter(({ id, owner }) => owner !== 'third-party' && LANGUAGE_FILE.test(id));
  files.sort((a, b) => Number(CHINESE.test(b.id)) - Number(CHINESE.test(a.id)));
  for (const module of files) for (const value of module.exports.values()) collect(table, objectOf(module, value), '', 0);
  return table;
}

function objectOf(module: ScriptModule, value: Node): ObjectExpression | undefined {
  const node = unwrap(value);
  const named = node.type === 'Identifier' ? module.top.locals.get(node.name)?.[0] : node;
  return named?.type === 'ObjectExpression' ? named : undefined;
}

function collect(table: Map<string, string>, object: ObjectExpression | undefined, prefix: string, depth: number): void {
  for (const property of object?.properties ?? []) {
    const key = property.type === 'ObjectProperty' ? keyName(property) : undefined;
    if (property.type !== 'ObjectProperty' || key === undefined || table.size > MAX_TEXTS || depth > MAX_DEPTH) continue;
    const value = unwrap(property.value);
    if (value.type === 'ObjectExpression') {
      collect(table, value, `${prefix}${key}.`, depth + 1);
      // Tables that hold every language are asked without it.
      if (depth === 0) collect(table, value, '', depth + 1);
    } else if (value.type === 'StringLiteral' && HAN.test(value.value) && !table.has(prefix + key))
      table.set(prefix + key, value.value);
  }
}
