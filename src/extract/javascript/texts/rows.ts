import type { Node, ObjectExpression } from '@babel/types';
import { dottedName, keyName } from '../../../decode/javascript/names.js';
import type { ShownMember } from '../../markup/loops.js';
import type { ScreenSpec } from '../application/screens.js';
import type { ScriptModule, Site } from '../module/model.js';

/** A longer text in a row is what somebody wrote, not what the page is made of. */
const MAX_WORDS = 12;
/** Rows with members of this kind are records or posts, kept as samples: what they say is content. */
const CONTENT = /^\w*(date|time|author|user|nick\w*|avatar|content|detail|summary|views?|reads?|address|phone)$/i;

/** Members of literal rows that templates show in a loop, by the script whose data they are: `menus.name`. */
export function shownRows(screens: readonly ScreenSpec[]): Map<ScriptModule, Set<string>> {
  const shown = new Map<ScriptModule, Set<string>>();
  for (const screen of screens)
    for (const { reading, module, scripts = [] } of screen.templates)
      for (const owner of module ? [module, ...scripts] : scripts)
        shown.set(owner, new Set([...(shown.get(owner) ?? []), ...reading.rows.map(nameOf)]));
  return shown;
}

function nameOf({ list, key }: ShownMember): string {
  return `${list}.${key}`;
}

/** Whether a literal is a member of a row that a loop shows; rows of content are not asked for. */
export function isShownRow({ node, ancestors }: Site, shown: ReadonlySet<string> | undefined): boolean {
  if (!shown?.size || node.type !== 'StringLiteral' || node.value.length > MAX_WORDS) return false;
  const member = ancestors.at(-1);
  const row = ancestors.at(-2);
  const list = listName(ancestors.slice(0, -2));
  const key = member?.type === 'ObjectProperty' ? keyName(member) : undefined;
  if (!key || !list || row?.type !== 'ObjectExpression' || isContent(row)) return false;
  return shown.has(nameOf({ list, key }));
}

function isContent(row: ObjectExpression): boolean {
  return row.properties.some((item) => item.type !== 'SpreadElement' && CONTENT.test(keyName(item) ?? ''));
}

/** The name an array is kept under: a member, a variable, `ref([…])`, `const [x] = useState([…])`. */
function listName(ancestors: readonly Node[]): string | undefined {
  if (ancestors.at(-1)?.type !== 'ArrayExpression') return undefined;
  const holder = ancestors.at(-2)?.type === 'CallExpression' ? ancestors.at(-3) : ancestors.at(-2);
  if (holder?.type === 'ObjectProperty' || holder?.type === 'ClassProperty') return keyName(holder);
  if (holder?.type === 'AssignmentExpression')
    return dottedName(holder.left as Node)
      ?.split('.')
      .at(-1);
  if (holder?.type !== 'VariableDeclarator') return undefined;
  const id = holder.id.type === 'ArrayPattern' ? holder.id.elements[0] : holder.id;
  return id?.type === 'Identifier' ? id.name : undefined;
}
