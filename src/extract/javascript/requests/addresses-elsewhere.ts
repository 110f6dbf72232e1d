import type { Node } from '@babel/types';
import { dottedName, unwrap } from '../../../decode/javascript/names.js';
import type { Application } from '../application/application.js';
import { resolveModule } from '../application/resolve-modules.js';
import type { Unit } from '../module/model.js';
import { importOf } from '../module/units.js';

const NAME = /^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/;
const OWN_FILE = /^(?:[./]|@\/)/;
const ELSEWHERE = /^(?:\{[\w$.]+\})+$/;

/**
 * `config.api.userSign`, where the app's own file of addresses is not among what was handed in: the name it has there, in
 * braces, as a bound part. Names joined by `+` are given one after the other.
 */
export function addressElsewhere(app: Application, node: Node, unit: Unit): string | undefined {
  const inner = unwrap(node);
  if (inner.type === 'BinaryExpression' && inner.operator === '+') {
    const [left, right] = [inner.left, inner.right].map((part) => addressElsewhere(app, part as Node, unit));
    return left && right ? left + right : undefined;
  }
  const name = inner.type === 'MemberExpression' ? dottedName(inner) : undefined;
  if (!name || !NAME.test(name)) return undefined;
  const specifier = importOf(unit, name.slice(0, name.indexOf('.')))?.specifier;
  const isMissing = specifier !== undefined && OWN_FILE.test(specifier) && !resolveModule(app, unit.module, specifier);
  return isMissing ? `{${name}}` : undefined;
}

/** Whether a request's path is such a name. */
export function isElsewhere(path: string): boolean {
  return ELSEWHERE.test(path);
}
