import type { Inventory, ResultDocument } from '../../result.js';
import { placeOf } from '../view.js';
import { type Content, html, type Markup, nothing } from './markup.js';
import type { PageWords } from './words.js';

const MOST_ROWS = 500;
/** Tables up to this length are printed on one page. */
const SHORT = 12;

/** Screens, permissions, components and endpoints: usable as an annex on the functions of the app. */
export function inventoryPart({ inventory }: ResultDocument, words: PageWords): Markup {
  const { label, page, reachable } = words;
  return html`${table(
    label.screens,
    [page.pageName, page.pages, page.hold, label.grassroots],
    inventory.screens.map((screen) => [
      screen.title ?? '',
      code(screen.id),
      reached(screen.reachable, reachable),
      (screen.grassroots ?? []).join(words.mark.list),
    ]),
    words,
  )}${table(
    label.permissions,
    [label.permissions, label.usedBy],
    inventory.permissions.map((permission) => [code(permission.name), usedBy(permission, words)]),
    words,
  )}${table(
    label.sdks,
    [label.name, page.category, page.hold],
    inventory.sdks.map((sdk) => [sdk.version ? `${sdk.name} ${sdk.version}` : sdk.name, sdk.category, called(sdk.called, words)]),
    words,
  )}${table(
    label.endpoints,
    [page.method, label.endpoints, page.via],
    inventory.endpoints.map((endpoint) => [endpoint.method ?? '', code(endpoint.path), code(endpoint.via)]),
    words,
  )}${table(
    label.endpointGroups,
    [label.endpointGroups, label.count, label.screens],
    (inventory.endpointGroups ?? []).map((group) => [
      code(group.group),
      String(group.endpoints),
      group.screens.join(words.mark.list),
    ]),
    words,
  )}`;
}

function code(text: string): Markup {
  return html`<code>${text}</code>`;
}

/** Where the app's own code uses a permission; empty where it is not known what would. */
function usedBy({ usedBy: calls, uses = 0 }: Inventory['permissions'][number], { label, say }: PageWords): Content {
  if (!calls) return '';
  if (calls.length === 0) return label.notUsed;
  const more = uses - calls.length;
  return html`${calls.map(({ what, at }) => html`${code(what)} ${placeOf(at)}<br>`)}${more > 0 ? say.more(more, 'places') : ''}`;
}

function reached(value: string, names: PageWords['reachable']): string {
  return value === 'yes' || value === 'no' ? names[value] : names.unknown;
}

function called(value: Inventory['sdks'][number]['called'], { page }: PageWords): string {
  return value === 'unknown' ? page.called.unknown : value ? page.called.true : page.called.false;
}

function table(title: string, head: string[], rows: Content[][], { say, page, mark }: PageWords): Markup {
  const more = rows.length - MOST_ROWS;
  if (rows.length === 0) return html`<h3>${title}</h3><p class="dim">${page.empty}</p>\n`;
  return html`<details class="inventory${rows.length <= SHORT ? ' short' : ''}" open><summary><h3>${title}${mark.open}${rows.length}${mark.close}</h3></summary>
<table><thead><tr>${head.map((name) => html`<th>${name}</th>`)}</tr></thead><tbody>
${rows.slice(0, MOST_ROWS).map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>\n`)}</tbody></table>
${more > 0 ? html`<p class="dim">${say.more(more, 'rows')}</p>` : nothing}</details>
`;
}
