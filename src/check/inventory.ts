import type { FactStore } from '../facts/store.js';
import type { ApiFact, RequestFact, ScreenFact } from '../facts/types.js';
import type { Inventory } from '../result.js';
import { compare } from './evidence.js';
import { familiesOf } from './permission-use.js';

/** Calls named of one permission, screens of one group of endpoints: enough to look it up, not a list of all. */
const MOST = 10;

/**
 * Screens, permissions with the code that uses them, SDKs and endpoints: what Art. 8(三) asks for, as far as a package shows it.
 * @param grassroots words that make a screen look meant for grass-roots units, by a text of the screen
 */
export function inventoryOf(store: FactStore, grassroots: (text: string) => readonly string[]): Inventory {
  const screens = store.of('screen').filter((screen) => screen.registered);
  const requests = store.of('request').filter((request) => request.owner !== 'third-party');
  return {
    screens: distinct(
      screens.map((screen) => screenOf(screen, store, grassroots)),
      (screen) => screen.id,
    ),
    permissions: distinct(
      store.of('permission').map(({ name }) => ({ name, ...useOf(name, store) })),
      (permission) => permission.name,
    ),
    sdks: distinct(
      store.of('sdk').map(({ name, category, version, called }) => ({ name, category, ...(version && { version }), called })),
      (sdk) => `${sdk.name}\0${sdk.category}\0${calledFirst(sdk.called)}\0${sdk.version ?? ''}`,
    ),
    endpoints: distinct(
      requests.map(({ method, path, via }) => ({ ...(method && { method }), path, via })),
      (endpoint) => `${endpoint.path}\0${endpoint.method ?? ''}\0${endpoint.via}`,
    ),
    endpointGroups: groupsOf(requests),
  };
}

function screenOf(
  { id, title, reachable, from }: ScreenFact,
  store: FactStore,
  grassroots: (text: string) => readonly string[],
): Inventory['screens'][number] {
  const words = [...new Set(namesOf(id, title, store).flatMap(grassroots))].sort(compare);
  return { id, ...(title && { title }), reachable, from, ...(words.length > 0 && { grassroots: words }) };
}

/** What a screen is called, and what is called on it: its title, menus and buttons, not what it tells. */
function namesOf(id: string, title: string | undefined, store: FactStore): string[] {
  const named = store
    .inScreen(id)
    .of('text')
    .filter(({ position, owner }) => owner !== 'third-party' && (position === 'page-title' || position === 'button'));
  return [...(title ? [title] : []), ...named.map(({ value }) => value)];
}

/** Share of the code that may be hidden before a permission can no longer be called unused. */
const HIDDEN = 0.05;

/**
 * The app's own calls that need a permission; nothing where it is not known what needs it, or none was seen and too much of the
 * code was not read.
 */
function useOf(permission: string, store: FactStore): Pick<Inventory['permissions'][number], 'usedBy' | 'uses'> {
  const families = familiesOf(permission);
  if (families.length === 0) return {};
  const calls = distinct(
    store.of('api').filter((call) => families.includes(call.family) && call.owner !== 'third-party'),
    placeKey,
  );
  if (calls.length === 0 && hiddenCode(store) >= HIDDEN) return {};
  return { usedBy: calls.slice(0, MOST).map(({ name, at }) => ({ what: name, at })), uses: calls.length };
}

function hiddenCode(store: FactStore): number {
  return store.of('limit').reduce((sum, { hides, share }) => (hides.includes('code') ? sum + (share ?? 1) : sum), 0);
}

function placeKey({ name, at }: ApiFact): string {
  return `${at.path}\0${String(at.line ?? at.offset ?? 0).padStart(9, '0')}\0${name}`;
}

/** Endpoints by host and the first part of the path. */
function groupsOf(requests: readonly RequestFact[]): NonNullable<Inventory['endpointGroups']> {
  const groups = new Map<string, { paths: Set<string>; screens: Set<string> }>();
  for (const { path, screens } of requests) {
    const name = groupOf(path);
    const group = groups.get(name) ?? { paths: new Set(), screens: new Set() };
    groups.set(name, group);
    group.paths.add(path);
    for (const screen of screens) group.screens.add(screen);
  }
  return [...groups]
    .sort(([a], [b]) => compare(a, b))
    .map(([group, { paths, screens }]) => ({
      group,
      endpoints: paths.size,
      screens: [...screens].sort(compare).slice(0, MOST),
    }));
}

/** Parts that say nothing of what is asked: versions, `api`. */
const PLAIN = /^(?:api|app|v\d{1,2}|rest|service|gateway|index\.php|wxapi|miniapp|miniprogram|\{[^{}]*\})$/i;

function groupOf(path: string): string {
  const [, host = '', rest = path] = /^([a-z][a-z\d+.-]*:\/\/[^/?]*)(.*)$/i.exec(path) ?? [];
  const parts = rest
    .split('?')[0]!
    .split('/')
    .filter((part) => part !== '' && !PLAIN.test(part));
  const first = parts.length > 1 ? `/${parts[0]}/` : '/';
  return `${host || (/^\{/.test(path) ? '{}' : '')}${first}`;
}

/** Called before unknown before merely present. */
function calledFirst(state: boolean | 'unknown'): number {
  return state === true ? 0 : state === 'unknown' ? 1 : 2;
}

/** One of each key, in the order of the keys. */
export function distinct<T>(items: readonly T[], key: (item: T) => string): T[] {
  const byKey = new Map(items.map((item) => [key(item), item]));
  return [...byKey].sort(([a], [b]) => compare(a, b)).map(([, item]) => item);
}
