import type { MemberExpression, Node } from '@babel/types';
import { dottedName, keyName } from '../../../decode/javascript/names.js';
import { some, walk } from '../../../decode/javascript/walk.js';
import type { Call, Unit } from '../module/model.js';
import { type Arm, type Control, controlsOf, endOf, isWithin } from './control.js';
import { lastOf } from './statements.js';
import { booleanOf } from './values.js';

/**
 * What an arm that did not leave holds up is decided on once more, as where a chain of `else if` collects a message.
 * @param names those that it may be decided by; any if left out
 */
export function isDecided(later: Call, after: number, names?: ReadonlySet<string>): boolean {
  if (names?.size === 0) return false;
  return controlsOf(later.unit.module).some(
    ({ test, whenTrue, whenFalse }) =>
      (lastOf(test).start ?? 0) >= after &&
      (isWithin(whenTrue, later.node) || isWithin(whenFalse, later.node)) &&
      (!names || some(lastOf(test), (inner) => names.has(lastName(inner)))),
  );
}

/** What an arm notes: names that it gives a text, `true` or `false`, and lists that it adds a text to. */
export function notedIn({ nodes, noted }: Arm): ReadonlySet<string> {
  const names = new Set<string>(noted ? [lastName(noted)] : []);
  for (const root of nodes)
    walk(root, (node) => {
      if (node.type === 'AssignmentExpression' && isNote(node.right)) {
        names.add(lastName(node.left));
        const table = complaintsOf(node.left);
        if (table) names.add(lastName(table));
      }
      const list = listAddedTo(node);
      if (list) names.add(lastName(list));
    });
  names.delete('');
  return names;
}

function isNote(value: Node): boolean {
  return value.type === 'StringLiteral' || booleanOf(value) !== undefined;
}

/** `errors` of `errors.push('请上传照片')`. */
function listAddedTo(node: Node): Node | undefined {
  const isAdding = node.type === 'CallExpression' && node.callee.type === 'MemberExpression' && keyName(node.callee) === 'push';
  return isAdding && node.arguments[0]?.type === 'StringLiteral' ? (node.callee as MemberExpression).object : undefined;
}

/** `errors` of `errors.photos = '请上传照片'`: a table of complaints is asked as a whole, `Object.keys(errors).length`. */
function complaintsOf(target: Node): Node | undefined {
  if (target.type !== 'MemberExpression') return undefined;
  return COMPLAINTS.test(lastName(target.object)) ? target.object : undefined;
}

const COMPLAINTS = /err|tips?$|msg|message|missing|invalid|problem|hint|warn/i;

function lastName(node: Node): string {
  return node.type === 'Identifier' ? node.name : (keyName(node) ?? '');
}

/**
 * Where a function goes on after it left for what an arm only noted: `if (!photos.length) { tips += '请上传照片'; ok = false }`,
 * and further down `if (!ok) { show(tips); return }`.
 */
export function laterExit({ unit }: Control, arm: Arm, outer: Unit): Control | undefined {
  const noted = new Set<string>(arm.noted ? [dottedName(arm.noted) ?? ''] : []);
  for (const root of arm.nodes)
    walk(root, (node) => {
      const target = node.type === 'AssignmentExpression' ? node.left : listAddedTo(node);
      const table = target && complaintsOf(target);
      for (const noting of [target, table]) {
        const name = noting && dottedName(noting);
        if (name) noted.add(name);
      }
    });
  const start = endOf(arm);
  return controlsOf(unit.module).find(
    ({ node, test, statement, whenTrue }) =>
      statement &&
      whenTrue?.leaves &&
      (lastOf(test).start ?? 0) >= start &&
      (node.end ?? 0) <= outer.end &&
      some(lastOf(test), (inner) => noted.has(dottedName(inner) ?? '')),
  );
}
