import type { ResultDocument, Verdict } from '../result.js';
import type { Difference, MajorReason } from './types.js';

const GRAVITY: Verdict[] = ['found', 'suspected', 'undetermined', 'not-found', 'not-applicable'];
const DUTY_GONE: Verdict[] = ['absent', 'undetermined'];
const SENSITIVE =
  /LOCATION|CAMERA|RECORD_AUDIO|CONTACTS|ACTIVITY_RECOGNITION|userLocation|scope\.(camera|record|werun)|geolocation/i;
const SENSITIVE_SDKS = new Set(['pay', 'ad', 'location', 'face', 'share']);

/** What of a difference may be a 重大功能变更 under Art. 11. A list to be looked at: the judgement is the unit's. */
export function majorReasons(
  difference: Omit<Difference, 'major' | 'fileBy'>,
  from: ResultDocument,
  to: ResultDocument,
): MajorReason[] {
  const reasons: MajorReason[] = [];
  for (const { title, from: old, to: now, added } of difference.verdicts) {
    const worse = now === 'found' || now === 'suspected' ? !old || rank(now) < rank(old) || added.length > 0 : false;
    if (worse)
      reasons.push({ kind: 'worse-verdict', what: `${title}：${added.length > 0 ? `新增 ${added.join('、')}` : '结论加重'}` });
    if ((old === 'present' || old === 'likely-present') && now && DUTY_GONE.includes(now))
      reasons.push({ kind: 'lost-duty', what: `${title}：原有的功能未见` });
  }
  for (const area of newAreas(from, to)) reasons.push({ kind: 'new-function', what: area });
  for (const name of difference.permissions.added) if (SENSITIVE.test(name)) reasons.push({ kind: 'new-permission', what: name });
  const known = new Set(from.inventory.sdks.map(({ name }) => name));
  for (const { name, category, called } of to.inventory.sdks)
    if (!known.has(name) && called !== false && SENSITIVE_SDKS.has(category)) reasons.push({ kind: 'new-sdk', what: name });
  return reasons;
}

function rank(verdict: Verdict): number {
  return GRAVITY.indexOf(verdict);
}

/** Folders or packages of which the old version had no screen: a function of its own, not one more page of an old one. */
function newAreas(from: ResultDocument, to: ResultDocument): string[] {
  const before = new Set(from.inventory.screens.map(({ id }) => areaOf(id)));
  const areas = new Map<string, string[]>();
  for (const { id, title, reachable } of to.inventory.screens) {
    if (reachable === 'no' || before.has(areaOf(id))) continue;
    areas.set(areaOf(id), [...(areas.get(areaOf(id)) ?? []), title ?? id]);
  }
  return [...areas].map(([area, screens]) => `${area}：${screens.slice(0, 5).join('、')}${screens.length > 5 ? ' 等' : ''}`);
}

/** `pages/sign/index` → `pages/sign`; `cn.example.grid.sign.SignActivity` → `cn.example.grid.sign`. */
function areaOf(id: string): string {
  const cut = Math.max(id.lastIndexOf('/'), id.includes('/') ? -1 : id.lastIndexOf('.'));
  return cut <= 0 ? id : id.slice(0, cut);
}
