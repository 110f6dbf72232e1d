import type { Inventory, ResultDocument } from '../../result.js';
import { inert } from '../inert.js';
import { placeOf } from '../view.js';
import { rest } from './limits.js';
import { hanging, heading, type Page } from './page.js';

const MOST = 20;

/** How much of each kind there is, which code uses the permissions, and which screens look meant for grass-roots units. */
export function inventoryPart({ inventory }: ResultDocument, page: Page): string[] {
  const { label, mark } = page.words;
  const counts: [string, number][] = [
    [label.screens, inventory.screens.length],
    [label.permissions, inventory.permissions.length],
    [label.sdks, inventory.sdks.length],
    [label.endpoints, inventory.endpoints.length],
    [label.endpointGroups, inventory.endpointGroups?.length ?? 0],
  ];
  if (counts.every(([, count]) => count === 0)) return [];
  const used = inventory.permissions.filter(({ usedBy }) => usedBy !== undefined);
  const screens = inventory.screens.filter(({ grassroots }) => grassroots !== undefined);
  return [
    ...heading(label.inventory, page),
    ...hanging('', counts.map(([name, count]) => `${name} ${count}`).join(mark.semicolon), 0, page),
    ...used.slice(0, MOST).flatMap((permission) => hanging('- ', permissionLine(permission, page), 0, page)),
    ...rest(used.length - MOST, 'rows', 2, page),
    ...(screens.length > 0 ? hanging('', `${label.grassroots}${mark.colon}`, 0, page) : []),
    ...screens
      .slice(0, MOST)
      .flatMap(({ id, title, grassroots = [] }) =>
        hanging(
          '- ',
          inert(`${title ? `${title}${mark.open}${id}${mark.close}` : id}${mark.colon}${grassroots.join(mark.list)}`),
          0,
          page,
        ),
      ),
    ...rest(screens.length - MOST, 'screens', 2, page),
  ];
}

function permissionLine({ name, usedBy = [], uses = 0 }: Inventory['permissions'][number], { words }: Page): string {
  const { label, mark, say } = words;
  const [first] = usedBy;
  const use = first ? `${first.what} ${placeOf(first.at)}${mark.semicolon}${say.uses(uses)}` : label.notUsed;
  return inert(`${name}${mark.colon}${use}`);
}
