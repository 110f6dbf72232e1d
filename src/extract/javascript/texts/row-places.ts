import type { Node } from '@babel/types';
import { dottedName, keyName } from '../../../decode/javascript/names.js';
import type { ShownMember } from '../../markup/loops.js';
import { membersOf } from '../../markup/numbered.js';
import type { ScriptModule, Site } from '../module/model.js';

/** A list that a template shows with the place of each row, which the script has counted. */
export interface CountedRows {
  key: string;
  /** Members of a row that stand beside its place. */
  members: string[];
}

/** Lists shown with a member that the script gives each row by its index: `list.map((row, i) => ({ ...row, no: i + 1 }))`. */
export function countedRows(module: ScriptModule | undefined, rows: readonly ShownMember[]): CountedRows[] {
  if (!module || rows.length < 3) return [];
  const counted = new Set(module.arithmetic.flatMap((site) => placeKey(site) ?? []));
  return [...new Set(rows.map(({ list }) => list))].flatMap((list) => {
    const keys = membersOf(list, rows);
    const key = keys.find((name) => counted.has(name));
    return key && keys.length > 2 ? [{ key, members: keys.filter((name) => name !== key) }] : [];
  });
}

/** The member that is given the index of the row plus one. */
function placeKey({ node, ancestors, unit }: Site): string | undefined {
  if (node.type !== 'BinaryExpression' || node.operator !== '+' || node.left.type !== 'Identifier') return undefined;
  if (node.right.type !== 'NumericLiteral' || node.right.value !== 1 || unit.params[1] !== node.left.name) return undefined;
  const holder: Node | undefined = ancestors.at(-1);
  if (holder?.type === 'ObjectProperty') return keyName(holder);
  const member = holder?.type === 'AssignmentExpression' ? dottedName(holder.left as Node) : undefined;
  return member?.startsWith(`${unit.params[0]}.`) ? member.split('.').at(-1) : undefined;
}
