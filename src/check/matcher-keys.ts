import type { TextPosition } from '../facts/types.js';
import { DECLARED_VALUES } from './declared-values.js';
import type { Leaves } from './expression.js';

const STRONG: TextPosition[] = ['page-title', 'tab', 'menu', 'button', 'toast', 'dialog'];
const UI: TextPosition[] = [...STRONG, 'app-name', 'label', 'placeholder', 'list', 'option'];
const CODE: TextPosition[] = ['code', 'unknown'];

/** Names for several positions. Articles and data are content, not interface, and are in no group. */
export const POSITION_GROUPS: Readonly<Record<string, readonly TextPosition[]>> = {
  ui: UI,
  'strong-ui': STRONG,
  code: CODE,
  any: [...UI, ...CODE],
};

export const POSITIONS = [...UI, ...CODE, 'article', 'data', ...Object.keys(POSITION_GROUPS)];
// Written out as in `facts/types.ts`, whose types say nothing at run time.
const SUBJECTS =
  'photo video audio file location track distance duration count text login permission score phone consent face scan other'.split(
    ' ',
  );
const FAMILIES = (
  'location background-location choose-location camera media-pick upload scan face pay ad share step watermark nearby map notify ' +
  'feedback navigate open-other-app web-view install storage timer record-audio live usage-stats privacy'
).split(' ');

/** What a key of a matcher may hold: roles of a lexicon, one of a list, a free string, a number, a truth value, a pattern. */
export type Shape = 'roles' | 'string' | 'strings' | 'number' | 'boolean' | 'pattern' | readonly string[];

const COMMON: Record<string, Shape> = { owner: ['own', 'any'], linked: 'boolean' };
export const PARTS: readonly string[] = ['code', 'screens', 'texts', 'config', 'resources'];
const SECRETS = [
  'private-key',
  'access-key',
  'service-password',
  'database-password',
  'account-password',
  'secrecy-mark',
  'personal-data',
];
const HOSTS = ['name', 'inner-name', 'ipv4', 'inner-ipv4', 'loopback', 'ipv6'];
const NAMED: Record<string, Shape> = { ...COMMON, name: 'strings', value: 'strings', pattern: 'pattern' };

/** The grammar of matchers: a key that is not here is a typing mistake and stops the pack from loading. */
export const MATCHERS: Record<keyof Leaves, Record<string, Shape>> = {
  text: {
    ...COMMON,
    words: 'roles',
    exclude: 'roles',
    position: POSITIONS,
    action: ['handler', 'navigate', 'platform', 'none'],
    pattern: 'pattern',
    maxLength: 'number',
  },
  request: {
    ...COMMON,
    words: 'roles',
    exclude: 'roles',
    params: 'roles',
    method: 'strings',
    via: 'strings',
    sends: SUBJECTS,
    sort: 'roles',
    host: HOSTS,
    pattern: 'pattern',
  },
  api: { ...COMMON, family: FAMILIES, name: 'strings', detail: 'string' },
  gate: {
    ...COMMON,
    subject: SUBJECTS,
    shape: ['empty', 'min-count', 'range', 'required-rule', 'disabled', 'callback', 'flag'],
    message: 'roles',
    silent: 'boolean',
    guards: 'roles',
    exclude: 'roles',
  },
  timing: {
    ...COMMON,
    shape: ['lifecycle-pair', 'heartbeat', 'play-pause', 'interval-count', 'play-position'],
    reaches: ['request', 'storage', 'display', 'none', 'unknown'],
    target: 'roles',
    exclude: 'roles',
  },
  identifier: {
    ...COMMON,
    words: 'roles',
    exclude: 'roles',
    role: ['class', 'method', 'field', 'component', 'route', 'handler', 'binding', 'collection', 'numbered'],
  },
  screen: { ...COMMON, title: 'roles', route: 'roles', exclude: 'roles', entry: 'boolean' },
  number: { ...COMMON, name: 'string', min: 'number', max: 'number', each: 'boolean' },
  flag: NAMED,
  permission: NAMED,
  component: {
    ...COMMON,
    name: 'strings',
    type: ['activity', 'service', 'receiver', 'provider', 'application', 'element', 'plugin'],
    exported: 'boolean',
    guarded: 'boolean',
    launcher: 'boolean',
  },
  sdk: { ...COMMON, name: 'strings', category: 'strings', called: 'boolean' },
  url: { ...COMMON, host: HOSTS, pattern: 'pattern' },
  secret: { ...COMMON, type: SECRETS },
};

/** Keys of `declared`. */
export const DECLARED: Record<string, Shape> = { value: DECLARED_VALUES, position: POSITIONS, maxLength: 'number' };
