import { isUtf8 } from 'node:buffer';
import { type LuaString, luaStrings } from '../../decode/lua/strings.js';
import { excerpt } from '../../facts/excerpt.js';
import type { Fact, LimitFact, LimitReason, TextPosition } from '../../facts/types.js';
import type { Entry } from '../../open/tree.js';
import { readEntry } from '../entry-bytes.js';
import type { Extraction } from '../extraction.js';
import { lineIndex } from '../lines.js';
import { rounded } from '../shares.js';

const HAN = /[\u3400-\u9fff]/;
const MAX_TEXT = 200;
const BYTECODE = Buffer.from('1b4c7561', 'hex');
/** Attributes of a layout table that are seen. */
const KEYS: Record<string, TextPosition> = {
  text: 'label',
  Text: 'label',
  title: 'label',
  Title: 'label',
  hint: 'placeholder',
  Hint: 'placeholder',
};
const SHOWN: [RegExp, TextPosition][] = [
  [/(^|[.:])(print|makeText|提示|toast\w*|snackbar)$/i, 'toast'],
  [/(^|[.:])(setTitle|setSubtitle)$/, 'page-title'],
  [/(^|[.:])(setMessage|setPositiveButton|setNegativeButton|setNeutralButton)$/, 'dialog'],
];

/**
 * Texts of an app written in Lua (AndroLua, FusionApp): a page is a script or a layout table of the assets. What its functions do is
 * not followed; scripts that are bytecode or encrypted are a limit with their share.
 */
export function extractLua(entries: readonly Entry[]): Extraction {
  const facts: Fact[] = [];
  const unread: { entry: Entry; reason: LimitReason }[] = [];
  for (const entry of entries) {
    const bytes = readEntry(entry);
    if (!bytes) continue;
    if (bytes.subarray(0, 4).equals(BYTECODE)) unread.push({ entry, reason: 'compiled-runtime' });
    else if (bytes.includes(0) || bytes[0] === 0x1b || !isUtf8(bytes)) unread.push({ entry, reason: 'encrypted' });
    else facts.push(...scriptFacts(entry, bytes.toString('utf8')));
  }
  const total = entries.reduce((sum, { size }) => sum + size, 0);
  const parsed = entries.length - unread.length;
  const screens = facts.filter(({ kind }) => kind === 'screen').length;
  return {
    facts: [...facts, ...limits(unread, entries.length, total), ...(parsed > 0 ? [notFollowed(entries)] : [])],
    package: {},
    coverage: {
      scripts: { total: entries.length, parsed, failed: unread.length, thirdParty: 0 },
      screens: { total: screens, reachable: facts.filter((fact) => fact.kind === 'screen' && fact.reachable === 'yes').length },
    },
    hosts: ['lua'],
  };
}

function scriptFacts({ name, path }: Entry, text: string): Fact[] {
  const id = name.replace(/^(?:[\w-]+\/)?assets\//, '').replace(/\.\w+$/, '');
  const lines = lineIndex(text);
  const texts = luaStrings(text).filter(({ value }) => HAN.test(value));
  if (texts.length === 0) return [];
  const isMain = /(^|\/)main$/.test(id);
  const from = isMain ? ['app'] : [];
  const base = { owner: 'own' as const, screens: [id] };
  return [
    {
      kind: 'screen',
      id,
      reachable: isMain ? 'yes' : 'unknown',
      from,
      registered: true,
      at: { path, line: 1, column: 1 },
      ...base,
    },
    ...texts.map(
      (item): Fact => ({
        kind: 'text',
        value: item.value.replace(/\s+/g, ' ').trim().slice(0, MAX_TEXT),
        position: positionOf(item),
        at: { path, ...lines.at(item.offset) },
        excerpt: excerpt(text, item.offset, item.value.length),
        ...base,
      }),
    ),
  ];
}

function positionOf({ key, call }: LuaString): TextPosition {
  const known = key !== undefined && Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
  return known ?? SHOWN.find(([pattern]) => pattern.test(call ?? ''))?.[1] ?? 'code';
}

function limits(unread: readonly { entry: Entry; reason: LimitReason }[], all: number, total: number): LimitFact[] {
  return (['compiled-runtime', 'encrypted'] as const).flatMap((reason) => {
    const files = unread.filter((one) => one.reason === reason).map(({ entry }) => entry);
    if (files.length === 0) return [];
    const what = reason === 'encrypted' ? '不是明文（经加密）' : '是 Lua 字节码';
    const detail = `${all} 个 Lua 脚本中有 ${files.length} 个${what}（${files[0]!.name}${files.length > 1 ? ' 等' : ''}），未检查。请提交脚本源码。`;
    const share = rounded(files.reduce((sum, { size }) => sum + size, 0) / Math.max(1, total));
    return [limit(reason, ['code', 'screens', 'texts'], detail, files[0]!.path, share)];
  });
}

function notFollowed(entries: readonly Entry[]): LimitFact {
  const detail = `应用由 ${entries.length} 个 Lua 脚本组成，只读出了其中的文字，接口、校验和计时未检查。请说明这些功能或提交可供核对的说明。`;
  return limit('unsupported', ['code'], detail, entries[0]!.path, 1);
}

function limit(reason: LimitReason, hides: LimitFact['hides'], detail: string, path: string, share: number): LimitFact {
  return { kind: 'limit', reason, hides, detail, share, at: { path }, owner: 'own', screens: [] };
}
